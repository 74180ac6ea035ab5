//! The dashboard.

use domain::lang::Lang;

/// The dashboard.
#[derive(Debug)]
pub struct Dashboard {
    /// Dashboard.
    pub title: &'static str,
    /// Service.
    pub service: &'static str,
    /// From.
    pub from: &'static str,
    /// To.
    pub to: &'static str,
    /// Show.
    pub show: &'static str,
    /// On time.
    pub on_time: &'static str,
    /// Of.
    pub on_time_of: &'static str,
    /// Promises that ended in this period: ready or refused.
    pub on_time_lead: &'static str,
    /// Late.
    pub late_count: &'static str,
    /// Discontinued.
    pub stopped: &'static str,
    /// Withdrawn, closed, annulled; in no share.
    pub stopped_lead: &'static str,
    /// Licences that come to their end.
    pub ending: &'static str,
    /// What is to be done about them.
    pub ending_lead: &'static str,
    /// Open promises overdue.
    pub open_overdue: &'static str,
    /// Now, those with the applicant too.
    pub open_overdue_lead: &'static str,
    /// In process.
    pub in_process: &'static str,
    /// In trays or on desks.
    pub in_process_lead: &'static str,
    /// With applicants.
    pub with_applicant: &'static str,
    /// Ready.
    pub ready: &'static str,
    /// Waiting and working per step.
    pub steps: &'static str,
    /// Step.
    pub step: &'static str,
    /// In tray.
    pub tray: &'static str,
    /// On desk.
    pub desk: &'static str,
    /// Over norm.
    pub late_now: &'static str,
    /// Visits.
    pub visits: &'static str,
    /// Mean waiting.
    pub waiting: &'static str,
    /// Mean work.
    pub working: &'static str,
    /// Norm.
    pub norm: &'static str,
    /// Within norm.
    pub kept: &'static str,
    /// Waiting, work, norm.
    pub drawing: &'static str,
    /// Waiting.
    pub key_queue: &'static str,
    /// Work.
    pub key_work: &'static str,
    /// Norm.
    pub key_norm: &'static str,
    /// No value.
    pub no_value: &'static str,
    /// Now.
    pub now: &'static str,
    /// In the period.
    pub in_period: &'static str,
    /// Fewer than 10: the share says little.
    pub few: &'static str,
    /// No dossier in this period..
    pub empty: &'static str,
    /// As of.
    pub as_of: &'static str,
}

/// A share: "89,4 %"; a dash where there is none.
pub fn share(lang: Lang, permille: Option<u64>) -> String {
    let Some(permille) = permille else { return "–".to_owned() };
    let mark = lang.pick(",", ".");
    format!("{}{mark}{} %", permille / 10, permille % 10)
}

/// The finding over the steps: "83 % waktu berkas habis di baki, terlama di Tanda tangan".
pub fn finding(lang: Lang, permille: u64, step: &str) -> String {
    let percent = (permille + 5) / 10;
    match lang {
        Lang::Id => format!("{percent} % waktu berkas habis di baki, terlama di {step}"),
        Lang::En => format!("{percent} % of the time is spent in trays, longest at {step}"),
    }
}

/// Until when licences end: "dalam 90 hari".
pub fn within(lang: Lang, days: u16) -> String {
    match lang {
        Lang::Id => format!("dalam {days} hari"),
        Lang::En => format!("within {days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_without_denominator_is_a_dash() {
        assert_eq!(share(Lang::Id, None), "–");
        assert_eq!(share(Lang::Id, Some(894)), "89,4 %");
        assert_eq!(share(Lang::En, Some(1000)), "100.0 %");
    }
}

//! The register of all dossiers.

use domain::figures::PromiseOutcome;
use domain::lang::Lang;
use domain::licence::LicenceStatus;
use domain::register::{LicenceFilter, Outcome, RegisterLine, RegisterQuery, State};
use domain::standard::{ServiceStandard, Standards};
use domain::time::Local;
use domain::time::words::full_date;

/// The register of all dossiers.
#[derive(Debug)]
pub struct Register {
    /// Register of dossiers.
    pub title: &'static str,
    /// Search name or register number.
    pub find: &'static str,
    /// Service.
    pub service: &'static str,
    /// All services.
    pub all_services: &'static str,
    /// State.
    pub state: &'static str,
    /// All states.
    pub all_states: &'static str,
    /// Promise.
    pub outcome: &'static str,
    /// All outcomes.
    pub all_outcomes: &'static str,
    /// Filter by licence.
    pub licence: &'static str,
    /// All, with a licence and without.
    pub all_licences: &'static str,
    /// Head of the column of licence numbers.
    pub licence_number: &'static str,
    /// Head of the column of last days.
    pub licence_until: &'static str,
    /// Head of the column of how licences stand.
    pub licence_state: &'static str,
    /// Step.
    pub step: &'static str,
    /// All steps.
    pub all_steps: &'static str,
    /// From.
    pub from: &'static str,
    /// To.
    pub to: &'static str,
    /// Show.
    pub apply: &'static str,
    /// Clear filters.
    pub reset: &'static str,
    /// Register.
    pub number: &'static str,
    /// Applicant.
    pub name: &'static str,
    /// Where the file of paper lies.
    pub lies_at: &'static str,
    /// Submitted.
    pub submitted: &'static str,
    /// State.
    pub where_now: &'static str,
    /// Promise.
    pub promise: &'static str,
    /// Outcome.
    pub result: &'static str,
    /// Waiting + work.
    pub visit: &'static str,
    /// No dossier matches.
    pub empty: &'static str,
    /// Loosen the filters or search for something else..
    pub empty_lead: &'static str,
    /// Previous.
    pub previous: &'static str,
    /// Next.
    pub next: &'static str,
    /// Of.
    pub of: &'static str,
    /// Dossiers.
    pub dossiers: &'static str,
    /// Visits that ended in the period, the longest first.
    pub visits_of: &'static str,
    /// Back from the print to the list.
    pub back_to_list: &'static str,
    /// A print holds no more lines.
    pub sheet_full: &'static str,
    /// No value.
    pub hidden_name: &'static str,
    /// Pages.
    pub pages: &'static str,
    /// Take the lines along as a workbook.
    pub export_xlsx: &'static str,
    /// Take the lines along as CSV.
    pub export_csv: &'static str,
    /// Print.
    pub print: &'static str,
    /// What is done with the lines.
    pub take_along: &'static str,
    /// Since when it is where it is.
    pub since: &'static str,
    /// The wait of the visit in minutes.
    pub waiting_minutes: &'static str,
    /// The work of the visit in minutes.
    pub working_minutes: &'static str,
    /// What was searched for.
    pub found: &'static str,
    /// Which filters apply, before them.
    pub filters: &'static str,
    /// No filter applies.
    pub no_filter: &'static str,
    /// The beginning of a file's name.
    pub file_name: &'static str,
    /// In a file's name: no service was chosen.
    pub file_all_services: &'static str,
}

/// The filters of a query in a line: "Layanan SIPP Inseminator · Keadaan: lewat norma langkah · 1 November 2026 sampai 30
/// November 2026". Service and step are told by the name that their standard gives them.
pub fn filter_line(lang: Lang, query: &RegisterQuery, standards: &[ServiceStandard]) -> String {
    let w = &super::of(lang).register;
    let standard = query.service.as_ref().and_then(|key| standards.iter().find(|one| one.service == *key));
    let mut parts = Vec::new();
    let mut part =
        |label: &str, text: Option<String>| parts.extend(text.map(|text| format!("{label}: {text}")));
    part(w.found, Some(query.find.clone()).filter(|find| !find.is_empty()));
    let service = standard.map(|standard| standard.short.get(lang).to_owned());
    part(w.service, service.or_else(|| query.service.clone()));
    part(w.state, query.state.map(|state| state_name(lang, state).to_owned()));
    let step = query.step.map(|no| {
        // Without a service it is the step of that number of each.
        let name = standard.and_then(|standard| standard.step(no));
        name.map_or_else(
            || no.number().to_string(),
            |step| format!("{} {}", no.number(), step.name.get(lang)),
        )
    });
    part(w.step, step);
    part(w.outcome, query.outcome.map(|outcome| outcome_name(lang, outcome).to_owned()));
    part(w.licence, query.licence.map(|licence| licence_name(lang, licence).to_owned()));
    parts.extend(query.visits.then(|| w.visits_of.to_owned()));
    let submitted = if query.is_of_submission() { lang.pick("diajukan ", "submitted ") } else { "" };
    let (from, to) =
        (query.from().map(|day| full_date(day, lang)), query.to().map(|day| full_date(day, lang)));
    parts.extend(match (from, to) {
        (Some(from), Some(to)) => Some(format!("{submitted}{from} {} {to}", lang.pick("sampai", "to"))),
        (Some(from), None) => Some(format!("{submitted}{} {from}", lang.pick("sejak", "since"))),
        (None, Some(to)) => Some(format!("{submitted}{} {to}", lang.pick("sampai", "until"))),
        (None, None) => None,
    });
    if parts.is_empty() { w.no_filter.to_owned() } else { parts.join(" · ") }
}

/// Which lines a page shows: "51–100 dari 420 berkas".
pub fn page_line(lang: Lang, query: &RegisterQuery, total: u64) -> String {
    let size = u64::from(query.page_size());
    let first = u64::from(query.page) * size;
    if total == 0 {
        return count(lang, total);
    }
    let of = super::of(lang).register.of;
    format!("{}–{} {of} {}", first + 1, (first + size).min(total), count(lang, total))
}

/// Of which moment lines are, and how many: "1.204 berkas, keadaan Selasa 24 November 2026 09.00 WIB".
pub fn as_of_line(lang: Lang, total: u64, at: Local) -> String {
    format!("{}, {} {}", count(lang, total), lang.pick("keadaan", "as of"), at.long(lang))
}

/// The step of a line, as the standard that its dossier pins names it: "4 Paraf Ahli Muda".
pub fn step_of(lang: Lang, pinned: &Standards, line: &RegisterLine) -> String {
    let standard = pinned.find(&line.service, line.standard);
    let name = standard.and_then(|standard| standard.step(line.step)).map_or("", |step| step.name.get(lang));
    format!("{} {name}", line.step.number()).trim_end().to_owned()
}

/// Where a dossier is, as the filter names it.
pub const fn state_name(lang: Lang, state: State) -> &'static str {
    match state {
        State::Open => lang.pick("terbuka", "open"),
        State::InProcess => lang.pick("sedang diproses", "in process"),
        State::Tray => lang.pick("menunggu diterima", "waiting to be accepted"),
        State::Desk => lang.pick("sedang dikerjakan", "on a desk"),
        State::Late => lang.pick("lewat norma langkah", "over the step's norm"),
        State::WithApplicant => lang.pick("di tangan pemohon", "with the applicant"),
        State::Ready => lang.pick("siap diambil", "ready"),
        State::Overdue => lang.pick("janji lewat", "promise overdue"),
        State::Ended => lang.pick("selesai", "ended"),
    }
}

/// How a promise came out, as the filter names it.
pub const fn outcome_name(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Decided => lang.pick("siap atau ditolak", "ready or refused"),
        Outcome::Met => lang.pick("tepat janji", "on time"),
        Outcome::Missed => lang.pick("lewat janji", "late"),
        Outcome::Stopped => lang.pick("dihentikan", "discontinued"),
    }
}

/// How a licence stands, as the filter names it.
pub const fn licence_name(lang: Lang, licence: LicenceFilter) -> &'static str {
    match licence {
        LicenceFilter::EndsSoon => lang.pick("akan berakhir ≤ 90 hari", "ends within 90 days"),
        LicenceFilter::EndsNext => lang.pick("akan berakhir ≤ 30 hari", "ends within 30 days"),
        LicenceFilter::Expired => lang.pick("berakhir", "expired"),
        LicenceFilter::Revoked => lang.pick("dicabut", "revoked"),
        LicenceFilter::Replaced => lang.pick("diganti", "replaced"),
    }
}

/// How a licence stands, as a row says.
pub const fn licence_status(lang: Lang, status: LicenceStatus) -> &'static str {
    match status {
        LicenceStatus::Valid => lang.pick("berlaku", "valid"),
        LicenceStatus::Expiring { .. } => lang.pick("akan berakhir", "ends soon"),
        LicenceStatus::Expired => lang.pick("berakhir", "expired"),
        LicenceStatus::Revoked => lang.pick("dicabut", "revoked"),
        LicenceStatus::Replaced => lang.pick("diganti", "replaced"),
    }
}

/// How the promise of a dossier came out, as its row says.
pub const fn promise_name(lang: Lang, outcome: PromiseOutcome) -> &'static str {
    match outcome {
        PromiseOutcome::Met => lang.pick("tepat janji", "on time"),
        PromiseOutcome::Missed => lang.pick("lewat janji", "late"),
        PromiseOutcome::Stopped => lang.pick("dihentikan", "discontinued"),
        PromiseOutcome::Open => lang.pick("berjalan", "running"),
    }
}

/// The stage of a row by its key.
pub fn stage_name(lang: Lang, stage: &str) -> &'static str {
    match stage {
        "tray" => state_name(lang, State::Tray),
        "desk" => state_name(lang, State::Desk),
        "with_applicant" => state_name(lang, State::WithApplicant),
        "ready" => state_name(lang, State::Ready),
        _ => state_name(lang, State::Ended),
    }
}

/// How many dossiers: "1.204 berkas".
pub fn count(lang: Lang, total: u64) -> String {
    let word = lang.pick("berkas", if total == 1 { "dossier" } else { "dossiers" });
    format!("{} {word}", grouped(lang, total))
}

/// A whole number with its thousands apart.
pub fn grouped(lang: Lang, number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push_str(lang.pick(".", ","));
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(count(Lang::Id, 1_204_567), "1.204.567 berkas");
        assert_eq!(count(Lang::En, 1), "1 dossier");
    }
}

//! The frame of the public pages and the first of them.

use domain::lang::Lang;

/// The frame of the public pages and the first of them.
#[derive(Debug)]
pub struct Public {
    /// What the office is, under its name.
    pub tagline: &'static str,
    /// The office's name where none was set.
    pub unnamed: &'static str,
    /// What the emblem's place is called.
    pub emblem: &'static str,
    /// The places of the bar.
    pub rooms: &'static str,
    /// The button that shows them on a phone.
    pub menu: &'static str,
    /// The first page.
    pub home: &'static str,
    /// Tracking.
    pub track: &'static str,
    /// Published standards.
    pub standards: &'static str,
    /// Where the staff signs in.
    pub staff: &'static str,
    /// Past the bar.
    pub skip: &'static str,
    /// The two languages.
    pub language: &'static str,
    /// The foot of the page: who and where.
    pub contact: &'static str,
    /// Telephone.
    pub phone: &'static str,
    /// Short messages.
    pub sms: &'static str,
    /// The heading of the first page, before the office's name.
    pub welcome: &'static str,
    /// What can be done here.
    pub lead: &'static str,
    /// What tracking is for.
    pub track_lead: &'static str,
    /// The invitation to track.
    pub track_go: &'static str,
    /// The heading of the services.
    pub services: &'static str,
    /// What the services' standards say.
    pub services_lead: &'static str,
    /// All services.
    pub services_all: &'static str,
    /// How to apply.
    pub apply: &'static str,
    /// Where one applies.
    pub apply_lead: &'static str,
    /// The title of a page of an address that leads nowhere.
    pub not_found: &'static str,
    /// What to do then.
    pub not_found_lead: &'static str,
}

/// "GRATIS" or "Rp100.000".
pub fn fee(lang: Lang, rupiah: u64) -> String {
    if rupiah == 0 {
        return lang.pick("GRATIS", "FREE").to_owned();
    }
    let digits = rupiah.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(lang.pick(".", ",").chars().next().unwrap_or('.'));
        }
        grouped.push(digit);
    }
    format!("Rp{grouped}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fee_is_grouped_and_none_is_free() {
        assert_eq!(fee(Lang::Id, 0), "GRATIS");
        assert_eq!(fee(Lang::Id, 500), "Rp500");
        assert_eq!(fee(Lang::Id, 100_000), "Rp100.000");
        assert_eq!(fee(Lang::En, 1_250_000), "Rp1,250,000");
    }
}

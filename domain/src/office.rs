//! The office's identity: the head of its letters and the foot of its pages.

use serde::{Deserialize, Serialize};

use crate::paper::Papers;
use crate::signing::Signing;

/// Who the office is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Office {
    /// The government above it, such as `Pemerintah Kota Pekanbaru`.
    pub government: String,
    /// The name, never abbreviated, such as `Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu`.
    pub name: String,
    /// The abbreviation, such as `DPMPTSP`.
    pub short_name: String,
    /// The city where letters are dated.
    pub city: String,
    /// Street and number.
    pub address: String,
    /// The postal code.
    pub postal_code: String,
    /// The telephone number.
    pub phone: String,
    /// The fax number.
    pub fax: String,
    /// The number that takes short messages.
    pub sms: String,
    /// The e-mail address.
    pub email: String,
    /// The web address of the office.
    pub website: String,
    /// The naming line of its letters: who signs, such as `Kepala Dinas`.
    pub naming_line: String,
    /// The entry: where an applicant comes in, such as the counter and its hours.
    pub entry: String,
    /// The emblem as SVG text, none for the neutral placeholder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emblem_svg: Option<String>,
    /// Size and margins of its papers.
    pub paper: Papers,
    /// Who signs electronically, and which services do not.
    #[serde(skip_serializing_if = "Signing::is_empty")]
    pub signing: Signing,
}

impl Office {
    /// The region of the government above it: "Kota Pekanbaru".
    pub fn region(&self) -> &str {
        let government = self.government.trim();
        government.strip_prefix("Pemerintah ").unwrap_or(government).trim()
    }

    /// The abbreviation with its region: "DPMPTSP Kota Pekanbaru".
    pub fn short_title(&self) -> String {
        self.of_the_region(&self.short_name)
    }

    /// The whole name with its region.
    pub fn title(&self) -> String {
        self.of_the_region(&self.name)
    }

    /// Who leads it: "Kepala Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", without the region.
    pub fn head_title(&self) -> String {
        let (line, name) = (self.naming_line.trim(), self.name.trim());
        if line.is_empty() {
            return format!("Kepala {name}").trim().to_owned();
        }
        if line.ends_with(name) {
            return line.to_owned();
        }
        // "Kepala Dinas" and "Dinas Penanaman Modal …" share their word.
        let shared = line.rsplit(' ').next().unwrap_or_default();
        let rest = name.strip_prefix(shared).filter(|rest| rest.starts_with(' ')).map(str::trim_start);
        format!("{line} {}", rest.unwrap_or(name))
    }

    fn of_the_region(&self, name: &str) -> String {
        let (name, region) = (name.trim(), self.region());
        if name.is_empty() || region.is_empty() || name.ends_with(region) {
            name.to_owned()
        } else {
            format!("{name} {region}")
        }
    }

    /// The first entry that cannot be, with what is wrong with it.
    pub fn fault(&self) -> Option<(String, String)> {
        let told = |entry: &str, what: &str| Some((entry.to_owned(), what.to_owned()));
        let needed = [
            ("name", &self.name),
            ("short_name", &self.short_name),
            ("city", &self.city),
            ("address", &self.address),
        ];
        if let Some((entry, _)) = needed.into_iter().find(|(_, text)| text.trim().is_empty()) {
            return told(entry, "is missing or empty");
        }
        let postal_code = &self.postal_code;
        let five_digits = postal_code.len() == 5 && postal_code.bytes().all(|b| b.is_ascii_digit());
        if !(postal_code.is_empty() || five_digits) {
            return told("postal_code", "has five digits");
        }
        let email = &self.email;
        let at = email.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
        if !email.is_empty() && (at.is_none() || email.contains(char::is_whitespace)) {
            return told("email", "is not an address such as dpmptsp@example.go.id");
        }
        let website = &self.website;
        if !website.is_empty() && !["http://", "https://"].iter().any(|scheme| website.starts_with(scheme)) {
            return told("website", "begins with https:// or http://");
        }
        let emblem = self.emblem_svg.as_deref().map(str::trim_start);
        if emblem.is_some_and(|svg| !svg.starts_with("<svg") && !svg.starts_with("<?xml")) {
            return told("emblem_svg", "is not the text of an SVG picture");
        }
        self.signing.fault().or_else(|| self.paper.fault())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(naming_line: &str, name: &str) -> Office {
        Office { naming_line: naming_line.into(), name: name.into(), ..Office::default() }
    }

    #[test]
    fn who_leads_the_office_is_told_once_however_the_naming_line_is_written() {
        let name = "Dinas Penanaman Modal";
        for line in ["Kepala Dinas", "Kepala Dinas Penanaman Modal", "", "Kepala"] {
            assert_eq!(office(line, name).head_title(), "Kepala Dinas Penanaman Modal", "{line}");
        }
        assert_eq!(office("Kepala", "Badan Perizinan").head_title(), "Kepala Badan Perizinan");
        assert_eq!(office("Direktur", "Badan Perizinan").head_title(), "Direktur Badan Perizinan");
    }
}

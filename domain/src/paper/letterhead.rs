//! The letterhead (kop naskah dinas) and what stands for the office elsewhere on a sheet.

use serde::{Deserialize, Serialize};

use crate::office::Office;

/// The office as a sheet shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letterhead {
    /// The government above it.
    pub government: String,
    /// The office's name, never abbreviated, in at most three lines.
    pub name_lines: Vec<String>,
    /// Street and number, city and postal code.
    pub address: String,
    /// Telephone, fax, short messages, e-mail, site; none where nothing is known.
    pub contact: Option<String>,
    /// Where letters are dated.
    pub city: String,
    /// The abbreviation with its region.
    pub short: String,
    /// Whether an emblem stands at the left.
    pub emblem: bool,
}

/// A name of at most so many letters stands on one line.
const ONE_LINE: usize = 34;
/// A line holds so many letters before a third one is begun.
const LINE: usize = 52;

/// A text in the fewest lines it needs, the lines as even as its words allow; the shorter line goes first.
pub(super) fn lines_of(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let length = text.chars().count();
    let count = if length <= ONE_LINE { 1 } else { length.div_ceil(LINE).max(2) };
    broken(&words, count)
}

fn broken(words: &[&str], count: usize) -> Vec<String> {
    let width = |words: &[&str]| words.join(" ").chars().count();
    if count <= 1 || words.len() <= 1 {
        return if words.is_empty() { Vec::new() } else { vec![words.join(" ")] };
    }
    let even = width(words) / count;
    let first = (1..words.len()).min_by_key(|at| width(&words[..*at]).abs_diff(even)).unwrap_or(1);
    let mut lines = vec![words[..first].join(" ")];
    lines.extend(broken(&words[first..], count - 1));
    lines
}

impl Letterhead {
    /// The head of the office's sheets.
    pub fn of(office: &Office) -> Self {
        let contacts = [
            ("Telepon", &office.phone),
            ("Faksimile", &office.fax),
            ("SMS", &office.sms),
            ("surel", &office.email),
            ("laman", &office.website),
        ];
        let contact: Vec<String> = contacts
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(label, text)| format!("{label} {}", bare(text)))
            .collect();
        Self {
            government: office.government.trim().to_owned(),
            name_lines: lines_of(office.name.trim()),
            address: address(office),
            contact: (!contact.is_empty()).then(|| contact.join(", ")),
            city: office.city.trim().to_owned(),
            short: office.short_title(),
            emblem: true,
        }
    }
}

/// A web address as paper shows it.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .unwrap_or(text)
        .trim_end_matches('/')
}

/// "Jalan Jenderal Sudirman No. 464 Pekanbaru 28116".
fn address(office: &Office) -> String {
    let (street, city) = (office.address.trim(), office.city.trim());
    let mut parts = vec![street];
    if !street.ends_with(city) {
        parts.push(city);
    }
    parts.push(office.postal_code.trim());
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Office {
        Office {
            government: "Pemerintah Kota Pekanbaru".into(),
            name: "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu".into(),
            short_name: "DPMPTSP".into(),
            city: "Pekanbaru".into(),
            address: "Jalan Jenderal Sudirman No. 464".into(),
            phone: "(0761) 28262".into(),
            ..Office::default()
        }
    }

    #[test]
    fn the_name_is_broken_evenly_and_never_shortened() {
        let head = Letterhead::of(&office());
        assert_eq!(head.name_lines, ["Dinas Penanaman Modal dan", "Pelayanan Terpadu Satu Pintu"]);
        assert_eq!(lines_of("Dinas Perizinan"), ["Dinas Perizinan"]);
        let long = "Dinas Penanaman Modal, Pelayanan Terpadu Satu Pintu, Tenaga Kerja, Transmigrasi, Koperasi, dan \
                    Usaha Mikro, Kecil, dan Menengah";
        assert_eq!(lines_of(long).len(), 3);
        assert_eq!(lines_of(long).join(" "), long);
        assert!(lines_of("").is_empty());
    }

    #[test]
    fn what_the_office_has_not_told_is_left_out() {
        let head = Letterhead::of(&office());
        assert_eq!(head.contact.as_deref(), Some("Telepon (0761) 28262"));
        assert_eq!(head.address, "Jalan Jenderal Sudirman No. 464 Pekanbaru");
        assert_eq!(Letterhead::of(&Office::default()).contact, None);
        let whole = Office {
            fax: "(0761) 42003".into(),
            website: "https://izin.example.go.id/".into(),
            postal_code: "28116".into(),
            address: "Jalan Sudirman 464 Pekanbaru".into(),
            ..office()
        };
        let head = Letterhead::of(&whole);
        assert_eq!(head.address, "Jalan Sudirman 464 Pekanbaru 28116");
        let contact = "Telepon (0761) 28262, Faksimile (0761) 42003, laman izin.example.go.id";
        assert_eq!(head.contact.as_deref(), Some(contact));
    }
}

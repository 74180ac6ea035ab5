//! What the office's letters (korespondensi) share. Source: Permendagri 1/2023 on the form of official letters.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::words::{any_of, reached_by};
use super::{Case, Frame, Qr, Signature};
use crate::application::Facts;
use crate::lang::Lang;
use crate::time::words::full_date;

/// Which copy of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Variant {
    /// Not signed yet: KONSEP across the page.
    Draft,
    /// What the applicant gets.
    Applicant,
    /// What stays: with Paraf Hierarki.
    Office,
}

/// To whom a letter goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addressee {
    /// The name, after "Yth."
    pub name: String,
    /// The address, a line each.
    pub lines: Vec<String>,
}

/// One official of Paraf Hierarki.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParafRow {
    /// The post.
    pub office: String,
    /// The initials; none while they are missing.
    pub initials: Option<String>,
    /// When they were set.
    pub at: Option<String>,
}

/// Paraf Hierarki: the officials who initialled, in the order of their rank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paraf {
    /// A row each.
    pub rows: Vec<ParafRow>,
}

/// What every letter has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterFrame {
    /// Paper, letterhead, QR.
    #[serde(flatten)]
    pub frame: Frame,
    /// Which copy.
    pub variant: Variant,
    /// Its number; none leaves room for it.
    pub number: Option<String>,
    /// Sifat.
    pub nature: String,
    /// Lampiran.
    pub attachments: String,
    /// Its date; none leaves room for it.
    pub date: Option<String>,
    /// To whom it goes.
    pub addressee: Addressee,
    /// Who signs.
    pub signature: Signature,
    /// Paraf Hierarki, on the office's copies.
    pub paraf: Option<Paraf>,
    /// Tembusan.
    pub copies_to: Vec<String>,
    /// The service in full.
    pub service: String,
}

/// "Sdr. Hendra Kurniawan", with the address in lines.
fn addressee(facts: &Facts) -> Addressee {
    let place = &facts.address;
    let named = |what: &str, name: &str| (!name.trim().is_empty()).then(|| format!("{what} {}", name.trim()));
    let district: Vec<String> = [named("Kelurahan", &place.kelurahan), named("Kecamatan", &place.kecamatan)]
        .into_iter()
        .flatten()
        .collect();
    let street = place.street.trim();
    let mut lines = Vec::with_capacity(3);
    lines.extend((!street.is_empty()).then(|| street.to_owned()));
    lines.extend((!district.is_empty()).then(|| district.join(", ")));
    lines.extend(named("di", &place.city));
    Addressee { name: format!("Sdr. {}", facts.name.full()), lines }
}

/// The frame of a letter to the applicant, dated `on`; `link` opens the tracking page. It has no number of its own: the
/// office's register of letters gives it one.
pub(super) fn frame(
    case: &Case<'_>,
    facts: &Facts,
    on: NaiveDate,
    signature: Signature,
    link: Option<&String>,
) -> LetterFrame {
    let desk = case.desk;
    LetterFrame {
        frame: desk.frame(&desk.office.paper.letter, link.map(|_| Qr { address: None }), on),
        variant: Variant::Applicant,
        number: None,
        nature: "Biasa".to_owned(),
        attachments: "-".to_owned(),
        date: Some(full_date(on, Lang::Id)),
        addressee: addressee(facts),
        signature,
        paraf: None,
        copies_to: Vec::new(),
        service: case.standard.title.get(Lang::Id).to_owned(),
    }
}

/// Whom to ask: "Front Office DPMPTSP Kota Pekanbaru, telepon (0761) 28262 atau SMS 0811 7515 133".
pub(super) fn contact(case: &Case<'_>) -> String {
    let office = case.desk.office;
    let desk = format!("Front Office {}", office.short_title());
    match any_of(&reached_by(office)) {
        none if none.is_empty() => desk.trim_end().to_owned(),
        ways => format!("{desk}, {ways}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::Address;
    use crate::person::{Nik, PersonName};

    #[test]
    fn an_address_stands_in_the_lines_that_are_known() {
        let mut facts = Facts {
            kind: "baru".into(),
            name: PersonName { front: "drh.".into(), name: "Siti".into(), back: "M.Si.".into() },
            nik: Nik::parse("1471081203890003").expect("16 digits"),
            birth_place: "Pekanbaru".into(),
            birth_date: NaiveDate::from_ymd_opt(1989, 8, 14).expect("a date"),
            address: Address {
                street: "Jalan Melati 3".into(),
                kelurahan: "Delima".into(),
                kecamatan: "Binawidya".into(),
                city: "Pekanbaru".into(),
            },
            phone: String::new(),
            email: None,
            proxy: None,
            fields: std::collections::BTreeMap::new(),
        };
        let whole = addressee(&facts);
        assert_eq!(whole.name, "Sdr. drh. Siti, M.Si.");
        assert_eq!(whole.lines, ["Jalan Melati 3", "Kelurahan Delima, Kecamatan Binawidya", "di Pekanbaru"]);
        facts.address = Address { city: "Pekanbaru".into(), ..Address::default() };
        assert_eq!(addressee(&facts).lines, ["di Pekanbaru"]);
    }
}

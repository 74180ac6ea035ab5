//! Applicants: who they are, where they live, what they say.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use domain::application::{Address, Facts, Proxy};
use domain::event::ItemNote;
use domain::person::{Nik, PersonName};
use domain::standard::{Ask, FieldKind, Requirement, ServiceField, ServiceStandard};

use super::names as words;
use super::rng::Rng;

/// The code of the city in a NIK.
const CITY_CODE: &str = "1471";

/// What an application says that comes in on a date. `serial` makes the NIK nobody else's.
pub(super) fn facts(rng: &mut Rng, standard: &ServiceStandard, date: NaiveDate, serial: u64) -> Facts {
    let is_woman = rng.happens(420);
    let born = date - Days::new(u64::try_from(rng.between(22 * 365, 58 * 365)).expect("positive"));
    let district = rng.place(words::DISTRICTS.len());
    let name = name(rng, is_woman, serial);
    let kind = if rng.happens(720) { 0 } else { rng.place(standard.kinds.len()) };
    let address = address(rng, district);
    let fields = standard
        .fields
        .iter()
        .filter_map(|field| {
            let said = field_of(rng, field, date, &address)?;
            (field.mandatory || rng.happens(700)).then(|| (field.key.clone(), said))
        })
        .collect::<BTreeMap<_, _>>();
    let email = rng.happens(450).then(|| {
        let plain: String =
            name.name.to_lowercase().chars().filter(char::is_ascii_lowercase).take(18).collect();
        format!("{plain}{}@example.id", serial % 100)
    });
    Facts {
        kind: standard.kinds[kind].key.clone(),
        nik: nik(district, born, is_woman, serial),
        name,
        birth_place: (*rng.pick(&words::BIRTH_PLACES)).to_owned(),
        birth_date: born,
        address,
        phone: format!(
            "+628{}{:08}",
            rng.pick(&["11", "12", "13", "21", "52", "53", "78", "95"]),
            rng.below(100_000_000)
        ),
        email,
        proxy: rng.happens(60).then(|| proxy(rng, born, serial)),
        fields,
    }
}

fn name(rng: &mut Rng, is_woman: bool, serial: u64) -> PersonName {
    if serial % 61 == 17 {
        let (front, name, back) = words::LONG[usize::try_from(serial / 61 % 4).expect("below four")];
        return PersonName { front: front.into(), name: name.into(), back: back.into() };
    }
    let (first, second) = if is_woman {
        (rng.pick(&words::WOMEN), rng.pick(&words::WOMEN_SECOND))
    } else {
        (rng.pick(&words::MEN), rng.pick(&words::MEN_SECOND))
    };
    let mut name = format!("{first} {second}");
    if rng.happens(450) {
        name.push(' ');
        let family: &&str = rng.pick(&words::FAMILIES);
        name.push_str(family);
    }
    let (front, back) = if rng.happens(560) { words::TITLES[0] } else { *rng.pick(&words::TITLES) };
    PersonName { front: front.into(), name, back: back.into() }
}

/// Shape: city, district, date of birth (women's day plus forty), a running number.
fn nik(district: usize, born: NaiveDate, is_woman: bool, serial: u64) -> Nik {
    let day = born.day() + if is_woman { 40 } else { 0 };
    let (month, year) = (born.month(), born.year() % 100);
    let text = format!("{CITY_CODE}{:02}{day:02}{month:02}{year:02}{:04}", district + 1, serial % 9_999 + 1);
    Nik::parse(&text).expect("four, two, six and four digits")
}

fn address(rng: &mut Rng, district: usize) -> Address {
    let (kecamatan, villages) = words::DISTRICTS[district];
    let street = rng.pick(&words::STREETS);
    let (house, rt, rw) = (rng.between(1, 240), rng.between(1, 9), rng.between(1, 14));
    Address {
        street: format!("{street} No. {house}, RT {rt:02}/RW {rw:02}"),
        kelurahan: (*rng.pick(villages)).to_owned(),
        kecamatan: kecamatan.to_owned(),
        city: "Kota Pekanbaru".to_owned(),
    }
}

fn proxy(rng: &mut Rng, born: NaiveDate, serial: u64) -> Proxy {
    let relation = *rng.pick(&["Suami/istri", "Anak", "Saudara kandung", "Rekan kerja"]);
    let is_woman = rng.happens(500);
    Proxy {
        name: name(rng, is_woman, 0).full(),
        nik: nik(rng.place(15), born + Days::new(900), is_woman, serial + 5_000),
        relation: relation.to_owned(),
        document: "Surat kuasa bermeterai".to_owned(),
    }
}

/// What the applicant says in a field of the standard, by its kind and what its key speaks of.
fn field_of(rng: &mut Rng, field: &ServiceField, date: NaiveDate, home: &Address) -> Option<String> {
    let speaks_of = |part: &str| field.key.split('-').any(|word| word == part);
    Some(match field.kind {
        FieldKind::Choice => rng.pick(&field.choices).key.clone(),
        FieldKind::Date => {
            (date + Days::new(u64::try_from(rng.between(200, 1_700)).expect("positive"))).to_string()
        }
        FieldKind::Number => rng.between(1, 40).to_string(),
        FieldKind::Place => {
            let district = rng.place(words::DISTRICTS.len());
            address(rng, district).line()
        }
        FieldKind::Text if speaks_of("nomor") => registration_number(rng, date),
        FieldKind::Text if speaks_of("tempat") => format!("{} {}", rng.pick(&words::PLACES), home.kelurahan),
        FieldKind::Text => return None,
    })
}

fn registration_number(rng: &mut Rng, date: NaiveDate) -> String {
    let year = i64::from(date.year() % 100) - rng.between(0, 4);
    format!("14.71.{}.{}.{year:02}-{:04}", rng.between(1, 3), rng.between(1, 2), rng.between(1, 1_400))
}

/// What the verifying desk notes about an item that is in order.
pub(super) fn item_note(rng: &mut Rng, item: &Requirement, date: NaiveDate) -> ItemNote {
    let mut note = ItemNote { key: item.key.clone(), ..ItemNote::default() };
    let issued = date - Days::new(u64::try_from(rng.between(3, 700)).expect("positive"));
    for ask in &item.asks {
        match ask {
            Ask::Number => {
                note.number = format!("{:03}/{}/{}", rng.between(1, 999), rng.between(1, 12), issued.year());
            }
            Ask::Issuer => {
                let issuers =
                    ["Dinas Pertanian Kota Pekanbaru", "Organisasi profesi cabang Riau", "Universitas Riau"];
                (*rng.pick(&issuers)).clone_into(&mut note.issuer);
            }
            Ask::Date => note.date = issued.to_string(),
            Ask::Expiry => note.expiry = (issued + Days::new(5 * 365)).to_string(),
        }
    }
    note
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::standard_file::read_standard;

    #[test]
    fn what_applicants_say_passes_the_form() {
        for text in crate::shipped::STANDARDS {
            let standard = read_standard(text).unwrap();
            let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
            for serial in 0..300 {
                let facts = facts(&mut Rng::of(3, serial, 0), &standard, today, serial);
                assert_eq!(facts.form().check(&standard, today).as_ref(), Ok(&facts));
                assert!(facts.nik.full().starts_with(CITY_CODE));
            }
        }
    }
}

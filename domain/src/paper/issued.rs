//! The licence as it is issued: signed, numbered and dated, with the QR that the office signs.

use chrono::NaiveDate;

use super::licence::{facts_on_letter, letter_of, paraf};
use super::{Case, Licence, Qr, Variant};
use crate::application::Facts;
use crate::lang::Lang;
use crate::time::words::full_date;

/// What is set beside the facts of a version when its letter is issued.
#[derive(Clone, Copy, Debug)]
pub struct Slots<'a> {
    /// The licence number.
    pub number: &'a str,
    /// The date of the letter and its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
}

/// The applicant's copy of the licence, without its QR: what the QR's hash of the contents is taken over. `facts` are those
/// frozen with the version that was signed.
pub fn issued(case: &Case<'_>, facts: &Facts, slots: Slots<'_>) -> Licence {
    let Case { desk, standard, dossier, .. } = *case;
    let signed = dossier.standing.signature.as_ref().map(|mark| &mark.hand);
    let signature = match signed {
        Some(hand) => desk.signed_with(standard, hand),
        None => desk.signed_by_head(Some(standard)),
    };
    let day = |date| full_date(date, Lang::Id);
    let validity = format!("{} sampai dengan {}", day(slots.from), day(slots.until));
    Licence {
        variant: Variant::Applicant,
        draft_version: None,
        number: Some(slots.number.to_owned()),
        rows: facts_on_letter(standard, facts, validity),
        date: Some(day(slots.from)),
        signature,
        paraf: None,
        ..letter_of(case, slots.from)
    }
}

/// The same copy with the place of its QR; `address` is where a number is checked, in words.
#[must_use]
pub fn with_qr(licence: Licence, address: Option<String>) -> Licence {
    let mut licence = licence;
    licence.frame.qr = Some(Qr { address });
    licence
}

/// The same copy for a letter that is signed electronically; `address` is where a number is checked, in words.
#[must_use]
pub fn electronically_signed(licence: Licence, address: Option<&str>) -> Licence {
    let signature = licence.signature.electronically(address);
    Licence { signature, ..licence }
}

/// The office's copy of an issued licence: the same letter with the initials of those who passed it.
pub fn office_copy(case: &Case<'_>, issued: Licence) -> Licence {
    let signed = case.dossier.standing.signature.as_ref().map_or(0, |mark| mark.draft);
    Licence { variant: Variant::Office, paraf: Some(paraf(case, signed)), ..issued }
}

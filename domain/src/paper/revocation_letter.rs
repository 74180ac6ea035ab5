//! Surat pencabutan izin: which licence ends, when, why, and what its holder must and can do. Source: UU 30/2014 Ps 64 to
//! 66, Ps 75 to 78.

use serde::{Deserialize, Serialize};

use super::letter::frame;
use super::licence::listed;
use super::refusal_letter::{last_day_of, objection, reasons};
use super::{Case, LetterFrame, Made, Objection};
use crate::application::Facts;
use crate::clock::{ClockError, Norm};
use crate::event::{Entry, Event};
use crate::lang::Lang;
use crate::licence::IssuedLetter;
use crate::time::words::full_date;

/// Working days within which the sheet is handed back. Source: house rule.
const RETURN_WITHIN: Norm = Norm::WorkingDays(10);

/// The letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevocationLetter {
    /// What every letter has.
    #[serde(flatten)]
    pub letter: LetterFrame,
    /// From which date the licence is void.
    pub revoked_from: String,
    /// The number of the licence.
    pub licence_number: String,
    /// Its date.
    pub licence_date: String,
    /// Its holder.
    pub name: String,
    /// How long it was to hold.
    pub validity: String,
    /// Why.
    pub reasons: Vec<String>,
    /// The rules it rests on.
    pub basis: Vec<String>,
    /// Where the sheet is handed back.
    pub return_to: String,
    /// Until when.
    pub return_until: String,
    /// How to object.
    pub objection: Option<Objection>,
}

/// The entry that revoked the licence; none where it was not revoked.
pub fn revoked(card: &[Entry]) -> Option<&Entry> {
    card.iter().rfind(|entry| entry.event == Event::Revoked)
}

/// The letter of a revocation: `entry` is on the card of the dossier, `issued` is the letter that ends. Who revoked it signs
/// it. `check` is where everybody sees that the licence is over.
///
/// # Errors
/// [`ClockError`]; a term in working days makes none.
pub fn revocation_letter(
    case: &Case<'_>,
    facts: &Facts,
    (issued, entry): (&IssuedLetter, &Entry),
    check: Option<String>,
) -> Result<Made<RevocationLetter>, ClockError> {
    let Case { desk, standard, .. } = *case;
    let signature = match entry.by.hand() {
        Some(hand) => desk.signed_with(standard, hand),
        None => desk.signed_by_head(Some(standard)),
    };
    let told = entry.personal.detail().and_then(|detail| detail.reason.as_deref()).unwrap_or_default();
    let today = desk.calendar.date(entry.at);
    let day = |date| full_date(date, Lang::Id);
    let data = RevocationLetter {
        letter: frame(case, facts, today, signature, check.as_ref()),
        revoked_from: day(today),
        licence_number: issued.number.clone(),
        licence_date: day(issued.from),
        name: facts.name.full(),
        validity: format!("{} sampai dengan {}", day(issued.from), day(issued.until)),
        reasons: reasons(told),
        basis: listed(&standard.letter.basis),
        return_to: format!("loket pelayanan {}", desk.office.short_title()).trim_end().to_owned(),
        return_until: last_day_of(&desk, RETURN_WITHIN, entry.at)?.unwrap_or_default(),
        objection: objection(&desk, entry.at)?,
    };
    Ok(Made { data, qr: check })
}

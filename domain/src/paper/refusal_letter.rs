//! Surat penolakan: the decision not to grant the licence, its reasons, and what the applicant can do about it.
//! Source: UU 30/2014 Ps 75 to 78.

use serde::{Deserialize, Serialize};

use super::letter::frame;
use super::licence::listed;
use super::words::day;
use super::{Case, Desk, LetterFrame, Made};
use crate::application::Facts;
use crate::clock::{ClockError, ClockEvent, ClockEventKind, Norm, evaluate};
use crate::event::{Entry, Event};
use crate::lang::Lang;
use crate::time::Instant;
use crate::time::words::full_date;

/// Working days within which a decision is objected to. Source: UU 30/2014 Ps 77(1).
const OBJECT_WITHIN: Norm = Norm::WorkingDays(21);

/// How the decision is objected to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// To whom.
    pub to: String,
    /// Within what time.
    pub term: String,
    /// The last day, counted from the date of the letter.
    pub until: String,
}

/// The letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalLetter {
    /// What every letter has.
    #[serde(flatten)]
    pub letter: LetterFrame,
    /// The register number.
    pub register: String,
    /// The tracking code.
    pub code: String,
    /// When the application came in.
    pub received: String,
    /// The reasons.
    pub reasons: Vec<String>,
    /// The rules it rests on.
    pub basis: Vec<String>,
    /// What would make a new application succeed; none where nothing was said.
    pub remedy: Option<String>,
    /// Whether the service is free.
    pub free: bool,
    /// Where to apply anew; none while applications are taken at the counter only.
    pub apply_address: Option<String>,
    /// How to object.
    pub objection: Option<Objection>,
    /// Where the file is collected.
    pub collect_at: String,
    /// When.
    pub collect_hours: String,
}

/// How a decision of an instant is objected to; its term is counted in working days from there.
///
/// # Errors
/// [`ClockError`]; a term in working days makes none.
pub(super) fn objection(desk: &Desk<'_>, at: Instant) -> Result<Option<Objection>, ClockError> {
    let region = desk.office.region();
    let head = desk.office.head_title();
    let to = if region.is_empty() || head.ends_with(region) { head } else { format!("{head} {region}") };
    let until = last_day_of(desk, OBJECT_WITHIN, at)?;
    Ok(until.map(|until| Objection { to, term: OBJECT_WITHIN.text(Lang::Id), until }))
}

/// The last day of a term that begins at an instant: "30 Maret 2027".
///
/// # Errors
/// [`ClockError`]; a term in working days makes none.
pub(super) fn last_day_of(desk: &Desk<'_>, term: Norm, at: Instant) -> Result<Option<String>, ClockError> {
    let begun = [ClockEvent { at, event: ClockEventKind::Start }];
    let until = evaluate(desk.calendar, term, &begun, at)?.due_at;
    Ok(until.map(|until| full_date(desk.calendar.date(until), Lang::Id)))
}

/// The reasons as they were written: a line each, numbers and dashes before them left out.
pub(super) fn reasons(text: &str) -> Vec<String> {
    let clean = |line: &str| {
        let line = line.trim();
        let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let numbered = rest.len() < line.len() && rest.starts_with(['.', ')']);
        let line = if numbered { &rest[1..] } else { line };
        line.trim_start_matches(['-', '•', '*']).trim().to_owned()
    };
    text.lines().map(clean).filter(|line| !line.is_empty()).collect()
}

/// The entry that refused the application; none where it was not refused.
pub fn refused(card: &[Entry]) -> Option<&Entry> {
    card.iter().rfind(|entry| entry.event == Event::Refused)
}

/// The letter of a refusal: `entry` is on the card of the dossier. Who refused it signs it.
///
/// # Errors
/// [`ClockError`]; a term in working days makes none.
pub fn refusal_letter(
    case: &Case<'_>,
    facts: &Facts,
    entry: &Entry,
    link: Option<String>,
) -> Result<Made<RefusalLetter>, ClockError> {
    let Case { desk, standard, dossier, .. } = *case;
    let signature = match entry.by.hand() {
        Some(hand) => desk.signed_with(standard, hand),
        None => desk.signed_by_head(Some(standard)),
    };
    let told = entry.personal.detail().and_then(|detail| detail.reason.as_deref()).unwrap_or_default();
    let data = RefusalLetter {
        letter: frame(case, facts, desk.calendar.date(entry.at), signature, link.as_ref()),
        register: dossier.register.clone(),
        code: dossier.code.written(),
        received: day(desk.calendar, dossier.submitted_at),
        reasons: reasons(told),
        basis: listed(&standard.letter.basis),
        remedy: None,
        free: standard.fee == 0,
        apply_address: None,
        objection: objection(&desk, entry.at)?,
        collect_at: standard.collect_at.get(Lang::Id).to_owned(),
        collect_hours: standard.collect_hours.get(Lang::Id).to_owned(),
    };
    Ok(Made { data, qr: link })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_numbered_by_the_letter_not_twice() {
        assert_eq!(
            reasons("1. STR palsu\n2) tempat belum layak\n\n- lain"),
            ["STR palsu", "tempat belum layak", "lain"]
        );
        assert_eq!(reasons("STR berakhir 14.10.2026."), ["STR berakhir 14.10.2026."]);
        assert_eq!(reasons("2026 belum berlaku"), ["2026 belum berlaku"]);
        assert!(reasons(" \n ").is_empty());
    }
}

//! Surat pemberitahuan: the licence has waited a month for its holder. Source: SP komponen Jaminan pelayanan, b.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::letter::{contact, frame};
use super::words::day;
use super::{Case, LetterFrame, Made};
use crate::application::Facts;
use crate::deadline::to_collect;
use crate::dossier::{Dossier, Stage};
use crate::lang::Lang;
use crate::licence::last_day;
use crate::time::Instant;
use crate::time::words::full_date;

/// The letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderLetter {
    /// What every letter has.
    #[serde(flatten)]
    pub letter: LetterFrame,
    /// The register number.
    pub register: String,
    /// The tracking code.
    pub code: String,
    /// The holder of the licence.
    pub name: String,
    /// The number of the licence.
    pub licence_number: String,
    /// Its date.
    pub licence_date: String,
    /// How long it holds.
    pub validity: String,
    /// Since when it is ready.
    pub ready_since: String,
    /// Where it is collected.
    pub collect_at: String,
    /// When.
    pub collect_hours: String,
    /// Whether the service is free.
    pub free: bool,
    /// Whom to ask.
    pub contact: String,
}

/// Since when a licence waits to be collected, where that is longer than the month after which its holder is written to.
pub fn uncollected_since(
    dossier: &Dossier,
    calendar: &crate::calendar::Calendar,
    now: Instant,
) -> Option<Instant> {
    match dossier.standing.stage {
        Stage::Ready { since, .. } if to_collect(calendar, since).has_passed(now) => Some(since),
        _ => None,
    }
}

/// The letter to one whose licence is ready since `since`.
pub fn reminder_letter(
    case: &Case<'_>,
    facts: &Facts,
    since: Instant,
    link: Option<String>,
) -> Made<ReminderLetter> {
    let Case { desk, standard, dossier, .. } = *case;
    // A letter whose file is still to be made bears the date of its signature all the same.
    let signed = dossier.standing.signature.as_ref().map(|mark| desk.calendar.date(mark.at));
    let issued = dossier.licence.as_ref().map(|licence| (licence.letter.from, licence.letter.until));
    let holds = issued.or_else(|| signed.map(|from| (from, last_day(from, standard.validity_years))));
    let words = |date: NaiveDate| full_date(date, Lang::Id);
    let signature = desk.signed_by_head(Some(standard));
    let data = ReminderLetter {
        letter: frame(case, facts, desk.calendar.date(desk.now), signature, link.as_ref()),
        register: dossier.register.clone(),
        code: dossier.code.written(),
        name: facts.name.full(),
        licence_number: dossier.standing.number.as_ref().map(|mark| mark.number.clone()).unwrap_or_default(),
        licence_date: holds.map(|(from, _)| words(from)).unwrap_or_default(),
        validity: holds
            .map(|(from, until)| format!("{} sampai dengan {}", words(from), words(until)))
            .unwrap_or_default(),
        ready_since: day(desk.calendar, since),
        collect_at: standard.collect_at.get(Lang::Id).to_owned(),
        collect_hours: standard.collect_hours.get(Lang::Id).to_owned(),
        free: standard.fee == 0,
        contact: contact(case),
    };
    Made { data, qr: link }
}

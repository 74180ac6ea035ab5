//! Surat pemberitahuan kekurangan: what is missing, how to mend it, and until when. One for each return.

use serde::{Deserialize, Serialize};

use super::letter::{contact, frame};
use super::words::day;
use super::{Case, LetterFrame, Made};
use crate::application::Facts;
use crate::deadline::to_complete;
use crate::event::{Entry, Event};
use crate::lang::Lang;
use crate::time::words::full_day;

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnedItem {
    /// The requirement.
    pub text: String,
    /// What is wrong with it.
    pub problem: String,
    /// How to mend it.
    pub remedy: String,
}

/// The letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnLetter {
    /// What every letter has.
    #[serde(flatten)]
    pub letter: LetterFrame,
    /// The register number.
    pub register: String,
    /// The tracking code.
    pub code: String,
    /// When the application came in.
    pub received: String,
    /// What is missing.
    pub items: Vec<ReturnedItem>,
    /// What the office said beside it.
    pub remark: Option<String>,
    /// The last day to answer.
    pub until: String,
    /// Where to answer.
    pub answer_at: String,
    /// Where to upload; none while answers are taken at the counter only.
    pub track_address: Option<String>,
    /// Whether the answer starts the promise anew.
    pub restarts: bool,
    /// The promise.
    pub term: String,
    /// Whom to ask.
    pub contact: String,
}

/// The returns of a card, the first at the head.
pub fn returns(card: &[Entry]) -> impl Iterator<Item = &Entry> {
    card.iter().filter(|entry| matches!(entry.event, Event::Returned { .. }))
}

/// The letter of one return: `entry` is on the card of the dossier.
pub fn return_letter(
    case: &Case<'_>,
    facts: &Facts,
    entry: &Entry,
    link: Option<String>,
) -> Made<ReturnLetter> {
    let Case { desk, standard, dossier, card } = *case;
    let keys: &[String] = match &entry.event {
        Event::Returned { items, .. } => items,
        _ => &[],
    };
    let detail = entry.personal.detail();
    let item = |key: &String| {
        let note = detail.and_then(|detail| detail.items.iter().find(|note| note.key == *key));
        let said = |text: Option<&String>| text.map(|text| text.trim().to_owned()).unwrap_or_default();
        let requirement = standard.requirement(key);
        ReturnedItem {
            text: requirement.map_or_else(|| key.clone(), |it| it.text.get(Lang::Id).to_owned()),
            problem: said(note.map(|note| &note.note)),
            remedy: said(note.map(|note| &note.remedy)),
        }
    };
    let earlier = card.iter().filter(|earlier| earlier.seq < entry.seq);
    let complete = earlier.into_iter().any(|earlier| earlier.event == Event::FileCompleted);
    let deadline = to_complete(desk.calendar, entry.at);
    let signature = desk.signed_by_head(Some(standard));
    let data = ReturnLetter {
        letter: frame(case, facts, desk.calendar.date(entry.at), signature, link.as_ref()),
        register: dossier.register.clone(),
        code: dossier.code.written(),
        received: day(desk.calendar, dossier.submitted_at),
        items: keys.iter().map(item).collect(),
        remark: detail.and_then(|detail| detail.reason.clone()),
        until: full_day(desk.calendar.date(deadline.due_at), Lang::Id),
        answer_at: format!("loket pelayanan {}", desk.office.short_title()).trim_end().to_owned(),
        track_address: None,
        restarts: !complete,
        term: standard.promise.text(Lang::Id),
        contact: contact(case),
    };
    Made { data, qr: link }
}

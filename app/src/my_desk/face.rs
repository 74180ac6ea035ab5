//! What a row of the desk shows at an instant, and when that changes.

use domain::board::BoardCard;
use domain::clock_words::step_words;
use domain::dossier::Stage;
use domain::my_desk::{DuePart, due_facts};
use domain::time::Instant;
use domain::time::words::short_day;

use crate::card_face::{Light, Look, face, look_of};
use crate::words::my_desk;

/// What a row shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFace {
    /// When it is due: "10.44", "Rab 16.00"; empty where it never is.
    pub due: String,
    /// The part of the day.
    pub part: DuePart,
    /// How it stands.
    pub look: Look,
    /// The verdict in a word; empty where it is in time.
    pub word: &'static str,
    /// "sisa 2 m".
    pub text: String,
    /// The promise: "janji hari ini 16.00"; empty where the due time is the promise's.
    pub promise: String,
    /// The promise in full.
    pub promise_full: String,
    /// How the promise stands.
    pub promise_look: Option<Look>,
    /// "antre 55 m", or "diterima 10.34".
    pub since: String,
}

impl RowFace {
    /// "mendekati · sisa 2 m"; in time the words alone.
    pub fn told(&self) -> String {
        if self.word.is_empty() { self.text.clone() } else { format!("{} · {}", self.word, self.text) }
    }
}

/// When a card is due on the desk.
pub fn due_of(light: Light<'_>, card: &BoardCard, now: Instant) -> Option<Instant> {
    step_words(light.calendar, &due_facts(light.standard, card)?, now, light.lang).ok()?.due_at
}

/// The face of a card's row at an instant and the next instant at which it may be another.
pub fn row_face(light: Light<'_>, card: &BoardCard, now: Instant) -> (RowFace, Option<Instant>) {
    let Light { standard, calendar, lang } = light;
    let (shown, mut next) = face(light, card, now);
    let words = due_facts(standard, card).and_then(|facts| step_words(calendar, &facts, now, lang).ok());
    let mut earlier = |at: Option<Instant>| next = next.into_iter().chain(at).min();
    earlier(words.as_ref().and_then(|words| words.next_text_change_at));
    earlier(calendar.next_turn(now));
    let due_at = words.as_ref().and_then(|words| words.due_at);
    let today = calendar.date(now);
    let due = due_at.map_or(String::new(), |due| {
        let (local, date) = (calendar.local(due), calendar.date(due));
        if date == today {
            return local.time(lang);
        }
        let day = short_day(date, lang);
        let weekday = day.split(' ').next().unwrap_or_default();
        format!("{weekday} {}", local.time(lang))
    });
    let look = words.as_ref().map_or(Look::OnTime, |words| {
        words.status.map_or(Look::OnTime, |status| look_of(words.verdict, status))
    });
    let verdict = words.as_ref().and_then(|words| words.verdict_word).map_or("", |word| word.text(lang));
    let text = words.as_ref().map_or("", |words| words.text.as_str());
    let text = text.strip_prefix(verdict).unwrap_or(text).trim_start_matches([' ', '·']);
    let text = my_desk::shortened(lang, text, verdict);
    let in_tray = matches!(card.standing.stage, Stage::Tray { .. });
    let since = if in_tray {
        my_desk::queueing(lang, &shown.text)
    } else {
        let since = calendar.local(card.standing.stage.since());
        let at = if since.date == today { since.time(lang) } else { since.day_month_time(lang) };
        my_desk::accepted(lang, &at)
    };
    let row = RowFace {
        due,
        part: DuePart::of(calendar, due_at, now),
        look,
        word: if matches!(look, Look::OnTime | Look::Waiting) { "" } else { verdict },
        text,
        promise: shown.chip.text,
        promise_full: shown.chip.full,
        promise_look: shown.chip.look,
        since,
    };
    (row, next)
}

//! What a card shows at an instant, and when that changes: its look, its words, its bar and its promise.

use domain::board::BoardCard;
use domain::calendar::Calendar;
use domain::clock::{Norm, Status, Verdict, evaluate};
use domain::clock_words::{VerdictWord, Words, duration, promise_words, step_words};
use domain::dossier::Stage;
use domain::lang::Lang;
use domain::standard::ServiceStandard;
use domain::time::Instant;
use domain::time::words::short_day;

use crate::ui::{ClockFace, Shape, Tone};
use crate::words::common;

/// How a card looks: a colour, a shape and a word always stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// In a tray: no clock of the step runs.
    Waiting,
    /// In time.
    OnTime,
    /// Most of the norm is used.
    Near,
    /// Late.
    Late,
    /// With the applicant.
    Paused,
    /// Outside working hours.
    Closed,
    /// Ready within the promise.
    Ready,
    /// Ready after the promise.
    ReadyLate,
}

impl Look {
    /// Its colours.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Waiting | Self::OnTime | Self::Ready => Tone::OnTime,
            Self::Near => Tone::Risk,
            Self::Late | Self::ReadyLate => Tone::Late,
            Self::Paused => Tone::Paused,
            Self::Closed => Tone::Closed,
        }
    }

    /// Its shape.
    pub const fn shape(self) -> Shape {
        match self {
            Self::Waiting | Self::OnTime => Shape::Circle,
            Self::Near => Shape::Triangle,
            Self::Late => Shape::Square,
            Self::Paused => Shape::Bars,
            Self::Closed => Shape::Crescent,
            Self::Ready => Shape::Tick,
            Self::ReadyLate => Shape::StruckSquare,
        }
    }
}

/// The chip beside the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// How the promise looks; none where the chip only tells since when.
    pub look: Option<Look>,
    /// As "Kam 26/11", "Hari ini 11.45", "sejak Kam 19/11".
    pub text: String,
    /// The promise in full: "Kamis 26 Nov 16.00, tepat waktu".
    pub full: String,
}

/// What a card shows at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// Its look.
    pub look: Look,
    /// The verdict in a word; empty in a tray.
    pub word: &'static str,
    /// The words of the clock without the verdict: "sisa 4 m".
    pub text: String,
    /// What a narrow column leaves out: " kerja".
    pub tail: &'static str,
    /// The step's clock, for its bar.
    pub clock: ClockFace,
    /// The promise.
    pub chip: Chip,
    /// Whether the step's clock is overdue.
    pub overdue: bool,
}

/// What faces are made with.
#[derive(Clone, Copy, Debug)]
pub struct Light<'a> {
    /// The steps and their norms.
    pub standard: &'a ServiceStandard,
    /// The office's hours.
    pub calendar: &'a Calendar,
    /// The reader's language.
    pub lang: Lang,
}

/// The face of a card at an instant and the next instant at which it may be another.
pub fn face(light: Light<'_>, card: &BoardCard, now: Instant) -> (Face, Option<Instant>) {
    let Light { standard, calendar, lang } = light;
    let norm = standard.step(card.standing.step).map_or(standard.promise, |step| step.norm);
    let step = card.step_facts(norm).and_then(|facts| step_words(calendar, &facts, now, lang).ok());
    let promise = promise_words(calendar, &card.promise_facts(calendar, standard.promise), now, lang).ok();
    let mut next = earliest(
        step.as_ref().and_then(|words| words.next_text_change_at),
        promise.as_ref().and_then(|words| words.next_text_change_at),
    );
    let chip = chip(light, &card.standing.stage, promise.as_ref(), now, &mut next);
    let overdue = step.as_ref().is_some_and(|words| words.verdict == Some(Verdict::Overdue))
        && matches!(card.standing.stage, Stage::Desk { .. });
    let look = look(&card.standing.stage, step.as_ref(), promise.as_ref());
    let word = match look {
        Look::Waiting => "",
        Look::Paused => VerdictWord::WaitingApplicant.text(lang),
        _ => step.as_ref().and_then(|words| words.verdict_word).map_or("", |word| word.text(lang)),
    };
    let (text, tail) = match (&card.standing.stage, &step) {
        (Stage::Tray { since, .. }, _) => (waited(calendar, *since, now, lang), ""),
        // Since when it is ready stands on the line above; here, whether the promise was kept.
        (Stage::Ready { arrived: None, .. }, _) => (
            promise
                .as_ref()
                .and_then(|words| words.verdict_word)
                .map_or("", |word| word.text(lang))
                .to_owned(),
            "",
        ),
        (_, Some(words)) => shortened(&words.text, word, lang),
        (_, None) => (String::new(), ""),
    };
    let clock = step.as_ref().map_or_else(ClockFace::none, ClockFace::of);
    (Face { look, word, text, tail, clock, chip, overdue }, next)
}

/// How long a file has been waiting in a tray: "51 m".
pub fn waited(calendar: &Calendar, since: Instant, now: Instant, lang: Lang) -> String {
    duration(calendar.working_between(since, now).whole_minutes(), lang)
}

fn look(stage: &Stage, step: Option<&Words>, promise: Option<&Words>) -> Look {
    let promise_late =
        promise.is_some_and(|words| matches!(words.verdict, Some(Verdict::Overdue | Verdict::Missed)));
    let of = |words: &Words| look_of(words.verdict, words.status.unwrap_or(Status::Running));
    match stage {
        Stage::Tray { .. } if promise_late => Look::Late,
        Stage::Tray { .. } => Look::Waiting,
        Stage::WithApplicant { .. } => Look::Paused,
        Stage::Desk { .. } | Stage::Ready { arrived: Some(_), .. } => step.map_or(Look::OnTime, of),
        Stage::Ready { .. } | Stage::Ended { .. } if promise_late => Look::ReadyLate,
        Stage::Ready { .. } | Stage::Ended { .. } => Look::Ready,
    }
}

/// The text of a clock without the verdict that stands before it, and the part that only a wide card shows.
fn shortened(text: &str, word: &str, lang: Lang) -> (String, &'static str) {
    let rest = text.strip_prefix(word).unwrap_or(text).trim_start_matches([' ', '·']);
    let (rest, tail) = common::without_tail(lang, rest);
    (rest.to_owned(), tail)
}

fn chip(
    light: Light<'_>,
    stage: &Stage,
    promise: Option<&Words>,
    now: Instant,
    next: &mut Option<Instant>,
) -> Chip {
    let Light { calendar, lang, .. } = light;
    let since = |at: Instant| common::since(lang, &short_day(calendar.date(at), lang));
    let Some(words) = promise else { return Chip { look: None, text: String::new(), full: String::new() } };
    let word = words.verdict_word.map_or("", |word| word.text(lang));
    let full = if word.is_empty() { words.text.clone() } else { format!("{}, {word}", words.text) };
    let late = matches!(words.verdict, Some(Verdict::Overdue | Verdict::Missed));
    match stage {
        Stage::Ready { since: at, arrived: None, .. } => return Chip { look: None, text: since(*at), full },
        Stage::WithApplicant { since: at, .. } if !late => {
            return Chip { look: None, text: since(*at), full };
        }
        _ => {}
    }
    let look = match words.verdict {
        Some(Verdict::Overdue | Verdict::Missed) => Look::Late,
        Some(Verdict::AtRisk) => Look::Near,
        _ if words.status == Some(Status::Paused) => Look::Paused,
        _ => Look::OnTime,
    };
    let text = match words.due_at {
        None => words.text.clone(),
        Some(due) => {
            let (today, date) = (calendar.date(now), calendar.date(due));
            // On the eve the chip shows a date, on the day itself the hour.
            if date > today {
                *next = earliest(*next, Some(calendar.midnight(date)));
            } else if date == today {
                *next = earliest(*next, date.succ_opt().map(|after| calendar.midnight(after)));
            }
            if date == today {
                common::today_at(lang, &calendar.local(due).time(lang))
            } else {
                short_day(date, lang)
            }
        }
    };
    Chip { look: Some(look), text, full }
}

/// How a card counts on the board, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// Its look; of a desk that of the step's clock, elsewhere that of the group.
    pub look: Look,
    /// Whether the step's clock is overdue on a desk.
    pub overdue: bool,
    /// When that may be otherwise.
    pub next: Option<Instant>,
}

/// How a card counts at an instant: cheap, since it is asked for every card, drawn or not.
pub fn outlook(light: Light<'_>, card: &BoardCard, now: Instant) -> Outlook {
    let Light { standard, calendar, .. } = light;
    let still = |look| Outlook { look, overdue: false, next: None };
    match &card.standing.stage {
        Stage::Tray { .. } => still(Look::Waiting),
        Stage::WithApplicant { .. } => still(Look::Paused),
        Stage::Ready { .. } | Stage::Ended { .. } => still(Look::Ready),
        Stage::Desk { .. } if card.step_clock.is_empty() => still(Look::OnTime),
        Stage::Desk { .. } => {
            let norm = standard.step(card.standing.step).map_or(standard.promise, |step| step.norm);
            let Ok(clock) = evaluate(calendar, norm, &card.step_clock, now) else {
                return still(Look::OnTime);
            };
            let look = look_of(Some(clock.verdict), clock.status);
            Outlook { look, overdue: clock.verdict == Verdict::Overdue, next: clock.next_change_at }
        }
    }
}

/// The look of a clock.
pub fn look_of(verdict: Option<Verdict>, status: Status) -> Look {
    match (verdict, status) {
        (Some(Verdict::Overdue | Verdict::Missed), _) => Look::Late,
        (_, Status::OutsideHours) => Look::Closed,
        (Some(Verdict::AtRisk), _) => Look::Near,
        (Some(Verdict::OnTrack | Verdict::Met) | None, _) => Look::OnTime,
    }
}

/// The due time of the step's clock, by which a desk's cards are ordered; none sorts last.
pub fn step_due(light: Light<'_>, card: &BoardCard, now: Instant) -> Option<Instant> {
    let norm: Norm = light.standard.step(card.standing.step)?.norm;
    step_words(light.calendar, &card.step_facts(norm)?, now, light.lang).ok()?.due_at
}

fn earliest(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

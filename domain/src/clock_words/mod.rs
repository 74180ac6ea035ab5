//! The words of a clock, and when they next change.
//!
//! A card shows two clocks: the step's as a bar with words, the promise as a date on a chip. Words come with
//! [`Words::next_text_change_at`], so that a page touches a card only when its own text, status or verdict changes.
//!
//! Whole minutes: what is left is rounded up, what is late or waited is rounded down; above sixty they are hours and
//! minutes. Days are dates, never a division.

mod face;
mod text;

use serde::{Deserialize, Serialize};

pub use text::duration;

use crate::calendar::Calendar;
use crate::clock::{AtRisk, ClockError, ClockEvent, Norm, Reading, Status, Verdict, check, not_started};
use crate::lang::Lang;
use crate::time::{Instant, instant_ms, ms_of};
use face::StepFace;

/// A clock as its words need it.
#[derive(Clone, Copy, Debug)]
pub struct ClockFacts<'e> {
    /// What it allows.
    pub norm: Norm,
    /// What happened to it.
    pub events: &'e [ClockEvent],
    /// From where it is at risk.
    pub at_risk: AtRisk,
}

impl<'e> ClockFacts<'e> {
    /// A clock with the house rule of risk.
    pub const fn new(norm: Norm, events: &'e [ClockEvent]) -> ClockFacts<'e> {
        ClockFacts { norm, events, at_risk: AtRisk::DEFAULT }
    }
}

/// Where a dossier is in its step.
#[derive(Clone, Copy, Debug)]
pub enum StepClockFacts<'e> {
    /// Handed over and not yet accepted. No clock runs; the queue time is told.
    Tray {
        /// The handover or submission.
        since: Instant,
    },
    /// Answered by the applicant and not yet accepted again. The visit's clock is still paused.
    Answered {
        /// The answer.
        since: Instant,
        /// The visit's clock, if its step has one.
        clock: Option<ClockFacts<'e>>,
    },
    /// Accepted. The clock says the rest: running, outside hours, with the applicant, handed over.
    Clocked(ClockFacts<'e>),
    /// Accepted, in a visit without a clock.
    Unclocked,
    /// With the applicant, in a visit without a clock.
    WithApplicant,
    /// The licence is ready to be collected and nobody has come.
    Ready {
        /// Its acceptance at the counter.
        since: Instant,
    },
}

/// A dossier's promise.
#[derive(Clone, Copy, Debug)]
pub struct PromiseFacts<'e> {
    /// Its clock.
    pub clock: ClockFacts<'e>,
    /// How it ended, if it did.
    pub end: PromiseEnd,
    /// Whether it was late before a return that restarted it.
    pub earlier: EarlierLateness,
}

impl<'e> PromiseFacts<'e> {
    /// A promise that is open or ended by what was promised, never late before.
    pub const fn new(clock: ClockFacts<'e>) -> PromiseFacts<'e> {
        PromiseFacts { clock, end: PromiseEnd::Counted, earlier: EarlierLateness::None }
    }
}

/// What the end of a promise means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseEnd {
    /// Ready or refused: met or missed. Also of an open promise.
    #[default]
    Counted,
    /// Withdrawn, closed or annulled: neither met nor missed.
    Discontinued,
}

/// A promise that was overdue when the file was returned keeps that fact, whatever the clock says after a restart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarlierLateness {
    /// Never late before the present run.
    #[default]
    None,
    /// Overdue when it was returned.
    LateBeforeReturn,
}

/// The word that stands beside a clock's colour and shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictWord {
    /// In time, or ended in time.
    OnTime,
    /// Most of the budget is used.
    Near,
    /// Past the due time, or ended after it.
    Late,
    /// In time now, late before a return.
    LateBeforeReturn,
    /// Paused with budget left.
    WaitingApplicant,
    /// The licence lies ready.
    Ready,
    /// Ended without a verdict.
    Discontinued,
}

impl VerdictWord {
    /// Every word.
    pub const ALL: [VerdictWord; 7] = [
        VerdictWord::OnTime,
        VerdictWord::Near,
        VerdictWord::Late,
        VerdictWord::LateBeforeReturn,
        VerdictWord::WaitingApplicant,
        VerdictWord::Ready,
        VerdictWord::Discontinued,
    ];

    /// The name in a style sheet: `waiting_applicant`.
    pub const fn key(self) -> &'static str {
        match self {
            VerdictWord::OnTime => "on_time",
            VerdictWord::Near => "near",
            VerdictWord::Late => "late",
            VerdictWord::LateBeforeReturn => "late_before_return",
            VerdictWord::WaitingApplicant => "waiting_applicant",
            VerdictWord::Ready => "ready",
            VerdictWord::Discontinued => "discontinued",
        }
    }

    /// The word itself: "tepat waktu".
    pub const fn text(self, lang: Lang) -> &'static str {
        match self {
            VerdictWord::OnTime => lang.pick("tepat waktu", "on time"),
            VerdictWord::Near => lang.pick("mendekati", "due soon"),
            VerdictWord::Late => lang.pick("terlambat", "late"),
            VerdictWord::LateBeforeReturn => {
                lang.pick("terlambat sebelum dikembalikan", "late before it was returned")
            }
            VerdictWord::WaitingApplicant => lang.pick("menunggu pemohon", "waiting for the applicant"),
            VerdictWord::Ready => lang.pick("siap diambil", "ready for collection"),
            VerdictWord::Discontinued => lang.pick("dihentikan", "discontinued"),
        }
    }

    const fn of(verdict: Verdict) -> VerdictWord {
        match verdict {
            Verdict::OnTrack | Verdict::Met => VerdictWord::OnTime,
            Verdict::AtRisk => VerdictWord::Near,
            Verdict::Overdue | Verdict::Missed => VerdictWord::Late,
        }
    }
}

/// What a card says of a clock, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// As "sisa 18 m kerja" or "Kamis 26 Nov 16.00".
    pub text: String,
    /// The word of the verdict; none in a tray and in a visit without a clock.
    pub verdict_word: Option<VerdictWord>,
    /// What the clock is doing; none where there is no clock.
    pub status: Option<Status>,
    /// How it stands; none where there is no clock or no verdict.
    pub verdict: Option<Verdict>,
    /// The used share of the budget in thousandths, above 1000 when late; none where there is no bar.
    pub share_permille: Option<u32>,
    /// The due time, where there is one.
    pub due_at: Option<Instant>,
    /// Whether the due time lies beyond the known holidays.
    pub provisional: bool,
    /// The next instant at which text, status or verdict changes if nothing happens; none if they never will.
    pub next_text_change_at: Option<Instant>,
}

/// The words of a step's clock.
///
/// # Errors
/// An event list that is no clock, or a norm out of bounds.
pub fn step_words(
    calendar: &Calendar,
    facts: &StepClockFacts<'_>,
    now: Instant,
    lang: Lang,
) -> Result<Words, ClockError> {
    if let StepClockFacts::Clocked(clock) | StepClockFacts::Answered { clock: Some(clock), .. } = facts {
        check(clock.norm, clock.events)?;
    }
    let now = ms_of(now);
    let (shown, candidate) = face::of(calendar, facts, now);
    let StepFace { status, verdict, .. } = shown.face;
    Ok(Words {
        text: text::step(calendar, &shown.face, lang),
        verdict_word: shown.face.verdict_word(),
        status,
        verdict,
        share_permille: shown.share_permille,
        due_at: shown.due_at.map(instant_ms),
        provisional: shown.provisional,
        next_text_change_at: face::next_change(calendar, facts, &shown.face, candidate).map(instant_ms),
    })
}

/// The words of a promise: its due time, or that it stands still.
///
/// # Errors
/// An event list that is no clock, or a norm out of bounds.
pub fn promise_words(
    calendar: &Calendar,
    facts: &PromiseFacts<'_>,
    now: Instant,
    lang: Lang,
) -> Result<Words, ClockError> {
    let ClockFacts { norm, events, at_risk } = facts.clock;
    check(norm, events)?;
    let reading = Reading::take(calendar, norm, events, ms_of(now));
    let evaluation =
        reading.as_ref().map_or_else(|| not_started(events), |reading| reading.evaluation(at_risk));
    let discontinued = evaluation.status == Status::Stopped && facts.end == PromiseEnd::Discontinued;
    let text = if discontinued {
        VerdictWord::Discontinued.text(lang).to_owned()
    } else {
        match (evaluation.due_at, evaluation.status) {
            (Some(due), _) => calendar.local(due).chip(lang),
            (None, Status::Paused) => lang.pick("janji berhenti", "promise paused").to_owned(),
            (None, status) => status.text(lang).to_owned(),
        }
    };
    let verdict = (!discontinued).then_some(evaluation.verdict);
    let word = match evaluation.verdict {
        _ if discontinued => VerdictWord::Discontinued,
        Verdict::Overdue | Verdict::Missed => VerdictWord::Late,
        _ if facts.earlier == EarlierLateness::LateBeforeReturn => VerdictWord::LateBeforeReturn,
        Verdict::OnTrack | Verdict::AtRisk if evaluation.due_at.is_none() => match evaluation.status {
            Status::Paused => VerdictWord::WaitingApplicant,
            _ => VerdictWord::OnTime,
        },
        verdict => VerdictWord::of(verdict),
    };
    Ok(Words {
        text,
        verdict_word: Some(word),
        status: Some(evaluation.status),
        verdict,
        share_permille: reading.map(|reading| reading.share_permille()),
        due_at: evaluation.due_at,
        provisional: evaluation.provisional,
        next_text_change_at: evaluation.next_change_at,
    })
}

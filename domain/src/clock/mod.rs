//! SLA clocks: from a norm and a list of events to status, due time and verdict at an instant.
//!
//! A clock is a list of events in time order. Evaluating at `now` considers the events up to `now` and assumes that none
//! follows. Everything is exact to the millisecond.

mod check;
pub mod compact;
mod days;
mod reading;
mod target;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use check::{ClockError, ClockState, check};
pub(crate) use reading::{Progress, Reading, earliest};

use crate::calendar::Calendar;
use crate::lang::Lang;
use crate::time::{Instant, WorkingMs, ms_of};

/// The time a clock allows. At least 1, at most [`Norm::MOST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Norm {
    /// Working minutes. Due when they are used up.
    Minutes(u32),
    /// Working days after the day of receipt (day zero, not counted). Due at the close of the last.
    ///
    /// Source: the office counts a promise in working days; a file received before closing time came that day.
    WorkingDays(u32),
}

impl Norm {
    /// The largest norm: far above any promise, and small enough that every due time is an instant.
    pub const MOST: u32 = 10_000_000;

    /// The number, whatever the unit.
    pub const fn amount(self) -> u32 {
        match self {
            Norm::Minutes(amount) | Norm::WorkingDays(amount) => amount,
        }
    }

    /// Whether a clock can run on this norm: 1 to [`Norm::MOST`].
    pub const fn is_valid(self) -> bool {
        let amount = self.amount();
        amount >= 1 && amount <= Norm::MOST
    }

    /// The norm in words: "20 menit", "2 hari kerja".
    pub fn text(self, lang: Lang) -> String {
        match (self, lang) {
            (Norm::Minutes(n), Lang::Id) => format!("{n} menit"),
            (Norm::Minutes(1), Lang::En) => "1 minute".to_owned(),
            (Norm::Minutes(n), Lang::En) => format!("{n} minutes"),
            (Norm::WorkingDays(n), Lang::Id) => format!("{n} hari kerja"),
            (Norm::WorkingDays(1), Lang::En) => "1 working day".to_owned(),
            (Norm::WorkingDays(n), Lang::En) => format!("{n} working days"),
        }
    }
}

/// Something that happened to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ClockEvent {
    /// When.
    pub at: Instant,
    /// What.
    pub event: ClockEventKind,
}

/// What can happen to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockEventKind {
    /// It begins to run.
    Start,
    /// It stops counting for a while.
    Pause,
    /// It counts again.
    Resume,
    /// All that came before is forgotten: it begins to run anew.
    Restart,
    /// It ends.
    Stop,
}

impl ClockEventKind {
    /// Whether the clock runs from here, whatever came before.
    pub const fn begins(self) -> bool {
        matches!(self, Self::Start | Self::Restart)
    }
}

impl fmt::Display for ClockEventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ClockEventKind::Start => "start",
            ClockEventKind::Pause => "pause",
            ClockEventKind::Resume => "resume",
            ClockEventKind::Restart => "restart",
            ClockEventKind::Stop => "stop",
        })
    }
}

/// What a clock is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Its start is still ahead.
    NotStarted,
    /// It runs, inside working hours.
    Running,
    /// It would run, but the office is closed.
    OutsideHours,
    /// It is paused: the file is with the applicant.
    Paused,
    /// It has ended.
    Stopped,
}

impl Status {
    /// The name on the wire and in a style sheet: `outside_hours`.
    pub const fn key(self) -> &'static str {
        match self {
            Status::NotStarted => "not_started",
            Status::Running => "running",
            Status::OutsideHours => "outside_hours",
            Status::Paused => "paused",
            Status::Stopped => "stopped",
        }
    }

    /// The status in words: "di luar jam kerja".
    pub const fn text(self, lang: Lang) -> &'static str {
        match self {
            Status::NotStarted => lang.pick("belum mulai", "not started"),
            Status::Running => lang.pick("berjalan", "running"),
            Status::OutsideHours => lang.pick("di luar jam kerja", "outside working hours"),
            Status::Paused => lang.pick("menunggu pemohon", "waiting for the applicant"),
            Status::Stopped => lang.pick("selesai", "finished"),
        }
    }
}

/// How a clock stands against its norm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Open, with time in hand.
    OnTrack,
    /// Open, most of the budget used ([`AtRisk`]).
    AtRisk,
    /// Open, past its due time.
    Overdue,
    /// Ended at or before its due time.
    Met,
    /// Ended after it.
    Missed,
}

impl Verdict {
    /// The name on the wire and in a style sheet: `at_risk`.
    pub const fn key(self) -> &'static str {
        match self {
            Verdict::OnTrack => "on_track",
            Verdict::AtRisk => "at_risk",
            Verdict::Overdue => "overdue",
            Verdict::Met => "met",
            Verdict::Missed => "missed",
        }
    }
}

/// From which share of its budget an open clock is at risk, in percent; 75 unless the office sets another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AtRisk {
    /// Percent of the budget. Above 100 no clock is ever at risk before it is overdue.
    pub percent: u8,
}

impl AtRisk {
    /// The house rule: three quarters.
    pub const DEFAULT: AtRisk = AtRisk { percent: 75 };

    /// Whether this is the house rule, so that the wire need not carry it.
    pub fn is_default(&self) -> bool {
        *self == AtRisk::DEFAULT
    }
}

impl Default for AtRisk {
    fn default() -> AtRisk {
        AtRisk::DEFAULT
    }
}

/// How a clock stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// What it is doing.
    pub status: Status,
    /// How it stands against its norm.
    pub verdict: Verdict,
    /// The earliest instant at which the budget is used up; none before the start, and none while paused unless it was
    /// used up by then.
    pub due_at: Option<Instant>,
    /// Working time while the clock ran, since its last start, day zero included.
    #[serde(rename = "elapsed_ms")]
    pub elapsed: WorkingMs,
    /// Working time from now to the due time; while paused, as if resumed now; 0 once past, stopped or not started.
    #[serde(rename = "remaining_ms")]
    pub remaining: WorkingMs,
    /// Working time while the clock ran, after the due time.
    #[serde(rename = "overdue_ms")]
    pub overdue: WorkingMs,
    /// The next instant at which status, verdict, due time or `provisional` changes if nothing more happens.
    pub next_change_at: Option<Instant>,
    /// Whether the budget runs out on a date for which the holiday decree is not known yet.
    pub provisional: bool,
}

/// How much of its budget a clock has used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consumed {
    /// Working time, for a norm in minutes.
    Working(WorkingMs),
    /// Thousandths of a working day, cut off, for a norm in working days.
    DayThousandths(i64),
}

/// Evaluates a clock at `now`, at risk from three quarters of the budget.
///
/// # Errors
/// An event list that is no clock (the whole list is checked, events after `now` included), or a norm out of bounds.
pub fn evaluate(
    calendar: &Calendar,
    norm: Norm,
    events: &[ClockEvent],
    now: Instant,
) -> Result<Evaluation, ClockError> {
    evaluate_with(calendar, norm, events, now, AtRisk::DEFAULT)
}

/// Evaluates a clock at `now` with the office's own threshold of risk.
///
/// # Errors
/// As [`evaluate`].
pub fn evaluate_with(
    calendar: &Calendar,
    norm: Norm,
    events: &[ClockEvent],
    now: Instant,
    at_risk: AtRisk,
) -> Result<Evaluation, ClockError> {
    check(norm, events)?;
    Ok(match Reading::take(calendar, norm, events, ms_of(now)) {
        Some(reading) => reading.evaluation(at_risk),
        None => not_started(events),
    })
}

/// The share of the budget that is used, in thousandths, cut off; above 1000 once overdue, 0 before the start.
///
/// # Errors
/// As [`evaluate`].
pub fn consumed_share(
    calendar: &Calendar,
    norm: Norm,
    events: &[ClockEvent],
    now: Instant,
) -> Result<u32, ClockError> {
    check(norm, events)?;
    let reading = Reading::take(calendar, norm, events, ms_of(now));
    Ok(reading.map_or(0, |reading| reading.share_permille()))
}

/// What the clock has used of its budget, in the norm's own unit. Day zero is not used.
///
/// # Errors
/// As [`evaluate`].
pub fn consumed(
    calendar: &Calendar,
    norm: Norm,
    events: &[ClockEvent],
    now: Instant,
) -> Result<Consumed, ClockError> {
    check(norm, events)?;
    let reading = Reading::take(calendar, norm, events, ms_of(now));
    Ok(match norm {
        Norm::Minutes(_) => {
            Consumed::Working(reading.map_or(WorkingMs::ZERO, |reading| WorkingMs(reading.elapsed)))
        }
        Norm::WorkingDays(_) => {
            Consumed::DayThousandths(reading.map_or(0, |reading| reading.consumed_thousandths()))
        }
    })
}

/// A clock whose start is still ahead.
pub(crate) fn not_started(events: &[ClockEvent]) -> Evaluation {
    Evaluation {
        status: Status::NotStarted,
        verdict: Verdict::OnTrack,
        due_at: None,
        elapsed: WorkingMs::ZERO,
        remaining: WorkingMs::ZERO,
        overdue: WorkingMs::ZERO,
        next_change_at: events.first().map(|event| event.at),
        provisional: false,
    }
}

//! Why this due time? An evaluation as the list of spans from the start to now, or on to the due time.
//!
//! Each span has its reason and its working time; the sums equal the fields of the evaluation.

mod days;

pub use days::{DayLine, DayTable, Used, by_days};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, ClosedKind, DayName, Table};
use crate::clock::{
    AtRisk, ClockError, ClockEvent, ClockEventKind, Evaluation, Norm, Progress, Reading, check, not_started,
};
use crate::lang::Lang;
use crate::time::{Instant, WorkingMs, date_of, instant_ms, ms_of};

/// Days that one span is cut into at most; a longer one is told as a whole. Eleven years: no real clock runs so long.
const MOST_DAYS: i64 = 4_000;

/// Why the time of a span counts or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Working time that counts.
    Counted,
    /// Working time of the day of receipt, which a norm in working days does not count.
    DayZero,
    /// Before opening or after closing.
    OutsideHours,
    /// Between two openings of a day.
    Break,
    /// A day of the week without hours.
    Weekend,
    /// A day listed as closed.
    Holiday {
        /// Why it is closed.
        kind: ClosedKind,
        /// What it is called.
        name: String,
    },
    /// The clock is paused: the file is with the applicant.
    WithApplicant,
    /// More than eleven years in one piece, of which only the working time is told.
    Condensed,
}

impl Reason {
    /// The reason in words: "libur nasional: Hari Raya Natal".
    pub fn text(&self, lang: Lang) -> String {
        let plain = match self {
            Reason::Counted => lang.pick("dihitung", "counted"),
            Reason::DayZero => lang.pick("hari penerimaan, tidak dihitung", "day of receipt, not counted"),
            Reason::OutsideHours => lang.pick("di luar jam kerja", "outside working hours"),
            Reason::Break => lang.pick("istirahat", "break"),
            Reason::Weekend => lang.pick("akhir pekan", "weekend"),
            Reason::Holiday { kind, name } => return format!("{}: {name}", kind.text(lang)),
            Reason::WithApplicant => lang.pick("di tangan pemohon", "with the applicant"),
            Reason::Condensed => lang.pick("waktu kerja (diringkas)", "working time (condensed)"),
        };
        plain.to_owned()
    }

    /// Whether the working time of the span is the clock's own.
    pub const fn is_clock_time(&self) -> bool {
        matches!(self, Reason::Counted | Reason::DayZero | Reason::Condensed)
    }
}

/// Which field of the evaluation a span belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Gone by, up to the due time: `elapsed`.
    Gone,
    /// Gone by, after the due time: `elapsed` and `overdue`.
    Late,
    /// Still ahead, up to the due time: `remaining`.
    Ahead,
    /// Ahead if the paused clock were resumed now: `remaining`.
    IfResumed,
}

/// A stretch of time with one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Its first instant.
    pub from: Instant,
    /// Its end, not included.
    pub to: Instant,
    /// Which field it belongs to.
    pub phase: Phase,
    /// Why it counts or does not.
    pub reason: Reason,
    /// Working time in it. That of a span with the applicant is told too, but is not the clock's.
    #[serde(rename = "working_ms")]
    pub working: WorkingMs,
}

/// An evaluation with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The evaluation explained.
    pub evaluation: Evaluation,
    /// The day of receipt, for a norm in working days.
    pub day_zero: Option<NaiveDate>,
    /// From the last start to now or the stop, and on to the due time; without gaps, none empty.
    pub spans: Vec<Span>,
}

impl Explanation {
    /// The working time of the spans of some phases, with the applicant not included.
    fn sum(&self, phases: &[Phase]) -> WorkingMs {
        let counted = |span: &&Span| phases.contains(&span.phase) && span.reason.is_clock_time();
        self.spans.iter().filter(counted).map(|span| span.working).sum()
    }

    /// The sum that equals `elapsed`.
    pub fn elapsed(&self) -> WorkingMs {
        self.sum(&[Phase::Gone, Phase::Late])
    }

    /// The sum that equals `remaining`.
    pub fn remaining(&self) -> WorkingMs {
        self.sum(&[Phase::Ahead, Phase::IfResumed])
    }

    /// [`Explanation::elapsed`] without the day of receipt, which is shown and not counted.
    pub fn counted(&self) -> WorkingMs {
        self.elapsed() - self.on_day_zero(&[Phase::Gone, Phase::Late])
    }

    /// [`Explanation::remaining`] without the day of receipt.
    pub fn left_to_count(&self) -> WorkingMs {
        self.remaining() - self.on_day_zero(&[Phase::Ahead, Phase::IfResumed])
    }

    fn on_day_zero(&self, phases: &[Phase]) -> WorkingMs {
        let there = |span: &&Span| phases.contains(&span.phase) && span.reason == Reason::DayZero;
        self.spans.iter().filter(there).map(|span| span.working).sum()
    }

    /// The sum that equals `overdue`.
    pub fn overdue(&self) -> WorkingMs {
        self.sum(&[Phase::Late])
    }

    /// The working time that passed with the applicant.
    pub fn with_applicant(&self) -> WorkingMs {
        let away = self.spans.iter().filter(|span| span.reason == Reason::WithApplicant);
        away.map(|span| span.working).sum()
    }
}

/// Explains a clock at `now`.
///
/// # Errors
/// As [`evaluate`](crate::clock::evaluate).
pub fn explain(
    calendar: &Calendar,
    norm: Norm,
    events: &[ClockEvent],
    now: Instant,
) -> Result<Explanation, ClockError> {
    explain_with(calendar, norm, events, now, AtRisk::DEFAULT)
}

/// Explains a clock at `now` with the office's own threshold of risk.
///
/// # Errors
/// As [`evaluate`](crate::clock::evaluate).
pub fn explain_with(
    calendar: &Calendar,
    norm: Norm,
    events: &[ClockEvent],
    now: Instant,
    at_risk: AtRisk,
) -> Result<Explanation, ClockError> {
    check(norm, events)?;
    let Some(reading) = Reading::take(calendar, norm, events, ms_of(now)) else {
        return Ok(Explanation { evaluation: not_started(events), day_zero: None, spans: Vec::new() });
    };
    let day_zero = reading.day_zero();
    let mut teller = Teller { calendar, day_zero, spans: Vec::new() };
    for stretch in stretches(&reading, events) {
        teller.tell(&stretch);
    }
    Ok(Explanation {
        evaluation: reading.evaluation(at_risk),
        day_zero: day_zero.map(date_of),
        spans: teller.spans,
    })
}

/// A stretch in which the clock runs or is paused throughout, within one phase.
struct Stretch {
    from: i64,
    to: i64,
    phase: Phase,
    is_paused: bool,
}

/// The stretches from the start to now or the stop, and on to the due time of an open clock.
fn stretches(reading: &Reading<'_>, events: &[ClockEvent]) -> Vec<Stretch> {
    let start = reading.start.ms;
    let end = match reading.progress {
        Progress::Stopped(stop) => stop.ms,
        Progress::Running | Progress::Paused(_) => reading.now.ms,
    };
    let due = if reading.is_due_fixed { reading.due.ms } else { i64::MAX };
    let mut found = Vec::new();
    let mut gone = |from: i64, to: i64, is_paused: bool| {
        let cut = due.clamp(from, to);
        found.push(Stretch { from, to: cut, phase: Phase::Gone, is_paused });
        found.push(Stretch { from: cut, to, phase: Phase::Late, is_paused });
    };
    let (mut from, mut is_paused) = (start, false);
    for event in own_events(reading, events) {
        let at = ms_of(event.at);
        match event.event {
            ClockEventKind::Pause | ClockEventKind::Resume => {
                gone(from, at, is_paused);
                (from, is_paused) = (at, event.event == ClockEventKind::Pause);
            }
            ClockEventKind::Start | ClockEventKind::Restart | ClockEventKind::Stop => {}
        }
    }
    gone(from, end, is_paused);
    let ahead = match reading.progress {
        Progress::Running => Some(Phase::Ahead),
        Progress::Paused(_) if !reading.is_due_fixed => Some(Phase::IfResumed),
        Progress::Paused(_) | Progress::Stopped(_) => None,
    };
    found.extend(ahead.map(|phase| Stretch { from: end, to: reading.due.ms, phase, is_paused: false }));
    found.retain(|stretch| stretch.from < stretch.to);
    found
}

/// The events after the last start that the reading has seen.
fn own_events<'e>(reading: &Reading<'_>, events: &'e [ClockEvent]) -> &'e [ClockEvent] {
    let seen = &events[..events.iter().take_while(|event| ms_of(event.at) <= reading.now.ms).count()];
    seen.iter().rposition(|event| event.event.begins()).map_or(&[], |began| &seen[began + 1..])
}

struct Teller<'c> {
    calendar: &'c Calendar,
    day_zero: Option<i64>,
    spans: Vec<Span>,
}

impl Teller<'_> {
    fn tell(&mut self, stretch: &Stretch) {
        let table = self.calendar.table();
        let (first, last) = (table.day_of(stretch.from), table.day_of(stretch.to - 1));
        if stretch.is_paused {
            self.push(stretch, stretch.from, stretch.to, Reason::WithApplicant);
        } else if last - first > MOST_DAYS {
            self.push(stretch, stretch.from, stretch.to, Reason::Condensed);
        } else {
            for day in first..=last {
                self.tell_day(table, stretch, day);
            }
        }
    }

    fn tell_day(&mut self, table: &Table, stretch: &Stretch, day: i64) {
        let (midnight, next_midnight) = (table.midnight(day), table.midnight(day + 1));
        let hours = table.hours(day);
        if hours.is_empty() {
            let reason = match self.calendar.name_of_day(date_of(day)) {
                Some(DayName::Closed { kind, name }) => Reason::Holiday { kind, name: name.to_owned() },
                Some(DayName::Opened { .. } | DayName::Period { .. }) | None => Reason::Weekend,
            };
            self.push(stretch, midnight, next_midnight, reason);
            return;
        }
        let counted = if self.day_zero == Some(day) { Reason::DayZero } else { Reason::Counted };
        let mut told = midnight;
        for (index, opening) in hours.iter().enumerate() {
            let gap = if index == 0 { Reason::OutsideHours } else { Reason::Break };
            self.push(stretch, told, midnight + opening.open, gap);
            told = midnight + opening.close;
            self.push(stretch, midnight + opening.open, told, counted.clone());
        }
        self.push(stretch, told, next_midnight, Reason::OutsideHours);
    }

    /// Adds what of a span lies in the stretch, to the span before it where the reason is the same.
    fn push(&mut self, stretch: &Stretch, from: i64, to: i64, reason: Reason) {
        let (from, to) = (from.max(stretch.from), to.min(stretch.to));
        if from >= to {
            return;
        }
        let (from, to) = (instant_ms(from), instant_ms(to));
        let phase = stretch.phase;
        let working = self.calendar.working_between(from, to);
        match self.spans.last_mut() {
            Some(last) if last.phase == phase && last.reason == reason && last.to == from => {
                last.to = to;
                last.working += working;
            }
            Some(_) | None => self.spans.push(Span { from, to, phase, reason, working }),
        }
    }
}

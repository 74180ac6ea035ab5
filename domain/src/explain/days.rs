//! An explanation day by day: what each day took of the budget. The lines add up to what the clock has used, to the last
//! thousandth of a day.

use chrono::NaiveDate;

use super::{Explanation, Phase, Reason, Span, explain};
use crate::calendar::Calendar;
use crate::clock::{ClockError, ClockEvent, Consumed, Norm, consumed};
use crate::time::{Instant, WorkingMs};

/// What was used of a budget, in the norm's own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Used {
    /// Working time, for a norm in minutes.
    Time(WorkingMs),
    /// Thousandths of a working day, for a norm in working days.
    DayThousandths(i64),
}

impl Used {
    fn since(self, before: Self) -> Self {
        match (self, before) {
            (Self::Time(now), Self::Time(before)) => Self::Time(now - before),
            (Self::DayThousandths(now), Self::DayThousandths(before)) => Self::DayThousandths(now - before),
            (now, _) => now,
        }
    }
}

/// A day, or some in a row that are closed or with the applicant for the same reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLine {
    /// The first.
    pub from: NaiveDate,
    /// The last, often the same.
    pub to: NaiveDate,
    /// Its spans, cut at midnight; of some days in a row one span over all.
    pub spans: Vec<Span>,
    /// The clock's own working time that has gone by, the day of receipt too.
    pub gone: WorkingMs,
    /// The clock's own working time that is still ahead, up to the due time.
    pub ahead: WorkingMs,
    /// What it took of the budget.
    pub used: Used,
    /// Why nothing of it counts, where one reason holds for the whole of it.
    pub whole: Option<Reason>,
}

/// An explanation as lines of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayTable {
    /// The days, the oldest first.
    pub lines: Vec<DayLine>,
    /// Days before the first line that are not told by themselves.
    pub earlier_days: u32,
    /// What those took of the budget.
    pub earlier: Used,
    /// What was used of the budget: the sum of all days.
    pub used: Used,
}

impl DayTable {
    /// The spans of the lines in their order.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.lines.iter().flat_map(|line| &line.spans)
    }
}

/// Explains a clock at `now` day by day; of a long history the last `most` lines.
///
/// # Errors
/// As [`evaluate`](crate::clock::evaluate).
pub fn by_days(
    calendar: &Calendar,
    norm: Norm,
    events: &[ClockEvent],
    now: Instant,
    most: usize,
) -> Result<(Explanation, DayTable), ClockError> {
    let explanation = explain(calendar, norm, events, now)?;
    let start = explanation.spans.first().map(|span| span.from);
    // A clock that was restarted has used nothing of its budget before.
    let used_by = |at: Instant| match start {
        Some(start) if at > start => used(calendar, norm, events, at.min(now)),
        Some(_) | None => Ok(nothing(norm)),
    };
    let mut days: Vec<(NaiveDate, NaiveDate, Vec<Span>)> = Vec::new();
    for span in explanation.spans.iter().flat_map(|span| cut(calendar, span)) {
        let date = calendar.date(span.from);
        match days.last_mut() {
            Some((_, last, spans)) if *last == date => spans.push(span),
            Some(_) | None => days.push((date, date, vec![span])),
        }
    }
    let mut lines: Vec<(NaiveDate, NaiveDate, Vec<Span>)> = Vec::new();
    for (date, _, spans) in days {
        match (lines.last_mut(), one_reason(&spans)) {
            (Some((_, last, before)), Some(reason))
                if one_reason(before) == Some(reason) && last.succ_opt() == Some(date) =>
            {
                *last = date;
                join(before, spans);
            }
            _ => lines.push((date, date, spans)),
        }
    }
    let skipped = lines.len().saturating_sub(most);
    let rest = lines.split_off(skipped);
    let first = rest.first().map(|(from, ..)| *from);
    let earlier_days = first.zip(start).map_or(0, |(first, start)| (first - calendar.date(start)).num_days());
    let earlier = used_by(first.map_or(now, |first| calendar.midnight(first)))?;
    let mut before = earlier;
    let mut told = Vec::with_capacity(rest.len());
    for (from, to, spans) in rest {
        let midnight = to.succ_opt().map_or(now, |next| calendar.midnight(next));
        let until = spans.last().map_or(midnight, |last| last.to.max(midnight));
        let used = used_by(until)?;
        told.push(line(from, to, spans, used.since(before)));
        before = used;
    }
    let table = DayTable {
        lines: told,
        earlier_days: u32::try_from(earlier_days).unwrap_or(u32::MAX),
        earlier,
        used: used_by(now)?,
    };
    Ok((explanation, table))
}

fn nothing(norm: Norm) -> Used {
    match norm {
        Norm::Minutes(_) => Used::Time(WorkingMs::ZERO),
        Norm::WorkingDays(_) => Used::DayThousandths(0),
    }
}

fn used(calendar: &Calendar, norm: Norm, events: &[ClockEvent], at: Instant) -> Result<Used, ClockError> {
    Ok(match consumed(calendar, norm, events, at)? {
        Consumed::Working(time) => Used::Time(time),
        Consumed::DayThousandths(thousandths) => Used::DayThousandths(thousandths),
    })
}

/// A span in pieces that end at midnight.
fn cut(calendar: &Calendar, span: &Span) -> Vec<Span> {
    if span.reason == Reason::Condensed {
        return vec![span.clone()];
    }
    let mut pieces = Vec::new();
    let mut from = span.from;
    while from < span.to {
        let midnight = calendar.date(from).succ_opt().map_or(span.to, |next| calendar.midnight(next));
        let to = span.to.min(midnight);
        let working = calendar.working_between(from, to);
        pieces.push(Span { from, to, working, ..span.clone() });
        from = to;
    }
    pieces
}

/// Why nothing of a day counts, where one reason holds for all that is told of it.
fn one_reason(spans: &[Span]) -> Option<&Reason> {
    let closed =
        |reason: &Reason| matches!(reason, Reason::Weekend | Reason::Holiday { .. } | Reason::WithApplicant);
    let first = &spans.first()?.reason;
    let same = spans.iter().all(|span| span.reason == *first);
    (same && closed(first)).then_some(first)
}

/// Adds the spans of the next day: with one reason they are one, unless the due time or now lies between.
fn join(before: &mut Vec<Span>, spans: Vec<Span>) {
    for span in spans {
        match before.last_mut() {
            Some(last) if last.phase == span.phase && last.to == span.from => {
                last.to = span.to;
                last.working += span.working;
            }
            Some(_) | None => before.push(span),
        }
    }
}

fn line(from: NaiveDate, to: NaiveDate, spans: Vec<Span>, used: Used) -> DayLine {
    let own = |phases: &[Phase]| {
        let own = spans.iter().filter(|span| phases.contains(&span.phase) && span.reason.is_clock_time());
        own.map(|span| span.working).sum()
    };
    let (gone, ahead) = (own(&[Phase::Gone, Phase::Late]), own(&[Phase::Ahead, Phase::IfResumed]));
    let whole = one_reason(&spans).cloned();
    DayLine { from, to, spans, gone, ahead, used, whole }
}

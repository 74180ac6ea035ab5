//! The working-time rules once more, as naively as they can be written: time is walked minute by minute, hours are looked
//! up in the written calendar, and what happens inside a minute is found millisecond by millisecond.

use chrono::{Datelike, NaiveDate};
use domain::calendar::CalendarSpec;
use domain::clock::{ClockEvent, ClockEventKind, Norm, Status, Verdict};
use domain::time::{DAY_MS, MINUTE_MS, date_of, day_number, ms_of};

/// Days after which the oracle gives up: no generated budget lasts so long.
const PATIENCE: i64 = 400;

/// What the oracle found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) status: Status,
    pub(crate) verdict: Verdict,
    pub(crate) due_at: Option<i64>,
    pub(crate) elapsed: i64,
    pub(crate) remaining: i64,
    pub(crate) overdue: i64,
    pub(crate) provisional: bool,
}

/// The openings of a date in milliseconds after midnight, straight from the written calendar.
pub(crate) fn hours(spec: &CalendarSpec, date: NaiveDate) -> Vec<(i64, i64)> {
    let day = spec.days.iter().find(|day| day.date == date);
    let period = spec.periods.iter().find(|period| period.from <= date && date <= period.to);
    let week = period.map_or(&spec.week, |period| &period.week);
    let hours = match day {
        Some(day) => day.open.as_deref().unwrap_or(&[]),
        None => week.day(date.weekday()).expect("every weekday"),
    };
    let ms = |minutes: u16| i64::from(minutes) * MINUTE_MS;
    hours.iter().map(|hours| (ms(hours.0.minutes()), ms(hours.1.minutes()))).collect()
}

pub(crate) fn length(spec: &CalendarSpec, date: NaiveDate) -> i64 {
    hours(spec, date).iter().map(|(open, close)| close - open).sum()
}

fn local_day(spec: &CalendarSpec, ms: i64) -> i64 {
    (ms + spec.offset.ms()).div_euclid(DAY_MS)
}

fn is_open(spec: &CalendarSpec, ms: i64) -> bool {
    let of_day = (ms + spec.offset.ms()).rem_euclid(DAY_MS);
    hours(spec, date_of(local_day(spec, ms))).iter().any(|&(open, close)| open <= of_day && of_day < close)
}

/// Working time from `from` to `to`, minute by minute.
pub(crate) fn worked(spec: &CalendarSpec, from: i64, to: i64) -> i64 {
    let mut total = 0;
    let mut at = from;
    while at < to {
        let next = ((at.div_euclid(MINUTE_MS) + 1) * MINUTE_MS).min(to);
        total += if is_open(spec, at) { next - at } else { 0 };
        at = next;
    }
    total
}

/// The date counted as day of receipt.
fn day_zero(spec: &CalendarSpec, start: i64) -> i64 {
    let first = local_day(spec, start);
    (first..first + PATIENCE)
        .find(|&day| {
            let midnight = day * DAY_MS - spec.offset.ms();
            hours(spec, date_of(day)).last().is_some_and(|&(_, close)| start < midnight + close)
        })
        .expect("a working day")
}

/// A number of days as an exact fraction.
#[derive(Clone, Copy)]
struct Fraction(i128, i128);

impl Fraction {
    fn plus(self, part: i64, of: i64) -> Fraction {
        let Fraction(a, b) = self;
        let (part, of) = (i128::from(part), i128::from(of));
        let common = gcd(b, of);
        let (sum, whole) = (a * (of / common) + part * (b / common), b / common * of);
        let common = gcd(sum, whole);
        Fraction(sum / common, whole / common)
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs().max(1) } else { gcd(b, a % b) }
}

/// What a clock has consumed.
struct Meter<'s> {
    spec: &'s CalendarSpec,
    norm: Norm,
    zero: i64,
    ms: i64,
    days: Fraction,
}

impl Meter<'_> {
    /// Lets the clock run over a piece of one minute; `share` of the budget in percent is asked for.
    fn run(&mut self, from: i64, to: i64) {
        let day = local_day(self.spec, from);
        if !is_open(self.spec, from) {
            return;
        }
        self.ms += to - from;
        if day > self.zero {
            self.days = self.days.plus(to - from, length(self.spec, date_of(day)));
        }
    }

    fn has_consumed(&self, percent: i64) -> bool {
        match self.norm {
            Norm::Minutes(minutes) => self.ms * 100 >= i64::from(minutes) * MINUTE_MS * percent,
            Norm::WorkingDays(days) => {
                self.days.0 * 100 >= i128::from(days) * i128::from(percent) * self.days.1
            }
        }
    }
}

/// A clock's own history up to `now`: its last start, its pauses, its stop.
struct History {
    start: i64,
    pauses: Vec<(i64, Option<i64>)>,
    stop: Option<i64>,
}

impl History {
    fn runs_at(&self, ms: i64) -> bool {
        ms >= self.start && !self.pauses.iter().any(|&(from, to)| from <= ms && to.is_none_or(|to| ms < to))
    }

    /// The first instant at which a percentage of the budget is consumed, if it is by `until`.
    fn consumed_at(&self, spec: &CalendarSpec, norm: Norm, percent: i64, until: i64) -> Option<i64> {
        let zero = day_zero(spec, self.start);
        let mut meter = Meter { spec, norm, zero, ms: 0, days: Fraction(0, 1) };
        let mut cuts: Vec<i64> =
            self.pauses.iter().flat_map(|&(from, to)| [Some(from), to]).flatten().collect();
        cuts.sort_unstable();
        let mut at = self.start;
        while at < until {
            let minute = (at.div_euclid(MINUTE_MS) + 1) * MINUTE_MS;
            let next = cuts.iter().copied().filter(|&cut| cut > at).fold(minute.min(until), i64::min);
            if self.runs_at(at) {
                let (ms, days) = (meter.ms, meter.days);
                meter.run(at, next);
                if meter.has_consumed(percent) {
                    // Within this minute: one millisecond after the other.
                    for end in at + 1..=next {
                        (meter.ms, meter.days) = (ms, days);
                        meter.run(at, end);
                        if meter.has_consumed(percent) {
                            return Some(end);
                        }
                    }
                }
            }
            at = next;
        }
        None
    }

    /// Working time while the clock ran from `from` to `to`.
    fn ran(&self, spec: &CalendarSpec, from: i64, to: i64) -> i64 {
        let away: i64 = self
            .pauses
            .iter()
            .map(|&(pause, resume)| (pause.max(from), resume.unwrap_or(to).min(to)))
            .filter(|(pause, resume)| pause < resume)
            .map(|(pause, resume)| worked(spec, pause, resume))
            .sum();
        worked(spec, from, to) - away
    }
}

fn history(events: &[ClockEvent], now: i64) -> Option<History> {
    let mut history: Option<History> = None;
    for event in events.iter().filter(|event| ms_of(event.at) <= now) {
        let at = ms_of(event.at);
        match (event.event, &mut history) {
            (ClockEventKind::Start | ClockEventKind::Restart, _) => {
                history = Some(History { start: at, pauses: Vec::new(), stop: None });
            }
            (ClockEventKind::Pause, Some(history)) => history.pauses.push((at, None)),
            (ClockEventKind::Resume, Some(history)) => {
                history.pauses.last_mut().expect("a pause").1 = Some(at);
            }
            (ClockEventKind::Stop, Some(history)) => history.stop = Some(at),
            (_, None) => unreachable!("a clock starts first"),
        }
    }
    history
}

/// Evaluates a clock.
pub(crate) fn evaluate(spec: &CalendarSpec, norm: Norm, events: &[ClockEvent], now: i64) -> Found {
    let Some(mut history) = history(events, now) else {
        return Found {
            status: Status::NotStarted,
            verdict: Verdict::OnTrack,
            due_at: None,
            elapsed: 0,
            remaining: 0,
            overdue: 0,
            provisional: false,
        };
    };
    let end = history.stop.unwrap_or(now);
    let is_paused = history.pauses.last().is_some_and(|pause| pause.1.is_none());
    let patience = end + PATIENCE * DAY_MS;
    let by_pause = history.consumed_at(spec, norm, 100, end);
    let elapsed = history.ran(spec, history.start, end);
    let is_at_risk = history.consumed_at(spec, norm, 75, end).is_some();
    // A stopped or paused clock as it would be were it resumed.
    let mut resumed = History { start: history.start, pauses: history.pauses.clone(), stop: None };
    if let Some(last) = resumed.pauses.last_mut() {
        last.1 = last.1.or(Some(end));
    }
    let due = by_pause.or_else(|| resumed.consumed_at(spec, norm, 100, patience)).expect("a due time");
    let due_at = (history.stop.is_some() || !is_paused || by_pause.is_some()).then_some(due);
    let overdue = if due < end { history.ran(spec, due, end) } else { 0 };
    let is_stopped = history.stop.take().is_some();
    let status = match (is_stopped, is_paused, is_open(spec, now)) {
        (true, _, _) => Status::Stopped,
        (false, true, _) => Status::Paused,
        (false, false, true) => Status::Running,
        (false, false, false) => Status::OutsideHours,
    };
    let verdict = match (is_stopped, due_at.is_some_and(|due| end > due)) {
        (true, true) => Verdict::Missed,
        (true, false) => Verdict::Met,
        (false, true) => Verdict::Overdue,
        (false, false) if is_at_risk => Verdict::AtRisk,
        (false, false) => Verdict::OnTrack,
    };
    let last_day = local_day(spec, due - 1);
    Found {
        status,
        verdict,
        due_at,
        elapsed,
        remaining: if is_stopped || due < now { 0 } else { worked(spec, now, due) },
        overdue,
        provisional: due_at.is_some() && last_day > day_number(spec.horizon),
    }
}

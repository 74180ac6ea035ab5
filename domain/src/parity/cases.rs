//! Clocks of every kind on calendars of every kind, from a seed.

use std::sync::Arc;

use chrono::Days;

use super::seed::SplitMix64;
use super::world;
use crate::calendar::{
    Calendar, CalendarSpec, ClosedKind, DaySpec, HoursSpec, PeriodSpec, TimeOfDay, WeekSpec,
};
use crate::clock::{ClockEvent, ClockEventKind, Norm};
use crate::time::{DAY_MS, Instant, MINUTE_MS, Offset, instant_ms, ms_of};

/// Days of the world in which clocks run.
const WORLD_DAYS: u64 = 400;
/// Calendars made for a seed.
const CALENDARS: usize = 8;

/// A clock to evaluate at an instant.
#[derive(Clone, Debug)]
pub struct Case {
    /// The office's calendar.
    pub calendar: Arc<Calendar>,
    /// What the clock allows.
    pub norm: Norm,
    /// What happened to it.
    pub events: Vec<ClockEvent>,
    /// When it is read.
    pub now: Instant,
}

/// The first `n` cases of a seed. One in sixteen is no clock, so that refusals are compared too.
pub fn cases(seed: u64, n: usize) -> impl Iterator<Item = Case> {
    let mut stream = SplitMix64::new(seed);
    let calendars: Vec<Arc<Calendar>> = (0..CALENDARS).map(|_| calendar(&mut stream)).map(Arc::new).collect();
    (0..n).map(move |_| case(&mut stream, &calendars))
}

fn case(stream: &mut SplitMix64, calendars: &[Arc<Calendar>]) -> Case {
    let calendar = Arc::clone(stream.pick(calendars));
    let norm = if stream.below(2) == 0 {
        Norm::Minutes(1 + small(stream, 1_200))
    } else {
        Norm::WorkingDays(1 + small(stream, 12))
    };
    let mut events = events(stream);
    if stream.below(16) == 0 {
        let at = stream.below(events.len() as u64);
        events.swap_remove(usize::try_from(at).unwrap_or(0));
    }
    let now = instant(stream, &events);
    Case { calendar, norm, events, now }
}

fn events(stream: &mut SplitMix64) -> Vec<ClockEvent> {
    let start = stream.below(WORLD_DAYS * 24 * 60) * 60_000 + odd_ms(stream);
    let mut events = vec![ClockEvent { at: world(start), event: ClockEventKind::Start }];
    let mut at = start;
    let mut is_paused = false;
    for _ in 0..stream.below(8) {
        at += match stream.below(8) {
            0 => 0,
            1..=4 => stream.below(600) * 60_000 + odd_ms(stream),
            _ => stream.below(5 * 24 * 60) * 60_000 + odd_ms(stream),
        };
        let event = match stream.below(16) {
            0 => ClockEventKind::Restart,
            1 => ClockEventKind::Stop,
            _ if is_paused => ClockEventKind::Resume,
            _ => ClockEventKind::Pause,
        };
        is_paused = event == ClockEventKind::Pause;
        events.push(ClockEvent { at: world(at), event });
        if event == ClockEventKind::Stop {
            break;
        }
    }
    events
}

/// An instant around the events: at one of them, near one, or some days off.
fn instant(stream: &mut SplitMix64, events: &[ClockEvent]) -> Instant {
    let anchor = events.get(usize::try_from(stream.below(8)).unwrap_or(0)).or(events.last());
    let anchor = anchor.map_or_else(|| world(0), |event| event.at);
    let distance = match stream.below(8) {
        0 => 0,
        1 => 1,
        2..=4 => i64::from(small(stream, 600)) * MINUTE_MS,
        5 => -i64::from(small(stream, 600)) * MINUTE_MS,
        _ => i64::from(small(stream, 10)) * DAY_MS + i64::from(small(stream, 86_400)) * 1_000,
    };
    instant_ms(ms_of(anchor) + distance)
}

/// Mostly a whole minute, else some milliseconds more.
fn odd_ms(stream: &mut SplitMix64) -> u64 {
    if stream.below(3) == 0 { stream.below(60_000) } else { 0 }
}

fn small(stream: &mut SplitMix64, bound: u32) -> u32 {
    u32::try_from(stream.below(u64::from(bound))).unwrap_or(0)
}

fn calendar(stream: &mut SplitMix64) -> Calendar {
    let offset = *stream.pick(&[Offset::WIB, Offset::WIB, Offset::WITA, Offset::WIT]);
    let first = world(0).date_naive();
    let date = |day: u64| first + Days::new(day);
    let from = stream.below(WORLD_DAYS);
    let period = PeriodSpec {
        from: date(from),
        to: date(from + stream.below(40)),
        name: "Jam khusus".to_owned(),
        week: week(stream),
    };
    let mut days = Vec::new();
    let mut day = 0;
    while day < WORLD_DAYS {
        day += 1 + stream.below(20);
        let open = (stream.below(6) == 0).then(|| hours(stream));
        let kinds = [ClosedKind::NationalHoliday, ClosedKind::CollectiveLeave, ClosedKind::SpecialClosing];
        let kind = open.is_none().then(|| *stream.pick(&kinds));
        days.push(DaySpec { date: date(day), kind, name: Some(format!("Hari ke-{day}")), open });
    }
    let horizon = date(stream.below(WORLD_DAYS * 2));
    let spec = CalendarSpec { offset, week: week(stream), periods: vec![period], days, horizon };
    Calendar::build(spec).expect("hours in order, every weekday, dates ascending")
}

fn week(stream: &mut SplitMix64) -> WeekSpec {
    let mut weekend = || Some(if stream.below(4) == 0 { hours(stream) } else { Vec::new() });
    let (sat, sun) = (weekend(), weekend());
    let mut day = || Some(hours(stream));
    WeekSpec { mon: day(), tue: day(), wed: day(), thu: day(), fri: day(), sat, sun }
}

/// Two openings with a break, or one; a break of no length now and then.
fn hours(stream: &mut SplitMix64) -> Vec<HoursSpec> {
    let quarter = |quarters: u64| {
        let minutes = u16::try_from(quarters * 15).unwrap_or(0);
        TimeOfDay::of_minutes(minutes).expect("at most 24:00")
    };
    let open = 24 + stream.below(12);
    let lunch = open + 4 + stream.below(14);
    let back = lunch + stream.below(6);
    let close = back + 4 + stream.below(14);
    if stream.below(5) == 0 {
        vec![HoursSpec(quarter(open), quarter(close))]
    } else {
        vec![HoursSpec(quarter(open), quarter(lunch)), HoursSpec(quarter(back), quarter(close))]
    }
}

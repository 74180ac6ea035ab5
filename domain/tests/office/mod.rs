//! Offices and clocks for the tests: generated at random, and an oracle that counts time minute by minute.

pub(crate) mod oracle;

use chrono::{Days, NaiveDate};
use domain::calendar::{
    Calendar, CalendarSpec, ClosedKind, DaySpec, HoursSpec, PeriodSpec, TimeOfDay, WeekSpec,
};
use domain::clock::{ClockEvent, ClockEventKind, Norm};
use domain::time::{MINUTE_MS, instant_ms};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

/// Monday 2026-01-05 00:00 UTC: the first instant of the generated world.
pub(crate) const DAWN_MS: i64 = 1_767_571_200_000;
/// The days of the world in which clocks start, pause and are read.
pub(crate) const WORLD_DAYS: i64 = 28;

/// The n-th date of the world.
pub(crate) fn date(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).expect("a date") + Days::new(n)
}

/// Up to three openings at half hours, which may touch each other and midnight.
fn hours() -> impl Strategy<Value = Vec<HoursSpec>> {
    vec(0_u16..=48, 0..=6).prop_map(|mut bounds| {
        bounds.sort_unstable();
        let time = |half_hours: u16| TimeOfDay::of_minutes(half_hours * 30).expect("within a day");
        bounds
            .chunks_exact(2)
            .filter(|pair| pair[0] < pair[1])
            .map(|pair| HoursSpec(time(pair[0]), time(pair[1])))
            .collect()
    })
}

fn open_hours() -> impl Strategy<Value = Vec<HoursSpec>> {
    hours().prop_filter("an opening", |hours| !hours.is_empty())
}

/// A week that opens on Tuesday, Wednesday and Friday at least.
fn week() -> impl Strategy<Value = WeekSpec> {
    (hours(), open_hours(), open_hours(), hours(), open_hours(), hours(), hours()).prop_map(
        |(mon, tue, wed, thu, fri, sat, sun)| WeekSpec {
            mon: Some(mon),
            tue: Some(tue),
            wed: Some(wed),
            thu: Some(thu),
            fri: Some(fri),
            sat: Some(sat),
            sun: Some(sun),
        },
    )
}

fn day() -> impl Strategy<Value = Option<Vec<HoursSpec>>> {
    prop_oneof![Just(None), open_hours().prop_map(Some)]
}

/// Any calendar, with a period and listed days within the world.
pub(crate) fn calendar() -> impl Strategy<Value = Calendar> {
    let offset = prop_oneof![Just("+07:00"), Just("+09:00"), Just("+00:00"), Just("-03:30")];
    let period = prop::option::of((0_u64..30, 0_u64..10, week()));
    (offset, week(), period, btree_map(0_u64..40, day(), 0..8), 0_u64..60).prop_map(
        |(offset, week, period, days, horizon)| {
            let periods = period.map(|(from, length, week)| PeriodSpec {
                from: date(from),
                to: date(from + length),
                name: "Jam khusus".to_owned(),
                week,
            });
            let day = |(n, open): (u64, Option<Vec<HoursSpec>>)| DaySpec {
                date: date(n),
                kind: open.is_none().then_some(ClosedKind::NationalHoliday),
                name: Some(format!("Hari {n}")),
                open,
            };
            let spec = CalendarSpec {
                offset: offset.parse().expect("an offset"),
                week,
                periods: periods.into_iter().collect(),
                days: days.into_iter().map(day).collect(),
                horizon: date(horizon),
            };
            Calendar::build(spec).expect("a calendar without fault")
        },
    )
}

/// Any norm a small world can hold.
pub(crate) fn norm() -> impl Strategy<Value = Norm> {
    prop_oneof![(1_u32..600).prop_map(Norm::Minutes), (1_u32..=4).prop_map(Norm::WorkingDays)]
}

/// An instant of the world: mostly a whole half hour, where hours begin and end, or a millisecond beside it.
pub(crate) fn instant() -> impl Strategy<Value = i64> {
    let last = WORLD_DAYS * 24 * 60;
    prop_oneof![
        (0..last / 30).prop_map(|half_hour| DAWN_MS + half_hour * 30 * MINUTE_MS),
        (0..last / 30, -1_i64..=1).prop_map(|(half_hour, ms)| DAWN_MS + half_hour * 30 * MINUTE_MS + ms),
        (0..last * MINUTE_MS).prop_map(|ms| DAWN_MS + ms),
    ]
}

/// A clock: up to seven events at any instants, two at one instant now and then.
pub(crate) fn clock() -> impl Strategy<Value = Vec<ClockEvent>> {
    (vec((instant(), prop::bool::weighted(0.2)), 1..8), vec(0_u8..8, 8)).prop_map(|(instants, choices)| {
        let mut instants: Vec<i64> = instants
            .iter()
            .enumerate()
            .map(|(index, &(at, is_shared))| if is_shared && index > 0 { instants[index - 1].0 } else { at })
            .collect();
        instants.sort_unstable();
        let mut events = Vec::new();
        let mut is_paused = false;
        for (at, choice) in instants.into_iter().zip(choices) {
            let event = match choice {
                _ if events.is_empty() => ClockEventKind::Start,
                0 => ClockEventKind::Restart,
                1 => ClockEventKind::Stop,
                _ if is_paused => ClockEventKind::Resume,
                _ => ClockEventKind::Pause,
            };
            is_paused = event == ClockEventKind::Pause;
            events.push(ClockEvent { at: instant_ms(at), event });
            if event == ClockEventKind::Stop {
                break;
            }
        }
        events
    })
}

//! Clocks to measure the speed of an evaluation with, on a calendar that is handed in. The caller has the stopwatch.

use super::seed::SplitMix64;
use super::world;
use crate::calendar::Calendar;
use crate::clock::{ClockEvent, ClockEventKind, Norm, evaluate};
use crate::time::{DAY_MS, Instant, instant_ms, ms_of};

/// What the clocks of a mix have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mix {
    /// Short and long, minutes and days, read before and after their due time; none was ever paused.
    NoPauses,
    /// The same, each paused and resumed ten times.
    TenPauses,
    /// From start to due time one day; never paused.
    OneDay,
    /// From start to due time two years; never paused.
    TwoYears,
}

/// A clock and when it is read.
#[derive(Clone, Debug)]
pub struct TimedClock {
    /// What it allows.
    pub norm: Norm,
    /// What happened to it.
    pub events: Vec<ClockEvent>,
    /// When it is read.
    pub now: Instant,
}

/// The first `n` clocks of a mix; always the same.
pub fn mix(mix: Mix, n: usize) -> Vec<TimedClock> {
    let mut stream = SplitMix64::new(2026);
    (0..n).map(|_| timed_clock(&mut stream, mix)).collect()
}

fn timed_clock(stream: &mut SplitMix64, mix: Mix) -> TimedClock {
    let in_minutes = stream.below(2) == 0;
    let (minutes, days) = match mix {
        Mix::NoPauses | Mix::TenPauses => (5 + stream.below(2_000), 1 + stream.below(14)),
        Mix::OneDay => (450, 1),
        Mix::TwoYears => (450 * 480, 480),
    };
    let amount = |number: u64| u32::try_from(number).unwrap_or(1);
    let norm = if in_minutes { Norm::Minutes(amount(minutes)) } else { Norm::WorkingDays(amount(days)) };
    let start = world(stream.below(300 * 24 * 60) * 60_000);
    let mut events = vec![ClockEvent { at: start, event: ClockEventKind::Start }];
    let mut at = ms_of(start);
    if mix == Mix::TenPauses {
        for _ in 0..10 {
            for event in [ClockEventKind::Pause, ClockEventKind::Resume] {
                at += i64::try_from(stream.below(DAY_MS.unsigned_abs())).unwrap_or(0);
                events.push(ClockEvent { at: instant_ms(at), event });
            }
        }
    }
    let reach = match mix {
        Mix::NoPauses | Mix::TenPauses => 10,
        Mix::OneDay => 1,
        Mix::TwoYears => 700,
    };
    let now = at + i64::try_from(stream.below(reach * DAY_MS.unsigned_abs())).unwrap_or(0);
    TimedClock { norm, events, now: instant_ms(now) }
}

/// Evaluates all clocks and adds up what comes out, so that no evaluation can be left away.
pub fn evaluate_all(calendar: &Calendar, clocks: &[TimedClock]) -> i64 {
    let mut sum = 0_i64;
    for clock in clocks {
        if let Ok(found) = evaluate(calendar, clock.norm, &clock.events, clock.now) {
            let at = found.due_at.map_or(0, ms_of) ^ found.next_change_at.map_or(0, ms_of);
            sum = sum.wrapping_add(at ^ found.elapsed.0 ^ found.remaining.0);
        }
    }
    sum
}

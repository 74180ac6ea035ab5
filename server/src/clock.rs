//! The office's clock: the only place of the program that reads the time.

use chrono::{DateTime, TimeDelta, Timelike, Utc};

/// Tells the office's time: the computer's, or shifted so that it started at a given instant and runs at real speed.
///
/// Every instant has whole milliseconds, as the database keeps them.
#[derive(Clone, Copy, Debug)]
pub struct OfficeClock {
    offset: TimeDelta,
}

impl OfficeClock {
    /// The computer's own time.
    pub fn real() -> Self {
        Self { offset: TimeDelta::zero() }
    }

    /// A clock that reads `start` now and goes on at real speed.
    pub fn starting_at(start: DateTime<Utc>) -> Self {
        Self { offset: start - computer_time() }
    }

    /// The office's time, in whole milliseconds.
    pub fn now(&self) -> DateTime<Utc> {
        let now = computer_time() + self.offset;
        now.with_nanosecond(now.nanosecond() / 1_000_000 * 1_000_000).unwrap_or(now)
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the computer's clock")]
fn computer_time() -> DateTime<Utc> {
    Utc::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_clock_starts_at_its_instant_and_runs_on() {
        let start = "2026-11-24T02:00:00Z".parse::<DateTime<Utc>>().unwrap();
        let clock = OfficeClock::starting_at(start);
        let first = clock.now();
        let second = clock.now();
        assert!(first >= start - TimeDelta::milliseconds(1), "{first}");
        assert!(first < start + TimeDelta::minutes(1), "{first}");
        assert!(second >= first);
    }

    #[test]
    fn instants_have_whole_milliseconds() {
        assert_eq!(OfficeClock::real().now().nanosecond() % 1_000_000, 0);
    }
}

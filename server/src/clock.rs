//! The office's clock: the only place of the program that reads the time.

use chrono::{DateTime, TimeDelta, Timelike, Utc};

/// Tells the office's time: the computer's, or shifted so that it started at a given instant and runs at real speed, or
/// standing still.
///
/// Every instant has whole milliseconds, as the database keeps them.
#[derive(Clone, Copy, Debug)]
pub struct OfficeClock(Runs);

#[derive(Clone, Copy, Debug)]
enum Runs {
    /// Ahead of the computer's time.
    By(TimeDelta),
    /// Not at all.
    StandsAt(DateTime<Utc>),
}

impl OfficeClock {
    /// The computer's own time.
    pub fn real() -> Self {
        Self(Runs::By(TimeDelta::zero()))
    }

    /// A clock that reads `start` now and goes on at real speed.
    pub fn starting_at(start: DateTime<Utc>) -> Self {
        Self(Runs::By(start - computer_time()))
    }

    /// A clock that stands still, for what must come out the same on a computer of any speed.
    pub fn standing_at(instant: DateTime<Utc>) -> Self {
        Self(Runs::StandsAt(instant))
    }

    /// The office's time, in whole milliseconds.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match self.0 {
            Runs::By(offset) => computer_time() + offset,
            Runs::StandsAt(instant) => instant,
        };
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
    fn a_clock_that_stands_tells_one_instant() {
        let clock = OfficeClock::standing_at("2026-11-24T02:00:00.123456Z".parse().unwrap());
        assert_eq!(clock.now(), "2026-11-24T02:00:00.123Z".parse::<DateTime<Utc>>().unwrap());
    }

    #[test]
    fn instants_have_whole_milliseconds() {
        assert_eq!(OfficeClock::real().now().nanosecond() % 1_000_000, 0);
    }
}

//! Instants, working time and the local date of the office.
//!
//! An instant is UTC with millisecond precision; a working duration has a type of its own, so that it can never be added
//! to an instant by mistake. Everything is integer arithmetic.

mod offset;
pub mod words;

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub, SubAssign};

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use serde::{Deserialize, Serialize};

pub use offset::{Offset, OffsetError};

/// A point in time, UTC, of which whole milliseconds count.
pub type Instant = DateTime<Utc>;

/// Milliseconds of one minute.
pub const MINUTE_MS: i64 = 60_000;
/// Milliseconds of one hour.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Milliseconds of one calendar day.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// Days from 0001-01-01 (day one of chrono's count) to 1970-01-01 (day zero of ours).
const EPOCH_IN_CE: i64 = 719_163;

/// A duration of working time in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkingMs(pub i64);

impl WorkingMs {
    /// No working time.
    pub const ZERO: WorkingMs = WorkingMs(0);

    /// Whole working minutes.
    pub const fn minutes(minutes: i64) -> WorkingMs {
        WorkingMs(minutes * MINUTE_MS)
    }

    /// Whole minutes, a begun one not counted: how lateness and waiting are told.
    pub const fn whole_minutes(self) -> i64 {
        self.0.div_euclid(MINUTE_MS)
    }

    /// Whole minutes, a begun one counted: how the time left is told.
    pub const fn begun_minutes(self) -> i64 {
        (self.0 + MINUTE_MS - 1).div_euclid(MINUTE_MS)
    }
}

impl Add for WorkingMs {
    type Output = WorkingMs;
    fn add(self, other: WorkingMs) -> WorkingMs {
        WorkingMs(self.0 + other.0)
    }
}

impl AddAssign for WorkingMs {
    fn add_assign(&mut self, other: WorkingMs) {
        self.0 += other.0;
    }
}

impl Sub for WorkingMs {
    type Output = WorkingMs;
    fn sub(self, other: WorkingMs) -> WorkingMs {
        WorkingMs(self.0 - other.0)
    }
}

impl SubAssign for WorkingMs {
    fn sub_assign(&mut self, other: WorkingMs) {
        self.0 -= other.0;
    }
}

impl Sum for WorkingMs {
    fn sum<I: Iterator<Item = WorkingMs>>(parts: I) -> WorkingMs {
        WorkingMs(parts.map(|part| part.0).sum())
    }
}

/// The instant of a number of milliseconds since 1970-01-01 UTC; clamped to what chrono can hold (year ±262,000).
pub fn instant_ms(ms: i64) -> Instant {
    DateTime::from_timestamp_millis(ms).unwrap_or(if ms < 0 { Instant::MIN_UTC } else { Instant::MAX_UTC })
}

/// Whole milliseconds since 1970-01-01 UTC, what is finer cut off.
pub fn ms_of(instant: Instant) -> i64 {
    instant.timestamp_millis()
}

/// The number of a date, 1970-01-01 being 0.
pub fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - EPOCH_IN_CE
}

/// The date of a number, 1970-01-01 being 0; clamped to what chrono can hold.
pub fn date_of(day: i64) -> NaiveDate {
    i32::try_from(day.saturating_add(EPOCH_IN_CE))
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .unwrap_or(if day < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}

/// An instant as the clock on the office's wall shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    /// The local date.
    pub date: NaiveDate,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
    /// 0 to 999.
    pub milli: u32,
    /// The office's distance from UTC.
    pub offset: Offset,
}

impl Local {
    /// The local reading of an instant at an offset.
    pub fn of(instant: Instant, offset: Offset) -> Local {
        let local_ms = ms_of(instant).saturating_add(offset.ms());
        let of_day = local_ms.rem_euclid(DAY_MS);
        let part = |unit: i64, count: i64| u32::try_from(of_day / unit % count).unwrap_or(0);
        Local {
            date: date_of(local_ms.div_euclid(DAY_MS)),
            hour: part(HOUR_MS, 24),
            minute: part(MINUTE_MS, 60),
            second: part(1000, 60),
            milli: part(1, 1000),
            offset,
        }
    }

    /// The weekday of the local date.
    pub fn weekday(&self) -> Weekday {
        self.date.weekday()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_its_number_are_one_thing() {
        for day in [-719_162, -1, 0, 1, 20_781, 2_932_896] {
            assert_eq!(day_number(date_of(day)), day);
        }
        assert_eq!(date_of(0), NaiveDate::from_ymd_opt(1970, 1, 1).expect("a date"));
    }

    #[test]
    fn a_millisecond_before_midnight_is_still_that_day() {
        let local = Local::of(instant_ms(17 * HOUR_MS - 1), Offset::WIB);
        assert_eq!((local.date, local.hour, local.milli), (date_of(0), 23, 999));
        assert_eq!(Local::of(instant_ms(17 * HOUR_MS), Offset::WIB).date, date_of(1));
    }

    #[test]
    fn time_left_is_rounded_up_and_lateness_down() {
        assert_eq!((WorkingMs(1).begun_minutes(), WorkingMs(60_000).begun_minutes()), (1, 1));
        assert_eq!((WorkingMs(59_999).whole_minutes(), WorkingMs(60_000).whole_minutes()), (0, 1));
    }

    #[test]
    fn instants_beyond_the_end_of_time_are_clamped() {
        assert_eq!(instant_ms(i64::MAX), Instant::MAX_UTC);
        assert_eq!(instant_ms(i64::MIN), Instant::MIN_UTC);
        assert_eq!(date_of(i64::MAX), NaiveDate::MAX);
    }
}

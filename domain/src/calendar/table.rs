//! A calendar compiled for speed: runs of days that follow one week, with what was worked before each run.
//!
//! Within a run the working time before a day is closed-form weekly arithmetic, so that no look-up walks over days: it
//! costs one step in the almanac around the listed dates, and a binary search over the runs beyond it, whether the
//! instant is a day or a century away.

use super::almanac::{Almanac, DayEntry};
use super::week::{DayShape, Week, day_reaching, week_of};
use crate::time::DAY_MS;

/// One opening of a day, in milliseconds after local midnight.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hours {
    pub(crate) open: i64,
    pub(crate) close: i64,
    /// Working time of the day before `open`.
    pub(crate) before: i64,
}

/// A run of days that follow one week.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) week: usize,
    /// What is added to the week's own totals to get those of the calendar.
    pub(super) ms_shift: i64,
    pub(super) days_shift: i64,
}

/// The compiled calendar.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(super) offset_ms: i64,
    pub(super) pool: Vec<Hours>,
    pub(super) weeks: Vec<Week>,
    /// First day of each run, ascending; the last run never ends.
    pub(super) starts: Vec<i64>,
    /// Working time and working days before each run.
    pub(super) ms_at: Vec<i64>,
    pub(super) days_at: Vec<i64>,
    pub(super) runs: Vec<Run>,
    pub(super) almanac: Almanac,
}

/// An instant located in the calendar.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    /// Milliseconds since 1970 UTC.
    pub(crate) ms: i64,
    /// The local date's number.
    pub(crate) day: i64,
    /// Milliseconds after local midnight.
    pub(crate) of_day: i64,
    /// Working time of the calendar before the instant.
    pub(crate) worked: i64,
    /// Working days before the local date.
    pub(crate) days_before: i64,
    /// Working time of the local date before the instant.
    pub(crate) today: i64,
    /// Working time of the whole local date.
    pub(crate) length: i64,
    /// Position in the pool of the opening the instant lies in; none outside hours.
    pub(crate) within: Option<u32>,
    /// Position in the pool of the next opening of the same date, else the end of the date's openings.
    next: u32,
    end: u32,
}

impl Spot {
    /// Working days whose close has come.
    pub(crate) fn closes(&self) -> i64 {
        self.days_before + i64::from(self.length > 0 && self.today == self.length)
    }
}

/// An instant found from what was worked before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    /// Milliseconds since 1970 UTC.
    pub(crate) ms: i64,
    /// The working day it belongs to; at 24:00 the one that ends.
    pub(crate) day: i64,
    /// Working time of the calendar before it.
    pub(crate) worked: i64,
}

impl Table {
    fn entry(&self, day: i64) -> DayEntry {
        self.almanac.get(day).copied().unwrap_or_else(|| self.entry_of_run(day))
    }

    pub(super) fn entry_of_run(&self, day: i64) -> DayEntry {
        let run = self.runs[self.run_of(day)];
        let week = &self.weeks[run.week];
        let (number, weekday) = week_of(day);
        let DayShape { first, end, length } = week.days[weekday];
        let days_before = run.days_shift + number * week.days_before[7] + week.days_before[weekday];
        DayEntry {
            ms_before: run.ms_shift + number * week.ms_before[7] + week.ms_before[weekday],
            days_before: i32::try_from(days_before).expect("fewer working days than days since the dawn"),
            length,
            first,
            end,
        }
    }

    fn run_of(&self, day: i64) -> usize {
        self.starts.partition_point(|&start| start <= day).saturating_sub(1)
    }

    /// A part of the pool.
    fn openings(&self, first: u32, end: u32) -> &[Hours] {
        &self.pool[first as usize..end as usize]
    }

    /// Locates an instant.
    pub(crate) fn spot(&self, ms: i64) -> Spot {
        let local = ms + self.offset_ms;
        let (day, of_day) = (local.div_euclid(DAY_MS), local.rem_euclid(DAY_MS));
        let DayEntry { ms_before, days_before, length, first, end } = self.entry(day);
        // Without branches: where in its day an instant lies cannot be guessed.
        let (mut today, mut next, mut last_close) = (0, first, 0);
        for hours in self.openings(first, end) {
            let has_opened = of_day >= hours.open;
            today += (of_day - hours.open).clamp(0, hours.close - hours.open);
            next += u32::from(has_opened);
            last_close = if has_opened { hours.close } else { last_close };
        }
        let within = (of_day < last_close).then(|| next - 1);
        let (days_before, length) = (i64::from(days_before), i64::from(length));
        Spot { ms, day, of_day, worked: ms_before + today, days_before, today, length, within, next, end }
    }

    /// The earliest instant before which `worked` milliseconds were worked. One at closing time belongs to the day that
    /// closes, 24:00 too.
    pub(crate) fn point_at(&self, worked: i64) -> Point {
        let day = self.almanac.day_reaching(worked).unwrap_or_else(|| self.day_of_run_reaching(worked));
        let entry = self.entry(day);
        Point { ms: self.instant_in(day, worked - entry.ms_before, &entry), day, worked }
    }

    fn day_of_run_reaching(&self, worked: i64) -> i64 {
        let run = self.ms_at.partition_point(|&before| before < worked).saturating_sub(1);
        let Run { week, ms_shift, .. } = self.runs[run];
        day_reaching(&self.weeks[week].ms_before, worked - ms_shift)
    }

    /// The working day before which `count` working days lie.
    pub(crate) fn working_day(&self, count: i64) -> i64 {
        self.almanac.working_day(count).unwrap_or_else(|| {
            let run = self.days_at.partition_point(|&before| before <= count).saturating_sub(1);
            let Run { week, days_shift, .. } = self.runs[run];
            day_reaching(&self.weeks[week].days_before, count + 1 - days_shift)
        })
    }

    /// The earliest instant of a working day at which so much of it is worked as `today` says of its length: above zero,
    /// at most the length.
    pub(crate) fn point_of_day(&self, day: i64, today: impl FnOnce(i64) -> i64) -> Point {
        let entry = self.entry(day);
        let today = today(i64::from(entry.length));
        Point { ms: self.instant_in(day, today, &entry), day, worked: entry.ms_before + today }
    }

    fn instant_in(&self, day: i64, today: i64, entry: &DayEntry) -> i64 {
        let midnight = self.midnight(day);
        let mut openings = self.openings(entry.first, entry.end).iter().rev();
        let hours = openings.find(|hours| hours.before < today);
        hours.map_or(midnight, |hours| midnight + hours.open + (today - hours.before))
    }

    /// Working time of a date.
    pub(crate) fn length(&self, day: i64) -> i64 {
        i64::from(self.entry(day).length)
    }

    /// The openings of a date.
    pub(crate) fn hours(&self, day: i64) -> &[Hours] {
        let DayEntry { first, end, .. } = self.entry(day);
        self.openings(first, end)
    }

    /// Working days before a date.
    pub(crate) fn days_before(&self, day: i64) -> i64 {
        i64::from(self.entry(day).days_before)
    }

    /// The first instant of a date.
    pub(crate) fn midnight(&self, day: i64) -> i64 {
        day * DAY_MS - self.offset_ms
    }

    /// The end of the last opening of a date; none where it has none.
    pub(crate) fn close(&self, day: i64) -> Option<i64> {
        self.hours(day).last().map(|hours| self.midnight(day) + hours.close)
    }

    /// The next end of a working day after `spot`.
    pub(crate) fn next_close(&self, spot: &Spot) -> i64 {
        let day = self.working_day(spot.closes());
        self.point_of_day(day, |length| length).ms
    }

    /// The local date's number of an instant.
    pub(crate) fn day_of(&self, ms: i64) -> i64 {
        (ms + self.offset_ms).div_euclid(DAY_MS)
    }

    /// The next instant after `spot` at which the office opens or closes; none where it never closes again.
    pub(crate) fn next_turn(&self, spot: &Spot) -> Option<i64> {
        match spot.within {
            None => Some(self.opening_after(spot)),
            Some(within) => self.closing_after(spot, within),
        }
    }

    fn opening_after(&self, spot: &Spot) -> i64 {
        if spot.next < spot.end {
            return spot.ms - spot.of_day + self.pool[spot.next as usize].open;
        }
        let day = self.working_day(spot.days_before + i64::from(spot.length > 0));
        self.midnight(day) + self.hours(day).first().map_or(0, |hours| hours.open)
    }

    fn closing_after(&self, spot: &Spot, within: u32) -> Option<i64> {
        let mut close = self.pool[within as usize].close;
        for hours in self.openings(within + 1, spot.end) {
            if hours.open > close {
                return Some(spot.ms - spot.of_day + close);
            }
            close = hours.close;
        }
        if close < DAY_MS {
            return Some(spot.ms - spot.of_day + close);
        }
        self.closing_from(spot.day + 1)
    }

    /// The first instant from a day's midnight on at which the office is closed, it being open until then.
    fn closing_from(&self, mut day: i64) -> Option<i64> {
        let mut run = self.run_of(day);
        loop {
            while self.starts.get(run + 1).is_some_and(|&start| start <= day) {
                run += 1;
            }
            let week = &self.weeks[self.runs[run].week];
            if week.ms_before[7] == 7 * DAY_MS {
                day = *self.starts.get(run + 1)?;
                continue;
            }
            let shape = week.shape(day);
            let mut close = 0;
            for hours in self.openings(shape.first, shape.end) {
                if hours.open > close {
                    break;
                }
                close = hours.close;
            }
            if close < DAY_MS {
                return Some(self.midnight(day) + close);
            }
            day += 1;
        }
    }
}

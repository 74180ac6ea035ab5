//! A calendar compiled for speed: runs of days that follow one week, with what was worked before each run.
//!
//! Within a run the working time before a day is closed-form weekly arithmetic, so that no lookup walks over days: a
//! look-up costs a binary search over the runs, whether it is one day or a century away.

use super::almanac::{Almanac, DayEntry};
use super::check::WEEKDAYS;
use super::spec::{CalendarSpec, HoursSpec, WeekSpec};
use crate::time::{DAY_MS, MINUTE_MS, day_number};

/// The first day of the first run: before any instant chrono can hold.
const DAWN: i64 = -200_000_000;

/// Days spelt out before the first and after the last listed date, and at most in all.
const MARGIN_BEFORE: i64 = 60;
const MARGIN_AFTER: i64 = 400;
const MOST_SPELT: i64 = 20_000;

/// One opening of a day, in milliseconds after local midnight.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hours {
    pub(crate) open: i64,
    pub(crate) close: i64,
    /// Working time of the day before `open`.
    pub(crate) before: i64,
}

/// Where the openings of a day lie in the pool, and their total.
#[derive(Clone, Copy, Debug)]
struct DayShape {
    first: u32,
    end: u32,
    length: i32,
}

/// Seven days and what is worked before each of them within the week.
#[derive(Clone, Debug)]
struct Week {
    days: [DayShape; 7],
    ms_before: [i64; 8],
    days_before: [i64; 8],
}

impl Week {
    fn new(days: [DayShape; 7]) -> Week {
        let (mut ms_before, mut days_before) = ([0; 8], [0; 8]);
        for (index, day) in days.iter().enumerate() {
            ms_before[index + 1] = ms_before[index] + i64::from(day.length);
            days_before[index + 1] = days_before[index] + i64::from(day.length > 0);
        }
        Week { days, ms_before, days_before }
    }

    fn shape(&self, day: i64) -> DayShape {
        self.days[week_of(day).1]
    }

    /// Working time before a day, counted from the week of day 0, were this week in force for ever.
    fn ms_until(&self, day: i64) -> i64 {
        let (week, weekday) = week_of(day);
        week * self.ms_before[7] + self.ms_before[weekday]
    }

    /// The same in working days.
    fn days_until(&self, day: i64) -> i64 {
        let (week, weekday) = week_of(day);
        week * self.days_before[7] + self.days_before[weekday]
    }
}

/// The number of a day's week and its place in it, Monday being 0.
fn week_of(day: i64) -> (i64, usize) {
    let shifted = day + 3; // 1970-01-01 was a Thursday
    let weekday = usize::try_from(shifted.rem_euclid(7)).expect("a remainder of seven");
    (shifted.div_euclid(7), weekday)
}

/// The day on which a running total first reaches `wanted`, given its weekly course.
fn day_reaching(before: &[i64; 8], wanted: i64) -> i64 {
    let weekly = before[7];
    let week = (wanted - 1).div_euclid(weekly);
    let within = wanted - week * weekly;
    let weekday = before[1..8].iter().filter(|&&total| total < within).count();
    week * 7 + i64::try_from(weekday).expect("below seven") - 3
}

/// A run of days that follow one week.
#[derive(Clone, Copy, Debug)]
struct Run {
    week: usize,
    /// What is added to the week's own totals to get those of the calendar.
    ms_shift: i64,
    days_shift: i64,
}

/// The compiled calendar.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    offset_ms: i64,
    pool: Vec<Hours>,
    weeks: Vec<Week>,
    /// First day of each run, ascending; the last run never ends.
    starts: Vec<i64>,
    /// Working time and working days before each run.
    ms_at: Vec<i64>,
    days_at: Vec<i64>,
    runs: Vec<Run>,
    almanac: Almanac,
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
    /// Compiles a calendar that was checked.
    pub(super) fn compile(spec: &CalendarSpec) -> Table {
        let mut table = Table {
            offset_ms: spec.offset.ms(),
            pool: Vec::new(),
            weeks: Vec::new(),
            starts: Vec::new(),
            ms_at: Vec::new(),
            days_at: Vec::new(),
            runs: Vec::new(),
            almanac: Almanac::default(),
        };
        table.add_week(&spec.week);
        let mut changes = vec![(DAWN, 0)];
        let mut periods: Vec<(i64, i64, usize)> = Vec::new();
        for period in &spec.periods {
            let week = table.add_week(&period.week);
            periods.push((day_number(period.from), day_number(period.to), week));
        }
        periods.sort_unstable();
        let mut days: Vec<(i64, usize)> = Vec::new();
        let closed = table.add_uniform(&[]);
        for day in &spec.days {
            let week = day.open.as_deref().map_or(closed, |hours| table.add_uniform(hours));
            days.push((day_number(day.date), week));
        }
        days.sort_unstable();
        changes.extend(periods.iter().flat_map(|&(from, to, _)| [(from, 0), (to + 1, 0)]));
        changes.extend(days.iter().flat_map(|&(day, _)| [(day, 0), (day + 1, 0)]));
        changes.sort_unstable();
        changes.dedup();
        for change in &mut changes {
            change.1 = week_in_force(&periods, &days, change.0);
        }
        changes.dedup_by_key(|change| change.1);
        table.add_runs(&changes);
        table.spell_out();
        table
    }

    fn add_day(&mut self, hours: &[HoursSpec]) -> DayShape {
        let first = self.pool_end();
        let mut length = 0;
        for HoursSpec(open, close) in hours {
            let (open, close) =
                (i64::from(open.minutes()) * MINUTE_MS, i64::from(close.minutes()) * MINUTE_MS);
            self.pool.push(Hours { open, close, before: length });
            length += close - open;
        }
        let length = i32::try_from(length).expect("the openings of a day lie within it");
        DayShape { first, end: self.pool_end(), length }
    }

    fn pool_end(&self) -> u32 {
        u32::try_from(self.pool.len()).expect("a calendar is far smaller")
    }

    fn openings(&self, first: u32, end: u32) -> &[Hours] {
        &self.pool[first as usize..end as usize]
    }

    fn add_week(&mut self, week: &WeekSpec) -> usize {
        let days = WEEKDAYS.map(|weekday| self.add_day(week.day(weekday).unwrap_or_default()));
        self.weeks.push(Week::new(days));
        self.weeks.len() - 1
    }

    /// A week of seven equal days, for a date of its own.
    fn add_uniform(&mut self, hours: &[HoursSpec]) -> usize {
        let day = self.add_day(hours);
        self.weeks.push(Week::new([day; 7]));
        self.weeks.len() - 1
    }

    fn add_runs(&mut self, changes: &[(i64, usize)]) {
        // Totals count from the week of day 0 were the first run's week in force for ever.
        let (mut ms, mut days) = (self.weeks[0].ms_until(DAWN), self.weeks[0].days_until(DAWN));
        for (index, &(start, week)) in changes.iter().enumerate() {
            let hours = &self.weeks[week];
            let run = Run {
                week,
                ms_shift: ms - hours.ms_until(start),
                days_shift: days - hours.days_until(start),
            };
            self.starts.push(start);
            self.ms_at.push(ms);
            self.days_at.push(days);
            self.runs.push(run);
            if let Some(&(end, _)) = changes.get(index + 1) {
                ms = run.ms_shift + hours.ms_until(end);
                days = run.days_shift + hours.days_until(end);
            }
        }
    }

    /// Spells out the days around the listed dates, the latest of them where they lie too far apart.
    fn spell_out(&mut self) {
        let [_, first, ..] = self.starts[..] else {
            return;
        };
        let end = self.starts.last().map_or(first, |&last| last + MARGIN_AFTER);
        let begin = (first - MARGIN_BEFORE).max(end - MOST_SPELT);
        let days = (begin..end).map(|day| self.entry_of_run(day)).collect();
        self.almanac = Almanac::new(begin, days);
    }

    fn entry(&self, day: i64) -> DayEntry {
        self.almanac.get(day).copied().unwrap_or_else(|| self.entry_of_run(day))
    }

    fn entry_of_run(&self, day: i64) -> DayEntry {
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

/// The week that rules a day: its own, else its period's, else the ordinary one.
fn week_in_force(periods: &[(i64, i64, usize)], days: &[(i64, usize)], day: i64) -> usize {
    if let Ok(found) = days.binary_search_by_key(&day, |&(date, _)| date) {
        return days[found].1;
    }
    let after = periods.partition_point(|&(from, _, _)| from <= day);
    match after.checked_sub(1).map(|index| periods[index]) {
        Some((_, to, week)) if day <= to => week,
        Some(_) | None => 0,
    }
}

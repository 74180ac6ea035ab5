//! From a written calendar to its table.

use super::almanac::Almanac;
use super::check::WEEKDAYS;
use super::spec::{CalendarSpec, HoursSpec, WeekSpec};
use super::table::{Hours, Run, Table};
use super::week::{DayShape, Week};
use crate::time::{MINUTE_MS, day_number};

/// The first day of the first run: before any instant chrono can hold.
const DAWN: i64 = -200_000_000;

/// Days spelt out before the first and after the last listed date, and at most in all.
const MARGIN_BEFORE: i64 = 60;
const MARGIN_AFTER: i64 = 400;
const MOST_SPELT: i64 = 20_000;

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

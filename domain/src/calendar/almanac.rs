//! The days around the listed dates, spelt out one by one, so that a look-up there is one step.
//!
//! Outside this range the runs of [`Table`](super::table::Table) answer, a few times slower and just as exact.

/// What is known of one day.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayEntry {
    /// Working time of the calendar before it.
    pub(super) ms_before: i64,
    /// Working days before it.
    pub(super) days_before: i32,
    /// Its working time in milliseconds.
    pub(super) length: i32,
    /// Where its openings lie in the pool.
    pub(super) first: u32,
    pub(super) end: u32,
}

impl DayEntry {
    /// Working time of the calendar up to its end.
    fn ms_after(&self) -> i64 {
        self.ms_before + i64::from(self.length)
    }
}

/// A range of days with indices from working time and from working days back to the day.
#[derive(Clone, Debug, Default)]
pub(super) struct Almanac {
    first_day: i64,
    days: Vec<DayEntry>,
    /// For each stretch of `1 << stretch_bits` milliseconds of working time the first day that reaches beyond its begin.
    by_worked: Vec<u32>,
    stretch_bits: u32,
    /// The day of each working day in turn.
    by_count: Vec<u32>,
}

impl Almanac {
    /// Spells out the days from `first_day` on.
    pub(super) fn new(first_day: i64, days: Vec<DayEntry>) -> Almanac {
        let mut almanac = Almanac { first_day, days, ..Almanac::default() };
        let (Some(first), Some(last)) = (almanac.days.first(), almanac.days.last()) else {
            return almanac;
        };
        let (begin, total) = (first.ms_before, last.ms_after() - first.ms_before);
        // About as many stretches as days.
        let per_day = total / i64::try_from(almanac.days.len()).unwrap_or(i64::MAX);
        almanac.stretch_bits = per_day.max(1).ilog2();
        let (mut stretch_begin, mut index) = (begin, 0_u32);
        for day in &almanac.days {
            while stretch_begin < day.ms_after() {
                almanac.by_worked.push(index);
                stretch_begin += 1 << almanac.stretch_bits;
            }
            if day.length > 0 {
                almanac.by_count.push(index);
            }
            index += 1;
        }
        almanac
    }

    /// A day, if it is spelt out.
    pub(super) fn get(&self, day: i64) -> Option<&DayEntry> {
        self.days.get(usize::try_from(day.wrapping_sub(self.first_day)).ok()?)
    }

    /// The day on which the calendar's working time first reaches `worked`.
    pub(super) fn day_reaching(&self, worked: i64) -> Option<i64> {
        let since_begin = worked - self.days.first()?.ms_before;
        let stretch = usize::try_from((since_begin - 1) >> self.stretch_bits).ok()?;
        let candidates = self.days.get(usize::try_from(*self.by_worked.get(stretch)?).ok()?..)?;
        let later = candidates.iter().position(|day| day.ms_after() >= worked)?;
        let index = self.days.len() - candidates.len() + later;
        Some(self.first_day + i64::try_from(index).ok()?)
    }

    /// The working day before which `count` working days lie.
    pub(super) fn working_day(&self, count: i64) -> Option<i64> {
        let nth = usize::try_from(count - i64::from(self.days.first()?.days_before)).ok()?;
        Some(self.first_day + i64::from(*self.by_count.get(nth)?))
    }
}

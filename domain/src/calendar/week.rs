//! Seven days as weekly arithmetic: what is worked before any day, were one week in force for ever.

/// Where the openings of a day lie in the pool, and their total.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayShape {
    pub(super) first: u32,
    pub(super) end: u32,
    pub(super) length: i32,
}

/// Seven days and what is worked before each of them within the week.
#[derive(Clone, Debug)]
pub(super) struct Week {
    pub(super) days: [DayShape; 7],
    /// Working time of the week before each of its days, and of the whole week.
    pub(super) ms_before: [i64; 8],
    /// The same in working days.
    pub(super) days_before: [i64; 8],
}

impl Week {
    pub(super) fn new(days: [DayShape; 7]) -> Week {
        let (mut ms_before, mut days_before) = ([0; 8], [0; 8]);
        for (index, day) in days.iter().enumerate() {
            ms_before[index + 1] = ms_before[index] + i64::from(day.length);
            days_before[index + 1] = days_before[index] + i64::from(day.length > 0);
        }
        Week { days, ms_before, days_before }
    }

    pub(super) fn shape(&self, day: i64) -> DayShape {
        self.days[week_of(day).1]
    }

    /// Working time before a day, counted from the week of day 0, were this week in force for ever.
    pub(super) fn ms_until(&self, day: i64) -> i64 {
        let (week, weekday) = week_of(day);
        week * self.ms_before[7] + self.ms_before[weekday]
    }

    /// The same in working days.
    pub(super) fn days_until(&self, day: i64) -> i64 {
        let (week, weekday) = week_of(day);
        week * self.days_before[7] + self.days_before[weekday]
    }
}

/// The number of a day's week and its place in it, Monday being 0.
pub(super) fn week_of(day: i64) -> (i64, usize) {
    let shifted = day + 3; // 1970-01-01 was a Thursday
    let weekday = usize::try_from(shifted.rem_euclid(7)).expect("a remainder of seven");
    (shifted.div_euclid(7), weekday)
}

/// The day on which a running total first reaches `wanted`, given its weekly course.
pub(super) fn day_reaching(before: &[i64; 8], wanted: i64) -> i64 {
    let weekly = before[7];
    let week = (wanted - 1).div_euclid(weekly);
    let within = wanted - week * weekly;
    let weekday = before[1..8].iter().filter(|&&total| total < within).count();
    week * 7 + i64::try_from(weekday).expect("below seven") - 3
}

//! What a calendar may not say. Each refusal names the entry, so that a file's reader can point at the line.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use super::spec::{CalendarSpec, ClosedKind, DaySpec, HoursSpec, WeekSpec};
use crate::time::day_number;

/// The weekdays in the order of a week.
pub(super) const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// Years a calendar may speak of.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=9999;

/// A calendar that was refused: the entry and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("calendar: {place}: {fault}")]
pub struct CalendarError {
    /// The entry.
    pub place: Place,
    /// What is wrong with it.
    pub fault: Fault,
}

/// An entry of a calendar. Positions count from 0; the words count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The ordinary week as a whole.
    Week,
    /// A weekday of the ordinary week.
    WeekDay(Weekday),
    /// A period as a whole.
    Period(usize, NaiveDate),
    /// A weekday of a period's week.
    PeriodDay(usize, NaiveDate, Weekday),
    /// A single date.
    Day(usize, NaiveDate),
    /// The horizon.
    Horizon(NaiveDate),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Week => f.write_str("week"),
            Place::WeekDay(weekday) => write!(f, "week {}", weekday_key(*weekday)),
            Place::Period(index, from) => write!(f, "period {} (from {from})", index + 1),
            Place::PeriodDay(index, from, weekday) => {
                write!(f, "period {} (from {from}) week {}", index + 1, weekday_key(*weekday))
            }
            Place::Day(index, date) => write!(f, "day {} ({date})", index + 1),
            Place::Horizon(date) => write!(f, "horizon {date}"),
        }
    }
}

/// The key of a weekday in a calendar file.
pub const fn weekday_key(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "mon",
        Weekday::Tue => "tue",
        Weekday::Wed => "wed",
        Weekday::Thu => "thu",
        Weekday::Fri => "fri",
        Weekday::Sat => "sat",
        Weekday::Sun => "sun",
    }
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A week must name all seven days.
    #[error("the weekday is missing (a closed day is an empty list)")]
    MissingWeekday,
    /// A week in which no day opens is no week.
    #[error("no day of the week opens")]
    NeverOpen,
    /// An interval closes before it opens.
    #[error("interval {0} closes before it opens")]
    Reversed(HoursSpec),
    /// An interval without length.
    #[error("interval {0} is empty")]
    Empty(HoursSpec),
    /// An interval that begins inside the one before it.
    #[error("interval {1} overlaps {0}")]
    Overlapping(HoursSpec, HoursSpec),
    /// An interval that lies before the one listed before it.
    #[error("interval {1} is out of order, it lies before {0}")]
    OutOfOrder(HoursSpec, HoursSpec),
    /// A period that ends before it begins.
    #[error("it ends on {0}, before it begins")]
    ReversedPeriod(NaiveDate),
    /// Two periods share a date.
    #[error("it overlaps the period from {0} to {1}")]
    OverlappingPeriods(NaiveDate, NaiveDate),
    /// A date listed twice.
    #[error("the date is given twice")]
    DuplicateDate,
    /// A day opened without hours.
    #[error("the day is open without hours")]
    OpenWithoutHours,
    /// A day that is both closed and open.
    #[error("the day is both closed ({}) and open", .0.text(crate::lang::Lang::Id))]
    ClosedAndOpen(ClosedKind),
    /// A day that is neither closed nor open.
    #[error("the day is neither closed (kind) nor open (hours)")]
    NeitherClosedNorOpen,
    /// A closed day or a period needs a name, since the name is the answer to "why?".
    #[error("the name is missing")]
    NameMissing,
    /// A date outside the years 1970 to 9999.
    #[error("{0} is outside the years 1970 to 9999")]
    YearOutOfRange(NaiveDate),
}

impl Fault {
    fn at(self, place: Place) -> CalendarError {
        CalendarError { place, fault: self }
    }
}

/// Checks a whole calendar.
///
/// # Errors
/// The first entry that is refused, in the order week, periods, days, horizon.
pub(super) fn check(spec: &CalendarSpec) -> Result<(), CalendarError> {
    check_week(&spec.week, Place::Week, Place::WeekDay)?;
    check_periods(spec)?;
    check_days(&spec.days)?;
    check_year(spec.horizon, Place::Horizon(spec.horizon))
}

fn check_week(week: &WeekSpec, whole: Place, of_day: impl Fn(Weekday) -> Place) -> Result<(), CalendarError> {
    let mut opens = false;
    for weekday in WEEKDAYS {
        let place = of_day(weekday);
        let hours = week.day(weekday).ok_or_else(|| Fault::MissingWeekday.at(place))?;
        check_hours(hours, place)?;
        opens |= !hours.is_empty();
    }
    if opens { Ok(()) } else { Err(Fault::NeverOpen.at(whole)) }
}

fn check_hours(hours: &[HoursSpec], place: Place) -> Result<(), CalendarError> {
    let mut before: Option<HoursSpec> = None;
    for &interval in hours {
        let HoursSpec(open, close) = interval;
        if close < open {
            return Err(Fault::Reversed(interval).at(place));
        }
        if close == open {
            return Err(Fault::Empty(interval).at(place));
        }
        if let Some(earlier) = before {
            if close <= earlier.0 {
                return Err(Fault::OutOfOrder(earlier, interval).at(place));
            }
            if open < earlier.1 {
                return Err(Fault::Overlapping(earlier, interval).at(place));
            }
        }
        before = Some(interval);
    }
    Ok(())
}

fn check_periods(spec: &CalendarSpec) -> Result<(), CalendarError> {
    for (index, period) in spec.periods.iter().enumerate() {
        let place = Place::Period(index, period.from);
        check_year(period.from, place)?;
        check_year(period.to, place)?;
        if period.to < period.from {
            return Err(Fault::ReversedPeriod(period.to).at(place));
        }
        if period.name.trim().is_empty() {
            return Err(Fault::NameMissing.at(place));
        }
        check_week(&period.week, place, |weekday| Place::PeriodDay(index, period.from, weekday))?;
    }
    let mut order: Vec<usize> = (0..spec.periods.len()).collect();
    order.sort_by_key(|&index| (spec.periods[index].from, index));
    for pair in order.windows(2) {
        let (earlier, later) = (&spec.periods[pair[0]], &spec.periods[pair[1]]);
        if later.from <= earlier.to {
            let place = Place::Period(pair[1], later.from);
            return Err(Fault::OverlappingPeriods(earlier.from, earlier.to).at(place));
        }
    }
    Ok(())
}

fn check_days(days: &[DaySpec]) -> Result<(), CalendarError> {
    for (index, day) in days.iter().enumerate() {
        let place = Place::Day(index, day.date);
        check_year(day.date, place)?;
        let named = day.name.as_deref().is_some_and(|name| !name.trim().is_empty());
        match (&day.open, day.kind) {
            (Some(_), Some(kind)) => return Err(Fault::ClosedAndOpen(kind).at(place)),
            (Some(hours), None) if hours.is_empty() => return Err(Fault::OpenWithoutHours.at(place)),
            (Some(hours), None) => check_hours(hours, place)?,
            (None, Some(_)) if named => {}
            (None, Some(_)) => return Err(Fault::NameMissing.at(place)),
            (None, None) => return Err(Fault::NeitherClosedNorOpen.at(place)),
        }
    }
    let mut order: Vec<usize> = (0..days.len()).collect();
    order.sort_by_key(|&index| (day_number(days[index].date), index));
    match order.windows(2).find(|pair| days[pair[0]].date == days[pair[1]].date) {
        Some(pair) => Err(Fault::DuplicateDate.at(Place::Day(pair[1], days[pair[1]].date))),
        None => Ok(()),
    }
}

fn check_year(date: NaiveDate, place: Place) -> Result<(), CalendarError> {
    if YEARS.contains(&date.year()) { Ok(()) } else { Err(Fault::YearOutOfRange(date).at(place)) }
}

//! The office's working time: when it is open, and how much working time lies between two instants.
//!
//! `day` beats `period` beats `week`. A *working day* has hours; its *close* is the end of its last opening.

mod almanac;
mod check;
mod compile;
mod spec;
mod table;
mod week;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use check::{CalendarError, Fault, Place, weekday_key};
pub use spec::{
    CalendarSpec, ClosedKind, DaySpec, HoursSpec, PeriodSpec, TimeOfDay, TimeOfDayError, WeekSpec,
};
pub(crate) use table::{Point, Spot, Table};

use crate::time::{Instant, Local, Offset, WorkingMs, date_of, day_number, instant_ms, ms_of};

/// A checked calendar, ready to answer. Serialised as its [`CalendarSpec`].
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "CalendarSpec", into = "CalendarSpec")]
pub struct Calendar {
    spec: CalendarSpec,
    table: Table,
    /// Numbers of the listed days with their place in the spec, ascending.
    listed: Vec<(i64, usize)>,
    horizon_day: i64,
}

/// What a date is called, where it is called anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayName<'c> {
    /// A day listed as closed.
    Closed {
        /// Why.
        kind: ClosedKind,
        /// As "Hari Raya Natal".
        name: &'c str,
    },
    /// A day listed with hours of its own.
    Opened {
        /// Its name, if it was given one.
        name: Option<&'c str>,
    },
    /// A day of a period.
    Period {
        /// As "Ramadan 1447 H".
        name: &'c str,
    },
}

impl Calendar {
    /// Checks and compiles a calendar.
    ///
    /// # Errors
    /// The first entry that cannot be: reversed, empty, overlapping or disordered intervals, a missing weekday, a week in
    /// which no day opens, reversed or overlapping periods, a date given twice, a day open without hours or closed
    /// without a name, a date outside 1970 to 9999.
    pub fn build(spec: CalendarSpec) -> Result<Calendar, CalendarError> {
        check::check(&spec)?;
        let table = Table::compile(&spec);
        let mut listed: Vec<(i64, usize)> =
            spec.days.iter().enumerate().map(|(index, day)| (day_number(day.date), index)).collect();
        listed.sort_unstable();
        let horizon_day = day_number(spec.horizon);
        Ok(Calendar { spec, table, listed, horizon_day })
    }

    /// The calendar as it is written down.
    pub fn spec(&self) -> &CalendarSpec {
        &self.spec
    }

    pub(crate) fn table(&self) -> &Table {
        &self.table
    }

    /// The office's distance from UTC.
    pub fn offset(&self) -> Offset {
        self.spec.offset
    }

    /// The last date for which the holiday decree is known.
    pub fn horizon(&self) -> NaiveDate {
        self.spec.horizon
    }

    pub(crate) fn horizon_day(&self) -> i64 {
        self.horizon_day
    }

    /// An instant as the clock on the office's wall shows it.
    pub fn local(&self, instant: Instant) -> Local {
        Local::of(instant, self.spec.offset)
    }

    /// The local date of an instant.
    pub fn date(&self, instant: Instant) -> NaiveDate {
        self.local(instant).date
    }

    /// The first instant of a local date.
    pub fn midnight(&self, date: NaiveDate) -> Instant {
        instant_ms(self.table.midnight(day_number(date)))
    }

    /// The openings of a date, as instants, the second of each pair not included.
    pub fn intervals(&self, date: NaiveDate) -> Vec<(Instant, Instant)> {
        let day = day_number(date);
        let midnight = self.table.midnight(day);
        let pair =
            |hours: &table::Hours| (instant_ms(midnight + hours.open), instant_ms(midnight + hours.close));
        self.table.hours(day).iter().map(pair).collect()
    }

    /// The working time of a date, 0 on a closed day.
    pub fn length(&self, date: NaiveDate) -> WorkingMs {
        WorkingMs(self.table.length(day_number(date)))
    }

    /// Whether the office opens on a date.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.table.length(day_number(date)) > 0
    }

    /// Whether an instant lies inside the hours. Opening time does, closing time does not.
    pub fn is_open(&self, instant: Instant) -> bool {
        self.table.spot(ms_of(instant)).within.is_some()
    }

    /// Working time from `from` to `to`; negative where `to` comes first.
    pub fn working_between(&self, from: Instant, to: Instant) -> WorkingMs {
        WorkingMs(self.table.spot(ms_of(to)).worked - self.table.spot(ms_of(from)).worked)
    }

    /// The earliest instant at which `duration` of working time has passed since `from`; `from` itself for none.
    pub fn after_working(&self, from: Instant, duration: WorkingMs) -> Instant {
        if duration <= WorkingMs::ZERO {
            return from;
        }
        instant_ms(self.table.point_at(self.table.spot(ms_of(from)).worked + duration.0).ms)
    }

    /// The end of a date's last opening; none on a closed day.
    pub fn close(&self, date: NaiveDate) -> Option<Instant> {
        self.table.close(day_number(date)).map(instant_ms)
    }

    /// The first instant at or after `instant` that lies inside the hours.
    pub fn next_opening(&self, instant: Instant) -> Instant {
        let spot = self.table.spot(ms_of(instant));
        if spot.within.is_some() { instant } else { self.table.next_turn(&spot).map_or(instant, instant_ms) }
    }

    /// The next instant after `instant` at which the office opens or closes; none where it never closes again.
    pub fn next_turn(&self, instant: Instant) -> Option<Instant> {
        self.table.next_turn(&self.table.spot(ms_of(instant))).map(instant_ms)
    }

    /// The first working day on or after a date.
    pub fn working_day_from(&self, date: NaiveDate) -> NaiveDate {
        let before = self.table.days_before(day_number(date));
        date_of(self.table.working_day(before))
    }

    /// The number of working days after `from` up to and including `to`; negative where `to` comes first.
    pub fn working_days_after(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        self.table.days_before(day_number(to) + 1) - self.table.days_before(day_number(from) + 1)
    }

    /// What a date is called: a listed day's own name before its period's.
    pub fn name_of_day(&self, date: NaiveDate) -> Option<DayName<'_>> {
        if let Ok(found) = self.listed.binary_search_by_key(&day_number(date), |&(day, _)| day) {
            let day = &self.spec.days[self.listed[found].1];
            let name = day.name.as_deref();
            return Some(match day.kind {
                Some(kind) => DayName::Closed { kind, name: name.unwrap_or_default() },
                None => DayName::Opened { name },
            });
        }
        let period = self.spec.periods.iter().find(|period| period.from <= date && date <= period.to)?;
        Some(DayName::Period { name: &period.name })
    }
}

/// As its spec; the compiled table says nothing more.
impl fmt::Debug for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spec.fmt(f)
    }
}

impl PartialEq for Calendar {
    fn eq(&self, other: &Calendar) -> bool {
        self.spec == other.spec
    }
}

impl Eq for Calendar {}

impl TryFrom<CalendarSpec> for Calendar {
    type Error = CalendarError;
    fn try_from(spec: CalendarSpec) -> Result<Calendar, CalendarError> {
        Calendar::build(spec)
    }
}

impl From<Calendar> for CalendarSpec {
    fn from(calendar: Calendar) -> CalendarSpec {
        calendar.spec
    }
}

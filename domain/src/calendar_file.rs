//! Calendar files: TOML with the fields of [`CalendarSpec`]. A mistake is told with its line and entry.

use std::fmt;

use toml::de::{DeTable, DeValue};

use crate::calendar::{Calendar, CalendarError, CalendarSpec, Place, weekday_key};

/// A calendar file that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFileError {
    /// The line of the entry, from 1; none where the file as a whole is meant.
    pub line: Option<usize>,
    /// What is wrong, with the entry's name.
    pub reason: String,
    /// The refused entry, where the file could be read and the calendar in it is not one.
    pub refused: Option<CalendarError>,
}

impl fmt::Display for CalendarFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl std::error::Error for CalendarFileError {}

/// Reads and checks a calendar file.
///
/// # Errors
/// Text that is not TOML, a field that is missing, unknown or of the wrong form, or an entry that
/// [`Calendar::build`] refuses; with the line.
pub fn read(text: &str) -> Result<Calendar, CalendarFileError> {
    let spec: CalendarSpec = toml::from_str(text).map_err(|error| CalendarFileError {
        line: error.span().map(|span| line_of(text, span.start)),
        reason: error.message().to_owned(),
        refused: None,
    })?;
    Calendar::build(spec).map_err(|error| CalendarFileError {
        line: line_of_place(text, error.place),
        reason: error.to_string(),
        refused: Some(error),
    })
}

/// Writes a calendar as a file that [`read`] takes.
///
/// # Errors
/// None that a checked calendar can cause; those of the TOML writer.
pub fn write(calendar: &Calendar) -> Result<String, toml::ser::Error> {
    toml::to_string(calendar.spec())
}

fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|&byte| byte == b'\n').count()
}

/// The line on which an entry is written.
fn line_of_place(text: &str, place: Place) -> Option<usize> {
    let file = DeTable::parse(text).ok()?;
    let top = |key: &str| file.get_ref().get(key).map(|value| (value.get_ref(), value.span().start));
    let of_week = |week: &DeValue<'_>, key: &str| Some(week.as_table()?.get(key)?.span().start);
    let entry = |list: &str, index: usize| {
        let item = top(list)?.0.as_array()?.get(index)?;
        Some((item.get_ref().as_table()?, item.span().start))
    };
    let byte = match place {
        Place::Week => top("week")?.1,
        Place::WeekDay(weekday) => {
            let (week, start) = top("week")?;
            of_week(week, weekday_key(weekday)).unwrap_or(start)
        }
        Place::Period(index, _) => entry("periods", index)?.1,
        Place::PeriodDay(index, _, weekday) => {
            let (period, start) = entry("periods", index)?;
            let week = period.get("week").map(toml::Spanned::get_ref);
            week.and_then(|week| of_week(week, weekday_key(weekday))).unwrap_or(start)
        }
        Place::Day(index, _) => entry("days", index)?.1,
        Place::Horizon(_) => top("horizon")?.1,
    };
    Some(line_of(text, byte))
}

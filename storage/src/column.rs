//! Columns read into the types of the house; what does not fit is [`StorageError::Corrupt`].

use chrono::{DateTime, NaiveDate, Utc};

use crate::error::StorageError;

/// Where a value was read from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// The table.
    pub(crate) table: &'static str,
    /// The column.
    pub(crate) column: &'static str,
    /// The key of the row.
    pub(crate) row: &'a str,
}

/// The place of a column in a row.
pub(crate) fn place<'a>(table: &'static str, column: &'static str, row: &'a str) -> Place<'a> {
    Place { table, column, row }
}

impl Place<'_> {
    /// The error of this place.
    pub(crate) fn corrupt(self) -> StorageError {
        StorageError::corrupt(self.table, self.column, self.row)
    }

    /// An instant from milliseconds.
    pub(crate) fn instant(self, ms: i64) -> Result<DateTime<Utc>, StorageError> {
        DateTime::from_timestamp_millis(ms).ok_or_else(|| self.corrupt())
    }

    /// An instant that may be absent.
    pub(crate) fn instant_or_none(self, ms: Option<i64>) -> Result<Option<DateTime<Utc>>, StorageError> {
        ms.map(|ms| self.instant(ms)).transpose()
    }

    /// A local date from `YYYY-MM-DD`.
    pub(crate) fn date(self, text: &str) -> Result<NaiveDate, StorageError> {
        text.parse().map_err(|_| self.corrupt())
    }

    /// Any value that a text must hold.
    pub(crate) fn read<T, E>(self, read: Result<T, E>) -> Result<T, StorageError> {
        read.map_err(|_| self.corrupt())
    }
}

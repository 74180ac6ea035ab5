//! A new calendar and what it moves: loaded, checked against the past and carried to every open dossier in one
//! transaction.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Utc};
use domain::calendar::Calendar;
use domain::calendar_change::{PastChange, because, past_change};
use domain::calendar_file;

use crate::calendar::CalendarLoading;
use crate::db::Store;
use crate::dossier::numbering::REGISTER_SERIES;
use crate::dossier::rewrite::{MovedClocks, Rewrite, Rewriting};
use crate::error::StorageError;
use crate::number::Numbering;
use crate::rulebook::{Rulebook, VersionedCalendar};
use crate::settings_log::By;
use crate::standard::Loaded;

/// Why a calendar was not taken in. Nothing is written.
#[derive(Debug, thiserror::Error)]
pub enum CalendarImportError {
    /// It changes the hours of days that are past, and nobody said why.
    #[error("the hours of {days} past days would change, {first} to {last}", days = .0.days, first = .0.first, last = .0.last)]
    ChangesThePast(PastChange),
    /// The database, or a calendar in it.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<sqlx::Error> for CalendarImportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Storage(error.into())
    }
}

/// A calendar to be taken in.
#[derive(Clone, Debug)]
pub struct NewCalendar<'a> {
    /// Its text.
    pub spec: &'a str,
    /// What the text says.
    pub calendar: &'a Calendar,
    /// Why days that are past change, where they do.
    pub retroactive: Option<&'a str>,
}

/// What taking in a calendar came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarImport {
    /// The version.
    pub loaded: Loaded,
    /// What changed, as the cards say it; none where no hours did.
    pub because: Option<String>,
    /// The open dossiers whose clocks moved.
    pub moved: Vec<MovedClocks>,
}

impl Store {
    /// Takes a calendar in as the next version, confirmed by whoever brings it, and times the open clocks by it: one
    /// transaction. Each dossier whose clocks moved gets one entry that lists them.
    ///
    /// # Errors
    /// [`CalendarImportError::ChangesThePast`] without a reason, or those of the store.
    pub async fn import_calendar(
        &self,
        rulebook: &Rulebook,
        new: &NewCalendar<'_>,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<CalendarImport, CalendarImportError> {
        let keys = self.keys()?;
        let standards = self.every_standard(rulebook).await?;
        let today = new.calendar.date(now);
        let import = write_tx!(self, |tx| {
            // Who registers meanwhile waits, and reads the new calendar.
            tx.raise_series(REGISTER_SERIES, i64::from(today.year()), 0).await?;
            let old = match tx.newest_calendar().await? {
                Some(text) => Some(read(text.version, &text.spec)?),
                None => None,
            };
            let past = old.as_ref().and_then(|old| past_change(old, new.calendar, today));
            // A reason for a past that does not change is not kept: the log would say what is not so.
            let reason = past.and(new.retroactive);
            if let (Some(past), None) = (past, reason) {
                return Err(CalendarImportError::ChangesThePast(past));
            }
            let loaded = tx.load_calendar(new.spec, reason, by, now).await?;
            tx.confirm_calendar(loaded.version(), by, now).await?;
            let why = old.as_ref().and_then(|old| because(old, new.calendar, today));
            let why = why.map(|why| match reason {
                Some(reason) => format!("{why}; berlaku surut: {reason}"),
                None => why,
            });
            let calendar =
                VersionedCalendar { version: loaded.version(), calendar: Arc::new(new.calendar.clone()) };
            let rewrite = Rewrite { keys, standards: &standards, calendar: &calendar, now };
            let moved = Box::pin(tx.retime(rewrite, why.as_deref().unwrap_or("kalender baru"))).await?;
            CalendarImport { loaded, because: why, moved }
        });
        Ok(import)
    }
}

fn read(version: i64, spec: &str) -> Result<Calendar, StorageError> {
    calendar_file::read(spec).map_err(|_| StorageError::corrupt("calendars", "spec", version.to_string()))
}

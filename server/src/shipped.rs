//! What an office starts with: the calendar and the standards that come with the program, each as version 1.

use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar_file::{self, CalendarFileError};
use domain::standard_file::{StandardFileError, read_standard};
use storage::settings_log::By;
use storage::{StorageError, Store};

/// The calendar's file.
pub const CALENDAR: &str = include_str!("../calendars/default.toml");

/// The standards' files, in the order in which the office shows its services.
pub const STANDARDS: [&str; 2] =
    [include_str!("../standards/sipp-inseminator.toml"), include_str!("../standards/sip-dokter-hewan.toml")];

/// What stands in the way of an office's start. Held impossible by a test but for the database.
#[derive(Debug, thiserror::Error)]
pub enum ShippedError {
    /// The calendar that comes with the program.
    #[error("the shipped calendar: {0}")]
    Calendar(#[from] CalendarFileError),
    /// A standard that comes with the program.
    #[error("a shipped standard: {0}")]
    Standard(#[from] StandardFileError),
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Loads the calendar where the office has none, and the standards where it has none.
///
/// # Errors
/// When the database does not answer.
pub async fn load_missing(store: &Store, now: DateTime<Utc>) -> Result<(), ShippedError> {
    let calendar = calendar_file::read(CALENDAR)?;
    if store.latest_calendar().await?.is_none() {
        store.add_calendar(CALENDAR, None, &By::System, now).await?;
    }
    if store.standards().await?.is_empty() {
        for (toml, at) in STANDARDS.into_iter().zip(one_after_another(now)) {
            let standard = read_standard(toml)?;
            store.add_standard(standard.service.as_str(), toml, calendar.date(now), &By::System, at).await?;
        }
    }
    Ok(())
}

/// The instants of what is loaded at once: services are listed in the order in which they were first loaded.
pub(crate) fn one_after_another(now: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
    (0..).map(move |later| now + TimeDelta::milliseconds(later))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_is_without_fault() {
        calendar_file::read(CALENDAR).unwrap();
        for toml in STANDARDS {
            read_standard(toml).unwrap();
        }
    }
}

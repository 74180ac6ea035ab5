//! How a command opens the office: its database, its keys, its clock.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::time::{Local, Offset};
use std::path::Path;
use storage::db::Ready;
use storage::master_key::KeysError;
use storage::rulebook::Rulebook;
use storage::setting::Demonstration;
use storage::{StorageError, Store};

use crate::clock::OfficeClock;
use crate::config::Common;

/// Why the office cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The key file.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// There is nothing to look at.
    #[error("there is no database at {0}")]
    NoDatabase(String),
    /// The database needs the migrations that `serve` makes.
    #[error("the database is older than this program: run `kendali serve` first")]
    Older,
    /// Something else, or nothing that answers.
    #[error("this is no database of Kendali, or it does not answer")]
    NoOffice,
    /// A set clock on a real office.
    #[error("KENDALI_CLOCK is refused: this office was not made by `kendali demo`, its time is the real one")]
    ClockOfRealOffice,
    /// A set clock before the demonstration.
    #[error("KENDALI_CLOCK is refused: {asked} is before the demonstration's own instant {made_for}")]
    ClockBeforeDemonstration {
        /// What was asked for.
        asked: DateTime<Utc>,
        /// When the demonstration's history ends.
        made_for: DateTime<Utc>,
    },
}

/// Opens the database and brings it to this program's version; makes the keys where the database is empty.
///
/// # Errors
/// When the database does not answer or was written with other keys.
pub async fn open(common: &Common) -> Result<Store, OpeningError> {
    let store = Store::connect(&common.database_url).await?;
    store.migrate().await?;
    let keys = store.load_or_make_keys(&common.keys, OfficeClock::real().now()).await?;
    Ok(store.with_keys(keys))
}

/// Opens what is there: to look at an office changes nothing in it, and needs no keys.
///
/// # Errors
/// When there is no database of this version, or it does not answer.
pub async fn existing(common: &Common) -> Result<Store, OpeningError> {
    if let Some(path) = common.database_url.strip_prefix("sqlite:")
        && !Path::new(path.strip_prefix("//").unwrap_or(path)).exists()
    {
        return Err(OpeningError::NoDatabase(path.to_owned()));
    }
    let store = Store::connect(&common.database_url).await?;
    match store.ready().await {
        Ok(Ready::Yes) => Ok(store),
        Ok(Ready::MigrationsMissing) => Err(OpeningError::Older),
        Err(_) => Err(OpeningError::NoOffice),
    }
}

/// The clock of an opened office: the real one, or a set one that starts after everything the demonstration holds.
///
/// # Errors
/// When a set clock does not fit the office.
pub async fn clock(common: &Common, store: &Store) -> Result<OfficeClock, OpeningError> {
    let Some(asked) = common.clock else { return Ok(OfficeClock::real()) };
    let demonstration = store.setting::<Demonstration>().await?.ok_or(OpeningError::ClockOfRealOffice)?;
    let made_for = demonstration.made_for;
    if asked < made_for {
        return Err(OpeningError::ClockBeforeDemonstration { asked, made_for });
    }
    let newest = store.newest_entry().await?.map_or(made_for, |newest| newest.max(made_for));
    Ok(OfficeClock::starting_at(asked.max(newest + TimeDelta::milliseconds(1))))
}

/// The office's date: by its newest calendar, or by the time of Pekanbaru where it has none yet.
///
/// # Errors
/// When the database does not answer.
pub async fn today(store: &Store, now: DateTime<Utc>) -> Result<NaiveDate, OpeningError> {
    let offset = match store.latest_calendar().await? {
        Some(_) => Rulebook::new().calendar(store).await?.calendar.offset(),
        None => Offset::WIB,
    };
    Ok(Local::of(now, offset).date)
}

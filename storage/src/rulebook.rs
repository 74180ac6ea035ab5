//! The standards and calendars of the office, read once and kept: what a change to a dossier is judged and timed by.
//!
//! A version never changes, so what was read is kept for good. Which calendar is the newest is asked of the database each
//! time, so that instances follow one another.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::calendar_file;
use domain::standard::ServiceStandard;
use domain::standard_file::read_standard;

use crate::calendar::CalendarText;
use crate::column::place;
use crate::db::Store;
use crate::error::StorageError;
use crate::standard::StandardText;

/// A standard with its version.
#[derive(Clone, Debug)]
pub struct VersionedStandard {
    /// The version that a dossier pins.
    pub version: u32,
    /// The standard.
    pub standard: Arc<ServiceStandard>,
}

/// A calendar with its version.
#[derive(Clone, Debug)]
pub struct VersionedCalendar {
    /// The version, kept with every clock that stops under it.
    pub version: i64,
    /// The calendar.
    pub calendar: Arc<Calendar>,
}

const STANDARD_ON: &str =
    "select cast(max(version) as bigint) from standards where service = $1 and effective_date <= $2";
const LATEST_STANDARD: &str = "select cast(max(version) as bigint) from standards where service = $1";
const LATEST_CALENDAR: &str = "select cast(max(version) as bigint) from calendars";

#[derive(Debug, Default)]
struct Kept {
    standards: HashMap<(String, u32), Arc<ServiceStandard>>,
    calendars: HashMap<i64, Arc<Calendar>>,
}

/// The standards and calendars that were read so far. A clone shares them; one serves the whole process.
#[derive(Clone, Debug, Default)]
pub struct Rulebook(Arc<RwLock<Kept>>);

impl Rulebook {
    /// An empty rulebook, filled as it is asked.
    pub fn new() -> Self {
        Self::default()
    }

    /// The standard of a service in a version.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] where there is no such version or its text is no standard.
    pub async fn standard(
        &self,
        store: &Store,
        service: &str,
        version: u32,
    ) -> Result<VersionedStandard, StorageError> {
        if let Some(standard) = self.kept_standard(service, version) {
            return Ok(VersionedStandard { version, standard });
        }
        let missing = || StorageError::corrupt("standards", "version", format!("{service}/{version}"));
        let text = Box::pin(store.standard(service, i64::from(version))).await?.ok_or_else(missing)?;
        self.keep_standard(&text)
    }

    /// The standard in force on a local date, none where the service has none.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn standard_on(
        &self,
        store: &Store,
        service: &str,
        date: NaiveDate,
    ) -> Result<Option<VersionedStandard>, StorageError> {
        let date = date.to_string();
        let version: Option<i64> = read!(store, |conn| {
            sqlx::query_scalar(STANDARD_ON).bind(service).bind(&date).fetch_one(&mut *conn).await
        })?;
        self.standard_or_none(store, service, version).await
    }

    /// The newest standard of a service, in force or not; none where the service has none.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn latest_standard(
        &self,
        store: &Store,
        service: &str,
    ) -> Result<Option<VersionedStandard>, StorageError> {
        let version: Option<i64> = read!(store, |conn| {
            sqlx::query_scalar(LATEST_STANDARD).bind(service).fetch_one(&mut *conn).await
        })?;
        self.standard_or_none(store, service, version).await
    }

    /// The newest calendar.
    ///
    /// # Errors
    /// [`StorageError::Invalid`] where no calendar is loaded, [`StorageError::Corrupt`] where its text is none.
    pub async fn calendar(&self, store: &Store) -> Result<VersionedCalendar, StorageError> {
        let version: Option<i64> =
            read!(store, |conn| sqlx::query_scalar(LATEST_CALENDAR).fetch_one(&mut *conn).await)?;
        let version = version.ok_or_else(|| StorageError::invalid("calendar", "no calendar is loaded"))?;
        self.calendar_of(store, version).await
    }

    /// The calendar of a version.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] where there is no such version or its text is no calendar.
    pub async fn calendar_of(&self, store: &Store, version: i64) -> Result<VersionedCalendar, StorageError> {
        if let Some(calendar) = self.kept_calendar(version) {
            return Ok(VersionedCalendar { version, calendar });
        }
        let missing = || StorageError::corrupt("calendars", "version", version.to_string());
        let text = Box::pin(store.calendar(version)).await?.ok_or_else(missing)?;
        self.keep_calendar(&text)
    }

    async fn standard_or_none(
        &self,
        store: &Store,
        service: &str,
        version: Option<i64>,
    ) -> Result<Option<VersionedStandard>, StorageError> {
        let Some(version) = version else { return Ok(None) };
        let read = place("standards", "version", service).read(u32::try_from(version));
        self.standard(store, service, read?).await.map(Some)
    }

    pub(crate) fn kept_standard(&self, service: &str, version: u32) -> Option<Arc<ServiceStandard>> {
        let kept = self.0.read().expect("nothing panics while it holds the rulebook");
        kept.standards.get(&(service.to_owned(), version)).cloned()
    }

    pub(crate) fn kept_calendar(&self, version: i64) -> Option<Arc<Calendar>> {
        let kept = self.0.read().expect("nothing panics while it holds the rulebook");
        kept.calendars.get(&version).cloned()
    }

    fn keep_standard(&self, text: &StandardText) -> Result<VersionedStandard, StorageError> {
        let corrupt =
            || StorageError::corrupt("standards", "toml", format!("{}/{}", text.service, text.version));
        let version = u32::try_from(text.version).map_err(|_| corrupt())?;
        if let Some(standard) = self.kept_standard(&text.service, version) {
            return Ok(VersionedStandard { version, standard });
        }
        let standard = Arc::new(read_standard(&text.toml).map_err(|_| corrupt())?);
        let mut kept = self.0.write().expect("nothing panics while it holds the rulebook");
        kept.standards.insert((text.service.clone(), version), Arc::clone(&standard));
        Ok(VersionedStandard { version, standard })
    }

    fn keep_calendar(&self, text: &CalendarText) -> Result<VersionedCalendar, StorageError> {
        let version = text.version;
        if let Some(calendar) = self.kept_calendar(version) {
            return Ok(VersionedCalendar { version, calendar });
        }
        let corrupt = |_| StorageError::corrupt("calendars", "spec", version.to_string());
        let calendar = Arc::new(calendar_file::read(&text.spec).map_err(corrupt)?);
        let mut kept = self.0.write().expect("nothing panics while it holds the rulebook");
        kept.calendars.insert(version, Arc::clone(&calendar));
        Ok(VersionedCalendar { version, calendar })
    }
}

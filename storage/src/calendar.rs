//! Working calendars as the office loaded them: the text of each version, never changed afterwards.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::column::place;
use crate::db::Store;
use crate::error::StorageError;
use crate::settings_log::{By, Change, LogEntry, Logging};
use crate::standard::{Loaded, sha256_hex};

/// One version of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarText {
    /// The version, from 1.
    pub version: i64,
    /// The text as it was loaded.
    pub spec: String,
    /// Its SHA-256 in hex.
    pub sha256: String,
    /// When it was loaded.
    pub loaded_at: DateTime<Utc>,
    /// Why it changes days that are past, where it does.
    pub retroactive_reason: Option<String>,
    /// When the office confirmed it, none while it only came with the program.
    pub confirmed_at: Option<DateTime<Utc>>,
}

const NEWEST: &str = "select version, sha256 from calendars order by version desc limit 1";
const ADD: &str = "insert into calendars (version, spec, sha256, loaded_at_ms, retroactive_reason) \
    values ($1, $2, $3, $4, $5)";
const ONE: &str = "select version, spec, sha256, loaded_at_ms, retroactive_reason, confirmed_at_ms \
    from calendars where version = $1";
const LATEST: &str = "select version, spec, sha256, loaded_at_ms, retroactive_reason, confirmed_at_ms \
    from calendars order by version desc limit 1";
const ALL: &str = "select version, spec, sha256, loaded_at_ms, retroactive_reason, confirmed_at_ms \
    from calendars order by version";
const CONFIRM: &str = "update calendars set confirmed_at_ms = $2, confirmed_by = $3 \
    where version = $1 and confirmed_at_ms is null";

#[derive(sqlx::FromRow)]
struct CalendarRow {
    version: i64,
    spec: String,
    sha256: String,
    loaded_at_ms: i64,
    retroactive_reason: Option<String>,
    confirmed_at_ms: Option<i64>,
}

impl CalendarRow {
    fn read(self) -> Result<CalendarText, StorageError> {
        let key = self.version.to_string();
        let at = |column| place("calendars", column, &key);
        if sha256_hex(&self.spec) != self.sha256 {
            return Err(at("spec").corrupt());
        }
        Ok(CalendarText {
            loaded_at: at("loaded_at_ms").instant(self.loaded_at_ms)?,
            confirmed_at: at("confirmed_at_ms").instant_or_none(self.confirmed_at_ms)?,
            version: self.version,
            spec: self.spec,
            sha256: self.sha256,
            retroactive_reason: self.retroactive_reason,
        })
    }
}

/// Loading inside a transaction of [`write_tx!`].
pub(crate) trait CalendarLoading {
    /// The newest calendar, held still: who loads at the same time waits until this transaction ends.
    fn newest_calendar(&mut self) -> impl Future<Output = Result<Option<CalendarText>, StorageError>> + Send;

    /// Loads a text as the next version, unless the newest is the same text. After [`Self::newest_calendar`].
    fn load_calendar(
        &mut self,
        spec: &str,
        retroactive_reason: Option<&str>,
        by: &By,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<Loaded, StorageError>> + Send;

    /// Records that the office confirmed a version; confirmed once, it stays so.
    fn confirm_calendar(
        &mut self,
        version: i64,
        by: &By,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;
}

on_both! {
    impl CalendarLoading {
        async fn newest_calendar(&mut self) -> Result<Option<CalendarText>, StorageError> {
            self.next_of("loads").await?;
            let row: Option<CalendarRow> = sqlx::query_as(LATEST).fetch_optional(&mut *self).await?;
            row.map(CalendarRow::read).transpose()
        }

        async fn load_calendar(
            &mut self,
            spec: &str,
            retroactive_reason: Option<&str>,
            by: &By,
            now: DateTime<Utc>,
        ) -> Result<Loaded, StorageError> {
            let sha256 = sha256_hex(spec);
            let newest: Option<(i64, String)> = sqlx::query_as(NEWEST).fetch_optional(&mut *self).await?;
            let version = match newest {
                Some((version, same)) if same == sha256 => return Ok(Loaded::Same(version)),
                newest => newest.map_or(1, |(version, _)| version + 1),
            };
            sqlx::query(ADD)
                .bind(version)
                .bind(spec)
                .bind(&sha256)
                .bind(now.timestamp_millis())
                .bind(retroactive_reason)
                .execute(&mut *self)
                .await?;
            self.record(&LogEntry {
                at: now,
                by: by.clone(),
                what: Change::CalendarLoaded,
                subject: version.to_string(),
                details: json!({ "sha256": sha256, "retroactive_reason": retroactive_reason }),
            })
            .await?;
            Ok(Loaded::New(version))
        }

        async fn confirm_calendar(&mut self, version: i64, by: &By, now: DateTime<Utc>) -> Result<(), StorageError> {
            let changed = sqlx::query(CONFIRM)
                .bind(version)
                .bind(now.timestamp_millis())
                .bind(by.key())
                .execute(&mut *self)
                .await?
                .rows_affected();
            if changed > 0 {
                self.record(&LogEntry {
                    at: now,
                    by: by.clone(),
                    what: Change::CalendarConfirmed,
                    subject: version.to_string(),
                    details: json!({}),
                })
                .await?;
            }
            Ok(())
        }
    }
}

impl Store {
    /// Loads the text of a calendar as the next version, unless the newest version is the same text. That the text is a
    /// calendar, and whether it needs a reason, is the caller's care.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn add_calendar(
        &self,
        spec: &str,
        retroactive_reason: Option<&str>,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<Loaded, StorageError> {
        Ok(write_tx!(self, |tx| {
            tx.newest_calendar().await?;
            tx.load_calendar(spec, retroactive_reason, by, now).await?
        }))
    }

    /// One version of the calendar.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn calendar(&self, version: i64) -> Result<Option<CalendarText>, StorageError> {
        let row: Option<CalendarRow> =
            read!(self, |conn| sqlx::query_as(ONE).bind(version).fetch_optional(&mut *conn).await)?;
        row.map(CalendarRow::read).transpose()
    }

    /// The newest calendar.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn latest_calendar(&self) -> Result<Option<CalendarText>, StorageError> {
        let row: Option<CalendarRow> =
            read!(self, |conn| sqlx::query_as(LATEST).fetch_optional(&mut *conn).await)?;
        row.map(CalendarRow::read).transpose()
    }

    /// Every version of the calendar, oldest first.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn calendars(&self) -> Result<Vec<CalendarText>, StorageError> {
        let rows: Vec<CalendarRow> = read!(self, |conn| sqlx::query_as(ALL).fetch_all(&mut *conn).await)?;
        rows.into_iter().map(CalendarRow::read).collect()
    }

    /// Records that the office confirmed a version; confirmed once, it stays so.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn confirm_calendar(
        &self,
        version: i64,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), StorageError> {
        write_tx!(self, |tx| tx.confirm_calendar(version, by, now).await?);
        Ok(())
    }
}

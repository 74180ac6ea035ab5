//! Service standards as the office loaded them: the text of each version, never changed afterwards.

use chrono::{DateTime, NaiveDate, Utc};
use data_encoding::HEXLOWER;
use ring::digest::{SHA256, digest};
use serde_json::json;

use crate::column::place;
use crate::db::Store;
use crate::error::StorageError;
use crate::settings_log::{By, Change, LogEntry, Logging};

/// The SHA-256 of a text or a file. Shape: 64 hex digits.
pub fn sha256_hex(of: impl AsRef<[u8]>) -> String {
    HEXLOWER.encode(digest(&SHA256, of.as_ref()).as_ref())
}

/// What loading a text came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// It is this new version.
    New(i64),
    /// It is the text of the newest version already.
    Same(i64),
}

impl Loaded {
    /// The version that holds the text.
    pub const fn version(self) -> i64 {
        match self {
            Self::New(version) | Self::Same(version) => version,
        }
    }
}

/// One version of a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardText {
    /// The key of the service.
    pub service: String,
    /// The version, from 1.
    pub version: i64,
    /// The text as it was loaded.
    pub toml: String,
    /// Its SHA-256 in hex.
    pub sha256: String,
    /// The local date from which it is in force.
    pub effective: NaiveDate,
    /// When it was loaded.
    pub loaded_at: DateTime<Utc>,
    /// When the office confirmed it, none while it only came with the program.
    pub confirmed_at: Option<DateTime<Utc>>,
}

const NEWEST: &str = "select version, sha256 from standards where service = $1 order by version desc limit 1";
const ADD: &str = "insert into standards (service, version, toml, sha256, effective_date, loaded_at_ms) \
    values ($1, $2, $3, $4, $5, $6)";
const ONE: &str = "select service, version, toml, sha256, effective_date, loaded_at_ms, confirmed_at_ms \
    from standards where service = $1 and version = $2";
const LATEST: &str = "select service, version, toml, sha256, effective_date, loaded_at_ms, confirmed_at_ms \
    from standards where service = $1 order by version desc limit 1";
const ON_DATE: &str = "select service, version, toml, sha256, effective_date, loaded_at_ms, confirmed_at_ms \
    from standards where service = $1 and effective_date <= $2 order by version desc limit 1";
const ALL: &str = "select service, version, toml, sha256, effective_date, loaded_at_ms, confirmed_at_ms \
    from standards order by min(loaded_at_ms) over (partition by service), service, version";
const CONFIRM: &str = "update standards set confirmed_at_ms = $3, confirmed_by = $4 \
    where service = $1 and version = $2 and confirmed_at_ms is null";

#[derive(sqlx::FromRow)]
struct StandardRow {
    service: String,
    version: i64,
    toml: String,
    sha256: String,
    effective_date: String,
    loaded_at_ms: i64,
    confirmed_at_ms: Option<i64>,
}

impl StandardRow {
    fn read(self) -> Result<StandardText, StorageError> {
        let key = format!("{}/{}", self.service, self.version);
        let at = |column| place("standards", column, &key);
        if sha256_hex(&self.toml) != self.sha256 {
            return Err(at("toml").corrupt());
        }
        Ok(StandardText {
            effective: at("effective_date").date(&self.effective_date)?,
            loaded_at: at("loaded_at_ms").instant(self.loaded_at_ms)?,
            confirmed_at: at("confirmed_at_ms").instant_or_none(self.confirmed_at_ms)?,
            service: self.service,
            version: self.version,
            toml: self.toml,
            sha256: self.sha256,
        })
    }
}

impl Store {
    /// Loads the text of a standard as the next version of its service, unless the newest version is the same text.
    /// That the text is a standard is the caller's care.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn add_standard(
        &self,
        service: &str,
        toml: &str,
        effective: NaiveDate,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<Loaded, StorageError> {
        let sha256 = sha256_hex(toml);
        let loaded = write_tx!(self, |tx| {
            // Instances that start at once load the same texts: each waits here for the one before.
            tx.next_of("loads").await?;
            let newest: Option<(i64, String)> =
                sqlx::query_as(NEWEST).bind(service).fetch_optional(&mut *tx).await?;
            match newest {
                Some((version, same)) if same == sha256 => Loaded::Same(version),
                newest => {
                    let version = newest.map_or(1, |(version, _)| version + 1);
                    sqlx::query(ADD)
                        .bind(service)
                        .bind(version)
                        .bind(toml)
                        .bind(&sha256)
                        .bind(effective.to_string())
                        .bind(now.timestamp_millis())
                        .execute(&mut *tx)
                        .await?;
                    tx.record(&LogEntry {
                        at: now,
                        by: by.clone(),
                        what: Change::StandardLoaded,
                        subject: service.to_owned(),
                        details: json!({ "version": version, "sha256": sha256, "effective": effective.to_string() }),
                    })
                    .await?;
                    Loaded::New(version)
                }
            }
        });
        Ok(loaded)
    }

    /// One version of a standard.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn standard(&self, service: &str, version: i64) -> Result<Option<StandardText>, StorageError> {
        let row: Option<StandardRow> = read!(self, |conn| {
            sqlx::query_as(ONE).bind(service).bind(version).fetch_optional(&mut *conn).await
        })?;
        row.map(StandardRow::read).transpose()
    }

    /// The newest version of a standard, in force or not.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn latest_standard(&self, service: &str) -> Result<Option<StandardText>, StorageError> {
        let row: Option<StandardRow> =
            read!(self, |conn| sqlx::query_as(LATEST).bind(service).fetch_optional(&mut *conn).await)?;
        row.map(StandardRow::read).transpose()
    }

    /// The newest version that is in force on a local date: an application of that day comes under it.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn standard_on(
        &self,
        service: &str,
        date: NaiveDate,
    ) -> Result<Option<StandardText>, StorageError> {
        let row: Option<StandardRow> = read!(self, |conn| {
            sqlx::query_as(ON_DATE).bind(service).bind(date.to_string()).fetch_optional(&mut *conn).await
        })?;
        row.map(StandardRow::read).transpose()
    }

    /// Every version of every standard, by service and version.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn standards(&self) -> Result<Vec<StandardText>, StorageError> {
        let rows: Vec<StandardRow> = read!(self, |conn| sqlx::query_as(ALL).fetch_all(&mut *conn).await)?;
        rows.into_iter().map(StandardRow::read).collect()
    }

    /// Records that the office confirmed a version; confirmed once, it stays so.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn confirm_standard(
        &self,
        service: &str,
        version: i64,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), StorageError> {
        write_tx!(self, |tx| {
            let changed = sqlx::query(CONFIRM)
                .bind(service)
                .bind(version)
                .bind(now.timestamp_millis())
                .bind(by.key())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if changed > 0 {
                tx.record(&LogEntry {
                    at: now,
                    by: by.clone(),
                    what: Change::StandardConfirmed,
                    subject: service.to_owned(),
                    details: json!({ "version": version }),
                })
                .await?;
            }
        });
        Ok(())
    }
}

//! The access log: who read a dossier, who read all sixteen digits of a NIK, and who took the register out of the house.
//! Source: UU 27/2022 (personal data).

use chrono::{DateTime, Utc};
use domain::id::{AccountId, DossierId};
use domain::paper::Sheet;

use crate::column::place;
use crate::db::Store;
use crate::error::StorageError;

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The dossier, its NIK masked.
    Dossier,
    /// The full NIK.
    FullNik,
    /// A sheet of it was printed.
    Printed(Sheet),
}

impl Reading {
    /// Every kind of reading.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Dossier, Self::FullNik].into_iter().chain(Sheet::ALL.into_iter().map(Self::Printed))
    }

    /// As it is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::FullNik => "full_nik",
            Self::Printed(sheet) => sheet.key(),
        }
    }
}

/// One reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub account: AccountId,
    /// What.
    pub what: Reading,
}

/// The register, or a part of it, as somebody took it along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub account: AccountId,
    /// `csv`, `xlsx`, or `cetak` for a print.
    pub form: String,
    /// The filters, without what was searched for: it may be a name.
    pub filters: String,
    /// How many dossiers.
    pub dossiers: u64,
}

const LOG_EXPORT: &str =
    "insert into export_log (at_ms, account_id, form, filters, dossiers) values ($1, $2, $3, $4, $5)";
const EXPORTS: &str = "select at_ms, account_id, form, filters, dossiers from export_log \
    order by at_ms desc limit $1";
pub(crate) const LOG: &str =
    "insert into access_log (at_ms, account_id, dossier_id, what) values ($1, $2, $3, $4)";
const OF_DOSSIER: &str =
    "select at_ms, account_id, what from access_log where dossier_id = $1 order by at_ms desc";

impl Store {
    /// Writes that `account` read `what` of a dossier.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn log_access(
        &self,
        account: &AccountId,
        dossier: &DossierId,
        what: Reading,
        now: DateTime<Utc>,
    ) -> Result<(), StorageError> {
        write_tx!(self, |tx| {
            sqlx::query(LOG)
                .bind(now.timestamp_millis())
                .bind(account.as_str())
                .bind(dossier.as_str())
                .bind(what.key())
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Who read a dossier, newest first.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn accesses_of(&self, dossier: &DossierId) -> Result<Vec<Access>, StorageError> {
        let rows: Vec<(i64, String, String)> = read!(self, |conn| sqlx::query_as(OF_DOSSIER)
            .bind(dossier.as_str())
            .fetch_all(&mut *conn)
            .await)?;
        let read = |(at_ms, account, what): (i64, String, String)| {
            let at = |column| place("access_log", column, dossier.as_str());
            let known = Reading::all().find(|reading| reading.key() == what);
            Ok(Access {
                at: at("at_ms").instant(at_ms)?,
                account: at("account_id").read(AccountId::parse(&account))?,
                what: known.ok_or_else(|| at("what").corrupt())?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Writes that somebody takes a part of the register along.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn log_export(&self, export: &Export) -> Result<(), StorageError> {
        write_tx!(self, |tx| {
            sqlx::query(LOG_EXPORT)
                .bind(export.at.timestamp_millis())
                .bind(export.account.as_str())
                .bind(&export.form)
                .bind(&export.filters)
                .bind(i64::try_from(export.dossiers).unwrap_or(i64::MAX))
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// The newest exports, at most so many.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn exports(&self, most: u32) -> Result<Vec<Export>, StorageError> {
        let rows: Vec<(i64, String, String, String, i64)> = read!(self, |conn| {
            sqlx::query_as(EXPORTS).bind(i64::from(most)).fetch_all(&mut *conn).await
        })?;
        let read = |(at_ms, account, form, filters, dossiers): (i64, String, String, String, i64)| {
            let at = |column| place("export_log", column, &account);
            Ok(Export {
                at: at("at_ms").instant(at_ms)?,
                dossiers: at("dossiers").read(u64::try_from(dossiers))?,
                account: at("account_id").read(AccountId::parse(&account))?,
                form,
                filters,
            })
        };
        rows.into_iter().map(read).collect()
    }
}

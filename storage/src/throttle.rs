//! How often something may be tried: one row for each key, in the database, so that instances count together.
//!
//! The generic cell rate algorithm in one statement: no read before the write, so no race; a refusal writes nothing.
//! Keys are HMACs, never an address, a name or a code in plain.

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;

use crate::db::Store;
use crate::error::StorageError;
use crate::keys::Purpose;

/// How often, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The steady distance between two tries.
    pub interval_ms: i64,
    /// How far ahead of the steady pace one may be: `n` tries at once are `(n - 1)` intervals.
    pub burst_ms: i64,
}

impl Limit {
    /// `count` tries at once, then as many in each window of `window_ms`.
    pub const fn per(count: i64, window_ms: i64) -> Self {
        let interval_ms = window_ms / count;
        Self { interval_ms, burst_ms: interval_ms * (count - 1) }
    }
}

/// Whether a try may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// It may, and is counted.
    Yes,
    /// Not before this instant; it is not counted.
    NotBefore(DateTime<Utc>),
}

const TAKE: &str = "insert into throttle (key, tat_ms) values ($1, $2 + $3) \
    on conflict (key) do update \
    set tat_ms = (case when throttle.tat_ms > $2 then throttle.tat_ms else $2 end) + $3 \
    where (case when throttle.tat_ms > $2 then throttle.tat_ms else $2 end) - $2 <= $4 \
    returning tat_ms";
const READ: &str = "select tat_ms from throttle where key = $1";
const GIVE_BACK: &str = "update throttle set tat_ms = tat_ms - $2 where key = $1";
const FORGET: &str = "delete from throttle where key = $1";
const PURGE: &str = "delete from throttle where tat_ms < $1";

impl Store {
    /// Counts a try of `who` at `door`, such as an address at `tracking`.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`] or [`StorageError::Unavailable`].
    pub async fn allow(
        &self,
        door: &str,
        who: &str,
        limit: Limit,
        now: DateTime<Utc>,
    ) -> Result<Allowed, StorageError> {
        let key = self.throttle_key(door, who)?;
        let now_ms = now.timestamp_millis();
        let held: Option<i64> = write_tx!(self, |tx| {
            let taken: Option<i64> = sqlx::query_scalar(TAKE)
                .bind(&key)
                .bind(now_ms)
                .bind(limit.interval_ms)
                .bind(limit.burst_ms)
                .fetch_optional(&mut *tx)
                .await?;
            match taken {
                Some(_) => None,
                None => sqlx::query_scalar(READ).bind(&key).fetch_optional(&mut *tx).await?,
            }
        });
        Ok(match held {
            None => Allowed::Yes,
            Some(tat_ms) => Allowed::NotBefore(
                crate::column::place("throttle", "tat_ms", &key).instant(tat_ms - limit.burst_ms)?,
            ),
        })
    }

    /// Takes one counted try back, for a try that succeeded.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`] or [`StorageError::Unavailable`].
    pub async fn give_back(&self, door: &str, who: &str, limit: Limit) -> Result<(), StorageError> {
        let key = self.throttle_key(door, who)?;
        write_tx!(self, |tx| {
            sqlx::query(GIVE_BACK).bind(&key).bind(limit.interval_ms).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Forgets every try of `who` at `door`.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`] or [`StorageError::Unavailable`].
    pub async fn forget_tries(&self, door: &str, who: &str) -> Result<(), StorageError> {
        let key = self.throttle_key(door, who)?;
        write_tx!(self, |tx| {
            sqlx::query(FORGET).bind(&key).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Removes rows that hold nobody back any more. Answers how many.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn purge_throttle(&self, now: DateTime<Utc>) -> Result<u64, StorageError> {
        let gone = write_tx!(self, |tx| sqlx::query(PURGE)
            .bind(now.timestamp_millis())
            .execute(&mut *tx)
            .await?
            .rows_affected());
        Ok(gone)
    }

    fn throttle_key(&self, door: &str, who: &str) -> Result<String, StorageError> {
        let named = format!("{}:{door}{who}", door.len());
        Ok(HEXLOWER.encode(&self.keys()?.mac_now(Purpose::Throttle, named.as_bytes())[..16]))
    }
}

//! What changed, for those who watch: one row for each change, numbered in the order of the commits.
//!
//! PostgreSQL hands out a number only to the holder of a lock that lasts until the commit, so no reader can see a number
//! before a smaller one. The number alone is told to the other instances.

use domain::dossier::Standing;
use domain::id::DossierId;
use domain::my_desk::Lies;
use domain::time::{Instant, ms_of};
use serde::{Deserialize, Serialize};
use sqlx::postgres::PgListener;
use std::time::Duration;
use tokio::sync::watch;

use crate::column::place;
use crate::db::{Db, Store};
use crate::error::StorageError;

/// The channel on which PostgreSQL tells the instances the newest number.
const CHANNEL: &str = "kendali_events";

/// What moved: where the dossier was and is, and who is concerned. No personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The service, whose board shows it.
    pub service: String,
    /// Step and stage before, none for a new dossier.
    pub was: Option<(u8, String)>,
    /// Step and stage now.
    pub is: (u8, String),
    /// On whose desk it lay before, none for a new dossier.
    #[serde(default)]
    pub lay: Option<Lies>,
    /// On whose desk it lies now.
    #[serde(default)]
    pub lies: Lies,
}

impl Moved {
    pub(crate) fn place(standing: &Standing) -> (u8, String) {
        (standing.step.0, standing.stage.key().to_owned())
    }
}

/// A row of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedEvent {
    /// Its number, ascending in the order of the commits.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// The dossier.
    pub dossier: DossierId,
    /// Its version from now on.
    pub version: u32,
    /// What moved.
    pub moved: Moved,
}

/// How long a message of another instance may be missed.
const LOOKS_AT_LEAST_EVERY: Duration = Duration::from_secs(5);
const TOPIC: &str = "dossier";
const LOCK: &str = "select pg_advisory_xact_lock(5462346700174)";
const APPEND: &str = "insert into event_log (seq, at_ms, topic, entity, version, payload) \
    select coalesce(max(seq), 0) + 1, $1, $2, $3, $4, $5 from event_log returning seq";
const NOTIFY: &str = "select pg_notify($1, $2)";
const NEWEST: &str = "select cast(coalesce(max(seq), 0) as bigint) from event_log";
const OLDEST: &str = "select cast(coalesce(min(seq), 0) as bigint) from event_log";
const SINCE: &str = "select seq, at_ms, entity, version, payload from event_log \
    where seq > $1 and topic = $2 order by seq limit $3";
const PRUNE: &str = "delete from event_log where at_ms < $1 and seq < (select max(seq) from event_log)";

/// Appending inside a transaction of [`write_tx!`]; the last statement of it, since PostgreSQL then makes others wait.
pub(crate) trait Logbook {
    fn log_event(
        &mut self,
        dossier: &str,
        version: i64,
        moved: &Moved,
        at_ms: i64,
    ) -> impl Future<Output = Result<i64, StorageError>> + Send;
}

impl Logbook for sqlx::SqliteConnection {
    async fn log_event(
        &mut self,
        dossier: &str,
        version: i64,
        moved: &Moved,
        at_ms: i64,
    ) -> Result<i64, StorageError> {
        let payload = serde_json::to_string(moved).expect("a move is plain data");
        let append =
            sqlx::query_scalar(APPEND).bind(at_ms).bind(TOPIC).bind(dossier).bind(version).bind(payload);
        Ok(append.fetch_one(&mut *self).await?)
    }
}

impl Logbook for sqlx::PgConnection {
    async fn log_event(
        &mut self,
        dossier: &str,
        version: i64,
        moved: &Moved,
        at_ms: i64,
    ) -> Result<i64, StorageError> {
        let payload = serde_json::to_string(moved).expect("a move is plain data");
        sqlx::query(LOCK).execute(&mut *self).await?;
        let append =
            sqlx::query_scalar(APPEND).bind(at_ms).bind(TOPIC).bind(dossier).bind(version).bind(payload);
        let seq: i64 = append.fetch_one(&mut *self).await?;
        sqlx::query(NOTIFY).bind(CHANNEL).bind(seq.to_string()).execute(&mut *self).await?;
        Ok(seq)
    }
}

/// What wakes those who watch: a commit of this process, or a message of another instance on the same PostgreSQL.
#[derive(Debug)]
pub struct Wakeup {
    here: watch::Receiver<()>,
    elsewhere: Option<PgListener>,
}

impl Wakeup {
    /// Waits until something may have changed. On PostgreSQL at most five seconds, since a message that is sent while the
    /// connection is lost is never delivered.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] where the database cannot be listened to any more.
    pub async fn next(&mut self) -> Result<(), StorageError> {
        let Some(elsewhere) = &mut self.elsewhere else {
            if self.here.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
            return Ok(());
        };
        tokio::select! {
            _ = self.here.changed() => Ok(()),
            told = elsewhere.recv() => told.map(drop).map_err(StorageError::from),
            () = tokio::time::sleep(LOOKS_AT_LEAST_EVERY) => Ok(()),
        }
    }
}

impl Store {
    /// Listens for changes, its own and those of other instances.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn listen(&self) -> Result<Wakeup, StorageError> {
        let elsewhere = match &self.db {
            Db::Sqlite { .. } => None,
            Db::Pg(pool) => {
                let mut listener = PgListener::connect_with(pool).await?;
                listener.listen(CHANNEL).await?;
                Some(listener)
            }
        };
        Ok(Wakeup { here: self.commits(), elsewhere })
    }

    /// The number of the newest event, 0 where there is none.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn newest_event(&self) -> Result<i64, StorageError> {
        Ok(read!(self, |conn| sqlx::query_scalar(NEWEST).fetch_one(&mut *conn).await)?)
    }

    /// The number of the oldest event that is kept, 0 where there is none: who saw less than the one before it must read
    /// anew.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn oldest_event(&self) -> Result<i64, StorageError> {
        Ok(read!(self, |conn| sqlx::query_scalar(OLDEST).fetch_one(&mut *conn).await)?)
    }

    /// The events after a number, in order, at most so many.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn events_since(&self, seq: i64, at_most: u32) -> Result<Vec<LoggedEvent>, StorageError> {
        let rows: Vec<(i64, i64, String, i64, String)> = read!(self, |conn| {
            let query = sqlx::query_as(SINCE).bind(seq).bind(TOPIC).bind(i64::from(at_most));
            query.fetch_all(&mut *conn).await
        })?;
        let read = |(seq, at_ms, entity, version, payload): (i64, i64, String, i64, String)| {
            let key = seq.to_string();
            let at = |column| place("event_log", column, &key);
            Ok(LoggedEvent {
                seq,
                at: at("at_ms").instant(at_ms)?,
                dossier: at("entity").read(DossierId::parse(&entity))?,
                version: at("version").read(u32::try_from(version))?,
                moved: at("payload").read(serde_json::from_str(&payload))?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Forgets the events before an instant; the newest stays, so that numbers go on.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn prune_events(&self, before: Instant) -> Result<u64, StorageError> {
        let gone = write_tx!(self, |tx| {
            sqlx::query(PRUNE).bind(ms_of(before)).execute(&mut *tx).await?.rows_affected()
        });
        Ok(gone)
    }
}

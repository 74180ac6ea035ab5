//! What changed, for those who watch: one row for each change, numbered in the order of the commits.
//!
//! PostgreSQL hands out a number only to the holder of a lock that lasts until the commit, so no reader can see a number
//! before a smaller one. The number alone is told to the other instances.

use domain::batch::ItemState;
use domain::dossier::Standing;
use domain::id::{AccountId, BatchId, DossierId};
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

/// A paper of a batch whose turn ended: told to whoever asked for the batch. No personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// Who asked for the batch.
    pub owner: AccountId,
    /// The paper's place in it.
    pub no: u32,
    /// How it ended.
    pub state: ItemState,
}

/// What an event tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// A dossier moved.
    Moved {
        /// The dossier.
        dossier: DossierId,
        /// Its version from now on.
        version: u32,
        /// What moved.
        moved: Moved,
    },
    /// A batch came further.
    Printed {
        /// The batch.
        batch: BatchId,
        /// The paper.
        paper: Printed,
    },
}

/// A row of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedEvent {
    /// Its number, ascending in the order of the commits.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// What it tells.
    pub what: Happened,
}

/// How long a message of another instance may be missed.
const LOOKS_AT_LEAST_EVERY: Duration = Duration::from_secs(5);
/// The topic of a dossier that moved.
const DOSSIER: &str = "dossier";
/// The topic of a batch that came further.
const BATCH: &str = "batch";
const LOCK: &str = "select pg_advisory_xact_lock(5462346700174)";
const APPEND: &str = "insert into event_log (seq, at_ms, topic, entity, version, payload) \
    select coalesce(max(seq), 0) + 1, $1, $2, $3, $4, $5 from event_log returning seq";
const NOTIFY: &str = "select pg_notify($1, $2)";
const NEWEST: &str = "select cast(coalesce(max(seq), 0) as bigint) from event_log";
const OLDEST: &str = "select cast(coalesce(min(seq), 0) as bigint) from event_log";
const SINCE: &str = "select seq, at_ms, topic, entity, version, payload from event_log \
    where seq > $1 and topic in ('dossier', 'batch') order by seq limit $2";
const PRUNE: &str = "delete from event_log where at_ms < $1 and seq < (select max(seq) from event_log)";

/// Appending inside a transaction of [`write_tx!`]; the last statement of it, since PostgreSQL then makes others wait.
pub(crate) trait Logbook {
    /// Appends a row; what it is about by topic and identity.
    fn append_event(
        &mut self,
        about: (&'static str, &str),
        version: i64,
        payload: String,
        at_ms: i64,
    ) -> impl Future<Output = Result<i64, StorageError>> + Send;

    /// A dossier moved.
    fn log_event(
        &mut self,
        dossier: &str,
        version: i64,
        moved: &Moved,
        at_ms: i64,
    ) -> impl Future<Output = Result<i64, StorageError>> + Send {
        let payload = serde_json::to_string(moved).expect("a move is plain data");
        self.append_event((DOSSIER, dossier), version, payload, at_ms)
    }

    /// A batch came further.
    fn log_printed(
        &mut self,
        batch: &str,
        paper: &Printed,
        at_ms: i64,
    ) -> impl Future<Output = Result<i64, StorageError>> + Send {
        let payload = serde_json::to_string(paper).expect("a state is plain data");
        self.append_event((BATCH, batch), i64::from(paper.no), payload, at_ms)
    }
}

impl Logbook for sqlx::SqliteConnection {
    async fn append_event(
        &mut self,
        (topic, entity): (&'static str, &str),
        version: i64,
        payload: String,
        at_ms: i64,
    ) -> Result<i64, StorageError> {
        let append =
            sqlx::query_scalar(APPEND).bind(at_ms).bind(topic).bind(entity).bind(version).bind(payload);
        Ok(append.fetch_one(&mut *self).await?)
    }
}

impl Logbook for sqlx::PgConnection {
    async fn append_event(
        &mut self,
        (topic, entity): (&'static str, &str),
        version: i64,
        payload: String,
        at_ms: i64,
    ) -> Result<i64, StorageError> {
        sqlx::query(LOCK).execute(&mut *self).await?;
        let append =
            sqlx::query_scalar(APPEND).bind(at_ms).bind(topic).bind(entity).bind(version).bind(payload);
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
        type Row = (i64, i64, String, String, i64, String);
        let rows: Vec<Row> = read!(self, |conn| {
            sqlx::query_as(SINCE).bind(seq).bind(i64::from(at_most)).fetch_all(&mut *conn).await
        })?;
        let read = |(seq, at_ms, topic, entity, version, payload): Row| {
            let key = seq.to_string();
            let at = |column| place("event_log", column, &key);
            let what = match topic.as_str() {
                BATCH => Happened::Printed {
                    batch: at("entity").read(BatchId::parse(&entity))?,
                    paper: at("payload").read(serde_json::from_str(&payload))?,
                },
                _ => Happened::Moved {
                    dossier: at("entity").read(DossierId::parse(&entity))?,
                    version: at("version").read(u32::try_from(version))?,
                    moved: at("payload").read(serde_json::from_str(&payload))?,
                },
            };
            Ok(LoggedEvent { seq, at: at("at_ms").instant(at_ms)?, what })
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

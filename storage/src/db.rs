//! The two databases behind one [`Store`], and the macros that write a query once for both.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, migrate::Migrator};
use tokio::sync::watch;

use crate::error::StorageError;
use crate::keys::Keys;

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("../migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("../migrations/postgres");

/// Connections that read at the same time from one SQLite file.
const SQLITE_READERS: u32 = 4;
/// Connections to PostgreSQL of one instance; several instances share the server's one hundred.
const POSTGRES_CONNECTIONS: u32 = 12;
/// How long a statement waits for another process that writes the same SQLite file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a caller waits for a free connection. Longer than [`BUSY_TIMEOUT`], so that the wait for a writer of this
/// process does not end first.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(30);
/// Page cache of a reading and of the writing connection, in KiB. Five connections stay below 8 MiB together, whatever
/// the size of the file: the operating system caches the rest.
const READ_CACHE: &str = "-1024";
const WRITE_CACHE: &str = "-4096";

/// The pools of one of the two databases.
#[derive(Clone, Debug)]
pub enum Db {
    /// A file, with readers beside one writer.
    Sqlite {
        /// Connections that cannot write.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
    },
    /// A PostgreSQL server.
    Pg(PgPool),
}

/// The store of the office. A clone shares pools and keys.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) db: Db,
    keys: Option<Keys>,
    file: Option<PathBuf>,
    /// Turned at every commit of this process.
    commits: watch::Sender<()>,
}

/// Which of the two databases a store uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// Reads: the body runs with `$conn` as a connection of either database, `&mut *$conn` as the executor. The value is the
/// body's. A `?` in the body leaves the function around it, whose error must be made from [`StorageError`].
///
/// # Example
/// ```text
/// let row = read!(self, |conn| sqlx::query_as::<_, Row>(FIND).bind(id).fetch_optional(&mut *conn).await)?;
/// ```
macro_rules! read {
    ($store:expr, |$conn:ident| $body:expr) => {
        match &$store.db {
            $crate::db::Db::Sqlite { read, .. } => {
                let mut $conn = read.acquire().await.map_err($crate::StorageError::from)?;
                $body
            }
            $crate::db::Db::Pg(pool) => {
                let mut $conn = pool.acquire().await.map_err($crate::StorageError::from)?;
                $body
            }
        }
    };
}

/// Reads several statements from one snapshot: what others commit meanwhile is not seen. Used like [`read!`].
macro_rules! read_tx {
    ($store:expr, |$tx:ident| $body:expr) => {
        match &$store.db {
            $crate::db::Db::Sqlite { read, .. } => {
                let mut $tx = read.begin().await.map_err($crate::StorageError::from)?;
                $body
            }
            $crate::db::Db::Pg(pool) => {
                let begin = "begin isolation level repeatable read read only";
                let mut $tx = pool.begin_with(begin).await.map_err($crate::StorageError::from)?;
                $body
            }
        }
    };
}

/// Writes: one transaction of either database around the body, `&mut *$tx` as the executor, committed after the body
/// with the body's value as the result. A `?` or `return` in the body leaves the function around it and rolls back.
///
/// # Example
/// ```text
/// let number = write_tx!(self, |tx| {
///     let seq = tx.next_in_series("licence", 2026).await?;
///     sqlx::query(INSERT).bind(seq).execute(&mut *tx).await?;
///     seq
/// });
/// ```
macro_rules! write_tx {
    ($store:expr, |$tx:ident| $body:expr) => {
        match &$store.db {
            $crate::db::Db::Sqlite { write, .. } => {
                let mut $tx =
                    write.begin_with("begin immediate").await.map_err($crate::StorageError::from)?;
                let value = $body;
                $tx.commit().await.map_err($crate::StorageError::from)?;
                $store.has_committed();
                value
            }
            $crate::db::Db::Pg(pool) => {
                let mut $tx = pool.begin().await.map_err($crate::StorageError::from)?;
                let value = $body;
                $tx.commit().await.map_err($crate::StorageError::from)?;
                $store.has_committed();
                value
            }
        }
    };
}

/// Implements a trait of statements for the connections of both databases from one body, so that a transaction of
/// [`write_tx!`] can call them as methods: `tx.next_in_series(..)`.
macro_rules! on_both {
    (impl $trait:path { $($body:tt)* }) => {
        impl $trait for sqlx::SqliteConnection { $($body)* }
        impl $trait for sqlx::PgConnection { $($body)* }
    };
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…`. A SQLite file and its folder are made where they are missing, readable by
    /// their owner alone.
    ///
    /// # Errors
    /// [`StorageError::Invalid`] for a URL of another kind or a folder that cannot be made,
    /// [`StorageError::Unavailable`] when the database does not answer.
    pub async fn connect(url: &str) -> Result<Self, StorageError> {
        let (db, file) = if let Some(path) = url.strip_prefix("sqlite:") {
            let path = sqlite_path(path)?;
            (open_sqlite(&path).await?, Some(path))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            (open_postgres(url).await?, None)
        } else {
            let why = "it must be sqlite:PATH, such as sqlite:data/kendali.db, or postgres://…";
            return Err(StorageError::invalid("database URL", why));
        };
        Ok(Self { db, keys: None, file, commits: watch::Sender::new(()) })
    }

    /// The same store with its master keys.
    #[must_use]
    pub fn with_keys(self, keys: Keys) -> Self {
        Self { keys: Some(keys), ..self }
    }

    /// The master keys.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`] where none were loaded.
    pub fn keys(&self) -> Result<&Keys, StorageError> {
        self.keys.as_ref().ok_or(StorageError::NoKeys)
    }

    /// Wakes those of this process who wait for a change.
    pub(crate) fn has_committed(&self) {
        self.commits.send_replace(());
    }

    /// Waits for the commits of this process.
    pub(crate) fn commits(&self) -> watch::Receiver<()> {
        self.commits.subscribe()
    }

    /// Which database this is.
    pub fn kind(&self) -> Kind {
        match self.db {
            Db::Sqlite { .. } => Kind::Sqlite,
            Db::Pg(_) => Kind::Postgres,
        }
    }

    /// The SQLite file, none for PostgreSQL.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Brings the tables to the version of this program. Instances may start at once.
    ///
    /// # Errors
    /// [`StorageError::Schema`], for one when a newer program wrote the database.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        match &self.db {
            Db::Sqlite { write, .. } => SQLITE_MIGRATIONS.run(write).await?,
            Db::Pg(pool) => POSTGRES_MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }

    /// Whether no table holds a row, those of the migrations apart.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn is_empty(&self) -> Result<bool, StorageError> {
        let list = match &self.db {
            Db::Sqlite { .. } => SQLITE_TABLES,
            Db::Pg(_) => POSTGRES_TABLES,
        };
        let empty = read!(self, |conn| {
            let tables = sqlx::query_scalar::<_, String>(list).fetch_all(&mut *conn).await?;
            let mut empty = true;
            for table in tables.iter().filter(|table| *table != "_sqlx_migrations") {
                let any = format!(
                    "select cast(count(*) as bigint) from (select 1 from \"{table}\" limit 1) as one"
                );
                let rows = sqlx::query_scalar::<_, i64>(AssertSqlSafe(any)).fetch_one(&mut *conn).await?;
                if rows > 0 {
                    empty = false;
                    break;
                }
            }
            empty
        });
        Ok(empty)
    }

    /// Whether the database answers and has every migration of this program.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] when it does not answer, or was never migrated.
    pub async fn ready(&self) -> Result<Ready, StorageError> {
        const APPLIED: &str = "select cast(count(*) as bigint) from _sqlx_migrations where success";
        let applied = read!(self, |conn| sqlx::query_scalar::<_, i64>(APPLIED).fetch_one(&mut *conn).await)?;
        let known = match &self.db {
            Db::Sqlite { .. } => SQLITE_MIGRATIONS.iter().count(),
            Db::Pg(_) => POSTGRES_MIGRATIONS.iter().count(),
        };
        Ok(if usize::try_from(applied).is_ok_and(|applied| applied >= known) {
            Ready::Yes
        } else {
            Ready::MigrationsMissing
        })
    }

    /// Ends every connection, after those at work; SQLite's log is folded into its file.
    pub async fn close(&self) {
        match &self.db {
            Db::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Db::Pg(pool) => pool.close().await,
        }
    }
}

/// What [`Store::ready`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ready {
    /// It answers and fits the program.
    Yes,
    /// It answers, but some migrations of this program are not applied.
    MigrationsMissing,
}

const SQLITE_TABLES: &str = "select name from pragma_table_list \
    where schema = 'main' and type = 'table' and name not like 'sqlite!_%' escape '!' order by name";
const POSTGRES_TABLES: &str = "select cast(table_name as text) from information_schema.tables \
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name";

fn sqlite_path(path: &str) -> Result<PathBuf, StorageError> {
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() || path.contains('?') || path.starts_with(":memory:") {
        let why = "sqlite: must be followed by the path of a file, without parameters";
        return Err(StorageError::invalid("database URL", why));
    }
    Ok(PathBuf::from(path))
}

/// Makes the folder (mode 0700) and an empty file (mode 0600) where they are missing.
fn make_private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    std::fs::OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
    Ok(())
}

async fn open_sqlite(path: &Path) -> Result<Db, StorageError> {
    make_private(path).map_err(|error| {
        StorageError::invalid("database URL", format!("{} cannot be opened: {error}", path.display()))
    })?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .pragma("temp_store", "memory");
    // The writer comes first: it turns the file to write-ahead logging before anyone reads.
    let writer = options
        .clone()
        .pragma("cache_size", WRITE_CACHE)
        .pragma("journal_size_limit", "67108864")
        .optimize_on_close(true, 400);
    let write = SqlitePoolOptions::new()
        .min_connections(1)
        .max_connections(1)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(writer)
        .await?;
    let reader = options.pragma("cache_size", READ_CACHE).pragma("query_only", "on");
    let read = SqlitePoolOptions::new()
        .max_connections(SQLITE_READERS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(reader)
        .await?;
    Ok(Db::Sqlite { read, write })
}

async fn open_postgres(url: &str) -> Result<Db, StorageError> {
    // The URL holds a password: its text stays out of every message.
    let options = PgConnectOptions::from_str(url)
        .map_err(|_| StorageError::invalid("database URL", "this postgres:// URL cannot be read"))?
        .application_name("kendali");
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(BUSY_TIMEOUT)
        .connect_with(options)
        .await?;
    Ok(Db::Pg(pool))
}

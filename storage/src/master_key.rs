//! The key file: master keys with ids, one a line, beside the database and never in it.
//!
//! The database knows only ids and fingerprints, so that a missing or foreign file is noticed before anything is coded
//! with it. Instances share one file.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use ring::rand::{SecureRandom, SystemRandom};
use serde_json::json;

use crate::db::Store;
use crate::error::StorageError;
use crate::keys::{Keys, MasterKey};
use crate::settings_log::{By, Change, LogEntry};

/// Why the keys cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The database was written with keys, and the file is not there.
    #[error("the key file {path} is missing", path = .0.display())]
    Missing(PathBuf),
    /// The file lacks keys that the database was written with, or holds others under their ids.
    #[error("the key file {path} is not the one of this database: it lacks {ids}", path = .path.display(), ids = .ids.join(", "))]
    Other {
        /// The file.
        path: PathBuf,
        /// The ids that are missing or differ.
        ids: Vec<String>,
    },
    /// Others than the owner may read the file.
    #[error("the key file {path} may be read by others (mode {mode:o}): chmod 600", path = .path.display())]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// A line cannot be read.
    #[error("line {line} of the key file {path} is not `id hex created`", path = .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// The file cannot be read or written.
    #[error("the key file {path}: {source}", path = .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

fn of_file(path: &Path) -> impl Fn(std::io::Error) -> KeysError {
    move |source| KeysError::File { path: path.to_owned(), source }
}

impl MasterKey {
    fn random(now: DateTime<Utc>) -> Self {
        let random = SystemRandom::new();
        let (mut id, mut secret) = ([0; 4], [0; 32]);
        random.fill(&mut id).and_then(|()| random.fill(&mut secret)).expect("the system has randomness");
        Self::new(HEXLOWER.encode(&id), secret, now)
    }

    fn line(&self) -> String {
        format!("{} {} {}\n", self.id, HEXLOWER.encode(&self.secret), self.created.timestamp_millis())
    }

    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split_ascii_whitespace();
        let (id, secret, created) = (parts.next()?, parts.next()?, parts.next()?);
        let secret = HEXLOWER.decode(secret.as_bytes()).ok()?.try_into().ok()?;
        let created = DateTime::from_timestamp_millis(created.parse().ok()?)?;
        parts.next().is_none().then(|| Self::new(id.to_owned(), secret, created))
    }
}

const HEAD: &str = "# Master keys of Kendali. Keep a copy apart from the database; without it nothing can be proved.\n\
                    # id secret created\n";

/// Reads a key file, `None` where there is none.
///
/// # Errors
/// [`KeysError::File`], [`KeysError::Exposed`] or [`KeysError::Unreadable`].
pub fn read_file(path: &Path) -> Result<Option<Keys>, KeysError> {
    use std::os::unix::fs::PermissionsExt;
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(of_file(path)(error)),
    };
    let mode = std::fs::metadata(path).map_err(of_file(path))?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeysError::Exposed { path: path.to_owned(), mode });
    }
    let mut keys = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let unreadable = || KeysError::Unreadable { path: path.to_owned(), line: index + 1 };
        keys.push(MasterKey::parse(line).ok_or_else(unreadable)?);
    }
    if keys.is_empty() {
        return Err(KeysError::Unreadable { path: path.to_owned(), line: text.lines().count() + 1 });
    }
    Ok(Some(Keys(Arc::new(keys))))
}

/// Whether a key file may take the place of another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Free,
    Taken,
}

/// Writes a key file whole or not at all. For a free place, the file of another instance that was faster stays.
fn write_file(path: &Path, keys: &[MasterKey], place: Place) -> Result<(), KeysError> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.exists()) {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(of_file(path))?;
    }
    let newest = keys.last().map_or("none", |key| key.id.as_str());
    let beside = path.with_extension(format!("new-{newest}"));
    let mut text = HEAD.to_owned();
    text.extend(keys.iter().map(MasterKey::line));
    let written = std::fs::OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| match place {
            Place::Taken => std::fs::rename(&beside, path),
            Place::Free => match std::fs::hard_link(&beside, path) {
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
                linked => linked,
            },
        })
        .and_then(|()| {
            std::fs::File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all())
        });
    // After a rename it is gone already; after a link it is a second name; after an error it is a rest.
    let _ = std::fs::remove_file(&beside);
    written.map_err(of_file(path))
}

fn with_one_more(keys: &Keys, now: DateTime<Utc>) -> Vec<MasterKey> {
    let copy = |key: &MasterKey| MasterKey::new(key.id.clone(), key.secret, key.created);
    keys.0.iter().map(copy).chain([MasterKey::random(now)]).collect()
}

const KNOWN: &str = "select id, fingerprint from key_ids where lost_at_ms is null order by created_at_ms, id";
const REGISTER: &str = "insert into key_ids (id, fingerprint, created_at_ms, licence_key) values ($1, $2, $3, $4) \
    on conflict (id) do update set licence_key = excluded.licence_key";
const UNTOLD: &str =
    "select cast(count(*) as bigint) from key_ids where licence_key is null and lost_at_ms is null";
const LICENCE_KEYS: &str = "select id, licence_key, created_at_ms, lost_at_ms from key_ids \
    where licence_key is not null order by created_at_ms desc, id";
const LOSE: &str =
    "update key_ids set lost_at_ms = $2, lost_reason = $3 where id = $1 and lost_at_ms is null";
const LOST: &str = "select id, lost_at_ms from key_ids where lost_at_ms is not null order by lost_at_ms, id";

/// A public key that licences are checked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenceKey {
    /// The id that a QR names.
    pub id: String,
    /// The Ed25519 public key. Shape: 64 hex digits.
    pub public: String,
    /// Since when it signs.
    pub from: DateTime<Utc>,
    /// When it was given up, none while it is in use or only rotated away.
    pub until: Option<DateTime<Utc>>,
}

impl LicenceKey {
    /// Whether the key signed these bytes.
    pub fn has_signed(&self, text: &[u8], signature: &[u8]) -> bool {
        let Ok(public) = data_encoding::HEXLOWER.decode(self.public.as_bytes()) else { return false };
        ring::signature::UnparsedPublicKey::new(&ring::signature::ED25519, public)
            .verify(text, signature)
            .is_ok()
    }
}

impl Store {
    /// Loads the keys of this database; for an empty database they are made where the file is missing. It is not empty
    /// afterwards: who must know whether it was, asks [`Store::is_empty`] before.
    ///
    /// # Errors
    /// [`KeysError::Missing`] or [`KeysError::Other`] for a database that was written with other keys.
    pub async fn load_or_make_keys(&self, path: &Path, now: DateTime<Utc>) -> Result<Keys, KeysError> {
        if read_file(path)?.is_none() && self.is_empty().await? {
            write_file(path, &[MasterKey::random(now)], Place::Free)?;
        }
        self.load_keys(path).await
    }

    /// Loads the keys of this database, and makes none.
    ///
    /// # Errors
    /// [`KeysError::Missing`] or [`KeysError::Other`] where the file is not that of this database.
    pub async fn load_keys(&self, path: &Path) -> Result<Keys, KeysError> {
        let keys = read_file(path)?.ok_or_else(|| KeysError::Missing(path.to_owned()))?;
        let foreign = |known: &[(String, String)]| -> Vec<String> {
            let same = |id: &str, print: &str| keys.fingerprint(id) == Some(print);
            known.iter().filter(|(id, print)| !same(id, print)).map(|(id, _)| id.clone()).collect()
        };
        // Asked first: whoever fills an empty database writes its key ids before anything else.
        let empty = self.is_empty().await?;
        let known = self.key_ids().await?;
        let ids = foreign(&known);
        // A database with rows but without key ids was never coded with this file either.
        if !ids.is_empty() || (known.is_empty() && !empty) {
            return Err(KeysError::Other { path: path.to_owned(), ids });
        }
        // Keys that only the file knows: made just now, or by a rotation that ended before it reached the database; and
        // those whose public half is not told yet.
        let is_new = |id: &str| known.iter().all(|(known, _)| known != id);
        if keys.ids().any(is_new) || self.has_untold_keys().await? {
            self.register_keys(&keys).await?;
            let ids = foreign(&self.key_ids().await?);
            if !ids.is_empty() {
                return Err(KeysError::Other { path: path.to_owned(), ids });
            }
        }
        Ok(keys)
    }

    /// Adds a key, with which everything is coded from now on. Instances at work load it at their next start.
    ///
    /// # Errors
    /// Those of [`Store::load_keys`], and [`KeysError::File`].
    pub async fn rotate_keys(&self, path: &Path, now: DateTime<Utc>) -> Result<Keys, KeysError> {
        let keys = self.load_keys(path).await?;
        write_file(path, &with_one_more(&keys, now), Place::Taken)?;
        let keys = self.load_keys(path).await?;
        self.log_keys(Change::KeysRotated, json!({ "current": keys.current_id() }), now).await?;
        Ok(keys)
    }

    /// Goes on after the keys were lost: makes a new key, beside those of the file that are this database's own, and
    /// marks the others as lost. The caller then writes "kunci diganti" on every card and rebuilds the index.
    ///
    /// # Errors
    /// [`KeysError::File`] when the file cannot be written.
    pub async fn replace_keys(
        &self,
        path: &Path,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<Keys, KeysError> {
        let known = self.key_ids().await?;
        let is_ours =
            |key: &MasterKey| known.iter().any(|(id, print)| *id == key.id && *print == key.fingerprint);
        let found = read_file(path)?;
        let mut kept: Vec<MasterKey> = Vec::new();
        if let Some(found) = &found {
            if !found.0.iter().all(is_ours) {
                // A file of another office is not ours to destroy.
                let aside = path.with_extension(format!("other-{}", now.timestamp_millis()));
                std::fs::hard_link(path, &aside).map_err(of_file(path))?;
            }
            let copy = |key: &MasterKey| MasterKey::new(key.id.clone(), key.secret, key.created);
            kept.extend(found.0.iter().filter(|key| is_ours(key)).map(copy));
        }
        kept.push(MasterKey::random(now));
        write_file(path, &kept, Place::Taken)?;
        let lost = known.iter().filter(|(id, _)| kept.iter().all(|key| key.id != *id));
        let lost: Vec<&str> = lost.map(|(id, _)| id.as_str()).collect();
        self.lose_keys(&lost, reason, now).await?;
        let keys = Keys(Arc::new(kept));
        self.register_keys(&keys).await?;
        let details = json!({ "current": keys.current_id(), "lost": lost, "reason": reason });
        self.log_keys(Change::KeysReplaced, details, now).await?;
        Ok(keys)
    }

    /// The ids and fingerprints this database was written with, oldest first, the lost ones left out.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn key_ids(&self) -> Result<Vec<(String, String)>, StorageError> {
        Ok(read!(self, |conn| sqlx::query_as(KNOWN).fetch_all(&mut *conn).await)?)
    }

    /// The ids of keys that were given up, with the instant of it.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn lost_keys(&self) -> Result<Vec<(String, DateTime<Utc>)>, StorageError> {
        let rows: Vec<(String, i64)> = read!(self, |conn| sqlx::query_as(LOST).fetch_all(&mut *conn).await)?;
        let read = |(id, ms): (String, i64)| {
            let at = crate::column::place("key_ids", "lost_at_ms", &id).instant(ms)?;
            Ok((id, at))
        };
        rows.into_iter().map(read).collect()
    }

    /// The public keys of licences, the newest first, those of lost master keys too: what they signed still holds.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn licence_keys(&self) -> Result<Vec<LicenceKey>, StorageError> {
        type Row = (String, String, i64, Option<i64>);
        let rows: Vec<Row> = read!(self, |conn| sqlx::query_as(LICENCE_KEYS).fetch_all(&mut *conn).await)?;
        let read = |(id, public, from, until): Row| {
            let from = crate::column::place("key_ids", "created_at_ms", &id).instant(from)?;
            let until = crate::column::place("key_ids", "lost_at_ms", &id).instant_or_none(until)?;
            Ok(LicenceKey { id, public, from, until })
        };
        rows.into_iter().map(read).collect()
    }

    async fn has_untold_keys(&self) -> Result<bool, StorageError> {
        let count: i64 = read!(self, |conn| sqlx::query_scalar(UNTOLD).fetch_one(&mut *conn).await)?;
        Ok(count > 0)
    }

    /// Keys are a matter of the command line alone.
    async fn log_keys(
        &self,
        what: Change,
        details: serde_json::Value,
        now: DateTime<Utc>,
    ) -> Result<(), StorageError> {
        let entry = LogEntry { at: now, by: By::CommandLine, what, subject: "keys".to_owned(), details };
        self.log_change(&entry).await
    }

    async fn register_keys(&self, keys: &Keys) -> Result<(), StorageError> {
        write_tx!(self, |tx| for key in keys.0.iter() {
            sqlx::query(REGISTER)
                .bind(&key.id)
                .bind(&key.fingerprint)
                .bind(key.created.timestamp_millis())
                .bind(key.licence_key())
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    async fn lose_keys(&self, ids: &[&str], reason: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
        write_tx!(self, |tx| for id in ids {
            let at = now.timestamp_millis();
            sqlx::query(LOSE).bind(*id).bind(at).bind(reason).execute(&mut *tx).await?;
        });
        Ok(())
    }
}

//! What the office sets: each setting a type of its own, kept as JSON under its key.

use chrono::{DateTime, Utc};
pub use domain::office::Office;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use crate::db::Store;
use crate::error::StorageError;
use crate::settings_log::{By, Change, LogEntry, Logging};

/// A setting: a type with a key.
pub trait Setting: Serialize + DeserializeOwned + Send + Sync {
    /// The key in the table.
    const KEY: &'static str;
}

impl Setting for Office {
    const KEY: &'static str = "office";
}

/// The mark of a database that the demonstration filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demonstration {
    /// The instant for which it was made; its history ends there.
    pub made_for: DateTime<Utc>,
    /// The seed of its history.
    pub seed: u64,
}

impl Setting for Demonstration {
    const KEY: &'static str = "demonstration";
}

const FIND: &str = "select value from settings where key = $1";
const SET: &str = "insert into settings (key, value, set_at_ms) values ($1, $2, $3) \
    on conflict (key) do update set value = $2, set_at_ms = $3";

impl Store {
    /// The setting, none where it was never set.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn setting<S: Setting>(&self) -> Result<Option<S>, StorageError> {
        let text: Option<String> =
            read!(self, |conn| sqlx::query_scalar(FIND).bind(S::KEY).fetch_optional(&mut *conn).await)?;
        let read = |text: String| serde_json::from_str(&text);
        text.map(read).transpose().map_err(|_| StorageError::corrupt("settings", "value", S::KEY))
    }

    /// Sets a setting and writes the log.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn set<S: Setting>(
        &self,
        setting: &S,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), StorageError> {
        let value = serde_json::to_value(setting)
            .map_err(|error| StorageError::invalid("setting", error.to_string()))?;
        let entry = LogEntry {
            at: now,
            by: by.clone(),
            what: Change::SettingSet,
            subject: S::KEY.to_owned(),
            details: json!({ "value": value }),
        };
        let value = value.to_string();
        write_tx!(self, |tx| {
            let at = now.timestamp_millis();
            sqlx::query(SET).bind(S::KEY).bind(&value).bind(at).execute(&mut *tx).await?;
            tx.record(&entry).await?;
        });
        Ok(())
    }
}

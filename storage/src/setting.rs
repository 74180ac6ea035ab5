//! What the office sets: each setting a type of its own, kept as JSON under its key.

use chrono::{DateTime, Utc};
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

/// Who the office is: the head of its letters and the foot of its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Office {
    /// The government above it, such as `Pemerintah Kota Pekanbaru`.
    pub government: String,
    /// The name, never abbreviated, such as `Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu`.
    pub name: String,
    /// The abbreviation, such as `DPMPTSP`.
    pub short_name: String,
    /// The city where letters are dated.
    pub city: String,
    /// Street and number.
    pub address: String,
    /// The postal code.
    pub postal_code: String,
    /// The telephone number.
    pub phone: String,
    /// The number that takes short messages.
    pub sms: String,
    /// The e-mail address.
    pub email: String,
    /// The web address of the office.
    pub website: String,
    /// The naming line of its letters: who signs, such as `Kepala Dinas`.
    pub naming_line: String,
    /// The entry: where an applicant comes in, such as the counter and its hours.
    pub entry: String,
    /// The emblem as SVG text, none for the neutral placeholder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emblem_svg: Option<String>,
}

impl Office {
    /// The region of the government above it: "Kota Pekanbaru".
    pub fn region(&self) -> &str {
        let government = self.government.trim();
        government.strip_prefix("Pemerintah ").unwrap_or(government).trim()
    }

    /// The abbreviation with its region: "DPMPTSP Kota Pekanbaru".
    pub fn short_title(&self) -> String {
        self.of_the_region(&self.short_name)
    }

    /// The whole name with its region.
    pub fn title(&self) -> String {
        self.of_the_region(&self.name)
    }

    fn of_the_region(&self, name: &str) -> String {
        let (name, region) = (name.trim(), self.region());
        if name.is_empty() || region.is_empty() || name.ends_with(region) {
            name.to_owned()
        } else {
            format!("{name} {region}")
        }
    }
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

//! The office's own templates of its papers, by name and content: what was printed from once stays, so that an issued
//! letter can always say what it was set from.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::column::place;
use crate::db::Store;
use crate::error::StorageError;
use crate::settings_log::{By, Change, LogEntry, Logging};
use crate::standard::sha256_hex;

/// A template that the office prints from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateText {
    /// Its name, such as `receipt.typ`.
    pub name: String,
    /// The text as it was loaded.
    pub text: String,
    /// Its SHA-256 in hex.
    pub sha256: String,
    /// When this text was first loaded.
    pub loaded_at: DateTime<Utc>,
}

const KEEP: &str = "insert into templates (name, sha256, text, loaded_at_ms, loaded_by) values ($1, $2, $3, $4, $5) \
    on conflict (name, sha256) do nothing";
const USE: &str = "insert into current_templates (name, sha256) values ($1, $2) \
    on conflict (name) do update set sha256 = $2 where current_templates.sha256 <> $2";
const CURRENT: &str = "select t.name, t.sha256, t.text, t.loaded_at_ms from current_templates c \
    join templates t on t.name = c.name and t.sha256 = c.sha256 order by t.name";
const RESET: &str = "delete from current_templates where name = $1";

impl Store {
    /// Takes templates in, all or none, as those that are printed from. The names of those that are new; a text that is in
    /// use already changes nothing. That a text is a template is the caller's care.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn use_templates(
        &self,
        templates: &[(String, String)],
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<Vec<String>, StorageError> {
        let at = now.timestamp_millis();
        let taken = write_tx!(self, |tx| {
            let mut taken = Vec::new();
            for (name, text) in templates {
                let sha256 = sha256_hex(text);
                sqlx::query(KEEP)
                    .bind(name)
                    .bind(&sha256)
                    .bind(text)
                    .bind(at)
                    .bind(by.key())
                    .execute(&mut *tx)
                    .await?;
                let changed = sqlx::query(USE).bind(name).bind(&sha256).execute(&mut *tx).await?;
                if changed.rows_affected() > 0 {
                    tx.record(&entry(Change::TemplateLoaded, name, json!({ "sha256": sha256 }), by, now))
                        .await?;
                    taken.push(name.clone());
                }
            }
            taken
        });
        Ok(taken)
    }

    /// Goes back to the program's own template. Whether the office had one of its own.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn reset_template(
        &self,
        name: &str,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<bool, StorageError> {
        let had = write_tx!(self, |tx| {
            let gone = sqlx::query(RESET).bind(name).execute(&mut *tx).await?.rows_affected() > 0;
            if gone {
                tx.record(&entry(Change::TemplateReset, name, json!({}), by, now)).await?;
            }
            gone
        });
        Ok(had)
    }

    /// The office's own templates that are printed from, by name.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] where a text is not the one of its code, or [`StorageError::Unavailable`].
    pub async fn templates(&self) -> Result<Vec<TemplateText>, StorageError> {
        let rows: Vec<(String, String, String, i64)> =
            read!(self, |conn| sqlx::query_as(CURRENT).fetch_all(&mut *conn).await)?;
        let read = |(name, sha256, text, loaded_at_ms): (String, String, String, i64)| {
            let at = |column| place("templates", column, &name);
            if sha256_hex(&text) != sha256 {
                return Err(at("text").corrupt());
            }
            Ok(TemplateText { loaded_at: at("loaded_at_ms").instant(loaded_at_ms)?, name, sha256, text })
        };
        rows.into_iter().map(read).collect()
    }
}

fn entry(what: Change, name: &str, details: serde_json::Value, by: &By, now: DateTime<Utc>) -> LogEntry {
    LogEntry { at: now, by: by.clone(), what, subject: name.to_owned(), details }
}

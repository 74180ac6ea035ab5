//! The log of settings: who changed what of the office, its accounts, standards and calendars.

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use serde_json::Value;

use crate::column::place;
use crate::db::Store;
use crate::error::StorageError;

/// Who makes a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A person who is signed in.
    Account(AccountId),
    /// Whoever may run commands on the server.
    CommandLine,
    /// The program itself: the first start, the demonstration.
    System,
}

impl By {
    /// As it is stored.
    pub fn key(&self) -> &str {
        match self {
            Self::Account(account) => account.as_str(),
            Self::CommandLine => "command-line",
            Self::System => "system",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        match key {
            "command-line" => Some(Self::CommandLine),
            "system" => Some(Self::System),
            account => AccountId::parse(account).ok().map(Self::Account),
        }
    }

    /// Whether this is the person of `account`.
    pub fn is(&self, account: &AccountId) -> bool {
        matches!(self, Self::Account(by) if by == account)
    }
}

macro_rules! changes {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)+) => {
        /// What was changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Change {
            $($(#[$doc])* $name,)+
        }

        impl Change {
            /// Every kind of change.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// As it is stored.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                }
            }
        }
    };
}

changes! {
    /// An account was made.
    AccountCreated = "account_created",
    /// Name, NIP or rank of an account was changed.
    AccountChanged = "account_changed",
    /// An account was closed.
    AccountDisabled = "account_disabled",
    /// A closed account was opened again.
    AccountEnabled = "account_enabled",
    /// The password of an account was set anew by someone else.
    PasswordReset = "password_reset",
    /// A role was granted.
    RoleGranted = "role_granted",
    /// A role was taken away.
    RoleRevoked = "role_revoked",
    /// A role was lent by letter.
    RoleLent = "role_lent",
    /// A lent role was ended early.
    LoanEnded = "loan_ended",
    /// An absence was entered.
    AbsenceEntered = "absence_entered",
    /// An absence was ended early.
    AbsenceEnded = "absence_ended",
    /// A setting was set.
    SettingSet = "setting_set",
    /// A standard was loaded as a new version.
    StandardLoaded = "standard_loaded",
    /// A standard was confirmed by the office.
    StandardConfirmed = "standard_confirmed",
    /// A calendar was loaded as a new version.
    CalendarLoaded = "calendar_loaded",
    /// A calendar was confirmed by the office.
    CalendarConfirmed = "calendar_confirmed",
    /// A template of the office's papers was loaded.
    TemplateLoaded = "template_loaded",
    /// The office went back to the program's own template.
    TemplateReset = "template_reset",
    /// A master key was added.
    KeysRotated = "keys_rotated",
    /// The master keys were lost and replaced.
    KeysReplaced = "keys_replaced",
    /// What was missing against the checkpoint was accepted.
    CheckpointAccepted = "checkpoint_accepted",
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: By,
    /// What was done.
    pub what: Change,
    /// To which account, setting, standard or calendar.
    pub subject: String,
    /// The facts, without secrets.
    pub details: Value,
}

const NEXT: &str = "insert into counters (name, value) values ($1, 1) \
    on conflict (name) do update set value = counters.value + 1 returning value";
const RECORD: &str = "insert into settings_log (seq, at_ms, by_account, what, subject, details) \
    values ($1, $2, $3, $4, $5, $6)";
const NEWEST: &str = "select seq, at_ms, by_account, what, subject, details from settings_log \
    order by seq desc limit $1";

/// Counting and logging inside a transaction of [`write_tx!`].
pub trait Logging {
    /// The next value of a counter, from 1. Others who ask for the same counter wait until this transaction ends.
    fn next_of(&mut self, counter: &str) -> impl Future<Output = Result<i64, StorageError>> + Send;

    /// Writes an entry of the settings log.
    fn record(&mut self, entry: &LogEntry) -> impl Future<Output = Result<(), StorageError>> + Send;
}

on_both! {
    impl Logging {
        async fn next_of(&mut self, counter: &str) -> Result<i64, StorageError> {
            Ok(sqlx::query_scalar(NEXT).bind(counter).fetch_one(&mut *self).await?)
        }

        async fn record(&mut self, entry: &LogEntry) -> Result<(), StorageError> {
            let seq = self.next_of("settings_log").await?;
            sqlx::query(RECORD)
                .bind(seq)
                .bind(entry.at.timestamp_millis())
                .bind(entry.by.key())
                .bind(entry.what.key())
                .bind(&entry.subject)
                .bind(entry.details.to_string())
                .execute(&mut *self)
                .await?;
            Ok(())
        }
    }
}

#[derive(sqlx::FromRow)]
struct LogRow {
    seq: i64,
    at_ms: i64,
    by_account: String,
    what: String,
    subject: String,
    details: String,
}

impl LogRow {
    fn read(self) -> Result<LogEntry, StorageError> {
        let seq = self.seq.to_string();
        let at = |column| place("settings_log", column, &seq);
        let what = Change::ALL.iter().copied().find(|change| change.key() == self.what);
        Ok(LogEntry {
            at: at("at_ms").instant(self.at_ms)?,
            by: By::from_key(&self.by_account).ok_or_else(|| at("by_account").corrupt())?,
            what: what.ok_or_else(|| at("what").corrupt())?,
            details: at("details").read(serde_json::from_str(&self.details))?,
            subject: self.subject,
        })
    }
}

impl Store {
    /// Writes one entry by itself, for a change that is not in the database: keys, the checkpoint.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn log_change(&self, entry: &LogEntry) -> Result<(), StorageError> {
        write_tx!(self, |tx| tx.record(entry).await?);
        Ok(())
    }

    /// The newest entries of the settings log, newest first.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn settings_log(&self, at_most: u32) -> Result<Vec<LogEntry>, StorageError> {
        let rows: Vec<LogRow> =
            read!(self, |conn| sqlx::query_as(NEWEST).bind(i64::from(at_most)).fetch_all(&mut *conn).await)?;
        rows.into_iter().map(LogRow::read).collect()
    }
}

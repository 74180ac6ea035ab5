//! Accounts of the staff: made, listed, closed. What they may do is in [`crate::grant`] and [`crate::holder`].

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use domain::person::Initials;
use domain::role::RoleKey;
use serde_json::json;

use crate::column::place;
use crate::credential::{Nip, SignInName, UserName};
use crate::db::Store;
use crate::error::{StorageError, breaks_unique};
use crate::password::NewPassword;
use crate::settings_log::{By, Change, LogEntry, Logging};

/// Why an act on an account was not done. Nothing is written.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Another account has the user name.
    #[error("the user name is taken")]
    UserNameTaken,
    /// Another account has the NIP.
    #[error("the NIP is taken")]
    NipTaken,
    /// Another account has the initials; they are unique in the office.
    #[error("the initials are taken")]
    InitialsTaken,
    /// There is no such account.
    #[error("there is no such account")]
    Unknown,
    /// Nobody grants or lends a role to himself.
    #[error("nobody grants a role to himself")]
    OwnGrant,
    /// Nobody closes his own account.
    #[error("nobody closes his own account")]
    OwnAccount,
    /// The first day is after the last.
    #[error("the first day is after the last")]
    DatesReversed,
    /// Something begins on that day already.
    #[error("an entry with that first day is there already")]
    SameFirstDay,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<sqlx::Error> for AccountError {
    fn from(error: sqlx::Error) -> Self {
        if breaks_unique(&error, "accounts_user_name_key", "accounts.user_name") {
            Self::UserNameTaken
        } else if breaks_unique(&error, "accounts_nip_key", "accounts.nip") {
            Self::NipTaken
        } else if breaks_unique(&error, "accounts_initials_key", "accounts.initials") {
            Self::InitialsTaken
        } else if breaks_unique(&error, "stand_ins_pkey", "stand_ins.from_date")
            || breaks_unique(&error, "absences_pkey", "absences.from_date")
        {
            Self::SameFirstDay
        } else {
            Self::Storage(error.into())
        }
    }
}

/// Whether a password given by others must be changed at the first sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstPassword {
    /// It must.
    MustChange,
    /// It stays: the demonstration, or one's own choice on the terminal.
    Stays,
}

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Its identity, made by the caller.
    pub id: AccountId,
    /// What its person signs in with.
    pub user_name: UserName,
    /// Or with this.
    pub nip: Option<Nip>,
    /// The name with titles.
    pub name: String,
    /// The initials.
    pub initials: Initials,
    /// Rank and class, as letters print it.
    pub rank: Option<String>,
    /// The first password.
    pub password: NewPassword,
    /// Whether it must be changed.
    pub first_password: FirstPassword,
    /// Its own roles.
    pub roles: Vec<RoleKey>,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its identity.
    pub id: AccountId,
    /// The user name.
    pub user_name: String,
    /// The NIP.
    pub nip: Option<String>,
    /// The name with titles.
    pub name: String,
    /// The initials.
    pub initials: Initials,
    /// Rank and class.
    pub rank: Option<String>,
    /// Whether the password must be changed at the next sign-in.
    pub must_change: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was closed, none while it is open.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Its own roles, sorted; lent ones are in [`Store::stand_ins`].
    pub roles: Vec<RoleKey>,
}

/// What may change of an account. User name and initials stay: cards and people know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountDetails {
    /// The NIP.
    pub nip: Option<Nip>,
    /// The name with titles.
    pub name: String,
    /// Rank and class.
    pub rank: Option<String>,
}

const CREATE: &str = "insert into accounts (id, user_name, nip, name, initials, rank, password_hash, must_change, \
    created_at_ms) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
pub(crate) const ADD_ROLE: &str = "insert into account_roles (account_id, role, granted_at_ms, granted_by) \
    values ($1, $2, $3, $4) on conflict (account_id, role) do nothing";
const ALL: &str = "select id, user_name, nip, name, initials, rank, must_change, created_at_ms, disabled_at_ms \
    from accounts order by name, id";
const ALL_ROLES: &str = "select account_id, role from account_roles order by account_id, role";
const ONE: &str = "select id, user_name, nip, name, initials, rank, must_change, created_at_ms, disabled_at_ms \
    from accounts where id = $1";
const BY_USER_NAME: &str = "select id from accounts where user_name = $1";
const BY_NIP: &str = "select id from accounts where nip = $1";
const ROLES: &str = "select role from account_roles where account_id = $1 order by role";
const CHANGE: &str = "update accounts set nip = $2, name = $3, rank = $4 where id = $1";
const DISABLE: &str = "update accounts set disabled_at_ms = $2 where id = $1 and disabled_at_ms is null";
const ENABLE: &str = "update accounts set disabled_at_ms = null where id = $1 and disabled_at_ms is not null";
const SET_PASSWORD: &str = "update accounts set password_hash = $2, must_change = $3 where id = $1";
const END_SESSIONS: &str =
    "update sessions set revoked_at_ms = $2 where account_id = $1 and revoked_at_ms is null";

#[derive(sqlx::FromRow)]
struct AccountRow {
    id: String,
    user_name: String,
    nip: Option<String>,
    name: String,
    initials: String,
    rank: Option<String>,
    must_change: bool,
    created_at_ms: i64,
    disabled_at_ms: Option<i64>,
}

impl AccountRow {
    fn read(self, roles: Vec<RoleKey>) -> Result<Account, StorageError> {
        let at = |column| place("accounts", column, &self.id);
        Ok(Account {
            id: at("id").read(AccountId::parse(&self.id))?,
            initials: at("initials").read(Initials::parse(&self.initials))?,
            created_at: at("created_at_ms").instant(self.created_at_ms)?,
            disabled_at: at("disabled_at_ms").instant_or_none(self.disabled_at_ms)?,
            user_name: self.user_name,
            nip: self.nip,
            name: self.name,
            rank: self.rank,
            must_change: self.must_change,
            roles,
        })
    }
}

/// An entry of the settings log about an account.
pub(crate) fn entry(
    what: Change,
    account: &AccountId,
    details: serde_json::Value,
    by: &By,
    now: DateTime<Utc>,
) -> LogEntry {
    LogEntry { at: now, by: by.clone(), what, subject: account.to_string(), details }
}

impl Store {
    /// Makes an account with its roles.
    ///
    /// # Errors
    /// [`AccountError::UserNameTaken`], [`AccountError::NipTaken`] or [`AccountError::InitialsTaken`].
    pub async fn create_account(
        &self,
        new: &NewAccount,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        let hash = new.password.hash().await?;
        let roles: Vec<&str> = new.roles.iter().map(|role| role.0.as_str()).collect();
        write_tx!(self, |tx| {
            sqlx::query(CREATE)
                .bind(new.id.as_str())
                .bind(new.user_name.as_str())
                .bind(new.nip.as_ref().map(Nip::as_str))
                .bind(&new.name)
                .bind(new.initials.as_str())
                .bind(&new.rank)
                .bind(&hash)
                .bind(new.first_password == FirstPassword::MustChange)
                .bind(now.timestamp_millis())
                .execute(&mut *tx)
                .await?;
            for role in &roles {
                let at = now.timestamp_millis();
                sqlx::query(ADD_ROLE)
                    .bind(new.id.as_str())
                    .bind(*role)
                    .bind(at)
                    .bind(by.key())
                    .execute(&mut *tx)
                    .await?;
            }
            tx.record(&entry(Change::AccountCreated, &new.id, json!({ "roles": roles }), by, now)).await?;
        });
        Ok(())
    }

    /// Every account, closed ones too, by name.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn accounts(&self) -> Result<Vec<Account>, StorageError> {
        let (rows, held) = read_tx!(self, |tx| {
            let rows: Vec<AccountRow> = sqlx::query_as(ALL).fetch_all(&mut *tx).await?;
            let held: Vec<(String, String)> = sqlx::query_as(ALL_ROLES).fetch_all(&mut *tx).await?;
            (rows, held)
        });
        let mut roles: BTreeMap<String, Vec<RoleKey>> = BTreeMap::new();
        for (account, role) in held {
            roles.entry(account).or_default().push(RoleKey(role));
        }
        rows.into_iter()
            .map(|row| {
                let roles = roles.remove(&row.id).unwrap_or_default();
                row.read(roles)
            })
            .collect()
    }

    /// One account.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn account(&self, id: &AccountId) -> Result<Option<Account>, StorageError> {
        let (row, roles) = read_tx!(self, |tx| {
            let row: Option<AccountRow> =
                sqlx::query_as(ONE).bind(id.as_str()).fetch_optional(&mut *tx).await?;
            let roles: Vec<String> = sqlx::query_scalar(ROLES).bind(id.as_str()).fetch_all(&mut *tx).await?;
            (row, roles)
        });
        row.map(|row| row.read(roles.into_iter().map(RoleKey).collect())).transpose()
    }

    /// The account of a user name or NIP.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn account_named(&self, name: &SignInName) -> Result<Option<Account>, StorageError> {
        let (query, typed) = match name {
            SignInName::UserName(name) => (BY_USER_NAME, name.as_str()),
            SignInName::Nip(nip) => (BY_NIP, nip.as_str()),
        };
        let id: Option<String> =
            read!(self, |conn| sqlx::query_scalar(query).bind(typed).fetch_optional(&mut *conn).await)?;
        let Some(id) = id else { return Ok(None) };
        self.account(&place("accounts", "id", &id).read(AccountId::parse(&id))?).await
    }

    /// Changes what may change of an account.
    ///
    /// # Errors
    /// [`AccountError::Unknown`] or [`AccountError::NipTaken`].
    pub async fn change_account(
        &self,
        id: &AccountId,
        details: &AccountDetails,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        write_tx!(self, |tx| {
            let changed = sqlx::query(CHANGE)
                .bind(id.as_str())
                .bind(details.nip.as_ref().map(Nip::as_str))
                .bind(&details.name)
                .bind(&details.rank)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if changed == 0 {
                return Err(AccountError::Unknown);
            }
            tx.record(&entry(Change::AccountChanged, id, json!({}), by, now)).await?;
        });
        Ok(())
    }

    /// Closes an account and ends its sessions. Closed already, it stays so.
    ///
    /// # Errors
    /// [`AccountError::OwnAccount`] or [`AccountError::Unknown`].
    pub async fn disable_account(
        &self,
        id: &AccountId,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        if by.is(id) {
            return Err(AccountError::OwnAccount);
        }
        let known = self.account(id).await?.ok_or(AccountError::Unknown)?;
        if known.disabled_at.is_some() {
            return Ok(());
        }
        write_tx!(self, |tx| {
            let at = now.timestamp_millis();
            sqlx::query(DISABLE).bind(id.as_str()).bind(at).execute(&mut *tx).await?;
            sqlx::query(END_SESSIONS).bind(id.as_str()).bind(at).execute(&mut *tx).await?;
            tx.record(&entry(Change::AccountDisabled, id, json!({}), by, now)).await?;
        });
        Ok(())
    }

    /// Opens a closed account again.
    ///
    /// # Errors
    /// [`AccountError::Unknown`] where it does not exist or is open.
    pub async fn enable_account(
        &self,
        id: &AccountId,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        write_tx!(self, |tx| {
            let changed = sqlx::query(ENABLE).bind(id.as_str()).execute(&mut *tx).await?.rows_affected();
            if changed == 0 {
                return Err(AccountError::Unknown);
            }
            tx.record(&entry(Change::AccountEnabled, id, json!({}), by, now)).await?;
        });
        Ok(())
    }

    /// Sets a forgotten password anew, to be changed at the next sign-in, and ends the account's sessions.
    ///
    /// # Errors
    /// [`AccountError::Unknown`].
    pub async fn reset_password(
        &self,
        id: &AccountId,
        password: &NewPassword,
        by: &By,
        now: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        let hash = password.hash().await?;
        write_tx!(self, |tx| {
            let at = now.timestamp_millis();
            let changed = sqlx::query(SET_PASSWORD)
                .bind(id.as_str())
                .bind(&hash)
                .bind(true)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if changed == 0 {
                return Err(AccountError::Unknown);
            }
            sqlx::query(END_SESSIONS).bind(id.as_str()).bind(at).execute(&mut *tx).await?;
            tx.record(&entry(Change::PasswordReset, id, json!({}), by, now)).await?;
        });
        Ok(())
    }
}

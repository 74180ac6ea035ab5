//! The door: signing in, asking the password again, changing it. Every try is counted before it is answered.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, SessionId};

use crate::column::place;
use crate::credential::SignInName;
use crate::db::Store;
use crate::error::StorageError;
use crate::identity::fresh_session;
use crate::password::{Check, NewPassword, PasswordFault, check};
use crate::session::{CONFIRM, Computer, END_OTHERS, Session, Token};
use crate::throttle::{Allowed, Limit};

const QUARTER_MS: i64 = 15 * 60 * 1000;
/// Wrong passwords of one account. Source: house rule, 5 in 15 minutes.
pub const PER_ACCOUNT: Limit = Limit::per(5, QUARTER_MS);
/// Wrong passwords from one address. Source: house rule, 20 in 15 minutes.
pub const PER_NETWORK: Limit = Limit::per(20, QUARTER_MS);

const ACCOUNT_DOOR: &str = "sign-in account";
const NETWORK_DOOR: &str = "sign-in network";
/// The password asked of somebody who is signed in already. A door of its own: strangers who try the account's password
/// keep nobody from signing.
const SESSION_DOOR: &str = "password again";

/// A try to sign in.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// What was typed as the name: user name or NIP.
    pub name: &'a str,
    /// What was typed as the password.
    pub password: &'a str,
    /// The address it comes from, as `/24` or `/64`. Not stored in plain.
    pub network: &'a str,
    /// Whose computer it is.
    pub computer: Computer,
    /// The browser's name.
    pub user_agent: &'a str,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// The session is open.
    Ok {
        /// For the cookie.
        token: Token,
        /// The account.
        account: AccountId,
        /// The session.
        session: SessionId,
        /// Whether the password must be changed before anything else.
        must_change: bool,
    },
    /// Name or password is wrong, or the account is closed: which of them is not told.
    Wrong,
    /// Too many tries.
    Throttled {
        /// When the next may be made.
        retry_at: DateTime<Utc>,
    },
}

/// What came of asking the password again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// It is confirmed from now.
    Confirmed,
    /// The password is wrong.
    Wrong,
    /// Too many tries.
    Throttled {
        /// When the next may be made.
        retry_at: DateTime<Utc>,
    },
}

/// What came of changing one's password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordChange {
    /// It is changed; the account's other sessions are ended.
    Changed,
    /// The old password is wrong.
    Wrong,
    /// The new one cannot be set.
    Refused(PasswordFault),
    /// Too many tries.
    Throttled {
        /// When the next may be made.
        retry_at: DateTime<Utc>,
    },
}

const BY_USER_NAME: &str =
    "select id, password_hash, must_change, disabled_at_ms from accounts where user_name = $1";
const BY_NIP: &str = "select id, password_hash, must_change, disabled_at_ms from accounts where nip = $1";
const HASH: &str = "select password_hash from accounts where id = $1 and disabled_at_ms is null";
const NAMES: &str = "select user_name, nip from accounts where id = $1";
const SET_OWN: &str = "update accounts set password_hash = $2, must_change = $3 where id = $1";

type DoorRow = (String, String, bool, Option<i64>);

impl Store {
    /// Signs in by user name or NIP. Tries are counted by account and by address; one that succeeds is not. An unknown
    /// name is counted, takes as long and is answered like a wrong password.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`], [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn sign_in(&self, attempt: &Attempt<'_>, now: DateTime<Utc>) -> Result<SignIn, StorageError> {
        let found = self.at_the_door(attempt.name).await?;
        let typed = attempt.name.trim().to_lowercase();
        let counted = found.as_ref().map_or(typed.as_str(), |(id, ..)| id.as_str());
        for (door, who, limit) in
            // The network first: one that is held back uses up no tries of the account.
            [(NETWORK_DOOR, attempt.network, PER_NETWORK), (ACCOUNT_DOOR, counted, PER_ACCOUNT)]
        {
            if let Allowed::NotBefore(retry_at) = self.allow(door, who, limit, now).await? {
                return Ok(SignIn::Throttled { retry_at });
            }
        }
        let checked = check(attempt.password, found.as_ref().map(|(_, hash, ..)| hash.as_str())).await?;
        let Some((id, _, must_change, None)) = found else { return Ok(SignIn::Wrong) };
        if checked == Check::Wrong {
            return Ok(SignIn::Wrong);
        }
        self.forget_tries(ACCOUNT_DOOR, &id).await?;
        self.give_back(NETWORK_DOOR, attempt.network, PER_NETWORK).await?;
        let account = place("accounts", "id", &id).read(AccountId::parse(&id))?;
        let session = fresh_session(now);
        let token = self.open_session(&session, &account, attempt.computer, attempt.user_agent, now).await?;
        Ok(SignIn::Ok { token, account, session, must_change })
    }

    /// Asks the password again for an act that needs it; good for [`crate::session::CONFIRMED_FOR`].
    ///
    /// # Errors
    /// [`StorageError::NoKeys`], [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn confirm_password(
        &self,
        session: &Session,
        password: &str,
        now: DateTime<Utc>,
    ) -> Result<Confirmation, StorageError> {
        let who = session.account.as_str();
        if let Allowed::NotBefore(retry_at) = self.allow(SESSION_DOOR, who, PER_ACCOUNT, now).await? {
            return Ok(Confirmation::Throttled { retry_at });
        }
        if check(password, self.hash_of(&session.account).await?.as_deref()).await? == Check::Wrong {
            return Ok(Confirmation::Wrong);
        }
        self.forget_tries(SESSION_DOOR, who).await?;
        write_tx!(self, |tx| {
            let at = now.timestamp_millis();
            sqlx::query(CONFIRM).bind(session.id.as_str()).bind(at).execute(&mut *tx).await?;
        });
        Ok(Confirmation::Confirmed)
    }

    /// Changes the password of the session's own account and ends its other sessions.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`], [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn change_password(
        &self,
        session: &Session,
        old: &str,
        new: &str,
        now: DateTime<Utc>,
    ) -> Result<PasswordChange, StorageError> {
        let who = session.account.as_str();
        if let Allowed::NotBefore(retry_at) = self.allow(SESSION_DOOR, who, PER_ACCOUNT, now).await? {
            return Ok(PasswordChange::Throttled { retry_at });
        }
        if check(old, self.hash_of(&session.account).await?.as_deref()).await? == Check::Wrong {
            return Ok(PasswordChange::Wrong);
        }
        self.forget_tries(SESSION_DOOR, who).await?;
        if new == old {
            return Ok(PasswordChange::Refused(PasswordFault::Same));
        }
        let (user_name, nip): (String, Option<String>) =
            read!(self, |conn| sqlx::query_as(NAMES).bind(who).fetch_one(&mut *conn).await)?;
        let new = match NewPassword::parse(new, &[&user_name, nip.as_deref().unwrap_or_default()]) {
            Ok(new) => new,
            Err(fault) => return Ok(PasswordChange::Refused(fault)),
        };
        let hash = new.hash().await?;
        write_tx!(self, |tx| {
            let at = now.timestamp_millis();
            sqlx::query(SET_OWN).bind(who).bind(&hash).bind(false).execute(&mut *tx).await?;
            sqlx::query(END_OTHERS).bind(who).bind(session.id.as_str()).bind(at).execute(&mut *tx).await?;
        });
        Ok(PasswordChange::Changed)
    }

    async fn at_the_door(&self, typed: &str) -> Result<Option<DoorRow>, StorageError> {
        let (query, name) = match SignInName::parse(typed) {
            None => return Ok(None),
            Some(SignInName::UserName(name)) => (BY_USER_NAME, name.as_str().to_owned()),
            Some(SignInName::Nip(nip)) => (BY_NIP, nip.as_str().to_owned()),
        };
        Ok(read!(self, |conn| sqlx::query_as(query).bind(&name).fetch_optional(&mut *conn).await)?)
    }

    async fn hash_of(&self, account: &AccountId) -> Result<Option<String>, StorageError> {
        let id = account.as_str();
        Ok(read!(self, |conn| sqlx::query_scalar(HASH).bind(id).fetch_optional(&mut *conn).await)?)
    }
}

//! Sessions: an opaque token at the browser, its hash in the database.

use chrono::{DateTime, Duration, Utc};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use domain::id::{AccountId, SessionId};
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};

use crate::column::place;
use crate::db::Store;
use crate::error::StorageError;

/// How long a session on a shared computer lives without a request.
pub const IDLE_SHARED: Duration = Duration::minutes(30);
/// How long any other session lives without a request.
pub const IDLE_OWN: Duration = Duration::hours(8);
/// How long a password asked again is good for signing, refusing, revoking and voiding.
pub const CONFIRMED_FOR: Duration = Duration::minutes(5);
/// How often "last seen" is written: not with every request.
const SEEN_EVERY: Duration = Duration::minutes(1);
/// How much of the browser's name is kept.
const USER_AGENT_LETTERS: usize = 120;

/// Whose computer it is; the person says so at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Computer {
    /// One's own.
    Own,
    /// Shared, as at the counter.
    Shared,
}

impl Computer {
    /// How long a session lives without a request.
    pub const fn idle(self) -> Duration {
        match self {
            Self::Own => IDLE_OWN,
            Self::Shared => IDLE_SHARED,
        }
    }

    const fn of(shared: bool) -> Self {
        if shared { Self::Shared } else { Self::Own }
    }
}

/// What the browser keeps. Shape: 256 random bits as 43 letters of base64url.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(hidden)")
    }
}

impl Token {
    fn random() -> Self {
        let mut bits = [0; 32];
        SystemRandom::new().fill(&mut bits).expect("the system has randomness");
        Self(BASE64URL_NOPAD.encode(&bits))
    }

    /// Reads a token from a cookie, none where it has not the shape.
    pub fn parse(cookie: &str) -> Option<Self> {
        let bits = BASE64URL_NOPAD.decode(cookie.as_bytes()).ok()?;
        (bits.len() == 32).then(|| Self(cookie.to_owned()))
    }

    /// The text for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn sha256(&self) -> String {
        HEXLOWER.encode(digest(&SHA256, self.0.as_bytes()).as_ref())
    }
}

/// A session that is alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its identity.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// On whose computer.
    pub computer: Computer,
    /// The browser's name, shortened.
    pub user_agent: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_seen_at: DateTime<Utc>,
    /// When the password was asked again.
    pub password_confirmed_at: Option<DateTime<Utc>>,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
}

impl Session {
    /// Whether the password was asked again within [`CONFIRMED_FOR`].
    pub fn is_confirmed(&self, now: DateTime<Utc>) -> bool {
        self.password_confirmed_at.is_some_and(|at| at <= now && now - at < CONFIRMED_FOR)
    }

    /// When it ends if it is not used.
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.last_seen_at + self.computer.idle()
    }
}

const OPEN: &str = "insert into sessions (id, token_sha256, account_id, shared_computer, user_agent, created_at_ms, \
    last_seen_at_ms) values ($1, $2, $3, $4, $5, $6, $6)";
const FIND: &str = "select s.id, s.account_id, s.shared_computer, s.user_agent, s.created_at_ms, s.last_seen_at_ms, \
    s.password_confirmed_at_ms, a.must_change from sessions s join accounts a on a.id = s.account_id \
    where s.token_sha256 = $1 and s.revoked_at_ms is null and a.disabled_at_ms is null";
const BY_ID: &str = "select s.id, s.account_id, s.shared_computer, s.user_agent, s.created_at_ms, s.last_seen_at_ms, \
    s.password_confirmed_at_ms, a.must_change from sessions s join accounts a on a.id = s.account_id \
    where s.id = $1 and s.revoked_at_ms is null and a.disabled_at_ms is null";
const OF_ACCOUNT: &str = "select s.id, s.account_id, s.shared_computer, s.user_agent, s.created_at_ms, \
    s.last_seen_at_ms, s.password_confirmed_at_ms, a.must_change from sessions s \
    join accounts a on a.id = s.account_id \
    where s.account_id = $1 and s.revoked_at_ms is null and a.disabled_at_ms is null order by s.last_seen_at_ms desc, s.id";
const SEEN: &str = "update sessions set last_seen_at_ms = $2 where id = $1 and last_seen_at_ms < $2";
pub(crate) const CONFIRM: &str = "update sessions set password_confirmed_at_ms = $2 where id = $1";
const END: &str =
    "update sessions set revoked_at_ms = $3 where id = $1 and account_id = $2 and revoked_at_ms is null";
const END_ALL: &str =
    "update sessions set revoked_at_ms = $2 where account_id = $1 and revoked_at_ms is null";
pub(crate) const END_OTHERS: &str = "update sessions set revoked_at_ms = $3 \
    where account_id = $1 and id <> $2 and revoked_at_ms is null";
const PURGE: &str = "delete from sessions where revoked_at_ms < $1 or last_seen_at_ms < $1";

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: String,
    account_id: String,
    shared_computer: bool,
    user_agent: String,
    created_at_ms: i64,
    last_seen_at_ms: i64,
    password_confirmed_at_ms: Option<i64>,
    must_change: bool,
}

impl SessionRow {
    /// The session, none where it has been idle too long.
    fn read(self, now: DateTime<Utc>) -> Result<Option<Session>, StorageError> {
        let at = |column| place("sessions", column, &self.id);
        let confirmed = at("password_confirmed_at_ms").instant_or_none(self.password_confirmed_at_ms)?;
        let session = Session {
            id: at("id").read(SessionId::parse(&self.id))?,
            account: at("account_id").read(AccountId::parse(&self.account_id))?,
            computer: Computer::of(self.shared_computer),
            created_at: at("created_at_ms").instant(self.created_at_ms)?,
            last_seen_at: at("last_seen_at_ms").instant(self.last_seen_at_ms)?,
            password_confirmed_at: confirmed,
            must_change: self.must_change,
            user_agent: self.user_agent,
        };
        Ok((now < session.ends_at()).then_some(session))
    }
}

impl Store {
    /// Opens a session for an account whose password was just checked.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn open_session(
        &self,
        id: &SessionId,
        account: &AccountId,
        computer: Computer,
        user_agent: &str,
        now: DateTime<Utc>,
    ) -> Result<Token, StorageError> {
        let token = Token::random();
        let user_agent: String = user_agent.chars().take(USER_AGENT_LETTERS).collect();
        write_tx!(self, |tx| {
            sqlx::query(OPEN)
                .bind(id.as_str())
                .bind(token.sha256())
                .bind(account.as_str())
                .bind(computer == Computer::Shared)
                .bind(&user_agent)
                .bind(now.timestamp_millis())
                .execute(&mut *tx)
                .await?;
        });
        Ok(token)
    }

    /// The session of a token, none where it was ended, was idle too long, or its account is closed. Marks it as used.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn session(&self, token: &Token, now: DateTime<Utc>) -> Result<Option<Session>, StorageError> {
        let row: Option<SessionRow> =
            read!(self, |conn| sqlx::query_as(FIND).bind(token.sha256()).fetch_optional(&mut *conn).await)?;
        let Some(session) = row.map(|row| row.read(now)).transpose()?.flatten() else { return Ok(None) };
        if now - session.last_seen_at < SEEN_EVERY {
            return Ok(Some(session));
        }
        write_tx!(self, |tx| {
            let at = now.timestamp_millis();
            sqlx::query(SEEN).bind(session.id.as_str()).bind(at).execute(&mut *tx).await?;
        });
        Ok(Some(Session { last_seen_at: now, ..session }))
    }

    /// The session by its identity, for an open stream: it does not count as use.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn session_of_stream(
        &self,
        id: &SessionId,
        now: DateTime<Utc>,
    ) -> Result<Option<Session>, StorageError> {
        let row: Option<SessionRow> =
            read!(self, |conn| sqlx::query_as(BY_ID).bind(id.as_str()).fetch_optional(&mut *conn).await)?;
        Ok(row.map(|row| row.read(now)).transpose()?.flatten())
    }

    /// The sessions of an account that are alive, the last used first.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn sessions_of(
        &self,
        account: &AccountId,
        now: DateTime<Utc>,
    ) -> Result<Vec<Session>, StorageError> {
        let rows: Vec<SessionRow> = read!(self, |conn| {
            sqlx::query_as(OF_ACCOUNT).bind(account.as_str()).fetch_all(&mut *conn).await
        })?;
        rows.into_iter().filter_map(|row| row.read(now).transpose()).collect()
    }

    /// Ends one session of an account; another's is left alone.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn end_session(
        &self,
        id: &SessionId,
        account: &AccountId,
        now: DateTime<Utc>,
    ) -> Result<(), StorageError> {
        write_tx!(self, |tx| {
            let at = now.timestamp_millis();
            sqlx::query(END).bind(id.as_str()).bind(account.as_str()).bind(at).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Ends every session of an account but `keep`.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn end_other_sessions(
        &self,
        account: &AccountId,
        keep: &SessionId,
        now: DateTime<Utc>,
    ) -> Result<(), StorageError> {
        write_tx!(self, |tx| {
            let at = now.timestamp_millis();
            sqlx::query(END_OTHERS)
                .bind(account.as_str())
                .bind(keep.as_str())
                .bind(at)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn end_sessions(&self, account: &AccountId, now: DateTime<Utc>) -> Result<(), StorageError> {
        write_tx!(self, |tx| {
            let at = now.timestamp_millis();
            sqlx::query(END_ALL).bind(account.as_str()).bind(at).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Removes sessions that ended or were last used before `before`. Answers how many.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn purge_sessions(&self, before: DateTime<Utc>) -> Result<u64, StorageError> {
        let at = before.timestamp_millis();
        let gone = write_tx!(self, |tx| sqlx::query(PURGE).bind(at).execute(&mut *tx).await?.rows_affected());
        Ok(gone)
    }
}

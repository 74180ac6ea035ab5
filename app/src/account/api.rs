//! The server functions of this slice.

use domain::id::SessionId;
use domain::time::Instant;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// Whose computer somebody signs in on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Computer {
    /// One's own: the session idles for eight hours.
    Own,
    /// Shared, as at the counter: for thirty minutes.
    Shared,
}

/// What follows a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterSignIn {
    /// Work.
    Enter,
    /// The first change of the password.
    ChangePassword,
}

/// One session of mine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MySession {
    /// Its identity.
    pub id: SessionId,
    /// On whose computer.
    pub computer: Computer,
    /// The browser's name for itself.
    pub user_agent: String,
    /// When it began.
    #[serde(with = "domain::millis::at")]
    pub since: Instant,
    /// When it was last used, to the minute.
    #[serde(with = "domain::millis::at")]
    pub last_seen: Instant,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// Signs in by NIP or user name; the session's cookie comes with the answer.
///
/// # Errors
/// [`AppError::WrongPassword`], [`AppError::Throttled`].
#[server(endpoint = "account/sign_in", input = Json, output = Json)]
pub async fn sign_in(name: String, password: String, computer: Computer) -> Result<AfterSignIn, AppError> {
    crate::ssr::door::sign_in(&name, &password, computer).await
}

/// Ends the session that asks, if there is one.
///
/// # Errors
/// Those of the store.
#[server(endpoint = "account/sign_out", input = Json, output = Json)]
pub async fn sign_out() -> Result<(), AppError> {
    crate::ssr::door::sign_out().await
}

/// Changes my password; my other sessions end.
///
/// # Errors
/// [`AppError::WrongPassword`] for the old one, [`AppError::WeakPassword`] for the new one, [`AppError::Throttled`].
#[server(endpoint = "account/change_password", input = Json, output = Json)]
pub async fn change_password(old: String, new: String) -> Result<(), AppError> {
    let who = crate::ssr::signed_in().await?;
    crate::ssr::door::change_password(&who.session, &old, &new).await
}

/// Asks the password again before signing and refusing; good for five minutes.
///
/// # Errors
/// [`AppError::WrongPassword`], [`AppError::Throttled`].
#[server(endpoint = "account/confirm_password", input = Json, output = Json)]
pub async fn confirm_password(password: String) -> Result<(), AppError> {
    let who = crate::ssr::signed_in().await?;
    crate::ssr::door::confirm_password(&who.session, &password).await
}

/// My sessions that are alive, the last used first.
///
/// # Errors
/// [`AppError::SignIn`].
#[server(endpoint = "account/sessions", input = Json, output = Json)]
pub async fn sessions() -> Result<Vec<MySession>, AppError> {
    let who = crate::ssr::signed_in().await?;
    let found = crate::ssr::office()?.store.sessions_of(&who.session.account, crate::ssr::now()).await?;
    let mine = |session: storage::session::Session| MySession {
        computer: crate::ssr::door::computer_of(session.computer),
        user_agent: session.user_agent,
        since: session.created_at,
        last_seen: session.last_seen_at,
        current: session.id == who.session.id,
        id: session.id,
    };
    Ok(found.into_iter().map(mine).collect())
}

/// Ends one of my sessions; another's is left alone.
///
/// # Errors
/// [`AppError::SignIn`].
#[server(endpoint = "account/end_session", input = Json, output = Json)]
pub async fn end_session(id: SessionId) -> Result<(), AppError> {
    let who = crate::ssr::signed_in().await?;
    crate::ssr::office()?.store.end_session(&id, &who.session.account, crate::ssr::now()).await?;
    Ok(())
}

/// Ends all my sessions but the one that asks.
///
/// # Errors
/// [`AppError::SignIn`].
#[server(endpoint = "account/end_other_sessions", input = Json, output = Json)]
pub async fn end_other_sessions() -> Result<(), AppError> {
    let who = crate::ssr::signed_in().await?;
    let store = crate::ssr::office()?.store;
    store.end_other_sessions(&who.session.account, &who.session.id, crate::ssr::now()).await?;
    Ok(())
}

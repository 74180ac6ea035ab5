//! Who is asking: from the session's cookie to an actor with the rights of today.

use domain::role::{Actor, Permission};
use http::HeaderMap;
use http::header::COOKIE;
use http::request::Parts;
use leptos::prelude::use_context;
use storage::StorageError;
use storage::session::{Session, Token};

use super::{Office, now, office};
use crate::error::AppError;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The actor with the rights of today.
    pub actor: Actor,
    /// The session.
    pub session: Session,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
}

impl SignedIn {
    /// Goes on only where the password was asked again within five minutes: before signing and refusing.
    ///
    /// # Errors
    /// [`AppError::PasswordAgain`].
    pub fn confirmed(&self) -> Result<(), AppError> {
        if self.session.is_confirmed(now()) { Ok(()) } else { Err(AppError::PasswordAgain) }
    }

    /// Goes on only with the permission.
    ///
    /// # Errors
    /// [`AppError::MustChangePassword`] before the first change, [`AppError::Forbidden`] where no role of today carries
    /// the permission.
    pub fn permitted(&self, permission: Permission) -> Result<(), AppError> {
        if self.must_change_password {
            return Err(AppError::MustChangePassword);
        }
        if self.actor.may(permission) { Ok(()) } else { Err(AppError::Forbidden { permission }) }
    }
}

/// The session's token in a request's cookies.
pub fn token_in(headers: &HeaderMap, cookie: &str) -> Option<Token> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(key, _)| *key == cookie).find_map(|(_, value)| Token::parse(value))
}

/// Who stands behind the cookies of a request at an instant, none where nobody is signed in.
///
/// # Errors
/// Those of the store.
pub async fn find(
    office: &Office,
    headers: &HeaderMap,
    now: domain::time::Instant,
) -> Result<Option<SignedIn>, StorageError> {
    let Some(token) = token_in(headers, office.session_cookie.name()) else { return Ok(None) };
    of_token(office, &token, now).await
}

/// Who stands behind a session's token at an instant, none where it has ended.
///
/// # Errors
/// Those of the store.
pub async fn of_token(
    office: &Office,
    token: &Token,
    now: domain::time::Instant,
) -> Result<Option<SignedIn>, StorageError> {
    let Some(session) = office.store.session(token, now).await? else { return Ok(None) };
    let today = office.calendar().await?.date(now);
    let actor = office.store.actor_on(&session.account, today).await?;
    Ok(actor.map(|actor| SignedIn { actor, must_change_password: session.must_change, session }))
}

/// Who is asking, whatever the rights.
///
/// # Errors
/// [`AppError::SignIn`] where nobody is signed in or the session has ended.
pub async fn signed_in() -> Result<SignedIn, AppError> {
    let parts = use_context::<Parts>().ok_or(AppError::SignIn)?;
    // A page's guard has looked already.
    if let Some(who) = parts.extensions.get::<SignedIn>() {
        return Ok(who.clone());
    }
    find(&office()?, &parts.headers, now()).await?.ok_or(AppError::SignIn)
}

/// Who is asking, with the right to: the first line of every server function behind a session.
///
/// # Errors
/// [`AppError::SignIn`] where nobody is signed in, [`AppError::MustChangePassword`] before the first change,
/// [`AppError::Forbidden`] where no role of today carries the permission.
pub async fn require(permission: Permission) -> Result<Actor, AppError> {
    let who = signed_in().await?;
    who.permitted(permission)?;
    Ok(who.actor)
}

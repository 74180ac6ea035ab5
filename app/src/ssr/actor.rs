//! Who is asking: from the session's cookie to an actor with the rights of today.

use domain::role::{Actor, Permission};

use crate::error::AppError;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The actor with the rights of today.
    pub actor: Actor,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
}

/// Who is asking, whatever the rights.
///
/// # Errors
/// [`AppError::SignIn`] where nobody is signed in or the session has ended.
#[expect(clippy::unused_async, reason = "it will ask the store")]
pub async fn signed_in() -> Result<SignedIn, AppError> {
    Err(AppError::SignIn)
}

/// Who is asking, with the right to: the first line of every server function behind a session.
///
/// # Errors
/// [`AppError::SignIn`] where nobody is signed in, [`AppError::MustChangePassword`] before the first change,
/// [`AppError::Forbidden`] where no role of today carries the permission.
pub async fn require(permission: Permission) -> Result<Actor, AppError> {
    let who = signed_in().await?;
    if who.must_change_password {
        return Err(AppError::MustChangePassword);
    }
    if who.actor.may(permission) { Ok(who.actor) } else { Err(AppError::Forbidden { permission }) }
}

//! The door behind the server functions of the account: tries, cookies, and what is answered.

use http::HeaderValue;
use http::header::{SET_COOKIE, USER_AGENT};
use http::request::Parts;
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use storage::session::{Computer as Kept, Session};
use storage::sign_in::{Attempt, Confirmation, PasswordChange, SignIn};

use super::actor::token_in;
use super::{network, now, office};
use crate::account::api::{AfterSignIn, Computer};
use crate::error::AppError;

/// Whose computer a session is kept to be on.
pub(crate) const fn computer_of(kept: Kept) -> Computer {
    match kept {
        Kept::Own => Computer::Own,
        Kept::Shared => Computer::Shared,
    }
}

const fn kept_as(computer: Computer) -> Kept {
    match computer {
        Computer::Own => Kept::Own,
        Computer::Shared => Kept::Shared,
    }
}

/// Signs in and gives the cookie.
pub(crate) async fn sign_in(name: &str, password: &str, computer: Computer) -> Result<AfterSignIn, AppError> {
    let office = office()?;
    let parts = use_context::<Parts>();
    let user_agent = parts.as_ref().and_then(|parts| parts.headers.get(USER_AGENT)?.to_str().ok());
    let attempt = Attempt {
        name,
        password,
        network: &network(),
        computer: kept_as(computer),
        user_agent: user_agent.unwrap_or_default(),
    };
    match office.store.sign_in(&attempt, now()).await? {
        SignIn::Ok { token, must_change, .. } => {
            set_cookie(&office.session_cookie.give(&token));
            Ok(if must_change { AfterSignIn::ChangePassword } else { AfterSignIn::Enter })
        }
        SignIn::Wrong => Err(AppError::WrongPassword),
        SignIn::Throttled { retry_at } => Err(AppError::Throttled { until: retry_at }),
    }
}

/// Ends the session that asks and takes the cookie away. A session that has ended already is no error.
pub(crate) async fn sign_out() -> Result<(), AppError> {
    let office = office()?;
    let headers = use_context::<Parts>().map(|parts| parts.headers).unwrap_or_default();
    if let Some(token) = token_in(&headers, office.session_cookie.name())
        && let Some(session) = office.store.session(&token, now()).await?
    {
        office.store.end_session(&session.id, &session.account, now()).await?;
    }
    set_cookie(&office.session_cookie.take_away());
    Ok(())
}

/// Changes the password of a session's account.
pub(crate) async fn change_password(session: &Session, old: &str, new: &str) -> Result<(), AppError> {
    match office()?.store.change_password(session, old, new, now()).await? {
        PasswordChange::Changed => Ok(()),
        PasswordChange::Wrong => Err(AppError::WrongPassword),
        PasswordChange::Refused(_) => Err(AppError::WeakPassword),
        PasswordChange::Throttled { retry_at } => Err(AppError::Throttled { until: retry_at }),
    }
}

/// Confirms the password of a session's account for five minutes.
pub(crate) async fn confirm_password(session: &Session, password: &str) -> Result<(), AppError> {
    match office()?.store.confirm_password(session, password, now()).await? {
        Confirmation::Confirmed => Ok(()),
        Confirmation::Wrong => Err(AppError::WrongPassword),
        Confirmation::Throttled { retry_at } => Err(AppError::Throttled { until: retry_at }),
    }
}

fn set_cookie(value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        expect_context::<ResponseOptions>().append_header(SET_COOKIE, value);
    }
}

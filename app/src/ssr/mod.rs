//! What only the server has: the store, the instant of the request, and who is asking.

pub mod actor;
pub mod error;

use domain::time::Instant;
use leptos::prelude::*;
use storage::Store;

use crate::error::AppError;
use crate::shell::AsOf;

pub use actor::{require, signed_in};

/// The office behind the server functions. Provided to every request by the server.
#[derive(Clone, Debug)]
pub struct Office {
    /// The store.
    pub store: Store,
}

/// The office of the request being answered.
///
/// # Errors
/// [`AppError::Internal`] where the server forgot to provide it.
pub fn office() -> Result<Office, AppError> {
    use_context::<Office>().ok_or_else(|| AppError::Internal { incident: "no-office".to_owned() })
}

/// The instant of the request being answered.
pub fn now() -> Instant {
    expect_context::<AsOf>().0
}

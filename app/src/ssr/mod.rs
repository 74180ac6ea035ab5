//! What only the server has: the store, the instant of the request, and who is asking.

pub mod actor;
pub mod batch;
pub mod cookie;
pub(crate) mod door;
mod doubles;
mod earlier;
pub mod error;
mod filter;
mod letters;
mod links;
mod officers;
pub mod qr;
mod receipt;
pub mod register;
mod services;

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::time::Instant;
use leptos::prelude::*;
use storage::rulebook::{Rulebook, VersionedStandard};
use storage::{StorageError, Store};

use crate::error::AppError;
use crate::shell::AsOf;

pub use actor::{SignedIn, require, signed_in};
pub use cookie::SessionCookie;
pub use doubles::open_doubles;
pub use earlier::{earlier, predecessor};
pub use filter::board_filter;
pub use letters::{Completing, Completion, Letters, NotCompleted, Preparing};
pub use links::linked_dossiers;
pub use officers::{loans_on_card, name_officers};
pub use receipt::receipt;
pub use services::{services, standards_in_force};

/// The office behind the server functions. Provided to every request by the server; cheap to clone.
#[derive(Clone, Debug)]
pub struct Office {
    /// The store, with its keys.
    pub store: Store,
    /// The standards and calendars read so far.
    pub rulebook: Rulebook,
    /// The address by which readers reach the office, where it was set.
    pub public_url: Option<String>,
    /// How the session's cookie is called and sent.
    pub session_cookie: SessionCookie,
    /// The number of the newest event that those who watch were told.
    pub newest_told: Arc<AtomicI64>,
    /// What prints letters.
    pub letters: Arc<dyn Letters>,
}

impl Office {
    /// The working calendar in force.
    ///
    /// # Errors
    /// [`StorageError::Invalid`] where none is loaded, [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn calendar(&self) -> Result<Arc<Calendar>, StorageError> {
        Ok(self.rulebook.calendar(&self.store).await?.calendar)
    }

    /// The standard of a service that is in force on a local date.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, or what the store could not do.
    pub async fn standard_in_force(
        &self,
        service: &str,
        today: NaiveDate,
    ) -> Result<VersionedStandard, AppError> {
        self.rulebook.standard_on(&self.store, service, today).await?.ok_or(AppError::NotFound)
    }
}

/// Where a request comes from, coarsened to `/24` or `/64`: what tries are counted by. Provided to every request.
#[derive(Clone, Debug)]
pub struct Network(pub String);

/// Where the request being answered comes from.
pub fn network() -> String {
    use_context::<Network>().map(|network| network.0).unwrap_or_default()
}

/// The office of the request being answered.
///
/// # Errors
/// [`AppError::Internal`] where the server forgot to provide it.
pub fn office() -> Result<Office, AppError> {
    use_context::<Office>().ok_or_else(|| AppError::Internal { incident: "no-office".to_owned() })
}

/// The address of a path of this office, for paper: the public one, or else the one by which the request came.
pub fn public_address(office: &Office, path: &str) -> String {
    let host = || {
        let parts = use_context::<http::request::Parts>()?;
        Some(format!("http://{}", parts.headers.get(http::header::HOST)?.to_str().ok()?))
    };
    let origin = office.public_url.clone().or_else(host).unwrap_or_default();
    format!("{}{path}", origin.trim_end_matches('/'))
}

/// The instant of the request being answered.
pub fn now() -> Instant {
    expect_context::<AsOf>().0
}

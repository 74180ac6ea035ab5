//! Who already has an open application: asked by the counter while a form is filled in.

use domain::person::Nik;
use domain::role::Actor;
use domain::time::Instant;
use storage::dossier::Double;
use storage::throttle::{Allowed, Limit};

use super::Office;
use crate::counter::api::OpenDouble;
use crate::error::AppError;

/// How often one officer may ask. A counter fills in a few forms in a minute; whoever tries numbers is slowed down.
/// Source: house rule.
const ASKED: Limit = Limit::per(20, 60_000);

/// The door of this question.
const DOOR: &str = "counter-doubles";

/// As the browser reads them.
pub(super) fn told(doubles: Vec<Double>) -> Vec<OpenDouble> {
    let told = |Double { id, register, submitted_at }| OpenDouble { id, register, submitted_at };
    doubles.into_iter().map(told).collect()
}

/// The open dossiers of a person and a service.
///
/// # Errors
/// [`AppError::Throttled`] where the actor asks too often, or what the store could not do.
pub async fn open_doubles(
    office: &Office,
    actor: &Actor,
    service: &str,
    nik: &Nik,
    now: Instant,
) -> Result<Vec<OpenDouble>, AppError> {
    match office.store.allow(DOOR, actor.account.as_str(), ASKED, now).await? {
        Allowed::Yes => Ok(told(office.store.open_doubles(service, nik).await?)),
        Allowed::NotBefore(until) => Err(AppError::Throttled { until }),
    }
}

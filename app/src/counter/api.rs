//! The server functions of the counter.

use domain::application::ApplicationForm;
use domain::command::ItemDecision;
use domain::id::{CommandId, DossierId};
use domain::licence::{IssuedLetter, Succession};
use domain::standard::ServiceStandard;
use domain::time::Instant;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// What the form of the counter needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CounterPayload {
    /// When it was read.
    #[serde(with = "domain::millis::at")]
    pub as_of: Instant,
    /// The standard that asks.
    pub standard: ServiceStandard,
    /// The dossier that the form is filled from.
    pub earlier: Option<Earlier>,
}

/// An earlier dossier of the same person, with what it says as a form.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Earlier {
    /// The dossier.
    pub id: DossierId,
    /// Its register number.
    pub register: String,
    /// Why a new application is made out of it.
    pub succession: Succession,
    /// Its licence, where it has one.
    pub letter: Option<IssuedLetter>,
    /// What it says, with the kind that the new application is of. It holds the whole NIK.
    pub form: ApplicationForm,
}

/// Another open dossier of the same person and service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDouble {
    /// The dossier.
    pub id: DossierId,
    /// Its register number.
    pub register: String,
    /// When it came in.
    #[serde(with = "domain::millis::at")]
    pub submitted_at: Instant,
}

/// What the applicant is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The dossier.
    pub id: DossierId,
    /// Its register number.
    pub register: String,
    /// The tracking code as printed.
    pub code: String,
    /// When the licence is promised.
    #[serde(with = "domain::millis::optional")]
    pub promised: Option<Instant>,
    /// Other open dossiers of the same person.
    pub doubles: Vec<OpenDouble>,
}

/// The form of a service, filled from an earlier dossier where one is named. What is filled in holds the whole NIK, so that
/// reading is logged.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such service or dossier, [`AppError::Refused`] where no application is made out
/// of it.
#[server(endpoint = "counter/open", input = Json, output = Json)]
pub async fn open_counter(
    service: String,
    #[server(default)] earlier: Option<DossierId>,
) -> Result<CounterPayload, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::Register).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    let today = office.calendar().await?.date(now);
    let standard = office.standard_in_force(&service, today).await?.standard;
    let earlier = match earlier {
        Some(id) => Some(ssr::earlier(&office, &actor, &standard, &id, now).await?),
        None => None,
    };
    Ok(CounterPayload { as_of: now, standard: standard.without_prose(), earlier })
}

/// The open dossiers of the person of a NIK, for who fills in an application.
///
/// # Errors
/// [`AppError::BadRequest`] where it is no NIK, [`AppError::Throttled`] where too many are asked for.
#[server(endpoint = "counter/doubles", input = Json, output = Json)]
pub async fn open_doubles(service: String, nik: String) -> Result<Vec<OpenDouble>, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::Register).await?;
    let nik = domain::person::Nik::parse(&nik).map_err(|_| AppError::BadRequest)?;
    ssr::open_doubles(&ssr::office()?, &actor, &service, &nik, ssr::now()).await
}

/// Registers an application. Repeated with the same identity, it gets the first answer.
///
/// # Errors
/// [`AppError::Fields`] with every field at fault, [`AppError::Refused`] with the rule.
#[server(endpoint = "counter/register", input = Json, output = Json)]
pub async fn register(
    service: String,
    id: CommandId,
    form: ApplicationForm,
    items: Vec<ItemDecision>,
    #[server(default)] place: String,
    #[server(default)] earlier: Option<DossierId>,
) -> Result<Receipt, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::Register).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    let calendar = office.calendar().await?;
    let today = calendar.date(now);
    let standard = office.standard_in_force(&service, today).await?;
    let facts = form.check(&standard.standard, today).map_err(|fields| AppError::Fields { fields })?;
    let predecessor = ssr::predecessor(&office, earlier.as_ref(), &service, &facts).await?;
    let rulebook = &office.rulebook;
    let asked = storage::dossier::Registration {
        standard: &standard,
        rulebook,
        id: &id,
        facts: &facts,
        place: &place,
        predecessor: predecessor.as_ref(),
    };
    let registered = office.store.register(asked, &actor, &items, now).await?;
    Ok(ssr::receipt(&standard.standard, &calendar, registered))
}

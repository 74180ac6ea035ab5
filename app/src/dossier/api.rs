//! The server functions of one dossier.

use domain::application::Facts;
use domain::calendar::Calendar;
use domain::dossier_view::DossierView;
use domain::id::DossierId;
use domain::role::Actor;
use domain::standard::ServiceStandard;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// All that the page of a dossier needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DossierPayload {
    /// The dossier with its card.
    pub view: DossierView,
    /// The standard that it pins.
    pub standard: ServiceStandard,
    /// The office's hours.
    pub calendar: Calendar,
    /// Who looks.
    pub actor: Actor,
}

/// Reads a dossier. The reading is logged.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such dossier.
#[server(endpoint = "dossier/read", input = Json, output = Json)]
pub async fn read_dossier(id: DossierId) -> Result<DossierPayload, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::SeeDossier).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    let found = office.store.dossier(&id).await?.ok_or(AppError::NotFound)?;
    office.store.log_access(&actor.account, &id, storage::access::Reading::Dossier, now).await?;
    let card = office.store.card(&id).await?;
    let standard =
        office.rulebook.standard(&office.store, &found.dossier.service, found.dossier.standard).await?;
    let calendar = office.rulebook.calendar(&office.store).await?.calendar;
    let mut view = DossierView::of(found.dossier, &card.entries, card.head, now);
    ssr::name_officers(&office.store, &mut view).await?;
    Ok(DossierPayload {
        view,
        standard: standard.standard.without_prose(),
        calendar: (*calendar).clone(),
        actor,
    })
}

/// All sixteen digits of the applicant's NIK. The reading is logged, not on the control card.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such dossier, or its facts were erased.
#[server(endpoint = "dossier/full-nik", input = Json, output = Json)]
pub async fn full_nik(id: DossierId) -> Result<String, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::SeeFullNik).await?;
    let nik = ssr::office()?.store.full_nik(&id, &actor.account, ssr::now()).await?;
    nik.map(|nik| nik.full().to_owned()).ok_or(AppError::NotFound)
}

/// The facts of a dossier, to be corrected. They hold the whole NIK, so the reading is logged as one of it.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such dossier, or its facts were erased.
#[server(endpoint = "dossier/facts", input = Json, output = Json)]
pub async fn read_facts(id: DossierId) -> Result<Facts, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::Correct).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    let found = office.store.dossier(&id).await?.ok_or(AppError::NotFound)?;
    office.store.log_access(&actor.account, &id, storage::access::Reading::FullNik, now).await?;
    found.dossier.facts.ok_or(AppError::NotFound)
}

//! The server functions of one dossier.

use domain::application::Facts;
use domain::calendar::Calendar;
use domain::dossier_view::DossierView;
use domain::id::DossierId;
use domain::role::Actor;
use domain::standard::{ServiceStandard, Text};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::ui::QrDrawing;
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
    /// The number of an event that the dossier contains: what comes after it is told by the stream.
    pub seq: i64,
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
    // Before the dossier is read: an event in between is told twice rather than never.
    let seq = office.newest_told.load(std::sync::atomic::Ordering::Acquire);
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
        seq,
    })
}

/// What the label of a folder shows: no more than its outside may tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderLabel {
    /// The register number.
    pub register: String,
    /// The applicant; empty where the name was erased.
    pub name: String,
    /// The service in short.
    pub service: Text,
    /// Leads to the page that accepts or opens the dossier.
    pub qr: QrDrawing,
}

/// The label of a dossier's folder.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such dossier.
#[server(endpoint = "dossier/label", input = Json, output = Json)]
pub async fn read_label(id: DossierId) -> Result<FolderLabel, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::SeeDossier).await?;
    let office = ssr::office()?;
    let dossier = office.store.dossier(&id).await?.ok_or(AppError::NotFound)?.dossier;
    let standard = office.rulebook.standard(&office.store, &dossier.service, dossier.standard).await?;
    let reading = storage::access::Reading::Dossier;
    office.store.log_access(&actor.account, &id, reading, ssr::now()).await?;
    let address = ssr::public_address(&office, &crate::routes::scan(&id));
    Ok(FolderLabel {
        register: dossier.register,
        name: dossier.facts.map(|facts| facts.name.full()).unwrap_or_default(),
        service: standard.standard.short.clone(),
        qr: ssr::qr::drawing(&address).ok_or(AppError::BadRequest)?,
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

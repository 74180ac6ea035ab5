//! The server functions of one dossier.

use chrono::NaiveDate;
use domain::application::Facts;
use domain::calendar::Calendar;
use domain::dossier_view::{CardProof, DossierView, LinkedDossier};
use domain::id::{AccountId, DossierId};
use domain::role::{Actor, RoleKey};
use domain::standard::{ServiceStandard, Text};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::register::api::Letterhead;
use crate::wire::Json;

/// Another dossier of the same person, its service and step by the names that its own standard gives them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The dossier.
    pub dossier: LinkedDossier,
    /// The service in short.
    pub service: Text,
    /// The step.
    pub step: Text,
}

/// A role lent for some days to somebody whose hand is on the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loan {
    /// Who stands in.
    pub account: AccountId,
    /// The role.
    pub role: RoleKey,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

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
    /// What the reading proved of the card.
    pub proof: CardProof,
    /// The applicant's other dossiers, newest first.
    pub links: Vec<Link>,
    /// Roles lent to those whose hands are on the card.
    pub loans: Vec<Loan>,
    /// The head of what is printed.
    pub letterhead: Letterhead,
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
    let found = office.store.proven_dossier(&office.rulebook, &id).await?.ok_or(AppError::NotFound)?;
    office.store.log_access(&actor.account, &id, storage::access::Reading::Dossier, now).await?;
    let dossier = found.view.dossier;
    let standard = office.rulebook.standard(&office.store, &dossier.service, dossier.standard).await?;
    let calendar = office.calendar().await?;
    let links = ssr::linked_dossiers(&office, &actor, &dossier, now).await?;
    let mut view = DossierView::of(dossier, &found.card.entries, found.card.head, now);
    ssr::name_officers(&office.store, &mut view).await?;
    let loans = ssr::loans_on_card(&office.store, &view, &calendar).await?;
    let letterhead = ssr::register::letterhead(&office).await?;
    Ok(DossierPayload {
        view,
        standard: standard.standard.without_prose(),
        calendar: (*calendar).clone(),
        actor,
        proof: found.proof,
        links,
        loans,
        letterhead,
        seq,
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

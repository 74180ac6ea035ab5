//! The other dossiers of an applicant.

use domain::dossier::Dossier;
use domain::register::Sight;
use domain::role::{Actor, Permission};
use domain::standard::Text;
use domain::time::Instant;

use super::Office;
use crate::dossier::api::Link;
use crate::error::AppError;

/// The applicant's other dossiers as the register tells them to the same reader, newest first; none where the reader has no
/// register, or the personal data were erased.
///
/// # Errors
/// What the store could not do.
pub async fn linked_dossiers(
    office: &Office,
    actor: &Actor,
    dossier: &Dossier,
    now: Instant,
) -> Result<Vec<Link>, AppError> {
    let Some(facts) = dossier.facts.as_ref().filter(|_| actor.may(Permission::SeeRegister)) else {
        return Ok(Vec::new());
    };
    let found = office.store.dossiers_of(&facts.nik, Sight::of(actor), now).await?;
    let mut links = Vec::with_capacity(found.len());
    for other in found.into_iter().filter(|other| other.line.id != dossier.id) {
        let line = &other.line;
        let pinned = office.rulebook.standard(&office.store, &line.service, line.standard).await?.standard;
        let step = pinned.step(line.step).map_or_else(Text::default, |step| step.name.clone());
        links.push(Link { service: pinned.short.clone(), step, dossier: other });
    }
    Ok(links)
}

//! A new application made out of an earlier dossier: a renewal, a replacement, or what ended begun anew.

use domain::application::{ApplicationForm, Facts};
use domain::id::DossierId;
use domain::licence::{self, RENEWAL_KIND, Succession};
use domain::refusal::Refusal;
use domain::role::Actor;
use domain::standard::ServiceStandard;
use domain::time::Instant;
use storage::access::Reading;

use super::Office;
use crate::counter::api::Earlier;
use crate::error::AppError;

/// An earlier dossier as it fills the form of a service. Its whole NIK is read, and that is logged.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such dossier or its facts were erased, [`AppError::Refused`] where no application
/// of this service is made out of it, or what the store could not do.
pub async fn earlier(
    office: &Office,
    actor: &Actor,
    standard: &ServiceStandard,
    id: &DossierId,
    now: Instant,
) -> Result<Earlier, AppError> {
    let old = office.store.dossier(id).await?.ok_or(AppError::NotFound)?.dossier;
    let succession = licence::succession(&old).map_err(|rule| AppError::Refused { rule })?;
    if old.service != standard.service {
        return Err(AppError::Refused { rule: Refusal::OtherService });
    }
    let facts = old.facts.as_ref().ok_or(AppError::NotFound)?;
    let kind = match succession {
        Succession::Renewal => RENEWAL_KIND,
        Succession::Replacement | Succession::Again => facts.kind.as_str(),
    };
    let known = standard.kinds.iter().find(|known| known.key == kind).or(standard.kinds.first());
    let kind = known.map(|kind| kind.key.clone()).unwrap_or_default();
    let form = ApplicationForm { kind, ..facts.form() };
    office.store.log_access(&actor.account, id, Reading::FullNik, now).await?;
    let letter = old.licence.map(|licence| licence.letter);
    Ok(Earlier { id: old.id, register: old.register, succession, letter, form })
}

/// The dossier whose licence an application renews or replaces, where it was made out of one that has a licence.
///
/// # Errors
/// [`AppError::Refused`] where the application cannot follow that dossier, or what the store could not do.
pub async fn predecessor(
    office: &Office,
    earlier: Option<&DossierId>,
    service: &str,
    facts: &Facts,
) -> Result<Option<DossierId>, AppError> {
    let Some(earlier) = earlier else { return Ok(None) };
    let old = office.store.dossier(earlier).await?.ok_or(AppError::NotFound)?.dossier;
    licence::predecessor(&old, service, facts).map_err(|rule| AppError::Refused { rule })
}

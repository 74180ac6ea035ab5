//! What may be done to an issued licence: revoking it, and having it replaced.

use super::guards::{hand_by, needs_reason, reasoned};
use crate::dossier::Dossier;
use crate::event::{Act, By, Event};
use crate::licence::standing_licence;
use crate::refusal::Refusal;
use crate::role::{Actor, Permission};

/// Ends an issued licence by an order of the Kepala Dinas, with the reason for the letter.
pub(super) fn end_licence(
    dossier: &Dossier,
    actor: &Actor,
    event: Event,
    reason: &str,
) -> Result<Vec<Act>, Refusal> {
    let by = By::Officer(hand_by(actor, Permission::EndLicence)?);
    standing_licence(dossier)?;
    needs_reason(reason)?;
    Ok(vec![reasoned(by, event, reason)])
}

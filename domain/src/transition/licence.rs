//! What may be done to an issued licence: revoking it, and having it replaced.

use super::guards::{act, hand_by, needs_reason, reasoned};
use crate::dossier::{Dossier, Stage};
use crate::event::{Act, By, Event};
use crate::licence::standing_licence;
use crate::refusal::Refusal;
use crate::role::{Actor, Permission};

/// Ends an issued licence by an order of the Kepala Dinas, with the reason for the letter. Where it still waits at the
/// counter, its dossier ends with it: what does not hold is not handed over. Source: house rule; after *ready* nothing is
/// sent back, so that no other act could end it.
pub(super) fn end_licence(
    dossier: &Dossier,
    actor: &Actor,
    event: Event,
    reason: &str,
) -> Result<Vec<Act>, Refusal> {
    let by = By::Officer(hand_by(actor, Permission::EndLicence)?);
    standing_licence(dossier)?;
    needs_reason(reason)?;
    let mut acts = vec![reasoned(by.clone(), event, reason)];
    if let Stage::Ready { .. } = dossier.standing.stage {
        acts.push(act(by, Event::NotDelivered));
    }
    Ok(acts)
}

//! What every command asks first: whose desk it is, who acts, and whether the letter and the checklist allow it.

use super::REASON_LIMIT;
use crate::dossier::{Stage, Standing};
use crate::event::{Act, By, Detail, Event, Hand};
use crate::refusal::Refusal;
use crate::role::{Actor, Permission, RoleKey};
use crate::standard::{ServiceStandard, Step, StepKind};

/// The hand of an actor at a desk of this role.
pub(crate) fn hand(actor: &Actor, role: &RoleKey) -> Hand {
    Hand {
        account: actor.account.clone(),
        initials: actor.initials.clone(),
        role: role.clone(),
        lent: actor.grant(role).and_then(|grant| grant.lent),
        absent: actor.absent,
    }
}

/// The hand of an actor whose right is a permission of any role.
pub(super) fn hand_by(actor: &Actor, permission: Permission) -> Result<Hand, Refusal> {
    let held = |lent: bool| {
        actor.grants.iter().find(|grant| permission.held_by(&grant.role) && grant.lent.is_some() == lent)
    };
    let grant = held(false).or_else(|| held(true)).ok_or(Refusal::NotPermitted { permission })?;
    Ok(hand(actor, &grant.role))
}

pub(super) fn act(by: By, event: Event) -> Act {
    Act { by, event, detail: None }
}

pub(super) fn reasoned(by: By, event: Event, reason: &str) -> Act {
    Act { by, event, detail: Some(Detail { reason: Some(reason.trim().to_owned()), ..Detail::default() }) }
}

pub(super) fn needs_reason(reason: &str) -> Result<(), Refusal> {
    if reason.trim().is_empty() { Err(Refusal::NoReason) } else { not_too_long(reason) }
}

/// A text that may be missing but not longer than the card holds.
pub(super) fn not_too_long(text: &str) -> Result<(), Refusal> {
    if text.chars().count() > REASON_LIMIT {
        Err(Refusal::TextTooLong { limit: REASON_LIMIT })
    } else {
        Ok(())
    }
}

/// The step where the file is.
pub(super) fn step_of<'a>(standard: &'a ServiceStandard, standing: &Standing) -> Result<&'a Step, Refusal> {
    standard.step(standing.step).ok_or(Refusal::NotTheNextStep { at: standing.step, to: standing.step })
}

/// The desk of the file, and the actor's hand at it: the actor holds the role today and accepted the file.
pub(super) fn desk<'a>(
    standard: &'a ServiceStandard,
    standing: &Standing,
    actor: &Actor,
) -> Result<(&'a Step, By), Refusal> {
    let step = step_of(standard, standing)?;
    match &standing.stage {
        Stage::Ended { .. } => return Err(Refusal::Ended),
        Stage::Ready { .. } => return Err(Refusal::AlreadyReady),
        Stage::WithApplicant { .. } | Stage::Tray { .. } | Stage::Desk { .. } => {}
    }
    holds(step, standing, actor)?;
    match &standing.stage {
        Stage::WithApplicant { .. } => Err(Refusal::WithApplicant),
        Stage::Tray { .. } => Err(Refusal::NotAccepted { step: standing.step }),
        Stage::Desk { holder, .. } if holder.account == actor.account => {
            Ok((step, By::Officer(hand(actor, &step.role))))
        }
        Stage::Desk { holder, .. } => Err(Refusal::held_by(holder)),
        Stage::Ready { .. } => Err(Refusal::AlreadyReady),
        Stage::Ended { .. } => Err(Refusal::Ended),
    }
}

pub(super) fn holds(step: &Step, standing: &Standing, actor: &Actor) -> Result<(), Refusal> {
    if actor.holds(&step.role) {
        return Ok(());
    }
    match standing.stage.holder() {
        Some(holder) if holder.account == actor.account => {
            Err(Refusal::HolderOffDuty { role: step.role.clone() })
        }
        _ => Err(Refusal::WrongRole { step: standing.step, role: step.role.clone() }),
    }
}

/// A desk whose work is of this kind.
pub(super) fn work(
    standard: &ServiceStandard,
    standing: &Standing,
    actor: &Actor,
    kind: StepKind,
) -> Result<By, Refusal> {
    let (step, by) = desk(standard, standing, actor)?;
    if step.kind == kind { Ok(by) } else { Err(Refusal::OtherWork { step: standing.step, kind: step.kind }) }
}

pub(super) fn current_draft(standing: &Standing) -> Result<u32, Refusal> {
    match standing.draft {
        None => Err(Refusal::NoDraft),
        Some(draft) if draft.stale => Err(Refusal::StaleDraft),
        Some(draft) => Ok(draft.number),
    }
}

pub(super) fn initialled(standing: &Standing) -> bool {
    let draft = standing.draft.map(|draft| draft.number);
    standing
        .initials
        .iter()
        .any(|mark| mark.step == standing.step && !mark.struck && Some(mark.draft) == draft)
}

/// Every item was looked at and no mandatory one is absent: also after an answer at a later desk.
pub(super) fn settled(standing: &Standing) -> Result<(), Refusal> {
    if standing.checklist.undecided > 0 {
        return Err(Refusal::ItemsUndecided { count: standing.checklist.undecided });
    }
    if standing.checklist.missing > 0 {
        return Err(Refusal::ItemsMissing { count: standing.checklist.missing });
    }
    Ok(())
}

/// Whether the number follows the signature, so that the stamp is set with it.
pub fn number_follows_signature(standard: &ServiceStandard) -> bool {
    let place = |kind| standard.steps.iter().position(|step| step.kind == kind);
    place(StepKind::Number) > place(StepKind::Sign)
}

pub(super) fn open_and_not_ready(standing: &Standing) -> Result<(), Refusal> {
    match standing.stage {
        Stage::Ended { .. } => Err(Refusal::Ended),
        Stage::Ready { .. } => Err(Refusal::AlreadyReady),
        Stage::Tray { .. } | Stage::Desk { .. } | Stage::WithApplicant { .. } => Ok(()),
    }
}

pub(super) fn open_and_unsigned(standing: &Standing) -> Result<(), Refusal> {
    open_and_not_ready(standing)?;
    if standing.signature.is_some() { Err(Refusal::AlreadySigned) } else { Ok(()) }
}

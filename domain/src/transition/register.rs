//! The first entry of a card: an application comes in.

use super::Given;
use super::guards::{act, hand, hand_by};
use super::handover::marks;
use super::place;
use crate::application::Facts;
use crate::command::ItemDecision;
use crate::event::{Act, By, Channel, Detail, Event};
use crate::refusal::Refusal;
use crate::role::{Actor, Permission};
use crate::standard::{ServiceStandard, StepKind, StepNo};

/// Registers an application at the counter: the officer who registers has accepted it in the same instant. `place` is
/// where the paper lies; it may be empty.
/// Source: SOP row 1; SP komponen 4 of manufacturing.
///
/// # Errors
/// [`Refusal`] where the actor may not register, or a mark is not possible.
pub fn register_at_counter(
    standard: &ServiceStandard,
    actor: &Actor,
    facts: Facts,
    items: &[ItemDecision],
    place: &str,
    given: &Given,
) -> Result<Vec<Act>, Refusal> {
    let by = By::Officer(hand_by(actor, Permission::Register)?);
    let intake = standard.step(StepNo(0)).ok_or(Refusal::NotInTray)?;
    let placed = place::first(&by, place, &facts)?;
    let mut acts = register(standard, by.clone(), Channel::Counter, facts, given);
    let kind = match &acts[0].event {
        Event::Registered { kind, .. } => kind.clone(),
        _ => return Ok(acts),
    };
    if actor.holds(&intake.role) {
        acts.push(act(By::Officer(hand(actor, &intake.role)), Event::Accepted));
    }
    if !items.is_empty() {
        let known = |key: &str| standard.requirements_for(&kind).any(|item| item.key == key);
        let (event, detail) = marks(standard, StepKind::Intake, known, items)?;
        acts.push(Act { by: by.clone(), event, detail });
    }
    acts.extend(placed);
    Ok(acts)
}

/// Registers an application that came by the public form: it lies in the intake tray, given by the applicant.
pub fn register_online(standard: &ServiceStandard, facts: Facts, given: &Given) -> Vec<Act> {
    register(standard, By::Applicant, Channel::Online, facts, given)
}

fn register(standard: &ServiceStandard, by: By, channel: Channel, facts: Facts, given: &Given) -> Vec<Act> {
    let event = Event::Registered {
        register: given.register.clone(),
        code: given.code.clone(),
        service: standard.service.clone(),
        standard: given.standard,
        channel,
        kind: facts.kind.clone(),
        predecessor: given.predecessor.clone(),
    };
    vec![Act { by, event, detail: Some(Detail { facts: Some(facts), ..Detail::default() }) }]
}

//! What a card offers: the same answers as [`super::decide`], from the little that travels with it.

use super::guards::{current_draft, desk, initialled, settled, step_of};
use super::handover::{accept, hand_over, send_back, take_back};
use crate::command::{Command, Then};
use crate::dossier::{Stage, Standing};
use crate::refusal::Refusal;
use crate::role::Actor;
use crate::standard::{ServiceStandard, StepKind, StepNo};

/// Where a card may be moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Accept it out of the tray.
    Desk,
    /// The next step's tray.
    Forward(StepNo),
    /// An earlier step's tray.
    Back(StepNo),
    /// The applicant.
    Applicant,
    /// Back from the next desk's tray.
    Retrieve,
}

/// What a card's menu offers, each with the rule that forbids it.
///
/// The same answers as [`decide`], from the small [`Standing`] that travels with a card. Reasons and items that a command
/// would carry are taken as given.
pub fn moves(
    standard: &ServiceStandard,
    standing: &Standing,
    actor: &Actor,
) -> Vec<(Target, Result<(), Refusal>)> {
    let mut moves = Vec::with_capacity(standard.steps.len() + 2);
    if let Stage::Tray { giver, .. } = &standing.stage {
        moves.push((Target::Desk, accept(standard, standing, actor).map(drop)));
        if giver.hand().is_some_and(|hand| hand.account == actor.account) {
            moves.push((Target::Retrieve, take_back(standard, standing, actor).map(drop)));
        }
    }
    for (no, step) in standard.numbered() {
        if no == standing.step {
            continue;
        }
        let result = if no == standing.step.next() {
            (Target::Forward(no), forward(standard, standing, actor))
        } else if no > standing.step {
            (Target::Forward(no), Err(Refusal::NotTheNextStep { at: standing.step, to: no }))
        } else if step.kind == StepKind::Intake {
            (Target::Applicant, to_applicant(standard, standing, actor))
        } else {
            (Target::Back(no), send_back(standard, standing, actor, no, "given").map(drop))
        };
        moves.push(result);
    }
    if standing.step == StepNo(0) {
        moves.insert(0, (Target::Applicant, to_applicant(standard, standing, actor)));
    }
    moves
}

/// Whether the file can go forward now, the desk's own work done or done in the same act.
fn forward(standard: &ServiceStandard, standing: &Standing, actor: &Actor) -> Result<(), Refusal> {
    let Err(refusal) = hand_over(standard, standing, actor, Then::HandOver) else { return Ok(()) };
    // "Paraf dan serahkan", "Tanda tangani dan serahkan" and the like are one act: the missing work is no obstacle.
    match refusal {
        Refusal::NoDraft | Refusal::StaleDraft
            if step_of(standard, standing).is_ok_and(|step| step.kind == StepKind::Draft) =>
        {
            settled(standing)
        }
        Refusal::NotInitialled { .. } | Refusal::NotSigned | Refusal::NotNumbered => Ok(()),
        other => Err(other),
    }
}

fn to_applicant(standard: &ServiceStandard, standing: &Standing, actor: &Actor) -> Result<(), Refusal> {
    desk(standard, standing, actor)?;
    if standing.signature.is_some() { Err(Refusal::AlreadySigned) } else { Ok(()) }
}

/// The command that moves a file forward from its desk, the desk's own work in the same act where it is not done yet.
pub fn forward_command(standard: &ServiceStandard, standing: &Standing, then: Then) -> Option<Command> {
    let kind = standard.step(standing.step)?.kind;
    Some(match kind {
        StepKind::Intake | StepKind::Verify => Command::HandOver { then },
        StepKind::Draft if current_draft(standing).is_ok() => Command::HandOver { then },
        StepKind::Draft => Command::Draft { then },
        StepKind::Initial if initialled(standing) => Command::HandOver { then },
        StepKind::Initial => Command::Initial { then },
        StepKind::Sign if standing.signature.is_some() => Command::HandOver { then },
        StepKind::Sign => Command::Sign { then },
        StepKind::Number if standing.number.as_ref().is_some_and(|number| number.confirmed) => {
            Command::HandOver { then }
        }
        StepKind::Number => Command::Number { stamped: true, then },
        StepKind::Deliver => return None,
    })
}

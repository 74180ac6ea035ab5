//! What may be done with many files at once: each by a command of its own, and only what asks nothing of the single file.

use crate::board::Group;
use crate::command::{Command, Then};
use crate::dossier::Standing;
use crate::role::Actor;
use crate::standard::{ServiceStandard, StepKind};

use super::moves::{Target, forward_command, moves};

/// An act on many files at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkAct {
    /// Take them from the tray.
    Accept,
    /// Initial and hand over.
    Initial,
    /// Sign and hand over.
    Sign,
}

impl BulkAct {
    /// Every act, in the order of the SOP.
    pub const ALL: [Self; 3] = [Self::Accept, Self::Initial, Self::Sign];

    /// The group of a column whose files it is for.
    pub const fn group(self) -> Group {
        match self {
            Self::Accept => Group::Tray,
            Self::Initial | Self::Sign => Group::Desk,
        }
    }

    /// The act on all files in the tray of a step. A licence is made ready one by one, since each acceptance tells an
    /// applicant to come.
    pub const fn of_tray(kind: StepKind) -> Option<Self> {
        match kind {
            StepKind::Deliver => None,
            StepKind::Intake
            | StepKind::Verify
            | StepKind::Draft
            | StepKind::Initial
            | StepKind::Sign
            | StepKind::Number => Some(Self::Accept),
        }
    }

    /// The act on all files on the desk of a step: an initial or a signature is the same for every file.
    pub const fn of_desk(kind: StepKind) -> Option<Self> {
        match kind {
            StepKind::Initial => Some(Self::Initial),
            StepKind::Sign => Some(Self::Sign),
            StepKind::Intake | StepKind::Verify | StepKind::Draft | StepKind::Number | StepKind::Deliver => {
                None
            }
        }
    }

    /// The command for one of the files, none where the act does not fit it.
    pub fn command(self, standard: &ServiceStandard, standing: &Standing, actor: &Actor) -> Option<Command> {
        let kind = standard.step(standing.step)?.kind;
        let at_step = match self {
            Self::Accept => Self::of_tray(kind),
            Self::Initial | Self::Sign => Self::of_desk(kind),
        };
        if at_step != Some(self) {
            return None;
        }
        let allowed = moves(standard, standing, actor).into_iter().find_map(|(target, verdict)| {
            let fits = match self {
                Self::Accept => target == Target::Desk,
                Self::Initial | Self::Sign => matches!(target, Target::Forward(_)),
            };
            (fits && verdict.is_ok()).then_some(target)
        });
        match allowed? {
            Target::Desk => Some(Command::Accept),
            _ => forward_command(standard, standing, Then::HandOver),
        }
    }
}

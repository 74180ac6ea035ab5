//! The way of the file in plain rows: what is done, what is going on, what comes next.

use serde::{Deserialize, Serialize};

use crate::clock::Norm;
use crate::dossier::{Dossier, End, Stage, VisitEnd};
use crate::role::RoleKey;
use crate::standard::{ServiceStandard, Step, StepKind, StepNo, Text};
use crate::time::Instant;

/// A role as the public reads it: never who holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleName {
    /// The role.
    pub key: RoleKey,
    /// Its name where the standard brings a role of its own.
    pub own: Option<Text>,
}

impl RoleName {
    /// The name of a role of this standard.
    pub fn of(standard: &ServiceStandard, role: &RoleKey) -> Self {
        let own = standard.roles.iter().find(|own| own.key == role.0).map(|own| own.label.clone());
        Self { key: role.clone(), own }
    }
}

/// How far a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Done.
    Done,
    /// Going on.
    Now,
    /// The applicant's turn.
    WithYou,
    /// Still to come.
    Next,
}

/// One official of a row of initials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    /// By role.
    pub role: RoleName,
    /// How far.
    pub progress: Progress,
    /// When it was done, or since when it goes on.
    #[serde(with = "crate::millis::optional")]
    pub at: Option<Instant>,
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Milestone {
    /// The application came in.
    Received,
    /// A step of the SOP; never intake and never an initial.
    Step {
        /// What it does.
        kind: StepKind,
        /// Whose desk it is.
        role: RoleName,
    },
    /// Initials in a row, told as one.
    Initials {
        /// The officials in their order.
        officials: Vec<Official>,
    },
    /// Returned to the applicant.
    Returned,
    /// Checked again after the answer.
    CheckedAgain,
    /// What follows after a return, in one row.
    Rest {
        /// The kinds of the steps, each once.
        kinds: Vec<StepKind>,
    },
    /// Handed over.
    Collected,
    /// Ended otherwise.
    Ended(End),
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What it is about.
    pub milestone: Milestone,
    /// How far.
    pub progress: Progress,
    /// Done: when. Going on: since when. To come: until when it is promised.
    #[serde(with = "crate::millis::optional")]
    pub at: Option<Instant>,
    /// To come: how long it takes, where the norm is in days.
    pub norm: Option<Norm>,
}

impl Row {
    const fn new(milestone: Milestone, progress: Progress, at: Option<Instant>) -> Self {
        Self { milestone, progress, at, norm: None }
    }
}

/// Steps that make one row: one step, or initials that follow one another.
struct Group<'a> {
    kind: StepKind,
    steps: Vec<(StepNo, &'a Step)>,
}

fn groups(standard: &ServiceStandard) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (no, step) in standard.numbered().filter(|(_, step)| step.kind != StepKind::Intake) {
        match groups.last_mut() {
            Some(last) if step.kind == StepKind::Initial && last.kind == StepKind::Initial => {
                last.steps.push((no, step));
            }
            _ => groups.push(Group { kind: step.kind, steps: vec![(no, step)] }),
        }
    }
    groups
}

/// When the file came to the step where it is.
pub(super) fn arrived(dossier: &Dossier) -> Option<Instant> {
    dossier.visit().and_then(|visit| visit.trays.first()).map(|wait| wait.from)
}

/// When a step was last handed on.
fn done_at(dossier: &Dossier, step: StepNo) -> Option<Instant> {
    let visits = dossier.visits.iter().rev().filter(|visit| visit.step == step);
    visits.filter(|visit| visit.end == Some(VisitEnd::HandedOver)).find_map(|visit| visit.ended_at)
}

impl Group<'_> {
    fn last(&self) -> StepNo {
        self.steps.last().map_or(StepNo(0), |(no, _)| *no)
    }

    fn row(&self, standard: &ServiceStandard, dossier: &Dossier, progress: Progress) -> Row {
        let here = dossier.standing.step;
        let at = match progress {
            Progress::Done => done_at(dossier, self.last()),
            Progress::Now => self.began(dossier),
            Progress::WithYou | Progress::Next => None,
        };
        let milestone = if self.kind == StepKind::Initial {
            let official = |(no, step): &(StepNo, &Step)| {
                let role = RoleName::of(standard, &step.role);
                match progress {
                    Progress::Done => Official { role, progress, at: done_at(dossier, *no) },
                    Progress::Now if *no < here => {
                        Official { role, progress: Progress::Done, at: done_at(dossier, *no) }
                    }
                    Progress::Now if *no == here => {
                        Official { role, progress, at: Some(dossier.standing.stage.since()) }
                    }
                    Progress::Now | Progress::WithYou | Progress::Next => {
                        Official { role, progress: Progress::Next, at: None }
                    }
                }
            };
            Milestone::Initials { officials: self.steps.iter().map(official).collect() }
        } else {
            let role = self.steps.first().map(|(_, step)| RoleName::of(standard, &step.role));
            Milestone::Step {
                kind: self.kind,
                role: role.unwrap_or_else(|| RoleName { key: RoleKey(String::new()), own: None }),
            }
        };
        let norm = match self.steps.as_slice() {
            [(_, step)] if progress == Progress::Next && self.kind != StepKind::Deliver => {
                Some(step.norm).filter(|norm| matches!(norm, Norm::WorkingDays(_)))
            }
            _ => None,
        };
        Row { milestone, progress, at, norm }
    }

    /// Since when the office works on the group: the first of its visits that follow one another.
    fn began(&self, dossier: &Dossier) -> Option<Instant> {
        let first = self.steps.first().map(|(no, _)| *no)?;
        let visits = dossier.visits.iter().rev();
        let own = visits.take_while(|visit| visit.step >= first && visit.step <= self.last());
        own.last().and_then(|visit| visit.trays.first()).map(|wait| wait.from).or_else(|| arrived(dossier))
    }
}

/// The rows of a dossier. `promised` is the promise's due time.
pub(super) fn rows(standard: &ServiceStandard, dossier: &Dossier, promised: Option<Instant>) -> Vec<Row> {
    let here = dossier.standing.step;
    let groups = groups(standard);
    let mut rows = vec![Row::new(Milestone::Received, Progress::Done, Some(dossier.submitted_at))];
    let done = |rows: &mut Vec<Row>| {
        rows.extend(
            groups
                .iter()
                .filter(|group| group.last() < here)
                .map(|group| group.row(standard, dossier, Progress::Done)),
        );
    };
    match &dossier.standing.stage {
        Stage::Tray { .. } | Stage::Desk { .. } => {
            let now = groups.iter().position(|group| group.last() >= here);
            for (place, group) in groups.iter().enumerate() {
                let progress = match now {
                    Some(now) if place == now => Progress::Now,
                    Some(now) if place > now => Progress::Next,
                    _ => Progress::Done,
                };
                let mut row = group.row(standard, dossier, progress);
                if group.kind == StepKind::Deliver && progress == Progress::Next {
                    row.at = promised;
                }
                rows.push(row);
            }
        }
        Stage::WithApplicant { since, .. } => {
            done(&mut rows);
            rows.push(Row::new(Milestone::Returned, Progress::WithYou, Some(*since)));
            rows.push(Row::new(Milestone::CheckedAgain, Progress::Next, None));
            let mut kinds: Vec<StepKind> = Vec::new();
            let open = groups.iter().filter(|group| group.last() >= here).map(|group| group.kind);
            for kind in open.filter(|kind| !matches!(kind, StepKind::Verify | StepKind::Deliver)) {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            if !kinds.is_empty() {
                rows.push(Row::new(Milestone::Rest { kinds }, Progress::Next, None));
            }
            if let Some(last) = groups.last() {
                let mut row = last.row(standard, dossier, Progress::Next);
                row.norm = (!dossier.standing.complete).then_some(standard.promise);
                rows.push(row);
            }
        }
        Stage::Ready { since, .. } => {
            done(&mut rows);
            ready(standard, dossier, &groups, Some(*since), &mut rows);
        }
        Stage::Ended { at, end: End::Delivered } => {
            done(&mut rows);
            ready(standard, dossier, &groups, crate::figures::stopped_at(&dossier.promise), &mut rows);
            rows.push(Row::new(Milestone::Collected, Progress::Done, Some(*at)));
        }
        Stage::Ended { at, end } => {
            done(&mut rows);
            if end.leaves_licence() {
                ready(standard, dossier, &groups, crate::figures::stopped_at(&dossier.promise), &mut rows);
            }
            rows.push(Row::new(Milestone::Ended(*end), Progress::Done, Some(*at)));
        }
    }
    rows
}

fn ready(
    standard: &ServiceStandard,
    dossier: &Dossier,
    groups: &[Group<'_>],
    since: Option<Instant>,
    rows: &mut Vec<Row>,
) {
    if let Some(last) = groups.last() {
        let mut row = last.row(standard, dossier, Progress::Done);
        row.at = since;
        rows.push(row);
    }
}

//! The board: a column per step of the SOP, a card per open dossier.

use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::clock::{ClockEvent, Norm};
use crate::clock_words::{PromiseFacts, StepClockFacts};
use crate::dossier::{Dossier, Stage, Standing};
use crate::dossier_clock;
use crate::event::Hand;
use crate::id::DossierId;
use crate::person::PersonName;
use crate::standard::{Standards, StepNo};
use crate::time::{Instant, WorkingMs};

/// The most bytes of a name on a card: of a name in Latin letters all that a form takes.
const NAME_BYTES: usize = 200;
/// The most bytes of the titles before a name, and of those after it.
const TITLE_BYTES: usize = 80;

/// A dossier on the board. Carries all that its words, its clocks and its moves need, and no NIK or telephone.
///
/// It is told to everybody who watches a board, so it is small whatever happened to the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardCard {
    /// The dossier.
    pub id: DossierId,
    /// The service.
    pub service: String,
    /// The version of the standard that the dossier pins: what the card is judged by.
    pub standard: u32,
    /// The register number.
    pub register: String,
    /// The applicant's name; empty where it was erased.
    pub name: PersonName,
    /// What the rules look at.
    pub standing: Standing,
    /// The promise clock.
    #[serde(with = "crate::clock::compact")]
    pub promise: Vec<ClockEvent>,
    /// The clock of the running visit.
    #[serde(with = "crate::clock::compact")]
    pub step_clock: Vec<ClockEvent>,
}

impl BoardCard {
    /// The card of a dossier.
    pub fn of(dossier: &Dossier) -> Self {
        Self {
            id: dossier.id.clone(),
            service: dossier.service.clone(),
            standard: dossier.standard,
            register: dossier.register.clone(),
            name: dossier.facts.as_ref().map(|facts| facts.name.clone()).unwrap_or_default(),
            standing: dossier.standing.clone(),
            promise: dossier.promise.clone(),
            step_clock: dossier.step_clock().to_vec(),
        }
        .slim()
    }

    /// The card without what neither a board nor the rules of its moves look at: the initials of other steps and struck
    /// ones, which items the applicant is to bring, the end of an endless name.
    #[must_use]
    pub fn slim(mut self) -> Self {
        let Standing { step, stage, initials, .. } = &mut self.standing;
        initials.retain(|mark| mark.step == *step && !mark.struck);
        if let Stage::WithApplicant { items, .. } = stage {
            items.clear();
        }
        self.name = self.name.within(NAME_BYTES, TITLE_BYTES);
        self
    }

    /// The running number of the register, as a card shows it: `000123` of `REG/2026/000123`.
    pub fn short_register(&self) -> &str {
        self.register.rsplit('/').next().unwrap_or(&self.register)
    }

    /// What the words of the step's clock need; none once the dossier has ended.
    pub fn step_facts(&self, norm: Norm) -> Option<StepClockFacts<'_>> {
        dossier_clock::step_facts(&self.standing.stage, norm, &self.step_clock)
    }

    /// What the words of the promise need.
    pub fn promise_facts(&self, calendar: &Calendar, norm: Norm) -> PromiseFacts<'_> {
        dossier_clock::promise_facts(calendar, &self.standing.stage, norm, &self.promise)
    }

    /// The group of the card within its column; none once the dossier has ended.
    pub const fn group(&self) -> Option<Group> {
        Group::of(&self.standing.stage)
    }
}

/// A group of cards within a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// In the tray, the longest wait first.
    Tray,
    /// Accepted, the earliest due first.
    Desk,
    /// With the applicant, the longest first.
    WithApplicant,
    /// Ready to be collected, the longest first.
    Ready,
}

impl Group {
    /// Every group in the order of the column.
    pub const ALL: [Self; 4] = [Self::Tray, Self::Desk, Self::WithApplicant, Self::Ready];

    /// The key in the database of the stage whose cards it holds.
    pub const fn stage_key(self) -> &'static str {
        match self {
            Self::Tray => "tray",
            Self::Desk => "desk",
            Self::WithApplicant => "with_applicant",
            Self::Ready => "ready",
        }
    }

    /// The group of a stage; none once the dossier has ended.
    pub const fn of(stage: &Stage) -> Option<Self> {
        match stage {
            Stage::Tray { .. } => Some(Self::Tray),
            Stage::Desk { .. } => Some(Self::Desk),
            Stage::WithApplicant { .. } => Some(Self::WithApplicant),
            Stage::Ready { .. } => Some(Self::Ready),
            Stage::Ended { .. } => None,
        }
    }
}

/// What stands at the head of a column: counts over all its dossiers, whatever the window holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnCounts {
    /// In the tray.
    pub tray: u32,
    /// Accepted.
    pub desk: u32,
    /// With the applicant.
    pub with_applicant: u32,
    /// Ready to be collected.
    pub ready: u32,
    /// Accepted visits whose step clock is overdue.
    pub late: u32,
}

impl ColumnCounts {
    /// The column's count: what is in process at the step.
    pub const fn in_process(&self) -> u32 {
        self.tray + self.desk
    }

    /// The count of a group.
    pub const fn of(&self, group: Group) -> u32 {
        match group {
            Group::Tray => self.tray,
            Group::Desk => self.desk,
            Group::WithApplicant => self.with_applicant,
            Group::Ready => self.ready,
        }
    }
}

/// Somebody who holds the role of a column today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnHolder {
    /// As the card will show it.
    pub hand: Hand,
    /// The name with titles.
    pub name: String,
}

/// How long a step was worked on, over the visits that ended on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worked {
    /// The median; of an even number of visits the lower of the middle two. Working time.
    pub median: WorkingMs,
    /// How many visits. At least 1.
    pub visits: u32,
}

impl Worked {
    /// The median as a share of a norm, in thousandths, cut off. Each working day of a norm counts as long as `day`; none
    /// where that is no working day.
    pub fn share_permille(&self, norm: Norm, day: WorkingMs) -> Option<u32> {
        let allowed = match norm {
            Norm::Minutes(minutes) => WorkingMs::minutes(i64::from(minutes)).0,
            Norm::WorkingDays(days) => day.0 * i64::from(days),
        };
        (allowed > 0).then(|| u32::try_from(self.median.0.max(0) * 1000 / allowed).unwrap_or(u32::MAX))
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardColumn {
    /// The step.
    pub step: StepNo,
    /// Its counts.
    pub counts: ColumnCounts,
    /// Who works there today, the absent left out; empty is a warning.
    pub holders: Vec<ColumnHolder>,
    /// How long it took today, whatever the filters; none where no visit has ended today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked: Option<Worked>,
}

/// The board of a service as it was at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// When.
    #[serde(with = "crate::millis::at")]
    pub as_of: Instant,
    /// A column per step.
    pub columns: Vec<BoardColumn>,
    /// The first cards of every group of every column, in the order of the column.
    pub cards: Vec<BoardCard>,
    /// The standards that open dossiers pin, and the one in force.
    pub standards: Standards,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_worked_is_a_share_of_the_norm_and_a_day_is_as_long_as_that_day() {
        let worked = Worked { median: WorkingMs::minutes(15), visits: 3 };
        let day = WorkingMs::minutes(450);
        assert_eq!(worked.share_permille(Norm::Minutes(20), day), Some(750));
        assert_eq!(worked.share_permille(Norm::Minutes(10), day), Some(1500));
        let worked = Worked { median: WorkingMs::minutes(300), ..worked };
        assert_eq!(worked.share_permille(Norm::WorkingDays(1), day), Some(666));
        assert_eq!(worked.share_permille(Norm::WorkingDays(2), WorkingMs::minutes(390)), Some(384));
        assert_eq!(worked.share_permille(Norm::WorkingDays(1), WorkingMs::ZERO), None);
    }
}

//! Meja Saya: what waits for one person across all services, the earliest due first.

use serde::{Deserialize, Serialize};

use crate::board::BoardCard;
use crate::calendar::Calendar;
use crate::clock::ClockEvent;
use crate::clock_words::{ClockFacts, StepClockFacts};
use crate::dossier::{Stage, Standing};
use crate::id::AccountId;
use crate::role::{Actor, Grant, RoleKey};
use crate::standard::{ServiceStandard, Standards, StepNo};
use crate::time::Instant;

/// Where a file lies, as far as a desk is concerned. No personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lies {
    /// In the tray of a role.
    InTray(RoleKey),
    /// On somebody's desk.
    OnDesk(AccountId),
    /// At the counter of a role, the applicant standing there for the licence.
    AtCounter(RoleKey),
    /// On no desk: with the applicant, ready, or ended.
    #[default]
    Elsewhere,
}

impl Lies {
    /// Where a card lies; `role` is that of its step.
    pub fn of(stage: &Stage, role: &RoleKey) -> Self {
        match stage {
            Stage::Tray { .. } => Self::InTray(role.clone()),
            Stage::Desk { holder, .. } => Self::OnDesk(holder.account.clone()),
            Stage::Ready { arrived: Some(_), .. } => Self::AtCounter(role.clone()),
            Stage::Ready { arrived: None, .. } | Stage::WithApplicant { .. } | Stage::Ended { .. } => {
                Self::Elsewhere
            }
        }
    }

    /// Where a dossier lies under the standard that it pins.
    pub fn under(standard: &ServiceStandard, standing: &Standing) -> Self {
        standard.step(standing.step).map_or(Self::Elsewhere, |step| Self::of(&standing.stage, &step.role))
    }

    /// Whether that is on the desk of this actor: in a tray of one's roles, on one's own desk, or an applicant at one's
    /// counter.
    pub fn on_desk_of(&self, actor: &Actor) -> bool {
        match self {
            Self::InTray(role) | Self::AtCounter(role) => actor.holds(role),
            Self::OnDesk(account) => *account == actor.account,
            Self::Elsewhere => false,
        }
    }
}

/// A step at which somebody works, of a service in a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The service.
    pub service: String,
    /// The version of its standard.
    pub version: u32,
    /// The step.
    pub step: StepNo,
}

/// Every step at which the actor works under these standards.
pub fn seats(standards: &Standards, actor: &Actor) -> Vec<Seat> {
    let of = |pinned: &crate::standard::PinnedStandard| {
        let held = pinned.standard.numbered().filter(|(_, step)| actor.holds(&step.role));
        held.map(|(step, _)| Seat { service: pinned.standard.service.clone(), version: pinned.version, step })
            .collect::<Vec<_>>()
    };
    standards.iter().flat_map(of).collect()
}

/// How many dossiers lie on a desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskCounts {
    /// In trays.
    pub waiting: u32,
    /// Accepted, or the applicant at the counter.
    pub working: u32,
    /// Of both, those for which one stands in, by grant.
    pub lent: Vec<(Grant, u32)>,
    /// How many services they belong to.
    pub services: u32,
}

impl DeskCounts {
    /// All of them.
    pub const fn all(&self) -> u32 {
        self.waiting + self.working
    }
}

/// A person's desk as it was at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyDesk {
    /// When.
    #[serde(with = "crate::millis::at")]
    pub as_of: Instant,
    /// The dossiers, the earliest due first; of a very full desk the first ones.
    pub cards: Vec<BoardCard>,
    /// The counts over all.
    pub counts: DeskCounts,
    /// The standards that the cards pin.
    pub standards: Standards,
}

/// When a dossier is due on a desk, in parts of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DuePart {
    /// Already.
    Late,
    /// Before the break that comes next.
    BeforeBreak,
    /// Today.
    Today,
    /// After today, or never.
    Later,
}

impl DuePart {
    /// Every part in the order of the day.
    pub const ALL: [Self; 4] = [Self::Late, Self::BeforeBreak, Self::Today, Self::Later];

    /// The part in which an instant lies as seen from `now`.
    pub fn of(calendar: &Calendar, due: Option<Instant>, now: Instant) -> Self {
        let Some(due) = due else { return Self::Later };
        let today = calendar.date(now);
        if due < now {
            Self::Late
        } else if next_break(calendar, now).is_some_and(|begins| due <= begins) {
            Self::BeforeBreak
        } else if calendar.date(due) == today {
            Self::Today
        } else {
            Self::Later
        }
    }
}

/// When the break begins that is still to come today; none after it, and on a day without one.
pub fn next_break(calendar: &Calendar, now: Instant) -> Option<Instant> {
    let hours = calendar.intervals(calendar.date(now));
    let (_, before_last) = hours.split_last()?;
    before_last.iter().map(|(_, close)| *close).find(|close| now < *close)
}

/// The clock by which a dossier is due on a desk: the step's once it is accepted, else the promise. Source: the desk's
/// order, step clock before promise.
pub fn due_facts<'c>(standard: &ServiceStandard, card: &'c BoardCard) -> Option<StepClockFacts<'c>> {
    let clocked = |norm, events: &'c [ClockEvent]| StepClockFacts::Clocked(ClockFacts::new(norm, events));
    match &card.standing.stage {
        Stage::Tray { .. } => Some(clocked(standard.promise, &card.promise)),
        Stage::Desk { .. } | Stage::WithApplicant { .. } | Stage::Ready { .. } => {
            let norm = standard.step(card.standing.step).map_or(standard.promise, |step| step.norm);
            card.step_facts(norm)
        }
        Stage::Ended { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::Initials;
    use crate::role::{OfficeRole, StandInForm};

    fn calendar() -> Calendar {
        let day = serde_json::json!([["07:30", "12:00"], ["13:00", "16:00"]]);
        let week = serde_json::json!({
            "mon": day, "tue": day, "wed": day, "thu": day, "fri": day, "sat": [], "sun": [],
        });
        let spec = serde_json::json!({ "offset": "+07:00", "week": week, "horizon": "2026-12-31" });
        serde_json::from_value(spec).expect("a calendar")
    }

    fn at(time: &str) -> Instant {
        format!("2026-11-24T{time}:00+07:00").parse().expect("an instant")
    }

    fn actor() -> Actor {
        Actor {
            account: AccountId::parse("01a20b48-0900-7000-8000-000000000001").expect("a UUID"),
            name: String::new(),
            initials: Initials::parse("HS").expect("two letters"),
            grants: vec![
                Grant { role: OfficeRole::SeniorAnalyst.into(), lent: None },
                Grant { role: OfficeRole::Secretary.into(), lent: Some(StandInForm::Plh) },
            ],
            absent: false,
        }
    }

    #[test]
    fn the_day_parts_at_the_break() {
        let part = |now: &str, due: &str| DuePart::of(&calendar(), Some(at(due)), at(now));
        assert_eq!(part("10:42", "10:35"), DuePart::Late);
        assert_eq!(part("10:42", "12:00"), DuePart::BeforeBreak);
        assert_eq!(part("10:42", "13:01"), DuePart::Today);
        assert_eq!(part("13:10", "15:00"), DuePart::Today, "no break is left");
        let tomorrow = Some(at("16:00") + chrono::TimeDelta::days(1));
        assert_eq!(DuePart::of(&calendar(), tomorrow, at("10:42")), DuePart::Later);
        assert_eq!(DuePart::of(&calendar(), None, at("10:42")), DuePart::Later);
    }

    #[test]
    fn a_stand_in_finds_the_tray_of_the_lent_role_on_the_desk() {
        let actor = actor();
        assert!(Lies::InTray(OfficeRole::Secretary.into()).on_desk_of(&actor));
        assert!(!Lies::InTray(OfficeRole::Head.into()).on_desk_of(&actor));
        assert!(Lies::OnDesk(actor.account.clone()).on_desk_of(&actor));
        assert!(!Lies::Elsewhere.on_desk_of(&actor));
    }

    #[test]
    fn one_sits_at_every_step_of_ones_roles() {
        let text = include_str!("../../server/standards/sipp-inseminator.toml");
        let standard = crate::standard_file::read_standard(text).expect("the shipped standard holds");
        let mut standards = Standards::default();
        standards.add(1, &standard);
        let steps: Vec<u8> = seats(&standards, &actor()).iter().map(|seat| seat.step.number()).collect();
        assert_eq!(steps, [5, 6]);
    }
}

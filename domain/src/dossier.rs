//! A dossier as its control card makes it: where it is, what is done, how long it took.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::application::Facts;
use crate::clock::ClockEvent;
use crate::event::{Brought, By, Channel, Finding, Hand, ItemNote, Recipient};
use crate::id::DossierId;
use crate::licence::Licence;
use crate::standard::StepNo;
use crate::time::Instant;
use crate::tracking_code::TrackingCode;

/// How a file came into a tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrayOrigin {
    /// It was submitted.
    Submission,
    /// It was handed forward.
    Forward,
    /// It was sent back.
    SendBack,
    /// The applicant answered.
    Answer,
}

/// How a dossier ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The licence was handed over.
    Delivered,
    /// Refused.
    Refused,
    /// Withdrawn by the applicant.
    Withdrawn,
    /// Closed, not completed in time.
    Closed,
    /// Annulled as a double entry.
    Annulled,
    /// The licence was revoked before it was handed over.
    Revoked,
    /// The licence was ordered to be replaced before it was handed over.
    Replaced,
}

impl End {
    /// Every end.
    pub const ALL: [Self; 7] = [
        Self::Delivered,
        Self::Refused,
        Self::Withdrawn,
        Self::Closed,
        Self::Annulled,
        Self::Revoked,
        Self::Replaced,
    ];

    /// The key in the database and in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Closed => "closed",
            Self::Annulled => "annulled",
            Self::Revoked => "revoked",
            Self::Replaced => "replaced",
        }
    }

    /// Whether a licence was issued and is answered for after it, so that its number is not void: it was handed over, or
    /// revoked or replaced before that. Source: house rule; what was signed and numbered stays in the register.
    pub const fn leaves_licence(self) -> bool {
        match self {
            Self::Delivered | Self::Revoked | Self::Replaced => true,
            Self::Refused | Self::Withdrawn | Self::Closed | Self::Annulled => false,
        }
    }
}

/// Where the file is at its step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// In the desk's tray, waiting to be accepted.
    Tray {
        /// Since when.
        #[serde(with = "crate::millis::at")]
        since: Instant,
        /// How it came there.
        origin: TrayOrigin,
        /// Who gave it.
        giver: By,
    },
    /// Accepted by an officer.
    Desk {
        /// Since when this officer holds it.
        #[serde(with = "crate::millis::at")]
        since: Instant,
        /// The holder.
        holder: Hand,
    },
    /// Returned to the applicant.
    WithApplicant {
        /// Since when.
        #[serde(with = "crate::millis::at")]
        since: Instant,
        /// Who returned it.
        holder: Hand,
        /// The items asked for.
        items: Vec<String>,
    },
    /// The licence waits to be collected.
    Ready {
        /// Since when.
        #[serde(with = "crate::millis::at")]
        since: Instant,
        /// Who accepted it for the counter.
        holder: Hand,
        /// Since when the applicant stands at the counter.
        #[serde(with = "crate::millis::optional")]
        arrived: Option<Instant>,
    },
    /// The dossier has ended.
    Ended {
        /// When.
        #[serde(with = "crate::millis::at")]
        at: Instant,
        /// How.
        end: End,
    },
}

impl Stage {
    /// The key of the stage in the database.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Tray { .. } => "tray",
            Self::Desk { .. } => "desk",
            Self::WithApplicant { .. } => "with_applicant",
            Self::Ready { .. } => "ready",
            Self::Ended { .. } => "ended",
        }
    }

    /// Since when the file is where it is.
    pub const fn since(&self) -> Instant {
        match self {
            Self::Tray { since, .. }
            | Self::Desk { since, .. }
            | Self::WithApplicant { since, .. }
            | Self::Ready { since, .. } => *since,
            Self::Ended { at, .. } => *at,
        }
    }

    /// The officer who holds the file.
    pub const fn holder(&self) -> Option<&Hand> {
        match self {
            Self::Desk { holder, .. } | Self::WithApplicant { holder, .. } | Self::Ready { holder, .. } => {
                Some(holder)
            }
            Self::Tray { .. } | Self::Ended { .. } => None,
        }
    }
}

/// The checklist in three counts: all that the moves of a card need to know of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistState {
    /// Items without a mark how they come.
    pub unmarked: u8,
    /// Items that nobody looked at.
    pub undecided: u8,
    /// Mandatory items found absent.
    pub missing: u8,
}

/// The current version of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftState {
    /// The version, from 1.
    pub number: u32,
    /// Whether facts changed since, or the file was sent back behind it.
    pub stale: bool,
}

/// An initial on a version of the letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitialMark {
    /// The step whose initial it is.
    pub step: StepNo,
    /// The version of the letter.
    pub draft: u32,
    /// Whose.
    pub hand: Hand,
    /// When.
    #[serde(with = "crate::millis::at")]
    pub at: Instant,
    /// Whether it was struck by a later version or a send-back.
    pub struck: bool,
}

/// A signature on a version of the letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureMark {
    /// The version of the letter.
    pub draft: u32,
    /// Whose.
    pub hand: Hand,
    /// When.
    #[serde(with = "crate::millis::at")]
    pub at: Instant,
}

/// The licence's number. Once given it stays with the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberMark {
    /// The number as printed.
    pub number: String,
    /// Whether it holds for the current version.
    pub confirmed: bool,
}

/// What the rules look at. Small enough to travel with every card of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The version that a command must have seen.
    pub version: u32,
    /// The kind of application.
    pub kind: String,
    /// The step.
    pub step: StepNo,
    /// Where at the step.
    pub stage: Stage,
    /// Whether the file was ever complete.
    pub complete: bool,
    /// The checklist in counts.
    pub checklist: ChecklistState,
    /// The letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftState>,
    /// Initials that hold, and struck ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initials: Vec<InitialMark>,
    /// The signature that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<SignatureMark>,
    /// The number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberMark>,
}

impl Standing {
    /// Notes the signature of a version of the letter.
    pub(crate) fn sign(&mut self, draft: u32, hand: Hand, at: Instant) {
        self.signature = Some(SignatureMark { draft, hand, at });
    }

    /// Whether the dossier has ended.
    pub const fn ended(&self) -> Option<End> {
        match &self.stage {
            Stage::Ended { end, .. } => Some(*end),
            Stage::Tray { .. } | Stage::Desk { .. } | Stage::WithApplicant { .. } | Stage::Ready { .. } => {
                None
            }
        }
    }
}

/// One item of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The requirement.
    pub key: String,
    /// Whether the file is incomplete without it.
    pub mandatory: bool,
    /// How it came, none where it has no mark yet.
    pub brought: Option<Brought>,
    /// What was found.
    pub finding: Finding,
}

/// One wait in a tray.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrayWait {
    /// From when.
    #[serde(with = "crate::millis::at")]
    pub from: Instant,
    /// Until when, none while it lasts.
    #[serde(with = "crate::millis::optional")]
    pub to: Option<Instant>,
    /// How the file came.
    pub origin: TrayOrigin,
    /// Who gave it: the giver's initial.
    pub giver: By,
    /// Who accepted it: the receiver's initial.
    pub receiver: Option<Hand>,
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitEnd {
    /// Handed to the next desk.
    HandedOver,
    /// Sent back.
    SentBack,
    /// Ended by the refusal.
    Refused,
    /// Ended by the delivery.
    Delivered,
    /// Cut by another end of the dossier; in no figure.
    Cut,
}

/// One visit to a step: its trays, its clock and its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The step.
    pub step: StepNo,
    /// The waits, the answers of the applicant among them.
    pub trays: Vec<TrayWait>,
    /// The step's clock of this visit; empty until accepted, and at delivery until the applicant comes.
    #[serde(with = "crate::clock::compact")]
    pub clock: Vec<ClockEvent>,
    /// How it ended.
    pub end: Option<VisitEnd>,
    /// When it ended.
    #[serde(with = "crate::millis::optional")]
    pub ended_at: Option<Instant>,
}

/// A dossier: the projection of its control card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Its identity.
    pub id: DossierId,
    /// The service.
    pub service: String,
    /// The version of the standard that it pins.
    pub standard: u32,
    /// The register number.
    pub register: String,
    /// The tracking code.
    pub code: TrackingCode,
    /// Where the file of paper lies: number of the folder, shelf or desk.
    pub place: Option<String>,
    /// How it came in.
    pub channel: Channel,
    /// When it came in.
    #[serde(with = "crate::millis::at")]
    pub submitted_at: Instant,
    /// The newest instant on its card.
    #[serde(with = "crate::millis::at")]
    pub newest_at: Instant,
    /// Entries on its card.
    pub entries: u32,
    /// What the rules look at.
    pub standing: Standing,
    /// The checklist.
    pub items: Vec<Item>,
    /// What was noted about items; erased with the personal data.
    pub notes: BTreeMap<String, ItemNote>,
    /// The applicant's facts, none where they were erased.
    pub facts: Option<Facts>,
    /// The visits in their order.
    pub visits: Vec<Visit>,
    /// The promise clock.
    #[serde(with = "crate::clock::compact")]
    pub promise: Vec<ClockEvent>,
    /// The legal clock.
    #[serde(with = "crate::clock::compact")]
    pub legal: Vec<ClockEvent>,
    /// Who took the licence.
    pub recipient: Option<Recipient>,
    /// The reason of the last return, send-back or end.
    pub reason: Option<String>,
    /// The dossier whose licence this one renews or replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predecessor: Option<DossierId>,
    /// The licence, once it is issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<Licence>,
}

impl Dossier {
    /// The running visit, or the last one.
    pub fn visit(&self) -> Option<&Visit> {
        self.visits.last()
    }

    /// The clock of the running visit.
    pub fn step_clock(&self) -> &[ClockEvent] {
        self.visit().map_or(&[], |visit| &visit.clock)
    }
}

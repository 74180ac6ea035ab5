//! Entries of the control card: who did what to a dossier, when.
//!
//! An [`Event`] holds no personal data of the applicant. What is personal stands in a [`Detail`], kept apart and named by
//! its salted hash, so that it can be erased while the card stays whole. Source: SP komponen Pengawasan internal; UU 27/2022.

use serde::{Deserialize, Serialize};

use crate::application::{Facts, FieldKey};
use crate::id::{AccountId, CommandId, DossierId};
use crate::licence::IssuedLetter;
use crate::person::Initials;
use crate::role::{RoleKey, StandInForm};
use crate::signed_copy::SignedCopy;
use crate::standard::{Form, StepNo};
use crate::time::Instant;
use crate::tracking_code::TrackingCode;

/// An officer's hand on the card: frozen as it was at the time of the act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// The account.
    pub account: AccountId,
    /// The initials that the card shows.
    pub initials: Initials,
    /// The role under which the officer acted.
    pub role: RoleKey,
    /// The form in which the role was lent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lent: Option<StandInForm>,
    /// Whether an absence was entered for that day.
    #[serde(default, skip_serializing_if = "is_false")]
    pub absent: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// Who stands behind an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// An officer.
    Officer(Hand),
    /// The applicant.
    Applicant,
    /// The applicant, recorded at the counter by an officer.
    ApplicantAtCounter(Hand),
    /// The program itself, by a rule.
    System,
}

impl By {
    /// The officer's hand, where there is one.
    pub const fn hand(&self) -> Option<&Hand> {
        match self {
            Self::Officer(hand) | Self::ApplicantAtCounter(hand) => Some(hand),
            Self::Applicant | Self::System => None,
        }
    }
}

/// By which way an application came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// At the counter.
    Counter,
    /// Through the public form.
    Online,
}

/// How an item of the checklist came, or will come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Brought {
    /// As an upload.
    Upload,
    /// On paper.
    Physical,
    /// Promised on paper.
    Promised,
    /// Not there.
    NotThere,
}

impl From<Form> for Brought {
    fn from(form: Form) -> Self {
        match form {
            Form::Upload => Self::Upload,
            Form::Physical => Self::Physical,
        }
    }
}

/// What the verifying desk found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// Not looked at yet. Kept apart from absent, so that the next desk knows.
    #[default]
    Unseen,
    /// There, and in order.
    Present,
    /// Not there, or not in order.
    Absent,
}

/// A mark on one item of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemMark {
    /// The requirement.
    pub key: String,
    /// How it came, where this says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brought: Option<Brought>,
    /// What was found, where this says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
}

/// Who takes the licence with him.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecipientKind {
    /// The applicant.
    Applicant,
    /// A proxy.
    Proxy,
}

/// What happened. The names are those of the office's acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The application came in.
    Registered {
        /// The register number.
        register: String,
        /// The tracking code.
        code: TrackingCode,
        /// The service.
        service: String,
        /// The version of the standard that the dossier pins.
        standard: u32,
        /// The way it came.
        channel: Channel,
        /// The kind of application.
        kind: String,
        /// The dossier whose licence it renews or replaces.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        predecessor: Option<DossierId>,
    },
    /// The receiver's initial.
    Accepted,
    /// Items of the checklist were marked.
    ItemsMarked {
        /// The marks.
        marks: Vec<ItemMark>,
    },
    /// The file left verification for the first time: it is complete from now on.
    FileCompleted,
    /// A version of the letter was drafted, its facts frozen.
    Drafted {
        /// The version, from 1.
        draft: u32,
    },
    /// An official's initial on the draft.
    Initialled {
        /// The version initialled.
        draft: u32,
    },
    /// The signature on the draft; wet, declared by the signer.
    Signed {
        /// The version signed.
        draft: u32,
    },
    /// The licence got its number.
    Numbered {
        /// The number, none until the store has allocated it in the same transaction.
        number: Option<String>,
        /// Whether the stamp was set.
        stamped: bool,
    },
    /// A number given earlier was confirmed.
    NumberConfirmed {
        /// Whether the stamp was set.
        stamped: bool,
    },
    /// The giver's initial: the file goes to the next desk's tray.
    HandedOver {
        /// The step it goes to.
        to: StepNo,
    },
    /// The giver took the file back before it was accepted.
    TakenBack,
    /// A colleague of the role took the file over.
    TakenOver {
        /// Whose it was.
        from: Hand,
    },
    /// The file goes back to an earlier step.
    SentBack {
        /// The step it goes to.
        to: StepNo,
    },
    /// Facts were corrected.
    Corrected {
        /// The fields that changed.
        fields: Vec<FieldKey>,
        /// Whether the letter shows one of them.
        on_letter: bool,
    },
    /// The file goes back to the applicant.
    Returned {
        /// The items asked for.
        items: Vec<String>,
        /// Whether they are only items that were promised: no fault of the first pass.
        promised_only: bool,
    },
    /// The applicant answered.
    Answered {
        /// The items brought.
        marks: Vec<ItemMark>,
        /// Fields that changed with the answer.
        fields: Vec<FieldKey>,
        /// Whether the letter shows one of them.
        on_letter: bool,
        /// Whether the return was a mistake, so that the clock only goes on.
        mistaken_return: bool,
    },
    /// The application was refused.
    Refused,
    /// The applicant withdrew.
    Withdrawn,
    /// Closed since it was not completed in time.
    Closed,
    /// Annulled as a double entry.
    Annulled,
    /// The applicant stands at the counter.
    ApplicantArrived,
    /// The applicant left without the licence.
    ApplicantLeft,
    /// The licence was handed to its recipient.
    Delivered {
        /// Who took it.
        recipient: RecipientKind,
    },
    /// The telephone number was changed.
    PhoneChanged,
    /// The letter was issued: signature and number both stand on it.
    Issued(IssuedLetter),
    /// The issued licence was revoked.
    Revoked,
    /// Another letter takes the place of the issued one.
    Replaced {
        /// The number of the other letter, none where it is only ordered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    /// The licence is not handed over any more: it was revoked or replaced while it waited to be collected.
    NotDelivered,
    /// The scan of the letter that was signed by hand was brought in.
    SignedCopyKept(SignedCopy),
    /// The file of paper was put somewhere.
    Placed {
        /// Number of the folder, shelf or desk; none where it lies nowhere in particular. A thing of the office: what names
        /// the applicant is refused.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
    },
    /// A new calendar moved clocks.
    CalendarMoved {
        /// The calendar's version.
        calendar: u32,
        /// The clocks that moved.
        moved: Vec<ClockMove>,
    },
    /// The keys of the chain were replaced after a loss.
    KeysReplaced {
        /// Entries before this one.
        count: u32,
        /// The head of the chain before this entry, in hex.
        head: String,
    },
}

/// Which clock of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockName {
    /// The promise.
    Promise,
    /// The legal limit.
    Legal,
    /// The step's own.
    Step,
}

/// A clock that a calendar moved; none is a clock without due time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockMove {
    /// Which clock.
    pub clock: ClockName,
    /// Due before.
    #[serde(with = "crate::millis::optional")]
    pub from: Option<Instant>,
    /// Due now.
    #[serde(with = "crate::millis::optional")]
    pub to: Option<Instant>,
    /// The day that was added or taken away.
    pub because: String,
}

/// What was noted about an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ItemNote {
    /// The requirement.
    pub key: String,
    /// Keterangan; in a return, what is wrong with it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// In a return, how to mend it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remedy: String,
    /// Its number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Who issued it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub issuer: String,
    /// Its date.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// When it expires.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub expiry: String,
}

/// Who took the licence. A proxy is named at the handover and need not be the one of the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// The applicant.
    Applicant,
    /// A proxy with a document.
    Proxy {
        /// The name.
        name: String,
        /// The document shown.
        document: String,
    },
}

/// The personal part of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Detail {
    /// The application's facts from here on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facts: Option<Facts>,
    /// A reason or a remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Notes by item.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemNote>,
    /// Who took the licence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Recipient>,
}

/// An event with its personal part, before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Who.
    pub by: By,
    /// What.
    pub event: Event,
    /// The personal part, where there is one.
    pub detail: Option<Detail>,
}

/// What became of an entry's personal part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Personal {
    /// The entry never had one.
    None,
    /// Here it is.
    Kept(Box<Detail>),
    /// Erased by the retention rule; only its hash is left.
    Erased,
}

impl Personal {
    /// The personal part, where it is kept.
    pub fn detail(&self) -> Option<&Detail> {
        match self {
            Self::Kept(detail) => Some(detail),
            Self::None | Self::Erased => None,
        }
    }
}

/// One entry of the card as it is read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place on the card, from 1.
    pub seq: u32,
    /// When.
    #[serde(with = "crate::millis::at")]
    pub at: Instant,
    /// Who.
    pub by: By,
    /// What.
    pub event: Event,
    /// The version of the dossier after it.
    pub version: u32,
    /// The command it came from, none for entries of the program.
    pub command: Option<CommandId>,
    /// The personal part.
    pub personal: Personal,
}

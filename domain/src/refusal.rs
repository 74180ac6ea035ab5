//! Why a rule says no. A refusal is a normal answer: it carries facts, the sentence is the screen's.

use crate::application::{FieldKey, FieldProblem};
use serde::{Deserialize, Serialize};

use crate::event::Hand;
use crate::person::Initials;
use crate::role::{Permission, RoleKey};
use crate::standard::{StepKind, StepNo};

/// The first rule that forbids a command. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Another role works at this step.
    WrongRole {
        /// The step.
        step: StepNo,
        /// Its role.
        role: RoleKey,
    },
    /// The actor's role does not carry the permission.
    NotPermitted {
        /// The permission.
        permission: Permission,
    },
    /// A colleague holds the file; it must be taken over first.
    HeldByColleague {
        /// The colleague's initials.
        holder: Initials,
    },
    /// The actor's own role at this desk has ended: a colleague takes the file over.
    HolderOffDuty {
        /// The desk's role.
        role: RoleKey,
    },
    /// The file lies in a tray; it must be accepted first.
    NotAccepted {
        /// The step whose tray it is.
        step: StepNo,
    },
    /// The file does not lie in a tray.
    NotInTray,
    /// The file is with the applicant.
    WithApplicant,
    /// The file is not with the applicant.
    NotWithApplicant,
    /// The dossier has ended.
    Ended,
    /// The licence is ready; only its handover is left.
    AlreadyReady,
    /// The licence is not ready yet.
    NotReady,
    /// The letter was not issued: signature and number do not both stand on it.
    NotIssued,
    /// The licence was revoked or replaced before.
    LicenceOver,
    /// The dossier goes on: no new application is made out of it.
    NotEnded,
    /// The earlier licence is of another service.
    OtherService,
    /// The earlier licence is of another person.
    OtherHolder,
    /// The step does another work.
    OtherWork {
        /// The step.
        step: StepNo,
        /// What it does.
        kind: StepKind,
    },
    /// Items of the checklist carry no mark yet.
    ItemsUnmarked {
        /// How many.
        count: u8,
    },
    /// Items of the checklist were not looked at yet.
    ItemsUndecided {
        /// How many.
        count: u8,
    },
    /// Mandatory items are not there: the file can only be returned.
    ItemsMissing {
        /// How many.
        count: u8,
    },
    /// The mark names an item that this application does not have, or names one twice.
    UnknownItem {
        /// The key.
        key: String,
    },
    /// The item does not come in this form.
    FormNotAccepted {
        /// The key.
        key: String,
    },
    /// There is no draft.
    NoDraft,
    /// Facts changed since the draft ("konsep usang").
    StaleDraft,
    /// The draft is current already.
    DraftIsCurrent,
    /// The initial of this step is missing.
    NotInitialled {
        /// The step.
        step: StepNo,
    },
    /// The initial is set already.
    AlreadyInitialled,
    /// The signature is missing.
    NotSigned,
    /// The letter is signed; it must be sent back first.
    AlreadySigned,
    /// The number is missing, or not confirmed again.
    NotNumbered,
    /// The number is given and confirmed.
    AlreadyNumbered,
    /// The stamp was not ticked.
    NotStamped,
    /// Nobody but the giver takes a file back, and only one that was handed forward.
    NotYourHandover {
        /// Who gave it, where an officer did.
        giver: Option<Initials>,
    },
    /// The file is one's own already.
    HeldByYourself,
    /// The giver does not hold the next desk's role.
    NextDeskIsAnothers {
        /// That role.
        role: RoleKey,
    },
    /// A file is only sent back to an earlier step, and not to intake.
    NotAnEarlierStep {
        /// The step asked for.
        to: StepNo,
    },
    /// Files move forward one step at a time.
    NotTheNextStep {
        /// The step where the file is, which comes first.
        at: StepNo,
        /// The step asked for.
        to: StepNo,
    },
    /// The reason is missing.
    NoReason,
    /// A reason, a remark or a note is longer than the card holds.
    TextTooLong {
        /// The most characters that fit.
        limit: usize,
    },
    /// A place of the file that names the applicant or the proxy.
    NamesAPerson,
    /// Nothing is asked of the applicant.
    NothingAsked,
    /// The answer brings nothing.
    NothingAnswered,
    /// The correction changes nothing.
    NothingChanged,
    /// A field of the new data is not as the form asks.
    FaultyField {
        /// The first at fault.
        field: FieldKey,
        /// What is wrong with it.
        problem: FieldProblem,
    },
    /// Not a telephone number.
    NotAPhone,
    /// The proxy's name or document is missing.
    NoRecipient,
    /// The applicant is not at the counter.
    NobodyAtCounter,
    /// Only the program closes files.
    OnlyTheProgram,
}

/// Where a refusal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The row of the SOP of the step where the file is.
    SopRow,
    /// SP komponen 4 of manufacturing: every handover has two initials.
    ControlCard,
    /// SP komponen 1: requirements.
    Requirements,
    /// A house rule.
    House,
}

impl Refusal {
    /// One of each, for the tests that every one has a text.
    ///
    /// # Panics
    /// Never: the initials in it are two letters.
    pub fn examples() -> Vec<Self> {
        let role = RoleKey("front-office".to_owned());
        let step = StepNo(1);
        let holder = Initials::parse("YS").expect("two letters");
        vec![
            Self::WrongRole { step, role: role.clone() },
            Self::NotPermitted { permission: Permission::Register },
            Self::HeldByColleague { holder: holder.clone() },
            Self::HolderOffDuty { role: role.clone() },
            Self::NotAccepted { step },
            Self::NotInTray,
            Self::WithApplicant,
            Self::NotWithApplicant,
            Self::Ended,
            Self::AlreadyReady,
            Self::NotReady,
            Self::OtherWork { step, kind: StepKind::Verify },
            Self::ItemsUnmarked { count: 2 },
            Self::ItemsUndecided { count: 2 },
            Self::ItemsMissing { count: 2 },
            Self::UnknownItem { key: "ktp".to_owned() },
            Self::FormNotAccepted { key: "ktp".to_owned() },
            Self::NoDraft,
            Self::StaleDraft,
            Self::DraftIsCurrent,
            Self::NotInitialled { step },
            Self::AlreadyInitialled,
            Self::NotSigned,
            Self::AlreadySigned,
            Self::NotNumbered,
            Self::AlreadyNumbered,
            Self::NotStamped,
            Self::NotYourHandover { giver: Some(holder) },
            Self::HeldByYourself,
            Self::NextDeskIsAnothers { role },
            Self::NotAnEarlierStep { to: step },
            Self::NotTheNextStep { at: step, to: step },
            Self::NoReason,
            Self::TextTooLong { limit: 2_000 },
            Self::NamesAPerson,
            Self::NothingAsked,
            Self::NothingAnswered,
            Self::NothingChanged,
            Self::FaultyField { field: FieldKey::Name, problem: FieldProblem::Missing },
            Self::NotAPhone,
            Self::NoRecipient,
            Self::NotIssued,
            Self::LicenceOver,
            Self::NotEnded,
            Self::OtherService,
            Self::OtherHolder,
            Self::NobodyAtCounter,
            Self::OnlyTheProgram,
        ]
    }

    /// Where the rule comes from, for the text that names it.
    pub const fn rule(&self) -> Rule {
        match self {
            Self::WrongRole { .. }
            | Self::OtherWork { .. }
            | Self::NoDraft
            | Self::NotInitialled { .. }
            | Self::NotSigned
            | Self::NotNumbered
            | Self::NotTheNextStep { .. } => Rule::SopRow,
            Self::NotAccepted { .. }
            | Self::NotInTray
            | Self::HeldByColleague { .. }
            | Self::NotYourHandover { .. }
            | Self::HeldByYourself
            | Self::NextDeskIsAnothers { .. } => Rule::ControlCard,
            Self::ItemsUnmarked { .. }
            | Self::ItemsUndecided { .. }
            | Self::ItemsMissing { .. }
            | Self::UnknownItem { .. }
            | Self::FormNotAccepted { .. } => Rule::Requirements,
            Self::NotPermitted { .. }
            | Self::HolderOffDuty { .. }
            | Self::WithApplicant
            | Self::NotWithApplicant
            | Self::Ended
            | Self::AlreadyReady
            | Self::NotReady
            | Self::NotIssued
            | Self::LicenceOver
            | Self::NotEnded
            | Self::OtherService
            | Self::OtherHolder
            | Self::StaleDraft
            | Self::DraftIsCurrent
            | Self::AlreadyInitialled
            | Self::AlreadySigned
            | Self::AlreadyNumbered
            | Self::NotStamped
            | Self::NotAnEarlierStep { .. }
            | Self::NoReason
            | Self::TextTooLong { .. }
            | Self::NamesAPerson
            | Self::NothingAsked
            | Self::NothingAnswered
            | Self::NothingChanged
            | Self::FaultyField { .. }
            | Self::NotAPhone
            | Self::NoRecipient
            | Self::NobodyAtCounter
            | Self::OnlyTheProgram => Rule::House,
        }
    }

    /// The refusal of a colleague's file.
    pub(crate) fn held_by(hand: &Hand) -> Self {
        Self::HeldByColleague { holder: hand.initials.clone() }
    }
}

//! What a person asks of a dossier. The same value is what the browser offers, sends and the server decides.

use serde::{Deserialize, Serialize};

use crate::application::Facts;
use crate::event::{Brought, Finding, ItemNote, Recipient};
use crate::standard::StepNo;

/// What follows a desk's work in the same act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// The file stays on the desk.
    #[default]
    Keep,
    /// It is handed over: "Paraf dan serahkan", "Tanda tangani dan serahkan".
    HandOver,
    /// It is handed over to oneself, for one who holds the next desk's role too: "Serahkan dan terima".
    HandOverAndAccept,
}

/// A mark on an item with what was noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemDecision {
    /// How it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brought: Option<Brought>,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// The item and what was noted about it.
    pub note: ItemNote,
}

/// An item that the applicant brought with the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemBrought {
    /// The requirement.
    pub key: String,
    /// How it came.
    pub brought: Brought,
}

/// A command on a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Take the file from the tray.
    Accept,
    /// Mark items of the checklist.
    MarkItems {
        /// The marks, each item once.
        items: Vec<ItemDecision>,
    },
    /// Draft the letter, the facts frozen.
    Draft {
        /// What follows.
        #[serde(default)]
        then: Then,
    },
    /// Set one's initial on the draft.
    Initial {
        /// What follows.
        #[serde(default)]
        then: Then,
    },
    /// Sign the draft.
    Sign {
        /// What follows.
        #[serde(default)]
        then: Then,
    },
    /// Give the licence its number, or confirm the one it has.
    Number {
        /// Whether the stamp was set.
        stamped: bool,
        /// What follows.
        #[serde(default)]
        then: Then,
    },
    /// Hand the file to the next desk.
    HandOver {
        /// [`Then::HandOver`] or [`Then::HandOverAndAccept`].
        #[serde(default)]
        then: Then,
    },
    /// Take the file back before it is accepted.
    TakeBack,
    /// Take the file over from a colleague of the role.
    TakeOver,
    /// Send the file back to an earlier step.
    SendBack {
        /// The step.
        to: StepNo,
        /// Why.
        reason: String,
    },
    /// Correct facts.
    Correct {
        /// All facts, the corrected ones among them.
        facts: Box<Facts>,
        /// Why.
        reason: String,
    },
    /// Return the file to the applicant.
    Return {
        /// What is missing or wrong, and how to mend it, by item.
        items: Vec<ItemNote>,
        /// A remark to the applicant.
        #[serde(default)]
        remark: String,
    },
    /// Record the applicant's answer at the counter.
    Answer {
        /// The items brought.
        items: Vec<ItemBrought>,
        /// All facts, where some changed.
        facts: Option<Box<Facts>>,
        /// A remark; the reason where the return was a mistake and nothing was brought.
        #[serde(default)]
        remark: String,
        /// Whether the return was a mistake.
        #[serde(default)]
        mistaken_return: bool,
    },
    /// Refuse the application.
    Refuse {
        /// The reasons, for the letter.
        reasons: String,
    },
    /// Withdraw for the applicant at the counter.
    Withdraw {
        /// Why, in the applicant's words.
        reason: String,
    },
    /// Annul a double entry.
    Annul {
        /// Why.
        reason: String,
    },
    /// Revoke the issued licence.
    Revoke {
        /// Why, for the letter.
        reason: String,
    },
    /// Have the issued licence replaced by another letter.
    Replace {
        /// Why, for the letter.
        reason: String,
    },
    /// The applicant stands at the counter for the licence.
    ApplicantArrived,
    /// The applicant left without it.
    ApplicantLeft,
    /// Hand the licence to its recipient.
    Deliver {
        /// Who takes it.
        recipient: Recipient,
    },
    /// Change the applicant's telephone number.
    ChangePhone {
        /// The new number, as typed.
        phone: String,
    },
    /// Say where the file of paper lies, or that it lies nowhere in particular.
    Place {
        /// Number of the folder, shelf or desk; empty removes it.
        place: String,
    },
    /// Close a file that was not completed in time. The program's own; no person may.
    Close,
}

impl Command {
    /// A short stable name, for logs and for what an earlier answer was.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::MarkItems { .. } => "mark_items",
            Self::Draft { .. } => "draft",
            Self::Initial { .. } => "initial",
            Self::Sign { .. } => "sign",
            Self::Number { .. } => "number",
            Self::HandOver { .. } => "hand_over",
            Self::TakeBack => "take_back",
            Self::TakeOver => "take_over",
            Self::SendBack { .. } => "send_back",
            Self::Correct { .. } => "correct",
            Self::Return { .. } => "return",
            Self::Answer { .. } => "answer",
            Self::Refuse { .. } => "refuse",
            Self::Withdraw { .. } => "withdraw",
            Self::Annul { .. } => "annul",
            Self::Revoke { .. } => "revoke",
            Self::Replace { .. } => "replace",
            Self::ApplicantArrived => "applicant_arrived",
            Self::ApplicantLeft => "applicant_left",
            Self::Deliver { .. } => "deliver",
            Self::ChangePhone { .. } => "change_phone",
            Self::Place { .. } => "place",
            Self::Close => "close",
        }
    }

    /// Whether the letter may be complete after it: signature and number come in the order of the standard.
    pub const fn may_complete_letter(&self) -> bool {
        matches!(self, Self::Sign { .. } | Self::Number { .. })
    }

    /// Whether the password is asked again before it: before a signature, a refusal, an end that voids the number which a
    /// file may have, and the end of a licence. Source: house rule on signing, refusing, revoking and voiding.
    pub const fn asks_password(&self) -> bool {
        matches!(
            self,
            Self::Sign { .. }
                | Self::Refuse { .. }
                | Self::Withdraw { .. }
                | Self::Annul { .. }
                | Self::Revoke { .. }
                | Self::Replace { .. }
        )
    }
}

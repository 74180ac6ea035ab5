//! A batch of prints: one kind of paper for up to fifty dossiers, printed one after the other whether or not anybody
//! watches, and handed out as one file.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::dossier::Dossier;
use crate::id::{AccountId, BatchId, DossierId};
use crate::paper::{DossierPaper, Sheet};
use crate::role::{Actor, Permission};
use crate::time::Instant;

/// The most papers of one batch. Source: house rule; a pile that one person can check by hand.
pub const MOST: usize = 50;

/// How long a batch is kept, counted from when it was asked for: it holds personal data, and can be printed anew.
/// Source: house rule.
pub const KEPT: TimeDelta = TimeDelta::days(3);

/// How often one paper is begun before it is given up: a server that ended in the middle begins it again, but a paper that
/// ends the server would do so for ever.
pub const MOST_TRIES: u32 = 3;

/// The paper of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BatchPaper {
    /// The applicants' receipts.
    Receipt,
    /// The copies of the receipts that stay with the files.
    ReceiptForFile,
    /// The control cards.
    ControlCard,
    /// The labels of the folders.
    Label,
    /// The letters of the newest returns.
    ReturnLetter,
    /// The letters of refusal.
    RefusalLetter,
    /// The letters to those who do not collect.
    ReminderLetter,
    /// The drafts of the licences in their current versions.
    Draft,
    /// The licences as they were issued: the applicants' copies.
    Licence,
    /// The office's copies of the issued licences, with the initials of those who passed them.
    OfficeCopy,
}

impl BatchPaper {
    /// Every paper, in the order of the SOP.
    pub const ALL: [Self; 10] = [
        Self::Receipt,
        Self::ReceiptForFile,
        Self::Label,
        Self::ControlCard,
        Self::ReturnLetter,
        Self::Draft,
        Self::Licence,
        Self::OfficeCopy,
        Self::ReminderLetter,
        Self::RefusalLetter,
    ];

    /// As it is stored and written in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::ReceiptForFile => "receipt-for-file",
            Self::ControlCard => "control-card",
            Self::Label => "label",
            Self::ReturnLetter => "return-letter",
            Self::RefusalLetter => "refusal-letter",
            Self::ReminderLetter => "reminder-letter",
            Self::Draft => "draft",
            Self::Licence => "licence",
            Self::OfficeCopy => "office-copy",
        }
    }

    /// The paper of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.key() == key)
    }

    /// The kind of sheet, as the access log knows it.
    pub const fn sheet(self) -> Sheet {
        match self {
            Self::Receipt | Self::ReceiptForFile => Sheet::Receipt,
            Self::ControlCard => Sheet::ControlCard,
            Self::Label => Sheet::FolderLabel,
            Self::ReturnLetter => Sheet::ReturnLetter,
            Self::RefusalLetter => Sheet::RefusalLetter,
            Self::ReminderLetter => Sheet::ReminderLetter,
            Self::Draft | Self::Licence | Self::OfficeCopy => Sheet::Licence,
        }
    }

    /// What who asks for it must be allowed to, as for a single print.
    pub const fn permission(self) -> Permission {
        match self {
            Self::ControlCard => Permission::SeeCard,
            Self::Receipt
            | Self::ReceiptForFile
            | Self::Label
            | Self::ReturnLetter
            | Self::RefusalLetter
            | Self::ReminderLetter
            | Self::Draft
            | Self::Licence
            | Self::OfficeCopy => Permission::SeeDossier,
        }
    }

    /// Which of a dossier's `printable` sheets it is; none where there is no such sheet now, and for the issued licence,
    /// which is kept rather than printed.
    pub fn among(self, printable: &[DossierPaper]) -> Option<DossierPaper> {
        let is = |paper: &DossierPaper| match self {
            Self::Receipt | Self::ReceiptForFile => *paper == DossierPaper::Receipt,
            Self::ControlCard => *paper == DossierPaper::ControlCard,
            Self::Label => *paper == DossierPaper::Label,
            Self::ReturnLetter => matches!(paper, DossierPaper::ReturnLetter(_)),
            Self::RefusalLetter => *paper == DossierPaper::RefusalLetter,
            Self::ReminderLetter => *paper == DossierPaper::ReminderLetter,
            Self::Draft => *paper == DossierPaper::Draft,
            Self::Licence | Self::OfficeCopy => false,
        };
        // The newest return is the last.
        printable.iter().rev().copied().find(is)
    }

    /// Whether it is made of the letter that was issued.
    pub const fn is_of_issued_letter(self) -> bool {
        matches!(self, Self::Licence | Self::OfficeCopy)
    }
}

/// Why no batch was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchRefusal {
    /// The actor's roles of today do not carry the permission.
    NotPermitted {
        /// The permission.
        permission: Permission,
    },
    /// No dossier was chosen.
    Empty,
    /// More were chosen than [`MOST`].
    TooMany {
        /// How many.
        chosen: usize,
    },
}

/// The dossiers of a batch that somebody may begin: each once, in the order in which they were chosen. Whether each has
/// such a paper is asked when its turn comes.
///
/// # Errors
/// [`BatchRefusal`] naming the first rule that forbids it.
pub fn may_begin(
    actor: &Actor,
    paper: BatchPaper,
    chosen: &[DossierId],
) -> Result<Vec<DossierId>, BatchRefusal> {
    let permission = paper.permission();
    if !actor.may(permission) {
        return Err(BatchRefusal::NotPermitted { permission });
    }
    let mut dossiers: Vec<DossierId> = Vec::with_capacity(chosen.len().min(MOST));
    for dossier in chosen {
        if !dossiers.contains(dossier) {
            dossiers.push(dossier.clone());
        }
        if dossiers.len() > MOST {
            return Err(BatchRefusal::TooMany { chosen: chosen.len() });
        }
    }
    if dossiers.is_empty() { Err(BatchRefusal::Empty) } else { Ok(dossiers) }
}

/// Whether the issued letter of a dossier can go into a batch: it was issued, and nothing has ended it since.
pub fn has_issued_letter(dossier: &Dossier) -> bool {
    dossier.licence.as_ref().is_some_and(|licence| licence.fate.is_none())
}

/// The papers that an actor may print of a dossier in batches now; `printable` are its sheets.
pub fn papers_of(actor: &Actor, dossier: &Dossier, printable: &[DossierPaper]) -> Vec<BatchPaper> {
    let has = |paper: &BatchPaper| {
        let is_there = if paper.is_of_issued_letter() {
            has_issued_letter(dossier)
        } else {
            paper.among(printable).is_some()
        };
        is_there && actor.may(paper.permission())
    };
    BatchPaper::ALL.into_iter().filter(has).collect()
}

/// Why one paper of a batch was not printed. The others go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchFault {
    /// Who asked for it is not permitted to any more.
    NotPermitted,
    /// There is no such dossier, or its personal data was erased.
    Gone,
    /// The dossier has no such paper now: it moved on, or is not that far.
    NotDue,
    /// It could not be set; the log has it under this number.
    Failed {
        /// The number in the log.
        incident: String,
    },
    /// The server ended in the middle of it [`MOST_TRIES`] times.
    Interrupted,
}

/// Where one paper of a batch is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// Its turn has not come.
    Waiting,
    /// It is being printed.
    Printing,
    /// It is printed.
    Done,
    /// It was not printed.
    Failed(BatchFault),
}

impl ItemState {
    /// Every kind of state as it is stored.
    pub const KEYS: [&str; 4] = ["waiting", "printing", "done", "failed"];

    /// As it is stored.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Printing => "printing",
            Self::Done => "done",
            Self::Failed(_) => "failed",
        }
    }
}

/// One paper of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchItem {
    /// Its place in the batch, from 1.
    pub no: u32,
    /// The dossier.
    pub dossier: DossierId,
    /// Its register number.
    pub register: String,
    /// The applicant, with titles.
    pub name: String,
    /// Where it is.
    pub state: ItemState,
}

/// How far a batch is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Papers in all.
    pub all: u32,
    /// Printed.
    pub done: u32,
    /// Not printed, and not waiting any more.
    pub failed: u32,
}

impl Progress {
    /// How far these are.
    pub fn of<'a>(states: impl IntoIterator<Item = &'a ItemState>) -> Self {
        let mut progress = Self::default();
        for state in states {
            progress.all += 1;
            match state {
                ItemState::Done => progress.done += 1,
                ItemState::Failed(_) => progress.failed += 1,
                ItemState::Waiting | ItemState::Printing => {}
            }
        }
        progress
    }

    /// Whether nothing waits any more.
    pub const fn is_over(self) -> bool {
        self.done + self.failed >= self.all
    }
}

/// A batch as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchLine {
    /// Its identity.
    pub id: BatchId,
    /// The paper.
    pub paper: BatchPaper,
    /// When it was asked for.
    #[serde(with = "crate::millis::at")]
    pub made_at: Instant,
    /// How far it is.
    pub progress: Progress,
}

impl BatchLine {
    /// Until when it is kept.
    pub fn kept_until(&self) -> Instant {
        self.made_at + KEPT
    }
}

/// A batch with its papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Its head.
    pub line: BatchLine,
    /// Who asked for it; nobody else sees it.
    pub owner: AccountId,
    /// Its papers, in the order in which they were chosen.
    pub items: Vec<BatchItem>,
}

impl Batch {
    /// Those that failed wait for another turn.
    pub fn again(&mut self) {
        for item in &mut self.items {
            if matches!(item.state, ItemState::Failed(_)) {
                item.state = ItemState::Waiting;
            }
        }
        self.line.progress = Progress::of(self.items.iter().map(|item| &item.state));
    }

    /// Takes in how the turn of a paper ended; of a place that the batch does not have, nothing changes.
    pub fn end(&mut self, no: u32, state: ItemState) {
        if let Some(item) = self.items.iter_mut().find(|item| item.no == no) {
            item.state = state;
        }
        self.line.progress = Progress::of(self.items.iter().map(|item| &item.state));
    }
}

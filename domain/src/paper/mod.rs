//! What the office prints: each sheet as plain data, made of the dossier, its card, its standard and the office by pure
//! functions. The layout is a template's; here are the facts and the office's Indonesian words for them.
//!
//! The structs serialise to the very JSON that a template reads.

mod case;
mod control_card;
mod folder_label;
mod handover_list;
mod issued;
mod letter;
mod letterhead;
mod licence;
mod millimetres;
mod page;
mod printable;
mod receipt;
mod refusal_letter;
mod reminder_letter;
mod return_letter;
mod revocation_letter;
mod role;
mod signature;
mod sop;
mod words;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

pub use case::{Case, Desk, Held, People};
pub use control_card::{
    Chain, ControlCardSheet, HandOnCard, HandoverOnCard, InitialsOf, MarkOnVisit, Outcome, Sum, Upcoming,
    VisitOnCard, control_card,
};
pub use folder_label::{FolderLabel, folder_label};
pub use handover_list::{HandoverFault, HandoverLine, HandoverList, HandoverParty, handover_list};
pub use issued::{Slots, electronically_signed, issued, office_copy, with_qr};
pub use letter::{Addressee, LetterFrame, Paraf, ParafRow, Variant};
pub use letterhead::Letterhead;
pub use licence::{Licence, LicenceRow, Reading, draft, facts_of_draft};
pub use millimetres::Mm;
pub use page::{LabelPage, Page, PaperSize, Papers};
pub use printable::{DossierPaper, printable};
pub use receipt::{Copy, PromiseOnReceipt, Receipt, ReceiptItem, is_reprint, receipt};
pub use refusal_letter::{Objection, RefusalLetter, refusal_letter, refused};
pub use reminder_letter::{ReminderLetter, reminder_letter, uncollected_since};
pub use return_letter::{ReturnLetter, ReturnedItem, return_letter, returns};
pub use revocation_letter::{RevocationLetter, revocation_letter, revoked};
pub use role::role_title;
pub use signature::{ElectronicMark, Official, Signature, SignerForm, nip_grouped, signature};
pub use sop::{SopSheet, SopStep, sop};

/// A kind of sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// Tanda terima.
    Receipt,
    /// Kartu kendali.
    ControlCard,
    /// The label of a folder.
    FolderLabel,
    /// Daftar serah terima berkas.
    HandoverList,
    /// What is missing, and until when.
    ReturnLetter,
    /// Surat penolakan.
    RefusalLetter,
    /// A licence that nobody collected.
    ReminderLetter,
    /// Surat pencabutan.
    RevocationLetter,
    /// Surat izin, and its draft.
    Licence,
    /// The SOP of a service.
    Sop,
}

impl Sheet {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Receipt,
        Self::ControlCard,
        Self::FolderLabel,
        Self::HandoverList,
        Self::ReturnLetter,
        Self::RefusalLetter,
        Self::ReminderLetter,
        Self::RevocationLetter,
        Self::Licence,
        Self::Sop,
    ];

    /// The name of its template, without the ending.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::ControlCard => "control-card",
            Self::FolderLabel => "folder-label",
            Self::HandoverList => "handover-list",
            Self::ReturnLetter => "return-letter",
            Self::RefusalLetter => "refusal-letter",
            Self::ReminderLetter => "reminder-letter",
            Self::RevocationLetter => "revocation-letter",
            Self::Licence => "licence",
            Self::Sop => "sop",
        }
    }
}

/// A sheet's data with the address that its QR leads to; none where it has no QR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made<T> {
    /// What the template reads.
    pub data: T,
    /// What the QR says.
    pub qr: Option<String>,
}

/// That a sheet has a QR, and the address that stands beside it in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Qr {
    /// The address in words, none where the words beside the QR name a page only.
    pub address: Option<String>,
}

/// The date that a document carries within, where programs look for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dated {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
    /// The day, from 1.
    pub day: u32,
}

impl From<NaiveDate> for Dated {
    fn from(date: NaiveDate) -> Self {
        Self { year: date.year(), month: date.month(), day: date.day() }
    }
}

/// What every sheet with a letterhead has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The paper and its margins.
    pub page: Page,
    /// The date that the document itself carries.
    pub dated: Option<Dated>,
    /// The letterhead.
    pub office: Letterhead,
    /// The QR.
    pub qr: Option<Qr>,
}

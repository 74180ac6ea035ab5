//! Which sheets of a dossier can be printed now.

use super::{Sheet, uncollected_since};
use crate::calendar::Calendar;
use crate::dossier::{Dossier, End, Stage};
use crate::event::Event;
use crate::licence::Fate;
use crate::role::Permission;
use crate::standard::ServiceStandard;
use crate::time::Instant;

/// A sheet of one dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossierPaper {
    /// The applicant's receipt.
    Receipt,
    /// The control card.
    ControlCard,
    /// The label of the folder.
    Label,
    /// The courier's list, with this folder alone.
    HandoverList,
    /// The letter of a return, by its place from 1.
    ReturnLetter(usize),
    /// The letter of the refusal.
    RefusalLetter,
    /// The letter to one who does not collect.
    ReminderLetter,
    /// The draft of the licence in its current version.
    Draft,
    /// The licence as it was issued.
    Licence,
    /// The letter that tells its holder that the licence is revoked.
    RevocationLetter,
}

impl DossierPaper {
    /// The kind of sheet.
    pub const fn sheet(self) -> Sheet {
        match self {
            Self::Receipt => Sheet::Receipt,
            Self::ControlCard => Sheet::ControlCard,
            Self::Label => Sheet::FolderLabel,
            Self::HandoverList => Sheet::HandoverList,
            Self::ReturnLetter(_) => Sheet::ReturnLetter,
            Self::RefusalLetter => Sheet::RefusalLetter,
            Self::ReminderLetter => Sheet::ReminderLetter,
            Self::Draft | Self::Licence => Sheet::Licence,
            Self::RevocationLetter => Sheet::RevocationLetter,
        }
    }

    /// The name in its address and, with the register number, of its file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Receipt => "tanda-terima",
            Self::ControlCard => "kartu-kendali",
            Self::Label => "label",
            Self::HandoverList => "daftar-pengantar",
            Self::ReturnLetter(_) => "surat-pengembalian",
            Self::RefusalLetter => "surat-penolakan",
            Self::ReminderLetter => "surat-pemberitahuan",
            Self::Draft => "konsep",
            Self::Licence => "surat-izin",
            Self::RevocationLetter => "surat-pencabutan",
        }
    }

    /// What its reader must be allowed to.
    pub const fn permission(self) -> Permission {
        match self {
            Self::ControlCard => Permission::SeeCard,
            Self::Receipt
            | Self::Label
            | Self::HandoverList
            | Self::ReturnLetter(_)
            | Self::RefusalLetter
            | Self::ReminderLetter
            | Self::Draft
            | Self::Licence
            | Self::RevocationLetter => Permission::SeeDossier,
        }
    }
}

/// The sheets of a dossier that can be printed at `now`. `events` are those of its card; `known` says whether its facts are
/// kept: what is addressed to somebody needs a name.
pub fn printable<'e>(
    standard: &ServiceStandard,
    dossier: &Dossier,
    events: impl IntoIterator<Item = &'e Event>,
    calendar: &Calendar,
    known: bool,
    now: Instant,
) -> Vec<DossierPaper> {
    let standing = &dossier.standing;
    let mut papers = Vec::new();
    if known {
        papers.push(DossierPaper::Receipt);
    }
    papers.push(DossierPaper::ControlCard);
    if standing.ended().is_none() {
        papers.push(DossierPaper::Label);
    }
    let on_its_way = match standing.stage {
        Stage::Tray { .. } => true,
        Stage::Desk { .. } => standard.step(standing.step.next()).is_some(),
        Stage::WithApplicant { .. } | Stage::Ready { .. } | Stage::Ended { .. } => false,
    };
    if on_its_way {
        papers.push(DossierPaper::HandoverList);
    }
    if !known {
        return papers;
    }
    if standing.draft.is_some() && matches!(standing.stage, Stage::Tray { .. } | Stage::Desk { .. }) {
        papers.push(DossierPaper::Draft);
    }
    let returns = events.into_iter().filter(|event| matches!(event, Event::Returned { .. })).count();
    papers.extend((1..=returns).map(DossierPaper::ReturnLetter));
    if standing.ended() == Some(End::Refused) {
        papers.push(DossierPaper::RefusalLetter);
    }
    if uncollected_since(dossier, calendar, now).is_some() {
        papers.push(DossierPaper::ReminderLetter);
    }
    if let Some(licence) = &dossier.licence {
        papers.push(DossierPaper::Licence);
        if matches!(licence.fate, Some(Fate::Revoked { .. })) {
            papers.push(DossierPaper::RevocationLetter);
        }
    }
    papers
}

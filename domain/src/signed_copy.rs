//! The scan of a letter that was signed by hand: what it may be, who may bring it in, and what the card keeps of it.

use serde::{Deserialize, Serialize};

use crate::dossier::{Stage, Standing};
use crate::event::{Act, By, Event};
use crate::refusal::Refusal;
use crate::role::{Actor, OfficeRole, RoleKey};
use crate::standard::{ServiceStandard, StepKind};
use crate::transition::hand;

/// The largest scan that is kept, in bytes. A letter of two pages in colour at 300 dots an inch takes a third of it.
pub const COPY_LIMIT: usize = 10 * 1024 * 1024;

/// What a scan is, told by its first bytes and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CopyKind {
    /// A PDF.
    Pdf,
    /// A JPEG picture.
    Jpg,
    /// A PNG picture.
    Png,
}

impl CopyKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpg, Self::Png];

    /// The key in the database, and the ending of a file's name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpg => "jpg",
            Self::Png => "png",
        }
    }

    /// What an answer says that it is.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// What begins like this; none of another file.
    ///
    /// # Example
    /// ```
    /// use domain::signed_copy::CopyKind;
    /// assert_eq!(CopyKind::of(b"%PDF-1.7"), Some(CopyKind::Pdf));
    /// assert_eq!(CopyKind::of(b"<html>"), None, "whatever its name says");
    /// ```
    pub fn of(file: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| {
            let begins: &[u8] = match kind {
                Self::Pdf => b"%PDF-",
                Self::Jpg => &[0xff, 0xd8, 0xff],
                Self::Png => b"\x89PNG\r\n\x1a\n",
            };
            file.starts_with(begins)
        })
    }
}

/// What is wrong with a file that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyFault {
    /// None was sent, or an empty one.
    Missing,
    /// It is larger than [`COPY_LIMIT`].
    TooLarge,
    /// It is none of [`CopyKind::ALL`].
    OtherKind,
}

impl CopyFault {
    /// Every fault.
    pub const ALL: [Self; 3] = [Self::Missing, Self::TooLarge, Self::OtherKind];

    /// The word in an address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "kosong",
            Self::TooLarge => "terlalu-besar",
            Self::OtherKind => "jenis-lain",
        }
    }

    /// The fault with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.key() == key)
    }
}

/// What the card keeps of a scan. No personal data: the file lies apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedCopy {
    /// What it is.
    pub kind: CopyKind,
    /// How large, in bytes.
    pub bytes: u64,
    /// SHA-256 of the file. Shape: 64 hex digits.
    pub sha256: String,
}

/// The role under which an actor brings in the scan of a signed letter: that of the desks that sign, number and hand over,
/// else the Back Office's. Source: house rule.
///
/// # Errors
/// [`Refusal::NotSigned`] before the signature, [`Refusal::Ended`] where the file ended without a licence,
/// [`Refusal::WrongRole`] for everybody else.
pub fn may_bring(standard: &ServiceStandard, standing: &Standing, actor: &Actor) -> Result<RoleKey, Refusal> {
    match standing.stage {
        Stage::Ended { end, .. } if !end.leaves_licence() => return Err(Refusal::Ended),
        Stage::Ended { .. }
        | Stage::Tray { .. }
        | Stage::Desk { .. }
        | Stage::WithApplicant { .. }
        | Stage::Ready { .. } => {}
    }
    if standing.signature.is_none() {
        return Err(Refusal::NotSigned);
    }
    let of_the_letter =
        |kind: StepKind| matches!(kind, StepKind::Sign | StepKind::Number | StepKind::Deliver);
    let desks: Vec<_> = standard.numbered().filter(|(_, step)| of_the_letter(step.kind)).collect();
    let held = desks.iter().map(|(_, step)| &step.role).find(|role| actor.holds(role)).cloned();
    let back_office = RoleKey::from(OfficeRole::BackOffice);
    held.or_else(|| actor.holds(&back_office).then_some(back_office)).ok_or_else(|| {
        let (no, role) = desks
            .last()
            .map_or_else(|| (standing.step, back_office_role()), |(no, step)| (*no, step.role.clone()));
        Refusal::WrongRole { step: no, role }
    })
}

fn back_office_role() -> RoleKey {
    OfficeRole::BackOffice.into()
}

/// Keeps a scan on the card. An earlier one stays, and is told as replaced.
///
/// # Errors
/// As [`may_bring`]; [`Refusal::NothingChanged`] where `newest` is the very same file.
pub fn bring(
    standard: &ServiceStandard,
    standing: &Standing,
    actor: &Actor,
    newest: Option<&SignedCopy>,
    copy: SignedCopy,
) -> Result<Vec<Act>, Refusal> {
    let role = may_bring(standard, standing, actor)?;
    if newest.is_some_and(|newest| newest.sha256 == copy.sha256) {
        return Err(Refusal::NothingChanged);
    }
    let by = By::Officer(hand(actor, &role));
    Ok(vec![Act { by, event: Event::SignedCopyKept(copy), detail: None }])
}

/// The scans of the letter that is signed now, with their places on the card, the newest last: one that was made before the
/// newest signature is of another letter.
pub fn copies<'e>(card: impl IntoIterator<Item = (u32, &'e Event)>) -> Vec<(u32, &'e SignedCopy)> {
    let mut copies = Vec::new();
    for (seq, event) in card {
        match event {
            Event::Signed { .. } => copies.clear(),
            Event::SignedCopyKept(copy) => copies.push((seq, copy)),
            _ => {}
        }
    }
    copies
}

//! All that a sheet of one dossier is made of.

use chrono::NaiveDate;

use super::{Frame, Letterhead, Official, Page, Qr, Signature, signature};
use crate::calendar::Calendar;
use crate::dossier::Dossier;
use crate::event::{Entry, Hand};
use crate::id::AccountId;
use crate::office::Office;
use crate::role::{OfficeRole, RoleKey, StandInForm};
use crate::standard::ServiceStandard;
use crate::time::Instant;

/// A role as somebody holds it on the day of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The role.
    pub role: RoleKey,
    /// Who.
    pub account: AccountId,
    /// The form in which it is lent.
    pub lent: Option<StandInForm>,
    /// Whether an absence is entered for the day.
    pub absent: bool,
}

/// The members of staff, and who holds what on the day of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Everybody, those who left too: old entries name them.
    pub officials: Vec<Official>,
    /// Who holds which role.
    pub held: Vec<Held>,
}

impl People {
    /// The person of an account.
    pub fn official(&self, account: &AccountId) -> Option<&Official> {
        self.officials.iter().find(|official| official.account == *account)
    }

    /// Who signs for a role: its holder, or the stand-in where the holder is away or the post is vacant.
    pub fn signer(&self, role: &RoleKey) -> Option<(&Official, Option<StandInForm>)> {
        let held = || self.held.iter().filter(|held| held.role == *role);
        let found = held()
            .find(|held| held.lent.is_none() && !held.absent)
            .or_else(|| held().find(|held| held.lent.is_some() && !held.absent))
            .or_else(|| held().next())?;
        Some((self.official(&found.account)?, found.lent))
    }

    /// The only one who holds a role; none where several do.
    pub(super) fn only(&self, role: &RoleKey) -> Option<&Official> {
        let mut held = self.held.iter().filter(|held| held.role == *role && !held.absent);
        let only = held.next().filter(|_| held.next().is_none())?;
        self.official(&only.account)
    }
}

/// The office on the day of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// Who the office is.
    pub office: &'a Office,
    /// Its calendar.
    pub calendar: &'a Calendar,
    /// Its people.
    pub people: &'a People,
    /// The address by which readers reach it, `https://izin.example.go.id`; empty where it is not known.
    pub site: &'a str,
    /// When it is printed.
    pub now: Instant,
}

/// A dossier with all that its sheets are made of.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The office.
    pub desk: Desk<'a>,
    /// The standard that the dossier pins.
    pub standard: &'a ServiceStandard,
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Its card.
    pub card: &'a [Entry],
}

impl Desk<'_> {
    pub(super) fn frame(&self, page: &Page, qr: Option<Qr>, on: NaiveDate) -> Frame {
        Frame { page: page.clone(), dated: Some(on.into()), office: Letterhead::of(self.office), qr }
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.calendar.date(self.now)
    }

    /// An address of the office in words: "izin.example.go.id/lacak"; none where the site is not known.
    pub fn address(&self, path: &str) -> Option<String> {
        let site = super::letterhead::bare(self.site);
        (!site.is_empty()).then(|| format!("{site}{path}"))
    }

    /// The block of one who signs for a role today; dots where nobody holds it.
    pub(super) fn signed_by(&self, standard: Option<&ServiceStandard>, role: &RoleKey) -> Signature {
        let (official, lent) = self.people.signer(role).unzip();
        signature(self.office, standard, official, role, lent.flatten())
    }

    /// The block of the head of the office.
    pub(super) fn signed_by_head(&self, standard: Option<&ServiceStandard>) -> Signature {
        self.signed_by(standard, &OfficeRole::Head.into())
    }

    /// The block of the hand that did an act, as it did it.
    pub(super) fn signed_with(&self, standard: &ServiceStandard, hand: &Hand) -> Signature {
        let official = self.people.official(&hand.account);
        signature(self.office, Some(standard), official, &hand.role, hand.lent)
    }
}

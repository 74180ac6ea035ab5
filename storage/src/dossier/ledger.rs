//! A dossier being written: its projection, the head of its chain and its figures go on together, entry by entry.

use domain::dossier::Dossier;
use domain::event::{Act, Entry, Personal};
use domain::id::{CommandId, DossierId};
use domain::projection::ProjectionError;
use domain::standard::ServiceStandard;
use domain::time::Instant;

use crate::card::{CardRow, GENESIS};
use crate::dossier::figures::{Figures, VisitFigures};
use crate::dossier::tally::Tally;
use crate::error::StorageError;
use crate::facts::FactsRow;
use crate::keys::Keys;
use crate::rulebook::VersionedCalendar;

/// A dossier with all that is kept beside its projection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ledger {
    pub(crate) dossier: Dossier,
    pub(crate) tally: Tally,
    pub(crate) figures: Figures,
}

/// By what an entry is written: the keys, the standard that the dossier pins, the newest calendar.
#[derive(Clone, Copy)]
pub(crate) struct Pen<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) standard: &'a ServiceStandard,
    pub(crate) calendar: &'a VersionedCalendar,
}

/// What a change appended to the card.
#[derive(Debug, Default)]
pub(crate) struct Appended {
    pub(crate) cards: Vec<CardRow>,
    pub(crate) facts: Vec<FactsRow>,
    /// The code of the last entry.
    pub(crate) head: String,
}

/// Visits that a change ended, and those that it took up again, by their places.
#[derive(Debug, Default)]
pub(crate) struct VisitChanges {
    pub(crate) ended: Vec<VisitFigures>,
    pub(crate) reopened: Vec<usize>,
}

impl From<ProjectionError> for StorageError {
    fn from(error: ProjectionError) -> Self {
        StorageError::invalid("card", error.to_string())
    }
}

fn entry_of(act: Act, seq: u32, at: Instant, version: u32, command: Option<&CommandId>) -> Entry {
    Entry {
        seq,
        at,
        by: act.by,
        event: act.event,
        version,
        command: command.cloned(),
        personal: act.detail.map_or(Personal::None, |detail| Personal::Kept(Box::new(detail))),
    }
}

impl Appended {
    fn behind(head: &str) -> Self {
        Self { head: head.to_owned(), ..Self::default() }
    }

    fn seal(&mut self, pen: Pen<'_>, dossier: &str, entry: &Entry) {
        let facts = match &entry.personal {
            Personal::Kept(detail) => Some(FactsRow::of(dossier, i64::from(entry.seq), detail)),
            Personal::None | Personal::Erased => None,
        };
        let hash = facts.as_ref().and_then(FactsRow::hash);
        let row = CardRow::seal(pen.keys, dossier, entry, pen.calendar.version, hash, &self.head);
        self.head.clone_from(&row.mac);
        self.cards.push(row);
        self.facts.extend(facts);
    }
}

impl Ledger {
    /// The dossier after the first entry of its card.
    pub(crate) fn first(
        id: DossierId,
        standard: &ServiceStandard,
        calendar: &VersionedCalendar,
        entry: &Entry,
    ) -> Result<Self, StorageError> {
        let dossier = Dossier::registered(id, standard, entry)?;
        let mut ledger = Self { dossier, tally: Tally::default(), figures: Figures::default() };
        ledger.follow(standard, calendar, entry)?;
        Ok(ledger)
    }

    /// Goes on with the next entry. The open clocks are timed afterwards, by [`Figures::settle`].
    pub(crate) fn next(
        &mut self,
        standard: &ServiceStandard,
        calendar: &VersionedCalendar,
        entry: &Entry,
    ) -> Result<(), StorageError> {
        self.dossier.apply(standard, entry)?;
        self.follow(standard, calendar, entry)
    }

    fn follow(
        &mut self,
        standard: &ServiceStandard,
        calendar: &VersionedCalendar,
        entry: &Entry,
    ) -> Result<(), StorageError> {
        self.tally.count(&entry.event);
        self.figures.follow(standard, calendar, &self.dossier, &entry.event)
    }

    /// Opens a card with the acts of a registration.
    pub(crate) fn open(
        pen: Pen<'_>,
        id: DossierId,
        acts: Vec<Act>,
        at: Instant,
        command: Option<&CommandId>,
    ) -> Result<(Self, Appended), StorageError> {
        let mut acts = acts.into_iter();
        let first =
            acts.next().ok_or_else(|| StorageError::invalid("card", "a registration has an entry"))?;
        let entry = entry_of(first, 1, at, 1, command);
        let mut appended = Appended::behind(GENESIS);
        appended.seal(pen, id.as_str(), &entry);
        let mut ledger = Self::first(id, pen.standard, pen.calendar, &entry)?;
        ledger.write(pen, acts, at, 1, command, &mut appended)?;
        Ok((ledger, appended))
    }

    /// Appends the acts of one command behind the code `head`, as one step of the version.
    pub(crate) fn append(
        &mut self,
        pen: Pen<'_>,
        head: &str,
        acts: Vec<Act>,
        at: Instant,
        command: Option<&CommandId>,
    ) -> Result<Appended, StorageError> {
        let mut appended = Appended::behind(head);
        let version = self.dossier.standing.version + 1;
        self.write(pen, acts.into_iter(), at, version, command, &mut appended)?;
        Ok(appended)
    }

    /// Appends one more act to what a change has appended, in the same step of the version.
    pub(crate) fn append_to(
        &mut self,
        pen: Pen<'_>,
        act: Act,
        at: Instant,
        command: Option<&CommandId>,
        appended: &mut Appended,
    ) -> Result<(), StorageError> {
        let version = self.dossier.standing.version;
        self.write(pen, std::iter::once(act), at, version, command, appended)
    }

    fn write(
        &mut self,
        pen: Pen<'_>,
        acts: impl Iterator<Item = Act>,
        at: Instant,
        version: u32,
        command: Option<&CommandId>,
        appended: &mut Appended,
    ) -> Result<(), StorageError> {
        for act in acts {
            let entry = entry_of(act, self.dossier.entries + 1, at, version, command);
            appended.seal(pen, self.dossier.id.as_str(), &entry);
            self.next(pen.standard, pen.calendar, &entry)?;
        }
        Ok(())
    }

    /// What the NIK is looked up by; none where the facts were erased.
    pub(crate) fn nik_index(&self, keys: &Keys) -> Option<String> {
        self.dossier.facts.as_ref().map(|facts| keys.nik_index(&facts.nik))
    }

    /// Times the open clocks by the pen's calendar.
    pub(crate) fn settle(&mut self, pen: Pen<'_>) -> Result<(), StorageError> {
        self.figures.settle(pen.standard, pen.calendar, &self.dossier)
    }

    /// The visits that ended or went on since `before`, where each visit had ended or not.
    pub(crate) fn visits_since(&self, pen: Pen<'_>, before: &[bool]) -> Result<VisitChanges, StorageError> {
        let now = self.visits_ended();
        let was = |no: usize| before.get(no).copied().unwrap_or(false);
        let is = |no: usize| now.get(no).copied().unwrap_or(false);
        let reopened = (0..before.len()).filter(|&no| was(no) && !is(no)).collect();
        let mut ended = Vec::new();
        for no in (0..now.len()).filter(|&no| is(no) && !was(no)) {
            ended.extend(VisitFigures::of(no, pen.standard, pen.calendar, &self.dossier)?);
        }
        Ok(VisitChanges { ended, reopened })
    }

    /// For each visit, whether it has ended.
    pub(crate) fn visits_ended(&self) -> Vec<bool> {
        self.dossier.visits.iter().map(|visit| visit.end.is_some()).collect()
    }
}

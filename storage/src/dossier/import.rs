//! Histories written in bulk: dossiers with every entry of their cards, for a demonstration office.

use domain::event::Act;
use domain::id::{CommandId, DossierId};
use domain::time::Instant;

use crate::db::Store;
use crate::error::StorageError;
use crate::number::GivenNumber;
use crate::rulebook::{VersionedCalendar, VersionedStandard};

/// What one command made of a dossier: its acts, appended in order at one instant, one step of the version.
#[derive(Clone, Debug)]
pub struct ScriptedStep {
    /// The instant; not before that of the step before.
    pub at: Instant,
    /// The command, none for what the program itself did.
    pub command: Option<CommandId>,
    /// What `domain::transition` decided, numbers filled in: `Event::Numbered` carries its number.
    pub acts: Vec<Act>,
}

/// A dossier with the history that made it; the first step is its registration.
#[derive(Clone, Debug)]
pub struct ScriptedDossier {
    /// The identity.
    pub id: DossierId,
    /// The history in its order.
    pub steps: Vec<ScriptedStep>,
    /// The numbers it was given, as `dossier::numbering` spells them: its register number, then its licence number.
    /// Series are lifted to the highest of them; a number that a later end made void carries [`GivenNumber::voided`].
    pub numbers: Vec<GivenNumber>,
}

/// What an import wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Dossiers.
    pub dossiers: u64,
    /// Entries on their cards.
    pub entries: u64,
}

impl Store {
    /// Writes dossiers of one standard with their cards, in one transaction. Some hundreds at a time write fastest.
    /// Neither the event log nor the answers to commands are written: nobody waits for them.
    ///
    /// # Errors
    /// [`StorageError::Invalid`] where a history cannot stand as the rules of projection see it,
    /// [`StorageError::NoKeys`], [`StorageError::Unavailable`].
    pub async fn import(
        &self,
        standard: &VersionedStandard,
        calendar: &VersionedCalendar,
        dossiers: Vec<ScriptedDossier>,
    ) -> Result<Imported, StorageError> {
        let _ = (standard, calendar, &dossiers, self.keys()?);
        Err(StorageError::invalid("import", "not available in this version"))
    }
}

//! Why a change to a dossier was not made.

use domain::event::{By, Event};
use domain::refusal::Refusal;
use domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::error::StorageError;
use crate::licence::PrintFault;

/// What a colleague did to the dossier since the caller saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The version now.
    pub version: u32,
    /// The newest entry's hand.
    pub by: By,
    /// The name behind the hand, where an officer acted.
    pub name: Option<String>,
    /// The newest entry's event.
    pub event: Event,
    /// When it was written.
    #[serde(with = "domain::millis::at")]
    pub at: Instant,
}

/// Why a change to a dossier was not made. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A rule says no.
    #[error("a rule refuses the command: {0:?}")]
    Refused(Refusal),
    /// Somebody changed the dossier since it was seen.
    #[error("the dossier was changed meanwhile, its version is {}", .0.version)]
    Conflict(Box<Conflict>),
    /// There is no such dossier.
    #[error("there is no such dossier")]
    NotFound,
    /// The id of the command was used for another one.
    #[error("the id of this command was used for another")]
    UsedId,
    /// The act completes the letter, and the letter could not be printed.
    #[error(transparent)]
    NotPrinted(#[from] PrintFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StorageError),
}

impl From<sqlx::Error> for WriteError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<Refusal> for WriteError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

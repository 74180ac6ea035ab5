//! What prints the letter of a dossier in the act that completes it, signed electronically before it where the service is.
//! The server has the press; a server function asks for it here.

use std::fmt::Debug;
use std::pin::Pin;

use domain::command::Command;
use domain::id::{CommandId, DossierId};
use domain::role::Actor;
use domain::signing::{Passphrase, SigningFault};
use domain::time::Instant;
use storage::StorageError;
use storage::dossier::Advanced;
use storage::licence::{PrintFault, Printer};
use storage::write_error::WriteError;

use crate::error::AppError;

/// An act that may complete a letter.
#[derive(Debug)]
pub struct Completing {
    /// Where letters are checked, such as `https://izin.example.go.id`.
    pub site: String,
    /// The instant of the request.
    pub now: Instant,
    /// The dossier.
    pub dossier: DossierId,
    /// The version that was seen.
    pub seen: u32,
    /// The identity of the command.
    pub id: CommandId,
    /// Who acts.
    pub actor: Actor,
    /// What is asked.
    pub command: Command,
    /// What unlocks the signer's key, where it was typed.
    pub passphrase: Option<Passphrase>,
}

/// Why an act was not carried out. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum NotCompleted {
    /// The store or a rule.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The letter was not signed electronically.
    #[error("the letter was not signed: {0:?}")]
    Signing(SigningFault),
}

impl From<StorageError> for NotCompleted {
    fn from(error: StorageError) -> Self {
        Self::Write(error.into())
    }
}

impl From<PrintFault> for NotCompleted {
    fn from(fault: PrintFault) -> Self {
        Self::Write(fault.into())
    }
}

impl From<NotCompleted> for AppError {
    fn from(error: NotCompleted) -> Self {
        match error {
            NotCompleted::Write(error) => error.into(),
            NotCompleted::Signing(fault) => Self::NotSigned { fault },
        }
    }
}

/// A printer with the facts of the office at hand, until it is there.
pub type Preparing<'a> =
    Pin<Box<dyn Future<Output = Result<Box<dyn Printer + Send>, StorageError>> + Send + 'a>>;

/// An act, until it is written.
pub type Completion = Pin<Box<dyn Future<Output = Result<Advanced, NotCompleted>> + Send>>;

/// Prepares what a letter is printed with.
pub trait Letters: Debug + Send + Sync {
    /// A printer of letters that are signed by hand and checked at `site`, such as `https://izin.example.go.id`.
    ///
    /// # Errors
    /// What the store could not do.
    fn prepare<'a>(&'a self, site: &'a str, now: Instant) -> Preparing<'a>;

    /// Carries out an act that may complete a letter. Where the service is signed electronically, the letter is set and
    /// signed before the act is written, and issued if it is still the same then. It goes on where nobody waits for it any
    /// more: what was signed is issued.
    ///
    /// # Errors
    /// [`NotCompleted`].
    fn complete(&self, act: Completing) -> Completion;
}

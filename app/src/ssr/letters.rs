//! What prints the letter of a dossier in the act that completes it, signed electronically before it where the service is.
//! The server has the press; a server function asks for it here.

use std::fmt::Debug;
use std::pin::Pin;

use domain::command::Command;
use domain::id::DossierId;
use domain::role::Actor;
use domain::signing::{Passphrase, SigningFault};
use domain::time::Instant;
use storage::StorageError;
use storage::licence::{PrintFault, Printer};

use crate::error::AppError;

/// The act that may complete a letter.
#[derive(Debug)]
pub struct Completing<'a> {
    /// Where letters are checked, such as `https://izin.example.go.id`.
    pub site: String,
    /// The instant of the request.
    pub now: Instant,
    /// The dossier.
    pub dossier: &'a DossierId,
    /// The version that was seen.
    pub seen: u32,
    /// Who acts.
    pub actor: &'a Actor,
    /// What is asked.
    pub command: &'a Command,
    /// What unlocks the signer's key, where it was typed.
    pub passphrase: Option<&'a Passphrase>,
}

/// Why no printer could be prepared. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum NotPrepared {
    /// The store.
    #[error(transparent)]
    Store(#[from] StorageError),
    /// The letter could not be set.
    #[error(transparent)]
    Print(#[from] PrintFault),
    /// The letter was not signed electronically.
    #[error("the letter was not signed: {0:?}")]
    Signing(SigningFault),
}

impl From<NotPrepared> for AppError {
    fn from(error: NotPrepared) -> Self {
        match error {
            NotPrepared::Store(error) => error.into(),
            NotPrepared::Print(fault) => fault.into(),
            NotPrepared::Signing(fault) => Self::NotSigned { fault },
        }
    }
}

/// A printer with the facts of the office at hand, until it is there.
pub type Preparing<'a, Fault = StorageError> =
    Pin<Box<dyn Future<Output = Result<Box<dyn Printer + Send>, Fault>> + Send + 'a>>;

/// Prepares what a letter is printed with.
pub trait Letters: Debug + Send + Sync {
    /// A printer of letters that are signed by hand and checked at `site`, such as `https://izin.example.go.id`.
    ///
    /// # Errors
    /// What the store could not do.
    fn prepare<'a>(&'a self, site: &'a str, now: Instant) -> Preparing<'a>;

    /// A printer for an act. Where the service is signed electronically, the letter is set and signed here, before the act
    /// is written: the printer then hands out what was signed, if the letter is still the same.
    ///
    /// # Errors
    /// [`NotPrepared`].
    fn prepare_act<'a>(&'a self, act: Completing<'a>) -> Preparing<'a, NotPrepared>;
}

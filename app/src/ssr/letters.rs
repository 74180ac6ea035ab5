//! What prints the letter of a dossier in the act that completes it. The server has the press; a server function asks for it
//! here.

use std::fmt::Debug;
use std::pin::Pin;

use domain::time::Instant;
use storage::StorageError;
use storage::licence::Printer;

/// A printer with the facts of the office at hand, until it is there.
pub type Preparing<'a> =
    Pin<Box<dyn Future<Output = Result<Box<dyn Printer + Send>, StorageError>> + Send + 'a>>;

/// Prepares what a letter is printed with.
pub trait Letters: Debug + Send + Sync {
    /// A printer of letters that are checked at `site`, such as `https://izin.example.go.id`.
    ///
    /// # Errors
    /// What the store could not do.
    fn prepare<'a>(&'a self, site: &'a str, now: Instant) -> Preparing<'a>;
}

//! The letters of a demonstration office: its newest licences are issued, so that there is something to open and to check.

use app::ssr::Letters;
use domain::time::Instant;
use storage::Store;
use storage::rulebook::Rulebook;
use storage::write_error::WriteError;

use crate::documents::Aside;
use crate::papers::OfficeLetters;

/// How many letters are issued at most; each takes some milliseconds.
const LETTERS: u16 = 40;

/// Where `kendali serve` answers unless it is told otherwise: what the QR of a demonstration leads to.
const SITE: &str = "http://127.0.0.1:3000";

/// Issues the letters of the newest dossiers that are signed and numbered.
///
/// # Errors
/// When the database does not answer, or a letter cannot be printed.
pub(super) async fn issue(store: &Store, now: Instant) -> Result<(), WriteError> {
    let rulebook = Rulebook::default();
    let letters = OfficeLetters::new(store.clone(), rulebook.clone(), Aside::default());
    let printer = letters.prepare(SITE, now).await?;
    for dossier in store.unissued(LETTERS).await? {
        match store.issue(&rulebook, &dossier, &*printer, now).await {
            // A number whose signature is still missing, or that is void.
            Ok(_) | Err(WriteError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

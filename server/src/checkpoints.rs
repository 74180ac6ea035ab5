//! The checkpoint beside the keys: written at the start, every hour and at the end of the service, and only where the new
//! one contains the old. Without it a card that vanished whole could not be missed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use storage::Store;
use storage::checkpoint::Written;

use crate::clock::OfficeClock;
use crate::shutdown::Shutdown;

/// How long a vanished card may go unnoticed.
const EVERY: Duration = Duration::from_hours(1);

/// What came of the last checkpoint: how many cards and series of numbers it knows that the database has not, and whether
/// it could be written at all. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Loss(Arc<Outcome>);

#[derive(Debug, Default)]
struct Outcome {
    missing: AtomicUsize,
    is_unwritten: AtomicBool,
}

impl Loss {
    /// What was missing when the checkpoint was last to be written; 0 where nothing was.
    pub fn count(&self) -> usize {
        self.0.missing.load(Ordering::Relaxed)
    }

    /// Whether the last checkpoint could not be read or written, so that a loss might go unnoticed.
    pub fn is_unwritten(&self) -> bool {
        self.0.is_unwritten.load(Ordering::Relaxed)
    }

    fn tell(&self, written: Result<usize, ()>) {
        self.0.is_unwritten.store(written.is_err(), Ordering::Relaxed);
        if let Ok(missing) = written {
            self.0.missing.store(missing, Ordering::Relaxed);
        }
    }
}

/// Writes the checkpoint every hour until the service ends, and once more then.
pub async fn keep(store: Store, path: PathBuf, loss: Loss, clock: OfficeClock, shutdown: Shutdown) {
    loop {
        write(&store, &path, &loss, clock).await;
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = shutdown.begun() => break,
        }
    }
    write(&store, &path, &loss, clock).await;
}

/// Writes it once. A checkpoint that cannot be written stops no service: the log, `/readyz` and `kendali verify` say so.
pub async fn write(store: &Store, path: &Path, loss: &Loss, clock: OfficeClock) {
    match store.write_checkpoint(path, clock.now()).await {
        Ok(Written::New { cards }) => {
            loss.tell(Ok(0));
            tracing::debug!(cards, "the checkpoint is written");
        }
        Ok(Written::OldStays(missing)) => {
            loss.tell(Ok(missing.len()));
            tracing::error!(
                missing = missing.len(),
                "the old checkpoint stays: it knows what the database has not, see kendali verify"
            );
        }
        Err(error) => {
            loss.tell(Err(()));
            tracing::error!(%error, "the checkpoint could not be written");
        }
    }
}

//! The checkpoint beside the keys: written at the start, every hour and at the end of the service, and only where the new
//! one contains the old. Without it a card that vanished whole could not be missed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use storage::Store;
use storage::checkpoint::Written;

use crate::clock::OfficeClock;
use crate::shutdown::Shutdown;

/// How long a vanished card may go unnoticed.
const EVERY: Duration = Duration::from_hours(1);

/// How many cards and series of numbers the checkpoint knows and the database has not. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Loss(Arc<AtomicUsize>);

impl Loss {
    /// What was missing when the checkpoint was last to be written; 0 where nothing was.
    pub fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    fn is(&self, count: usize) {
        self.0.store(count, Ordering::Relaxed);
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

/// Writes it once. A checkpoint that cannot be written stops no service: the log says so, and `kendali verify` too.
pub async fn write(store: &Store, path: &Path, loss: &Loss, clock: OfficeClock) {
    match store.write_checkpoint(path, clock.now()).await {
        Ok(Written::New { cards }) => {
            loss.is(0);
            tracing::debug!(cards, "the checkpoint is written");
        }
        Ok(Written::OldStays(missing)) => {
            loss.is(missing.len());
            tracing::error!(
                missing = missing.len(),
                "the old checkpoint stays: it knows what the database has not, see kendali verify"
            );
        }
        Err(error) => tracing::error!(%error, "the checkpoint could not be written"),
    }
}

//! What the office does of itself while it serves: it closes files that nobody completed in time, ends licences that were
//! renewed, and forgets what no one can use any more, batches of prints among it. Several instances may do it at once: each act is one transaction that only one of them wins.

use std::time::Duration;

use chrono::TimeDelta;
use domain::time::Instant;
use domain::{batch, deadline};
use storage::rulebook::Rulebook;
use storage::write_error::WriteError;
use storage::{StorageError, Store};

use crate::clock::OfficeClock;
use crate::shutdown::Shutdown;

/// How often the office looks.
const EVERY: Duration = Duration::from_mins(1);
/// After how many looks it forgets: once an hour.
const LOOKS_UNTIL_FORGOTTEN: u64 = 60;
/// How long a browser that lost its connection may resume by what was logged for it.
const EVENTS_KEPT: TimeDelta = TimeDelta::days(2);
/// How long a session that has ended stays in its owner's list.
const SESSIONS_KEPT: TimeDelta = TimeDelta::days(30);

/// Closes and ends what is due every minute, and forgets every hour, until the service ends.
pub async fn keep(store: Store, rulebook: Rulebook, clock: OfficeClock, shutdown: Shutdown) {
    for look in 0_u64.. {
        if let Err(error) = close_incomplete(&store, &rulebook, clock.now()).await {
            tracing::error!(%error, "files that were not completed could not be closed");
        }
        if let Err(error) = store.supersede(&rulebook, clock.now()).await {
            tracing::error!(%error, "licences that were renewed could not be ended");
        }
        if let Err(error) = store.keep_back(&rulebook, clock.now()).await {
            tracing::error!(%error, "dossiers of licences that are not handed over any more could not be ended");
        }
        if look.is_multiple_of(LOOKS_UNTIL_FORGOTTEN)
            && let Err(error) = forget(&store, clock.now()).await
        {
            tracing::error!(%error, "what is over could not be forgotten");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = shutdown.begun() => break,
        }
    }
}

/// Closes the files whose time to be completed has passed, from the next opening on. Answers how many.
///
/// # Errors
/// When the database does not answer or holds what cannot be read.
pub async fn close_incomplete(
    store: &Store,
    rulebook: &Rulebook,
    now: Instant,
) -> Result<usize, StorageError> {
    let waiting = store.with_applicants().await?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let calendar = rulebook.calendar(store).await?.calendar;
    let (mut closed, mut failed) = (0, None);
    for file in waiting.iter().filter(|file| deadline::to_complete(&calendar, file.since).acts_at <= now) {
        match store.close_incomplete(rulebook, &file.id, file.version, now).await {
            Ok(_) => {
                tracing::info!(dossier = %file.id, "closed: not completed in time");
                closed += 1;
            }
            // Answered, or closed by another instance, in this very moment.
            Err(WriteError::Conflict(_) | WriteError::Refused(_)) => {}
            Err(WriteError::NotFound | WriteError::UsedId | WriteError::NotPrinted(_)) => {
                tracing::error!(dossier = %file.id, "a file to be closed is gone");
            }
            Err(WriteError::Store(error @ StorageError::Unavailable(_))) => return Err(error),
            // One card that cannot be read keeps no other file open.
            Err(WriteError::Store(error)) => {
                tracing::error!(dossier = %file.id, %error, "a file could not be closed");
                failed = Some(error);
            }
        }
    }
    failed.map_or(Ok(closed), Err)
}

async fn forget(store: &Store, now: Instant) -> Result<(), StorageError> {
    store.prune_events(now - EVENTS_KEPT).await?;
    store.purge_sessions(now - SESSIONS_KEPT).await?;
    store.purge_throttle(now).await?;
    store.purge_batches(now - batch::KEPT).await?;
    Ok(())
}

//! The worker that prints batches, one paper after the other, whether or not anybody watches: what a server leaves undone
//! when it ends, it or another takes up again.

use std::time::Duration;

use chrono::TimeDelta;
use storage::StorageError;
use storage::db::Kind;
use storage::identity::fresh;

use crate::papers::print_turn;
use crate::state::AppState;

/// How long a paper belongs to the worker that began it. Setting one takes well under a second; what lasts longer was left
/// behind by a server that is gone.
const TURN: TimeDelta = TimeDelta::seconds(60);
/// How often the worker looks for what another server left behind; what is asked for here, it hears of at once.
const LOOKS_AGAIN: Duration = Duration::from_secs(15);
/// How long to wait after the database did not answer.
const AFTER_A_FAILURE: Duration = Duration::from_secs(2);

/// Prints what waits, until the service ends; the paper at hand is ended first.
pub async fn keep(state: AppState) {
    let worker = fresh(state.clock.now());
    // A SQLite file belongs to one server: what is marked as being printed was left behind by the last one.
    if state.store.kind() == Kind::Sqlite
        && let Err(error) = state.store.free_turns().await
    {
        tracing::error!(%error, "what was being printed waits for its time to run out");
    }
    while !state.shutdown.has_begun() {
        let ended = follow(&state, &worker).await;
        if let Err(error) = ended {
            tracing::error!(%error, "batches cannot be printed; trying again");
            tokio::select! {
                () = tokio::time::sleep(AFTER_A_FAILURE) => {}
                () = state.shutdown.begun() => {}
            }
        }
    }
}

async fn follow(state: &AppState, worker: &str) -> Result<(), StorageError> {
    // Listened first: what is asked for between the two is found below.
    let mut wakeup = state.store.listen().await?;
    loop {
        while print_next(state, worker).await? {
            if state.shutdown.has_begun() {
                return Ok(());
            }
        }
        tokio::select! {
            woken = wakeup.next() => woken?,
            () = tokio::time::sleep(LOOKS_AGAIN) => {}
            () = state.shutdown.begun() => return Ok(()),
        }
    }
}

/// Prints the next paper whose turn it is; answers whether there was one.
///
/// # Errors
/// When the database does not answer or holds what cannot be read.
pub async fn print_next(state: &AppState, worker: &str) -> Result<bool, StorageError> {
    let now = state.clock.now();
    if !state.store.has_turns(now).await? {
        return Ok(false);
    }
    let Some(turn) = state.store.take_turn(worker, now + TURN, now).await? else { return Ok(false) };
    let printed = print_turn(state, &turn).await;
    if let Err(fault) = &printed {
        tracing::info!(batch = %turn.batch, no = turn.no, ?fault, "a paper of a batch was not printed");
    }
    if !state.store.end_turn(worker, &turn, &printed, state.clock.now()).await? {
        tracing::warn!(batch = %turn.batch, no = turn.no, "another server printed it meanwhile");
    }
    Ok(true)
}

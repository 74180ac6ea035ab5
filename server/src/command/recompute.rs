//! `kendali recompute-sla`: times every open clock by the newest calendar. After a calendar was taken in by command this
//! finds nothing, because that did it already.

use std::process::ExitCode;
use storage::rulebook::Rulebook;

use super::Outcome;
use super::calendar::tell_moved;
use crate::config::Common;
use crate::opening;

/// Prints what moved; each dossier whose clocks moved gets an entry that says so.
///
/// # Errors
/// When there is no office, it does not answer, or it has no calendar.
pub async fn run(common: Common) -> Outcome {
    // Without an office there is nothing to time, and none is made.
    opening::existing(&common).await?.close().await;
    let store = opening::open(&common).await?;
    let now = opening::clock(&common, &store).await?.now();
    let rulebook = Rulebook::new();
    let newest = rulebook.calendar(&store).await?;
    let because = format!("kalender versi {}", newest.version);
    let moved = Box::pin(store.retime_open_dossiers(&rulebook, &because, now)).await?;
    tell_moved(&mut std::io::stdout().lock(), &newest.calendar, &moved)?;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

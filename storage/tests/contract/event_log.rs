//! What moves is told to those who watch, on this instance and on others.

use std::time::Duration;

use storage::Store;
use storage::event_log::{Happened, LoggedEvent};

use crate::desk::{Desk, facts_of, morning};
use crate::office::Office;

stories! {
    whoever_listens_is_woken_by_a_commit_and_reads_what_moved,
}

/// Longer than a message takes, shorter than the look that needs none.
const SOON: Duration = Duration::from_secs(4);

async fn whoever_listens_is_woken_by_a_commit_and_reads_what_moved(office: Office) {
    let desk = Desk::open(office).await;
    // On PostgreSQL another instance; a SQLite file is served by one process.
    let elsewhere = match desk.office.store.file() {
        Some(_) => desk.office.store.clone(),
        None => Store::connect(&desk.office.url).await.unwrap(),
    };
    let mut wakeup = elsewhere.listen().await.unwrap();
    let seen = elsewhere.newest_event().await.unwrap();
    let registered = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    tokio::time::timeout(SOON, wakeup.next()).await.expect("woken in time").unwrap();
    let told = elsewhere.events_since(seen, 10).await.unwrap();
    let [LoggedEvent { what: Happened::Moved { dossier, version, moved }, .. }] = &told[..] else {
        panic!("{told:?}");
    };
    assert_eq!((dossier, *version), (&registered.id, registered.standing.version));
    assert_eq!(moved.was, None);
    // A pool is closed once every connection has come back, the listener's too.
    drop(wakeup);
    if desk.office.store.file().is_none() {
        elsewhere.close().await;
    }
}

//! Batches of prints: asked for once, each paper printed once, whoever prints it, and gone after their time.

use chrono::TimeDelta;
use domain::batch::{BatchFault, BatchPaper, ItemState, MOST_TRIES};
use domain::id::{BatchId, DossierId};
use domain::paper::Sheet;
use domain::role::OfficeRole;
use domain::time::Instant;
use storage::access::Reading;
use storage::batch::{Among, NewBatch, Turn};
use storage::event_log::Happened;
use storage::identity::fresh_batch;

use crate::desk::{Desk, after, facts_of};
use crate::office::Office;

stories! {
    a_batch_asked_for_twice_is_one,
    two_workers_never_take_the_same_paper,
    what_a_worker_left_behind_is_taken_up_once_its_time_is_over,
    a_paper_that_ends_its_server_every_time_is_given_up,
    a_paper_that_fails_stops_no_other_and_waits_again_when_asked,
    a_server_that_begins_frees_what_the_last_one_was_printing,
    what_ends_is_told_to_those_who_watch_once,
    a_batch_is_gone_after_its_time_with_its_files,
    the_dossiers_that_wait_for_a_paper_are_found,
}

/// Dossiers at the counter.
async fn dossiers(desk: &Desk, count: u32) -> Vec<DossierId> {
    let mut ids = Vec::new();
    for tail in 1..=count {
        ids.push(desk.register(&facts_of("Rina Dewi Sartika", tail), after(0)).await.dossier.id);
    }
    ids
}

/// A batch of receipts.
async fn begun(desk: &Desk, dossiers: &[DossierId], minute: i64) -> BatchId {
    let id = fresh_batch(after(minute));
    begin(desk, &id, dossiers, minute).await;
    id
}

async fn begin(desk: &Desk, id: &BatchId, dossiers: &[DossierId], minute: i64) {
    let owner = desk.account(OfficeRole::FrontOffice);
    let site = "https://izin.example.go.id";
    let batch = NewBatch { id, owner, paper: BatchPaper::Receipt, site, dossiers };
    desk.office.store.begin_batch(&batch, after(minute)).await.unwrap();
}

async fn take(desk: &Desk, worker: &str, now: Instant) -> Option<Turn> {
    desk.office.store.take_turn(worker, now + TimeDelta::seconds(60), now).await.unwrap()
}

async fn printed(desk: &Desk, worker: &str, turn: &Turn) -> bool {
    let file = Ok(format!("pdf {}", turn.no).into_bytes());
    desk.office.store.end_turn(worker, turn, &file, after(2)).await.unwrap()
}

async fn states(desk: &Desk, id: &BatchId) -> Vec<ItemState> {
    let batch = desk.office.store.batch(id).await.unwrap().expect("a batch");
    batch.items.into_iter().map(|item| item.state).collect()
}

async fn a_batch_asked_for_twice_is_one(office: Office) {
    let desk = Desk::open(office).await;
    let ids = dossiers(&desk, 3).await;
    let store = &desk.office.store;
    let owner = desk.account(OfficeRole::FrontOffice);
    let id = fresh_batch(after(0));
    begin(&desk, &id, &ids[..2], 0).await;
    begin(&desk, &id, &ids, 1).await;
    let batch = store.batch(&id).await.unwrap().expect("begun");
    assert_eq!((&batch.owner, batch.line.made_at, batch.items.len()), (owner, after(0), 2));
    assert_eq!(batch.items[1].register, "REG/2026/000002");
    assert_eq!(batch.items[1].name, "Rina Dewi Sartika, S.Pt.");
    let later = begun(&desk, &ids, 5).await;
    let lines = store.batches_of(owner, 10).await.unwrap();
    let told: Vec<_> = lines.iter().map(|line| (&line.id, line.progress.all)).collect();
    assert_eq!(told, [(&later, 3), (&id, 2)], "the newest first");
    assert_eq!(store.batches_of(desk.account(OfficeRole::Head), 10).await.unwrap(), []);
    assert_eq!(store.batch(&fresh_batch(after(9))).await.unwrap(), None);
}

async fn two_workers_never_take_the_same_paper(office: Office) {
    let desk = Desk::open(office).await;
    let ids = dossiers(&desk, 12).await;
    let id = begun(&desk, &ids, 0).await;
    let worker = async |name: &str| {
        let mut taken = Vec::new();
        // None may mean that the other was quicker: it is over only where nothing waits.
        while desk.office.store.has_turns(after(1)).await.unwrap() {
            if let Some(turn) = take(&desk, name, after(1)).await {
                assert!(printed(&desk, name, &turn).await);
                taken.push(turn.no);
            }
        }
        taken
    };
    let (one, other) = tokio::join!(worker("satu"), worker("dua"));
    let mut all = [one, other].concat();
    all.sort_unstable();
    assert_eq!(all, (1..=12).collect::<Vec<_>>());
    assert!(states(&desk, &id).await.iter().all(|state| *state == ItemState::Done));
    let files = desk.office.store.batch_files(&id).await.unwrap();
    assert_eq!((files.len(), files[11].as_slice()), (12, "pdf 12".as_bytes()), "in the order of choice");
    for dossier in &ids {
        let read = desk.office.store.accesses_of(dossier).await.unwrap();
        assert_eq!(read.len(), 1, "each print is one reading");
        assert_eq!(
            (read[0].what, &read[0].account),
            (Reading::Printed(Sheet::Receipt), desk.account(OfficeRole::FrontOffice),)
        );
    }
}

async fn what_a_worker_left_behind_is_taken_up_once_its_time_is_over(office: Office) {
    let desk = Desk::open(office).await;
    let ids = dossiers(&desk, 1).await;
    let id = begun(&desk, &ids, 0).await;
    let turn = take(&desk, "satu", after(1)).await.expect("its turn");
    assert_eq!(states(&desk, &id).await, [ItemState::Printing]);
    assert!(!desk.office.store.has_turns(after(1)).await.unwrap());
    assert_eq!(take(&desk, "dua", after(1)).await, None, "it is another's");
    let again = take(&desk, "dua", after(2)).await.expect("the minute is over");
    assert_eq!(again, turn);
    assert!(!printed(&desk, "satu", &turn).await, "the first was too slow: nothing of it is kept");
    assert!(printed(&desk, "dua", &again).await);
    assert!(!printed(&desk, "dua", &again).await, "once");
    assert_eq!(desk.office.store.accesses_of(&ids[0]).await.unwrap().len(), 1);
}

async fn a_paper_that_ends_its_server_every_time_is_given_up(office: Office) {
    let desk = Desk::open(office).await;
    let ids = dossiers(&desk, 2).await;
    let id = begun(&desk, &ids, 0).await;
    for minute in 0..i64::from(MOST_TRIES) {
        assert_eq!(take(&desk, "satu", after(1 + minute)).await.map(|turn| turn.no), Some(1));
    }
    let next = take(&desk, "satu", after(9)).await.expect("the other paper");
    assert_eq!(next.no, 2);
    let given_up = ItemState::Failed(BatchFault::Interrupted);
    assert_eq!(states(&desk, &id).await, [given_up, ItemState::Printing]);
}

async fn a_paper_that_fails_stops_no_other_and_waits_again_when_asked(office: Office) {
    let desk = Desk::open(office).await;
    let ids = dossiers(&desk, 2).await;
    let id = begun(&desk, &ids, 0).await;
    let store = &desk.office.store;
    let first = take(&desk, "satu", after(1)).await.expect("its turn");
    let fault = BatchFault::Failed { incident: "0a1b2c3d".to_owned() };
    assert!(store.end_turn("satu", &first, &Err(fault.clone()), after(1)).await.unwrap());
    assert_eq!(store.accesses_of(&ids[0]).await.unwrap(), [], "what was not printed was not read");
    let second = take(&desk, "satu", after(1)).await.expect("the other");
    assert!(printed(&desk, "satu", &second).await);
    assert_eq!(states(&desk, &id).await, [ItemState::Failed(fault), ItemState::Done]);
    assert_eq!(take(&desk, "satu", after(30)).await, None);
    assert_eq!(store.retry_batch(&id).await.unwrap(), 1);
    assert_eq!(states(&desk, &id).await, [ItemState::Waiting, ItemState::Done]);
    let again = take(&desk, "satu", after(31)).await.expect("it waits again");
    assert!(printed(&desk, "satu", &again).await);
    assert_eq!(store.batch_files(&id).await.unwrap().len(), 2);
}

async fn a_server_that_begins_frees_what_the_last_one_was_printing(office: Office) {
    let desk = Desk::open(office).await;
    let ids = dossiers(&desk, 1).await;
    begun(&desk, &ids, 0).await;
    take(&desk, "satu", after(1)).await.expect("its turn");
    assert_eq!(take(&desk, "dua", after(1)).await, None);
    assert_eq!(desk.office.store.free_turns().await.unwrap(), 1);
    assert!(take(&desk, "dua", after(1)).await.is_some());
}

async fn what_ends_is_told_to_those_who_watch_once(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let ids = dossiers(&desk, 2).await;
    let seen = store.newest_event().await.unwrap();
    let id = begun(&desk, &ids, 0).await;
    let first = take(&desk, "one", after(1)).await.expect("waits");
    assert!(printed(&desk, "one", &first).await);
    assert!(!printed(&desk, "one", &first).await, "its turn is over");
    let second = take(&desk, "one", after(1)).await.expect("waits");
    store.end_turn("one", &second, &Err(BatchFault::NotDue), after(2)).await.unwrap();
    let owner = desk.account(OfficeRole::FrontOffice);
    let told: Vec<_> = store
        .events_since(seen, 10)
        .await
        .unwrap()
        .into_iter()
        .map(|event| match event.what {
            Happened::Printed { batch, paper } => (batch, paper.owner, paper.no, paper.state),
            other @ Happened::Moved { .. } => panic!("{other:?}"),
        })
        .collect();
    let ended = |no, state| (id.clone(), owner.clone(), no, state);
    assert_eq!(told, [ended(1, ItemState::Done), ended(2, ItemState::Failed(BatchFault::NotDue))]);
}

async fn a_batch_is_gone_after_its_time_with_its_files(office: Office) {
    let desk = Desk::open(office).await;
    let ids = dossiers(&desk, 1).await;
    let id = begun(&desk, &ids, 0).await;
    let store = &desk.office.store;
    let turn = take(&desk, "satu", after(1)).await.expect("its turn");
    assert!(printed(&desk, "satu", &turn).await);
    assert_eq!(store.purge_batches(after(0)).await.unwrap(), 0);
    assert_eq!(store.purge_batches(after(1)).await.unwrap(), 1);
    assert_eq!(store.batch(&id).await.unwrap(), None);
    assert_eq!(store.batch_files(&id).await.unwrap(), Vec::<Vec<u8>>::new());
}

async fn the_dossiers_that_wait_for_a_paper_are_found(office: Office) {
    let desk = Desk::open(office).await;
    let ids = dossiers(&desk, 3).await;
    let store = &desk.office.store;
    let of = async |among| {
        let found = store.batch_candidates(among, 2).await.unwrap();
        found.into_iter().map(|candidate| candidate.dossier).collect::<Vec<_>>()
    };
    let came_in = of(Among::CameInSince(after(0))).await;
    assert!(came_in.len() == 2 && came_in.iter().all(|id| ids.contains(id)), "at most so many: {came_in:?}");
    assert_eq!(of(Among::CameInSince(after(1))).await, []);
    assert_eq!((of(Among::Ready).await, of(Among::Issued).await), (vec![], vec![]));
    let seen = desk.read(&ids[1]).await;
    let ready = |dossier: &domain::dossier::Dossier| {
        matches!(dossier.standing.stage, domain::dossier::Stage::Ready { .. })
    };
    desk.walk(seen, after(1), ready).await;
    assert_eq!(of(Among::Ready).await, ids[1..2]);
    let found = store.batch_candidates(Among::Ready, 9).await.unwrap().remove(0);
    assert_eq!((found.register.as_str(), found.name.name.as_str()), ("REG/2026/000002", "Rina Dewi Sartika"));
}

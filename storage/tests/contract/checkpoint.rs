//! The checkpoint knows what was there, and stays until the office accepts what is missing.

use std::os::unix::fs::PermissionsExt;

use domain::standard::StepKind;
use storage::checkpoint::{Checkpoint, CheckpointError, Missing, Written, path_beside};
use storage::settings_log::{By, Change};
use storage::verify::Completeness;

use crate::desk::{Desk, after, facts_of, morning};
use crate::office::Office;
use crate::tampering::{tamper, wipe};

stories! {
    a_checkpoint_is_replaced_by_one_that_contains_it,
    a_vanished_dossier_is_known_to_the_checkpoint,
    a_card_cut_short_with_its_row_is_known_to_the_checkpoint,
    what_vanished_between_two_checkpoints_leaves_only_the_line,
    an_accepted_loss_begins_a_new_line,
    a_changed_checkpoint_is_refused,
}

async fn a_checkpoint_is_replaced_by_one_that_contains_it(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let path = path_beside(&desk.office.key_file);
    assert_eq!(Checkpoint::read(&path, store.keys().unwrap()).unwrap(), None);
    let open = desk.accepted_at(StepKind::Verify, 3).await;
    assert_eq!(store.write_checkpoint(&path, after(30)).await.unwrap(), Written::New { cards: 1 });
    let first = Checkpoint::read(&path, store.keys().unwrap()).unwrap().expect("written");
    assert_eq!((first.since, first.written_at), (after(30), after(30)));
    assert_eq!(
        (first.cards[0].dossier.as_str(), first.cards[0].count),
        (open.id.as_str(), i64::from(open.entries))
    );
    assert_eq!(first.cards[0].head, store.card(&open.id).await.unwrap().head);

    desk.walk(open, after(40), |dossier| dossier.standing.step.0 == 4).await;
    desk.accepted_at(StepKind::Verify, 4).await;
    assert_eq!(store.write_checkpoint(&path, after(90)).await.unwrap(), Written::New { cards: 2 });
    let second = Checkpoint::read(&path, store.keys().unwrap()).unwrap().expect("written");
    assert_eq!((second.since, second.written_at), (after(30), after(90)));
    let report = store.verify(Some(&second)).await.unwrap();
    assert_eq!(report.completeness, Completeness::Since { since: after(30), newest: after(90) });
    assert!(report.holds());
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

async fn a_vanished_dossier_is_known_to_the_checkpoint(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let path = path_beside(&desk.office.key_file);
    desk.accepted_at(StepKind::Verify, 3).await;
    let gone = desk.accepted_at(StepKind::Verify, 4).await;
    store.write_checkpoint(&path, after(30)).await.unwrap();
    wipe(&desk, &gone).await;
    // Its number, the newest of the series, goes too.
    tamper(&desk, &format!("delete from numbers where dossier_id = '{}'", gone.id)).await;
    tamper(&desk, "update number_series set last = 1").await;
    let checkpoint = Checkpoint::read(&path, store.keys().unwrap()).unwrap().unwrap();
    let report = store.verify(Some(&checkpoint)).await.unwrap();
    assert!(report.is_intact() && !report.is_complete());
    let Completeness::Missing(missing) = report.completeness else { panic!("something is missing") };
    let id = gone.id.as_str().to_owned();
    assert_eq!(missing[0], Missing::Dossier { id, count: i64::from(gone.entries) });
    let series = Missing::Series { series: "register".into(), year: 2026, had: 2, has: 1 };
    assert_eq!(missing[1..], [series]);
    assert_eq!(store.write_checkpoint(&path, after(60)).await.unwrap(), Written::OldStays(missing));
    assert_eq!(Checkpoint::read(&path, store.keys().unwrap()).unwrap().unwrap(), checkpoint);
}

async fn a_card_cut_short_with_its_row_is_known_to_the_checkpoint(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let path = path_beside(&desk.office.key_file);
    let open = desk.accepted_at(StepKind::Verify, 3).await;
    store.write_checkpoint(&path, after(30)).await.unwrap();
    let (id, last) = (&open.id, open.entries);
    tamper(&desk, &format!("delete from card_entries where dossier_id = '{id}' and seq = {last}")).await;
    tamper(&desk, &format!("update dossiers set entries = {last} - 1 where id = '{id}'")).await;
    let checkpoint = Checkpoint::read(&path, store.keys().unwrap()).unwrap().unwrap();
    let missing = store.missing_against(&checkpoint).await.unwrap();
    let (had, has) = (i64::from(last), i64::from(last) - 1);
    assert_eq!(missing, [Missing::Shorter { id: id.as_str().to_owned(), had, has }]);

    // The same length with another end is no better.
    tamper(&desk, &format!("update dossiers set entries = {last} where id = '{id}'")).await;
    let copy = format!(
        "insert into card_entries (dossier_id, seq, at_ms, by_json, event_json, version, calendar_version, key_id, \
         previous_mac, mac) select dossier_id, {last}, at_ms, by_json, event_json, version, calendar_version, key_id, \
         previous_mac, mac from card_entries where dossier_id = '{id}' and seq = 2"
    );
    tamper(&desk, &copy).await;
    let missing = store.missing_against(&checkpoint).await.unwrap();
    assert_eq!(missing, [Missing::OtherHead { id: id.as_str().to_owned(), count: had }]);
}

async fn what_vanished_between_two_checkpoints_leaves_only_the_line(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let path = path_beside(&desk.office.key_file);
    desk.accepted_at(StepKind::Verify, 3).await;
    store.write_checkpoint(&path, after(30)).await.unwrap();
    let gone = desk.register(&facts_of("Budi Santoso", 4), after(40)).await.dossier;
    wipe(&desk, &gone).await;
    tamper(&desk, &format!("delete from numbers where dossier_id = '{}'", gone.id)).await;
    tamper(&desk, "update number_series set last = 1").await;
    let checkpoint = Checkpoint::read(&path, store.keys().unwrap()).unwrap().unwrap();
    let report = store.verify(Some(&checkpoint)).await.unwrap();
    assert!(report.holds());
    assert_eq!(report.completeness, Completeness::Since { since: after(30), newest: after(30) });
}

async fn an_accepted_loss_begins_a_new_line(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let path = path_beside(&desk.office.key_file);
    let gone = desk.accepted_at(StepKind::Verify, 3).await;
    store.write_checkpoint(&path, after(30)).await.unwrap();
    wipe(&desk, &gone).await;
    tamper(&desk, "delete from numbers").await;
    tamper(&desk, "delete from number_series").await;
    let by = By::CommandLine;
    let missing = store.accept_checkpoint(&path, "cadangan 23 November", &by, after(60)).await.unwrap();
    assert_eq!(missing.len(), 2);
    let checkpoint = Checkpoint::read(&path, store.keys().unwrap()).unwrap().unwrap();
    assert_eq!((checkpoint.since, checkpoint.cards.len()), (after(60), 0));
    assert_eq!(store.settings_log(1).await.unwrap()[0].what, Change::CheckpointAccepted);
    // No number is given a second time.
    let next = desk.register(&facts_of("Budi Santoso", 4), after(61)).await.dossier;
    assert_eq!(next.register, "REG/2026/000002");
    assert!(matches!(store.write_checkpoint(&path, after(90)).await.unwrap(), Written::New { cards: 1 }));
}

async fn a_changed_checkpoint_is_refused(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let path = path_beside(&desk.office.key_file);
    desk.accepted_at(StepKind::Verify, 3).await;
    store.write_checkpoint(&path, morning()).await.unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let without = text.lines().filter(|line| !line.contains('-')).map(|line| format!("{line}\n"));
    std::fs::write(&path, without.collect::<String>()).unwrap();
    let read = Checkpoint::read(&path, store.keys().unwrap());
    assert!(matches!(read, Err(CheckpointError::Forged { .. })), "{read:?}");
    let written = store.write_checkpoint(&path, after(60)).await;
    assert!(matches!(written, Err(CheckpointError::Forged { .. })), "{written:?}");
    std::fs::write(&path, "halo\n").unwrap();
    let read = Checkpoint::read(&path, store.keys().unwrap());
    assert!(matches!(read, Err(CheckpointError::Unreadable { line: 1, .. })), "{read:?}");
}

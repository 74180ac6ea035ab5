//! What the office sets, and who read what.

use domain::id::{AccountId, DossierId};
use serde_json::json;
use storage::access::{Access, Reading};
use storage::identity::{fresh_account, fresh_dossier};
use storage::setting::{Demonstration, Office as Identity};
use storage::settings_log::{By, Change, LogEntry};

use crate::office::{Office, at, founded};

stories! {
    the_office_is_told_once_and_read_back,
    the_log_is_read_newest_first_and_bounded,
    every_change_can_be_logged_and_read,
    a_reading_of_a_dossier_is_remembered,
}

async fn the_office_is_told_once_and_read_back(office: Office) {
    assert_eq!(office.store.setting::<Identity>().await.unwrap(), None);
    let mut identity = Identity {
        government: "Pemerintah Kota Pekanbaru".to_owned(),
        name: "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu".to_owned(),
        city: "Pekanbaru".to_owned(),
        ..Identity::default()
    };
    office.store.set(&identity, &By::CommandLine, founded()).await.unwrap();
    assert_eq!(office.store.setting().await.unwrap(), Some(identity.clone()));
    "(0761) 000000".clone_into(&mut identity.phone);
    office.store.set(&identity, &By::CommandLine, at("2026-11-03T00:00:00Z")).await.unwrap();
    assert_eq!(office.store.setting().await.unwrap(), Some(identity));

    let log = office.store.settings_log(10).await.unwrap();
    assert_eq!(log.len(), 2);
    assert_eq!((log[0].what, log[0].subject.as_str()), (Change::SettingSet, "office"));
    assert_eq!(log[0].details["value"]["phone"], "(0761) 000000");

    assert_eq!(office.store.setting::<Demonstration>().await.unwrap(), None);
    let made = Demonstration { made_for: founded(), seed: 7 };
    office.store.set(&made, &By::System, founded()).await.unwrap();
    assert_eq!(office.store.setting().await.unwrap(), Some(made));
}

fn entry(what: Change, by: By) -> LogEntry {
    LogEntry { at: founded(), by, what, subject: "subject".to_owned(), details: json!({ "n": 1 }) }
}

async fn the_log_is_read_newest_first_and_bounded(office: Office) {
    for what in [Change::KeysRotated, Change::KeysReplaced, Change::CheckpointAccepted] {
        office.store.log_change(&entry(what, By::CommandLine)).await.unwrap();
    }
    let log = office.store.settings_log(2).await.unwrap();
    let what: Vec<Change> = log.iter().map(|entry| entry.what).collect();
    assert_eq!(what, [Change::CheckpointAccepted, Change::KeysReplaced]);
}

async fn every_change_can_be_logged_and_read(office: Office) {
    let by = [By::CommandLine, By::System, By::Account(fresh_account(founded()))];
    for (what, by) in Change::ALL.iter().zip(by.iter().cycle()) {
        let entry = entry(*what, by.clone());
        office.store.log_change(&entry).await.unwrap();
        assert_eq!(office.store.settings_log(1).await.unwrap(), [entry]);
    }
}

async fn a_reading_of_a_dossier_is_remembered(office: Office) {
    let (reader, dossier): (AccountId, DossierId) = (fresh_account(founded()), fresh_dossier(founded()));
    let other = fresh_dossier(founded());
    let second = |n| at("2026-11-24T01:00:00Z") + chrono::TimeDelta::seconds(n);
    let read: Vec<_> = (0..).map(second).zip(Reading::all()).collect();
    for (when, what) in &read {
        office.store.log_access(&reader, &dossier, *what, *when).await.unwrap();
    }
    office.store.log_access(&reader, &other, Reading::Dossier, second(99)).await.unwrap();
    let expected = read.into_iter().map(|(at, what)| Access { at, account: reader.clone(), what });
    let known = office.store.accesses_of(&dossier).await.unwrap();
    assert_eq!(known, expected.rev().collect::<Vec<_>>());
}

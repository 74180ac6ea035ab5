//! Standards and calendars in versions.

use storage::settings_log::{By, Change};
use storage::standard::Loaded;

use crate::office::{Office, at, day, founded};

stories! {
    a_changed_standard_is_a_new_version_and_the_same_text_is_not,
    an_application_comes_under_the_standard_in_force_that_day,
    a_standard_is_confirmed_once,
    two_instances_load_the_same_standard_once,
    a_changed_calendar_is_a_new_version,
}

const BY: By = By::CommandLine;

async fn a_changed_standard_is_a_new_version_and_the_same_text_is_not(office: Office) {
    let store = &office.store;
    let since = day("2026-01-01");
    assert_eq!(store.latest_standard("sipp").await.unwrap(), None);
    assert_eq!(store.add_standard("sipp", "a = 1", since, &BY, founded()).await.unwrap(), Loaded::New(1));
    assert_eq!(store.add_standard("sipp", "a = 1", since, &BY, founded()).await.unwrap(), Loaded::Same(1));
    assert_eq!(store.add_standard("sipp", "a = 2", since, &BY, founded()).await.unwrap(), Loaded::New(2));
    let later = founded() + chrono::TimeDelta::milliseconds(1);
    assert_eq!(store.add_standard("sip", "a = 1", since, &BY, later).await.unwrap(), Loaded::New(1));
    // Going back to an older text is a change too.
    assert_eq!(store.add_standard("sipp", "a = 1", since, &BY, founded()).await.unwrap(), Loaded::New(3));

    let second = store.standard("sipp", 2).await.unwrap().expect("loaded");
    assert_eq!((second.toml.as_str(), second.effective, second.confirmed_at), ("a = 2", since, None));
    assert_eq!(second.sha256.len(), 64);
    assert_eq!(store.standard("sipp", 4).await.unwrap(), None);
    assert_eq!(store.latest_standard("sipp").await.unwrap().unwrap().version, 3);
    let all: Vec<(String, i64)> =
        store.standards().await.unwrap().into_iter().map(|text| (text.service, text.version)).collect();
    let sipp = |version| ("sipp".to_owned(), version);
    assert_eq!(
        all,
        [sipp(1), sipp(2), sipp(3), ("sip".to_owned(), 1)],
        "in the order they were first loaded"
    );
}

async fn an_application_comes_under_the_standard_in_force_that_day(office: Office) {
    let store = &office.store;
    store.add_standard("sipp", "old", day("2026-01-01"), &BY, founded()).await.unwrap();
    store.add_standard("sipp", "new", day("2026-12-01"), &BY, founded()).await.unwrap();
    for (date, version) in
        [("2025-12-31", None), ("2026-01-01", Some(1)), ("2026-11-30", Some(1)), ("2026-12-01", Some(2))]
    {
        let found = store.standard_on("sipp", day(date)).await.unwrap();
        assert_eq!(found.map(|text| text.version), version, "{date}");
    }
}

async fn a_standard_is_confirmed_once(office: Office) {
    let store = &office.store;
    store.add_standard("sipp", "a = 1", day("2026-01-01"), &By::System, founded()).await.unwrap();
    let confirmed = at("2026-11-03T01:00:00Z");
    store.confirm_standard("sipp", 1, &BY, confirmed).await.unwrap();
    store.confirm_standard("sipp", 1, &BY, at("2026-11-04T01:00:00Z")).await.unwrap();
    assert_eq!(store.standard("sipp", 1).await.unwrap().unwrap().confirmed_at, Some(confirmed));
    let log: Vec<Change> =
        store.settings_log(10).await.unwrap().into_iter().map(|entry| entry.what).collect();
    assert_eq!(log, [Change::StandardConfirmed, Change::StandardLoaded]);
}

async fn two_instances_load_the_same_standard_once(office: Office) {
    let load = |store: storage::Store| {
        tokio::spawn(async move {
            store.add_standard("sipp", "a = 1", day("2026-01-01"), &By::System, founded()).await.unwrap()
        })
    };
    let other = storage::Store::connect(&office.url).await.unwrap();
    let (one, two) = (load(office.store.clone()), load(other.clone()));
    let mut loaded = [one.await.unwrap(), two.await.unwrap()];
    loaded.sort_by_key(|loaded| matches!(loaded, Loaded::Same(_)));
    assert_eq!(loaded, [Loaded::New(1), Loaded::Same(1)]);
    other.close().await;
}

async fn a_changed_calendar_is_a_new_version(office: Office) {
    let store = &office.store;
    assert_eq!(store.latest_calendar().await.unwrap(), None);
    assert_eq!(store.add_calendar("a = 1", None, &By::System, founded()).await.unwrap(), Loaded::New(1));
    assert_eq!(store.add_calendar("a = 1", None, &BY, founded()).await.unwrap(), Loaded::Same(1));
    let late = Some("cuti bersama");
    assert_eq!(store.add_calendar("a = 2", late, &BY, founded()).await.unwrap(), Loaded::New(2));
    let newest = store.latest_calendar().await.unwrap().unwrap();
    assert_eq!((newest.version, newest.spec.as_str()), (2, "a = 2"));
    assert_eq!(newest.retroactive_reason.as_deref(), late);
    assert_eq!(store.calendar(1).await.unwrap().unwrap().retroactive_reason, None);
    let confirmed = at("2026-11-03T01:00:00Z");
    store.confirm_calendar(2, &BY, confirmed).await.unwrap();
    store.confirm_calendar(2, &BY, at("2026-11-04T01:00:00Z")).await.unwrap();
    let all: Vec<_> = store.calendars().await.unwrap().into_iter().map(|text| text.confirmed_at).collect();
    assert_eq!(all, [None, Some(confirmed)]);
}

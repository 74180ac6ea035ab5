//! The store itself: opening, migrating, being empty or ready.

use storage::db::{Kind, Ready};
use storage::settings_log::By;
use storage::{StorageError, Store};

use crate::office::{Office, day, founded};

stories! {
    a_store_is_empty_until_something_is_written,
    a_migrated_store_is_ready,
    instances_migrate_at_the_same_time,
    a_store_without_keys_says_so,
}

async fn a_store_is_empty_until_something_is_written(office: Office) {
    // The office of the story made its keys, so it is no longer empty.
    assert!(!office.store.is_empty().await.unwrap());
}

async fn a_migrated_store_is_ready(office: Office) {
    assert_eq!(office.store.ready().await.unwrap(), Ready::Yes);
    assert_eq!(office.store.kind() == Kind::Sqlite, office.store.file().is_some());
    office.store.close().await;
    assert!(matches!(office.store.ready().await, Err(StorageError::Unavailable(_))));
}

async fn instances_migrate_at_the_same_time(office: Office) {
    let instances: Vec<_> = (0..3)
        .map(|_| {
            let url = office.url.clone();
            tokio::spawn(async move {
                let store = Store::connect(&url).await.unwrap();
                store.migrate().await.unwrap();
                store.close().await;
            })
        })
        .collect();
    for one in instances {
        one.await.unwrap();
    }
}

async fn a_store_without_keys_says_so(office: Office) {
    let store = Store::connect(&office.url).await.unwrap();
    assert!(matches!(store.keys(), Err(StorageError::NoKeys)));
    assert!(office.store.keys().is_ok());
    store.close().await;
}

#[tokio::test]
async fn a_new_file_and_its_folder_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data/deep/kendali.db");
    let store = Store::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
    assert!(store.is_empty().await.unwrap(), "before the migrations");
    assert!(matches!(store.ready().await, Err(StorageError::Unavailable(_))));
    store.migrate().await.unwrap();
    assert!(store.is_empty().await.unwrap(), "after the migrations");
    store.add_standard("sipp", "a = 1", day("2026-01-01"), &By::System, founded()).await.unwrap();
    assert!(!store.is_empty().await.unwrap());
    store.close().await;
}

#[tokio::test]
async fn a_bad_database_url_is_told_without_its_password() {
    for (url, part) in [
        ("mysql://x", "sqlite:PATH"),
        ("", "sqlite:PATH"),
        ("sqlite:", "path of a file"),
        ("sqlite::memory:", "path of a file"),
        ("sqlite:data.db?mode=ro", "path of a file"),
        ("sqlite:/proc/none/kendali.db", "/proc/none/kendali.db"),
        ("postgres://u:rahasia@:x/none", "postgres://"),
    ] {
        let error = Store::connect(url).await.expect_err(url);
        assert!(matches!(error, StorageError::Invalid { what: "database URL", .. }), "{url}: {error:?}");
        assert!(error.to_string().contains(part), "{url}: {error}");
        assert!(!format!("{error} {error:?}").contains("rahasia"), "{error:?}");
    }
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("kendali.db").display());
    let store = Store::connect(&url).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await;
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query("update _sqlx_migrations set version = 9999 where version = (select max(version) from _sqlx_migrations)")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let store = Store::connect(&url).await.unwrap();
    assert!(matches!(store.migrate().await, Err(StorageError::Schema(_))));
    store.close().await;
}

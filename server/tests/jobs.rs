//! What the office does of itself while it serves, and what it tells when something is missing.
#![allow(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

use std::path::Path;

use axum::body::{Body, to_bytes};
use chrono::{DateTime, TimeDelta, Utc};
use clap::Parser;
use domain::dossier::End;
use domain::time::Instant;
use http::{Request, StatusCode};
use server::assets::Site;
use server::checkpoints;
use server::clock::OfficeClock;
use server::command::demo::{Size, make};
use server::config::{Cli, Command};
use server::jobs::close_incomplete;
use server::router::router;
use server::shutdown::Shutdown;
use server::state::AppState;
use storage::Store;
use storage::checkpoint::path_beside;
use storage::rulebook::Rulebook;
use tower::ServiceExt;

fn made_for() -> DateTime<Utc> {
    "2026-11-24T03:42:00Z".parse().unwrap()
}

/// A demonstration office of so many dossiers.
async fn office(folder: &Path, name: &str, dossiers: u32) -> Store {
    let store = Store::connect(&format!("sqlite:{}", folder.join(name).display())).await.unwrap();
    store.migrate().await.unwrap();
    let keys = store.load_or_make_keys(&folder.join("kendali.keys"), made_for()).await.unwrap();
    let store = store.with_keys(keys);
    make(&store, Size::of(dossiers, None, 1), made_for()).await.unwrap();
    store
}

#[tokio::test]
async fn a_file_not_completed_in_thirty_days_is_closed_at_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let store = office(folder.path(), "kendali.db", 60).await;
    let rulebook = Rulebook::new();
    let waiting = store.with_applicants().await.unwrap();
    assert!(!waiting.is_empty(), "the demonstration holds returned files");
    assert_eq!(close_incomplete(&store, &rulebook, made_for()).await.unwrap(), 0, "all have time left");

    let newest = waiting.last().unwrap();
    let acts_at = |since: Instant, calendar| domain::deadline::to_complete(calendar, since).acts_at;
    let calendar = rulebook.calendar(&store).await.unwrap().calendar;
    let opening = acts_at(newest.since, &calendar);
    let before = opening - TimeDelta::milliseconds(1);
    let earlier = waiting.iter().filter(|file| acts_at(file.since, &calendar) < opening).count();
    assert_eq!(close_incomplete(&store, &rulebook, before).await.unwrap(), earlier);
    assert_eq!(close_incomplete(&store, &rulebook, opening).await.unwrap(), waiting.len() - earlier);
    let closed = store.dossier(&newest.id).await.unwrap().unwrap().dossier;
    assert_eq!(closed.standing.ended(), Some(End::Closed));
    assert_eq!(closed.newest_at, opening);
}

#[tokio::test]
async fn what_the_checkpoint_misses_is_told_where_the_supervisor_looks() {
    let folder = tempfile::tempdir().unwrap();
    let checkpoint = path_beside(&folder.path().join("kendali.keys"));
    let clock = OfficeClock::starting_at(made_for());
    let whole = office(folder.path(), "whole.db", 40).await;
    // A database of the same keys in which the later dossiers never were.
    let cut = office(folder.path(), "cut.db", 20).await;
    let Command::Serve(config) = Cli::parse_from(["kendali", "serve"]).command else {
        unreachable!("the line says serve")
    };
    let state = AppState::new(config, cut.clone(), Site::unbuilt(), clock, Shutdown::never());
    let loss = state.loss.clone();
    let router = router(state).unwrap();
    let ready = async || {
        let answer =
            router.clone().oneshot(Request::get("/readyz").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        String::from_utf8(to_bytes(answer.into_body(), 10_000).await.unwrap().to_vec()).unwrap()
    };
    assert_eq!(ready().await, "ready\n");

    checkpoints::write(&whole, &checkpoint, &loss, clock).await;
    assert_eq!((loss.count(), ready().await.as_str()), (0, "ready\n"));
    checkpoints::write(&cut, &checkpoint, &loss, clock).await;
    assert!(loss.count() > 20, "{} missing", loss.count());
    let told = ready().await;
    assert!(told.starts_with("ready\nwarning: the checkpoint knows"), "{told}");
    checkpoints::write(&whole, &checkpoint, &loss, clock).await;
    assert_eq!(ready().await, "ready\n");

    let kept = std::fs::read(&checkpoint).unwrap();
    std::fs::write(&checkpoint, "of another hand").unwrap();
    checkpoints::write(&whole, &checkpoint, &loss, clock).await;
    assert_eq!(ready().await, "ready\nwarning: the checkpoint cannot be read or written, see the log\n");
    std::fs::write(&checkpoint, kept).unwrap();
    checkpoints::write(&whole, &checkpoint, &loss, clock).await;
    assert_eq!(ready().await, "ready\n");
}

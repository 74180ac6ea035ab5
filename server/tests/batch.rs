//! Batches of prints: a server that ends in the middle loses nothing, and the printed papers are one file.
#![allow(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

use std::path::Path;
use std::process::Command as Program;

use axum::body::{Body, to_bytes};
use chrono::{DateTime, TimeDelta, Utc};
use clap::Parser;
use domain::batch::{Batch, BatchFault, BatchPaper, ItemState};
use domain::id::{AccountId, BatchId, DossierId};
use domain::register::{RegisterQuery, Sight};
use http::Request;
use server::assets::Site;
use server::batch;
use server::clock::OfficeClock;
use server::command::demo::{Size, make};
use server::config::{Cli, Command};
use server::documents::merge;
use server::router::router;
use server::shutdown::Shutdown;
use server::state::AppState;
use storage::Store;
use storage::batch::NewBatch;
use storage::credential::{SignInName, UserName};
use storage::identity::fresh_batch;
use tower::ServiceExt;

fn made_for() -> DateTime<Utc> {
    "2026-11-24T03:42:00Z".parse().unwrap()
}

/// A demonstration office in a folder.
async fn office(folder: &Path, dossiers: u32) -> Store {
    let store = connected(folder).await;
    make(&store, Size::of(dossiers, None, 1), made_for()).await.unwrap();
    store
}

async fn connected(folder: &Path) -> Store {
    let store = Store::connect(&format!("sqlite:{}", folder.join("kendali.db").display())).await.unwrap();
    store.migrate().await.unwrap();
    let keys = store.load_or_make_keys(&folder.join("kendali.keys"), made_for()).await.unwrap();
    store.with_keys(keys)
}

fn served(store: Store) -> AppState {
    let Command::Serve(config) = Cli::parse_from(["kendali", "serve"]).command else {
        unreachable!("the line says serve")
    };
    let clock = OfficeClock::starting_at(made_for() + TimeDelta::minutes(5));
    AppState::new(config, store, Site::unbuilt(), clock, Shutdown::never())
}

async fn account(store: &Store, user: &str) -> AccountId {
    let name = SignInName::UserName(UserName::parse(user).unwrap());
    store.account_named(&name).await.unwrap().unwrap().id
}

/// The newest dossiers of the register.
async fn newest(store: &Store, count: usize) -> Vec<DossierId> {
    let (query, today) = (RegisterQuery::default(), made_for().date_naive());
    let page = store.register_page(&query, Sight::Names, today, made_for()).await.unwrap();
    page.lines.into_iter().take(count).map(|line| line.id).collect()
}

async fn begun(store: &Store, owner: &AccountId, paper: BatchPaper, dossiers: &[DossierId]) -> BatchId {
    let id = fresh_batch(made_for());
    let batch = NewBatch { id: &id, owner, paper, site: "https://izin.example.go.id", dossiers };
    store.begin_batch(&batch, made_for()).await.unwrap();
    id
}

async fn read(store: &Store, id: &BatchId) -> Batch {
    store.batch(id).await.unwrap().expect("a batch")
}

/// How many pages other programs count in a PDF, and what they read in it.
fn looked_at(folder: &Path, pdf: &[u8]) -> (usize, String) {
    let path = folder.join("batch.pdf");
    std::fs::write(&path, pdf).unwrap();
    let run = |program: &str, end: &[&str]| {
        let output = Program::new(program).arg(&path).args(end).output();
        let output = output.unwrap_or_else(|error| panic!("{program}: {error}; install poppler-utils"));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let info = run("pdfinfo", &[]);
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).expect("pages").trim();
    (pages.parse().unwrap(), run("pdftotext", &["-"]))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_ends_in_the_middle_of_a_batch_ends_it_when_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = office(folder.path(), 120).await;
    let owner = account(&store, "yuliana").await;
    let dossiers = newest(&store, 50).await;
    assert_eq!(dossiers.len(), 50);
    let earlier = readings(&store, &dossiers).await;
    let id = begun(&store, &owner, BatchPaper::Receipt, &dossiers).await;
    {
        let first = served(store.clone());
        for _ in 0..20 {
            assert!(batch::print_next(&first, "yang pertama").await.unwrap());
        }
        // It ends in the middle of the twenty-first.
        let now = first.clock.now();
        let turn = store.take_turn("yang pertama", now + TimeDelta::seconds(60), now).await.unwrap();
        assert_eq!(turn.map(|turn| turn.no), Some(21));
    }
    let progress = read(&store, &id).await.line.progress;
    assert_eq!((progress.done, progress.is_over()), (20, false));
    store.close().await;

    let store = connected(folder.path()).await;
    let state = served(store.clone());
    let mut changes = store.listen().await.unwrap();
    let printing = tokio::spawn(batch::keep(state.clone()));
    while !read(&store, &id).await.line.progress.is_over() {
        changes.next().await.unwrap();
    }
    printing.abort();
    let done = read(&store, &id).await;
    assert!(done.items.iter().all(|item| item.state == ItemState::Done), "{done:?}");
    assert_eq!(readings(&store, &dossiers).await, earlier + 50, "each paper was printed once");

    let pdf = downloaded(&state, &id).await;
    let (pages, said) = looked_at(folder.path(), &pdf);
    let mut alone = 0;
    for file in store.batch_files(&id).await.unwrap() {
        alone += looked_at(folder.path(), &file).0;
    }
    assert!(pages >= 50 && pages == alone, "{pages} pages, {alone} by themselves");
    for item in &done.items {
        assert!(said.contains(&item.register), "{} is in the file", item.register);
    }
}

/// Readings of these dossiers that the log holds.
async fn readings(store: &Store, dossiers: &[DossierId]) -> usize {
    let mut count = 0;
    for dossier in dossiers {
        count += store.accesses_of(dossier).await.unwrap().len();
    }
    count
}

/// The file of a batch, as the Front Office downloads it.
async fn downloaded(state: &AppState, id: &BatchId) -> Vec<u8> {
    let router = router(state.clone()).unwrap();
    let body = serde_json::json!({ "name": "yuliana", "password": "kendali-demo", "computer": "own" });
    let door = Request::post("/api/account/sign_in")
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    let answer = router.clone().oneshot(door).await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let file = Request::get(format!("/cetak/{id}/cetakan.pdf")).header("cookie", cookie);
    let answer = router.oneshot(file.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.status(), 200);
    let name = answer.headers()["content-disposition"].to_str().unwrap();
    assert_eq!(name, "inline; filename=\"cetak-receipt-2026-11-24.pdf\"");
    to_bytes(answer.into_body(), 50_000_000).await.unwrap().to_vec()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dossier_without_the_paper_says_so_and_the_others_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let store = office(folder.path(), 60).await;
    let owner = account(&store, "marlina").await;
    let state = served(store.clone());
    let letters = state.office().letters;
    let printer = letters.prepare("https://izin.example.go.id", made_for()).await.unwrap();
    let mut issued = Vec::new();
    for id in store.unissued(20).await.unwrap() {
        // A number whose signature is still missing is refused.
        if store.issue(&state.rulebook, &id, &*printer, made_for()).await.is_ok() {
            issued.push(id);
        }
    }
    assert!(issued.len() >= 2, "the demonstration holds signed and numbered licences");
    let waiting = store.with_applicants().await.unwrap().remove(0).id;
    let nothing = DossierId::parse("01a20b48-0900-7000-8000-0000000000ff").unwrap();
    let chosen = [issued[0].clone(), waiting, nothing, issued[1].clone()];
    for paper in [BatchPaper::Licence, BatchPaper::OfficeCopy] {
        let id = begun(&store, &owner, paper, &chosen).await;
        while batch::print_next(&state, "satu").await.unwrap() {}
        let batch = read(&store, &id).await;
        let states: Vec<_> = batch.items.into_iter().map(|item| item.state).collect();
        let failed = |fault| ItemState::Failed(fault);
        let wanted = [ItemState::Done, failed(BatchFault::NotDue), failed(BatchFault::Gone), ItemState::Done];
        assert_eq!(states, wanted, "{paper:?}");
        let files = store.batch_files(&id).await.unwrap();
        let (pages, said) = looked_at(folder.path(), &merge(files).unwrap());
        assert!(pages >= 2 && said.contains("SURAT IZIN"), "{paper:?}: {pages} {said}");
        assert_eq!(said.contains("Paraf Hierarki"), paper == BatchPaper::OfficeCopy, "{paper:?}: {said}");
    }
}

#[tokio::test]
async fn what_one_may_not_print_any_more_is_not_printed() {
    let folder = tempfile::tempdir().unwrap();
    let store = office(folder.path(), 20).await;
    // Who keeps the personnel opens no dossier.
    let owner = account(&store, "wirdawati").await;
    let id = begun(&store, &owner, BatchPaper::Receipt, &newest(&store, 1).await).await;
    let state = served(store.clone());
    assert!(batch::print_next(&state, "satu").await.unwrap());
    let states: Vec<_> = read(&store, &id).await.items.into_iter().map(|item| item.state).collect();
    assert_eq!(states, [ItemState::Failed(BatchFault::NotPermitted)]);
}

#[test]
fn papers_of_different_sizes_keep_them_in_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let sample = |name: &str| {
        let (_, data) = server::documents::shipped::SAMPLES.iter().find(|(file, _)| *file == name).unwrap();
        let sheet =
            domain::paper::Sheet::ALL.into_iter().find(|sheet| name.starts_with(sheet.key())).unwrap();
        let templates = server::documents::Templates::shipped();
        let qr = Some("https://izin.example.go.id/lacak/7KM4Q-9TX2T");
        server::documents::set(sheet, &templates, data.as_bytes().to_vec(), qr).unwrap().pdf
    };
    let merged = merge(vec![sample("folder-label.typical.json"), sample("licence.f4.json")]).unwrap();
    let (pages, said) = looked_at(folder.path(), &merged);
    assert!(pages >= 2 && said.contains("SURAT IZIN"), "{pages}: {said}");
    let path = folder.path().join("batch.pdf");
    let output = Program::new("pdfinfo").args(["-f", "1", "-l", "2"]).arg(path).output().unwrap();
    let info = String::from_utf8(output.stdout).unwrap();
    let sizes: Vec<&str> =
        info.lines().filter(|line| line.contains("size:") && line.starts_with("Page")).collect();
    assert_eq!(sizes.len(), 2, "{info}");
    assert_ne!(sizes[0].split("size:").nth(1), sizes[1].split("size:").nth(1), "{info}");
    assert!(merge(vec![b"not a PDF".to_vec()]).is_err());
    assert!(merge(Vec::new()).is_err());
}

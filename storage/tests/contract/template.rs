//! The office's own templates.

use storage::settings_log::{By, Change};
use storage::standard::sha256_hex;

use crate::office::{Office, at, founded};

stories! {
    an_office_prints_from_what_it_loaded_last,
    a_template_is_given_up_and_taken_again,
}

fn named(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

async fn an_office_prints_from_what_it_loaded_last(office: Office) {
    let store = &office.store;
    assert_eq!(store.templates().await.unwrap(), []);
    let both = [named("receipt.typ", "satu"), named("_sheet.typ", "dasar")];
    let taken = store.use_templates(&both, &By::CommandLine, founded()).await.unwrap();
    assert_eq!(taken, ["receipt.typ", "_sheet.typ"]);
    let again = store.use_templates(&both, &By::CommandLine, at("2026-11-03T00:00:00Z")).await.unwrap();
    assert!(again.is_empty(), "the same text is no news: {again:?}");
    let newer = [named("receipt.typ", "dua")];
    let later = at("2026-11-04T00:00:00Z");
    store.use_templates(&newer, &By::CommandLine, later).await.unwrap();
    let current = store.templates().await.unwrap();
    let told: Vec<_> = current.iter().map(|one| (one.name.as_str(), one.text.as_str())).collect();
    assert_eq!(told, [("_sheet.typ", "dasar"), ("receipt.typ", "dua")]);
    assert_eq!((current[1].loaded_at, current[1].sha256.as_str()), (later, sha256_hex("dua").as_str()));
    // Back to the first text: it was kept, and is current again.
    store.use_templates(&both[..1], &By::CommandLine, at("2026-11-05T00:00:00Z")).await.unwrap();
    let current = store.templates().await.unwrap();
    assert_eq!((current[1].text.as_str(), current[1].loaded_at), ("satu", founded()));
    let log = store.settings_log(10).await.unwrap();
    assert_eq!(log.len(), 4);
    assert_eq!((log[0].what, log[0].subject.as_str()), (Change::TemplateLoaded, "receipt.typ"));
    assert_eq!(log[0].details["sha256"], sha256_hex("satu"));
}

async fn a_template_is_given_up_and_taken_again(office: Office) {
    let store = &office.store;
    let one = [named("receipt.typ", "satu")];
    store.use_templates(&one, &By::CommandLine, founded()).await.unwrap();
    assert!(store.reset_template("receipt.typ", &By::CommandLine, founded()).await.unwrap());
    assert!(!store.reset_template("receipt.typ", &By::CommandLine, founded()).await.unwrap());
    assert_eq!(store.templates().await.unwrap(), []);
    let log = store.settings_log(10).await.unwrap();
    assert_eq!((log.len(), log[0].what), (2, Change::TemplateReset));
    let taken = store.use_templates(&one, &By::CommandLine, at("2026-11-03T00:00:00Z")).await.unwrap();
    assert_eq!(taken, ["receipt.typ"]);
}

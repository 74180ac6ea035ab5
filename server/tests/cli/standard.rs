//! `kendali standard`: checked and taken in by file.

use storage::settings_log::{By, Change};

use crate::{Place, STANDARD, as_text};

const SERVICE: &str = "sipp-inseminator";

#[test]
fn a_standard_in_order_is_told_without_a_database() {
    let place = Place::new();
    let file = place.file("layanan.toml", STANDARD);
    let told = place.run(&["standard", "check", as_text(&file)]).well();
    assert!(told.contains("in order") && told.contains("9 steps") && told.contains(SERVICE), "{told}");
    assert!(place.is_untouched());
}

#[test]
fn a_fault_is_told_by_file_line_and_entry_and_nothing_is_written() {
    let place = Place::new();
    let wrong = STANDARD.replacen("kind = \"verify\"", "kind = \"periksa\"", 1);
    let line = 1 + wrong.lines().position(|line| line == "kind = \"periksa\"").unwrap();
    let file = place.file("layanan.toml", &wrong);
    for command in ["check", "import"] {
        let error = place.run(&["standard", command, as_text(&file)]).refused();
        assert!(error.contains("layanan.toml: line"), "{error}");
        assert!(error.contains(&format!("line {line}: steps[1].kind")), "{error}");
    }
    let nobody = STANDARD.replacen("role = \"front-office\"", "role = \"tidak-ada\"", 1);
    let file = place.file("layanan.toml", &nobody);
    let error = place.run(&["standard", "import", as_text(&file)]).refused();
    assert!(error.contains("steps[0].role"), "{error}");
    let missing = place.run(&["standard", "check", "tidak-ada.toml"]).refused();
    assert!(missing.contains("tidak-ada.toml"), "{missing}");
    assert!(place.is_untouched());
}

#[tokio::test]
async fn a_standard_is_taken_in_as_the_next_version_and_confirmed() {
    let place = Place::new();
    let file = place.file("layanan.toml", STANDARD);
    let told = place.run(&["standard", "import", as_text(&file)]).well();
    assert!(told.contains("version 1"), "{told}");
    let again = place.run(&["standard", "import", as_text(&file)]).well();
    assert!(again.contains("version 1 already"), "{again}");
    let changed = place.file("layanan.toml", &format!("# Ditinjau\n{STANDARD}"));
    let since = ["standard", "import", as_text(&changed), "--effective", "2999-01-01"];
    assert!(place.run(&since).well().contains("version 2, in force from 2999-01-01"));

    let store = place.store().await;
    let texts = store.standards().await.unwrap();
    assert_eq!(texts.len(), 2);
    assert!(texts.iter().all(|text| text.confirmed_at.is_some()));
    assert_eq!(texts[1].effective.to_string(), "2999-01-01");
    let log = store.settings_log(10).await.unwrap();
    assert_eq!(log.iter().filter(|entry| entry.what == Change::StandardLoaded).count(), 2);
    assert!(log.iter().all(|entry| entry.by == By::CommandLine), "{log:?}");
    assert!(!store.is_empty().await.unwrap() && place.folder.path().join("kendali.keys").exists());
}

#[tokio::test]
async fn a_version_is_not_in_force_before_it_came() {
    let place = Place::new();
    let file = place.file("layanan.toml", STANDARD);
    let error = place.run(&["standard", "import", as_text(&file), "--effective", "2020-01-02"]).refused();
    assert!(error.contains("--effective 2020-01-02"), "{error}");
    assert!(place.store().await.standards().await.unwrap().is_empty());
    let error = place.run(&["standard", "import", as_text(&file), "--effective", "besok"]).refused();
    assert!(error.contains("--effective") && error.contains("besok"), "{error}");
}

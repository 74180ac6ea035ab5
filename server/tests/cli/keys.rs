//! `kendali demo`, `verify` and `keys`, as they are typed.

use crate::office::OFFICE;
use crate::{Place, as_text};

#[test]
fn a_demonstration_is_made_in_an_empty_database_only() {
    let place = Place::new();
    let told = place.run(&["demo", "--dossiers", "0"]).well();
    assert!(told.contains("yuliana") && told.contains("password"), "{told}");
    let error = place.run(&["demo", "--dossiers", "0"]).refused();
    assert!(error.contains("not empty"), "{error}");
    assert_eq!(place.run(&["verify"]).status, 0);
}

#[test]
fn a_set_clock_is_refused_by_a_real_office() {
    let place = Place::new();
    let file = place.file("kantor.toml", OFFICE);
    let clock = [("KENDALI_CLOCK", "2026-11-24T09:00:00+07:00")];
    let error = place.run_with(&clock, &["office", "set", as_text(&file)], "").refused();
    assert!(error.contains("KENDALI_CLOCK"), "{error}");
}

#[test]
fn verify_of_nothing_says_so_and_makes_nothing() {
    let place = Place::new();
    let error = place.run(&["verify"]).refused();
    assert!(error.contains("there is no database"), "{error}");
    assert!(place.is_untouched());
}

#[test]
fn keys_are_added_and_a_loss_is_gone_on_from_only_when_confirmed() {
    let place = Place::new();
    place.run(&["demo", "--dossiers", "0"]).well();
    let keys = place.folder.path().join("kendali.keys");
    let before = std::fs::read_to_string(&keys).unwrap();
    place.run(&["keys", "rotate"]).well();
    let rotated = std::fs::read_to_string(&keys).unwrap();
    assert_ne!(before, rotated);

    std::fs::remove_file(&keys).unwrap();
    assert_eq!(place.run(&["keys", "rotate"]).status, 2, "without its keys an office is not changed");
    assert!(!keys.exists());
    let replace = ["keys", "replace", "--reason", "berkas kunci hilang"];
    let refused = place.run_with(&[], &replace, "tidak\n");
    assert_eq!((refused.status, keys.exists()), (2, false), "{}", refused.err);
    let blank = place.run_with(&[], &["keys", "replace", "--reason", " "], "ganti\n");
    assert_eq!((blank.status, keys.exists()), (2, false), "{}", blank.err);
    assert_eq!(place.run_with(&[], &replace, "ganti\n").status, 0);
    assert!(keys.exists());
    assert_eq!(place.run(&["verify"]).status, 0);
}

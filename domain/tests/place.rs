//! Where the file of paper lies.

mod desk;

use desk::*;
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::transition::{PLACE_LIMIT, moves, register_at_counter};

fn put(place: &str) -> Command {
    Command::Place { place: place.into() }
}

#[test]
fn a_file_is_put_somewhere_and_taken_away_again() {
    let mut file = File::at_desk(inseminator(), 3);
    assert_eq!(file.dossier.place, None);
    file.must(&ys(), &put("  Map 12,\n rak   3 "));
    assert_eq!(file.dossier.place.as_deref(), Some("Map 12, rak 3"));
    assert_eq!(file.told(&ys(), &put("Map 12, rak 3")), "!nothing_changed");
    file.must(&af(), &put(" "));
    assert_eq!(file.dossier.place, None);
    assert_eq!(file.told(&ys(), &put("")), "!nothing_changed");
}

#[test]
fn a_place_is_a_line_of_sixty_characters_at_most() {
    let file = File::at_desk(inseminator(), 3);
    assert_eq!(file.told(&ys(), &put(&"é".repeat(PLACE_LIMIT))), "placed");
    let refusal = file.refused(&ys(), &put(&"é".repeat(PLACE_LIMIT + 1)));
    assert_eq!(refusal, Refusal::TextTooLong { limit: 60 });
}

#[test]
fn a_place_changes_nothing_of_the_file_but_its_version() {
    let mut file = File::at_desk(inseminator(), 4);
    let before = file.dossier.clone();
    let offered = moves(&file.standard, &before.standing, &ns());
    file.must(&my(), &put("Meja Sekretaris"));
    let mut after = file.dossier.clone();
    assert_eq!(after.standing.version, before.standing.version + 1);
    assert_eq!(moves(&file.standard, &after.standing, &ns()), offered);
    (after.standing.version, after.entries, after.newest_at) =
        (before.standing.version, before.entries, before.newest_at);
    after.place = None;
    assert_eq!(after, before);
}

#[test]
fn a_place_names_neither_the_applicant_nor_the_proxy() {
    let mut file = File::at_desk(inseminator(), 3);
    let facts = file.dossier.facts.as_mut().expect("just registered");
    facts.name.name = "Siti Nur Aminah".into();
    for named in ["Map Siti", "rak 3 (AMINAH)", "map-nur", "Map 1471086208890003", "+6281234567890"] {
        assert_eq!(file.refused(&ys(), &put(named)), Refusal::NamesAPerson, "{named}");
    }
    for place in ["Map 12, rak 3", "Nurani 4", "Map 2026113"] {
        assert_eq!(file.told(&ys(), &put(place)), "placed", "{place}");
    }
    file.dossier.facts = None;
    assert_eq!(file.told(&ys(), &put("Map 12")), "placed", "whose data is erased is known by no name");
}

#[test]
fn an_ended_file_goes_to_the_archive_and_stays_ended() {
    let mut file = File::at_desk(inseminator(), 2);
    file.must(&ys(), &Command::Withdraw { reason: "Pindah".into() });
    let stage = file.dossier.standing.stage.clone();
    file.must(&my(), &put("Arsip, kotak 7"));
    assert_eq!(file.dossier.place.as_deref(), Some("Arsip, kotak 7"));
    assert_eq!(file.dossier.standing.stage, stage);
}

#[test]
fn the_counter_may_name_the_place_at_once() {
    let standard = inseminator();
    let acts = register_at_counter(&standard, &ys(), facts(&standard), &[], " Map 12 ", &given());
    let acts = acts.expect("registered");
    assert_eq!(names(&acts), ["registered", "accepted", "placed"]);
    assert_eq!(acts[2].event, Event::Placed { place: Some("Map 12".into()) });
    assert_eq!(acts[2].detail, None, "it is no personal datum");
    let none = register_at_counter(&standard, &ys(), facts(&standard), &[], "  ", &given());
    assert_eq!(names(&none.expect("registered")), ["registered", "accepted"]);
    let long = register_at_counter(&standard, &ys(), facts(&standard), &[], &"a".repeat(61), &given());
    assert_eq!(long.expect_err("refused"), Refusal::TextTooLong { limit: 60 });
}

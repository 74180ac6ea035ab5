//! `kendali sla`: clocks on standard input.

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use crate::{CALENDAR, Place, as_text};

const VECTORS: &str = include_str!("../../../domain/tests/vectors/sla-vectors.jsonl");

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

fn instant(value: &Value) -> Option<DateTime<FixedOffset>> {
    value.as_str().map(|text| DateTime::parse_from_rfc3339(text).unwrap())
}

#[test]
fn every_vector_is_answered_and_a_refused_one_is_status_1() {
    let questions = lines(VECTORS);
    assert!(questions.len() >= 75, "{}", questions.len());
    let ran = Place::new().run_with(&[], &["sla"], VECTORS);
    let refused = questions.iter().filter(|question| question["expected"].get("error").is_some()).count();
    assert_eq!(ran.status, i32::from(refused > 0), "{}", ran.err);
    let answers = lines(&ran.out);
    assert_eq!(answers.len(), questions.len());
    for (question, answer) in questions.iter().zip(&answers) {
        assert_eq!(answer["id"], question["id"]);
        let expected = question["expected"].as_object().unwrap();
        assert_eq!(answer.get("error").is_some(), expected.contains_key("error"), "{answer}");
        for (field, wanted) in expected.iter().filter(|(field, _)| *field != "error") {
            if field == "due_at" {
                assert_eq!(instant(&answer[field]), instant(wanted), "{answer}");
            } else {
                assert_eq!(&answer[field], wanted, "{field} of {answer}");
            }
        }
    }
}

/// The vectors that are answered, not refused.
fn good() -> String {
    let good = VECTORS.lines().filter(|line| !line.contains("\"error\""));
    good.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn lines_without_fault_are_status_0_and_no_database_is_made() {
    let place = Place::new();
    let answers = lines(&place.run_with(&[], &["sla"], &good()).well());
    assert_eq!(answers.len(), good().lines().count());
    assert!(place.is_untouched());
    assert!(place.run_with(&[], &["sla"], "").well().is_empty());
}

#[test]
fn one_bad_line_does_not_stop_the_others() {
    let line = good().lines().next().unwrap().to_owned();
    let ran = Place::new().run_with(&[], &["sla"], &format!("{line}\nbukan json\n{line}\n"));
    assert_eq!(ran.status, 1, "{}", ran.err);
    let answers = lines(&ran.out);
    assert_eq!(answers.len(), 3);
    assert!(answers[1]["error"].as_str().unwrap().contains("not JSON"), "{}", answers[1]);
    assert_eq!(answers[0], answers[2]);
}

#[test]
fn a_calendar_of_ones_own_is_taken_for_the_lines_that_bring_none() {
    let place = Place::new();
    let holiday = "\n[[days]]\ndate = \"2026-11-24\"\nkind = \"penutupan khusus\"\nname = \"Banjir\"\n";
    let file = place.file("kalender.toml", &format!("{CALENDAR}{holiday}"));
    let first = lines(VECTORS)[0].clone();
    assert!(first["calendar"].is_null(), "the first vector brings no calendar");
    let shipped = lines(&place.run_with(&[], &["sla"], VECTORS.lines().next().unwrap()).well());
    let closed = place.run_with(&[], &["sla", "--calendar", as_text(&file)], VECTORS.lines().next().unwrap());
    let closed = lines(&closed.well());
    assert_ne!(shipped[0]["due_at"], closed[0]["due_at"]);
    let bad = place.file("rusak.toml", "offset = \"+07:00\"\nweek = 3\n");
    let error = place.run(&["sla", "--calendar", as_text(&bad)]).refused();
    assert!(error.contains("rusak.toml") && error.contains("line 2"), "{error}");
}

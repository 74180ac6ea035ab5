//! The worked examples and hand-chosen cases of the working-time rules, one a line in `vectors/sla-vectors.jsonl`.

use domain::calendar::{Calendar, CalendarSpec};
use domain::calendar_file;
use domain::clock::{ClockEvent, Norm, Status, Verdict, evaluate};
use domain::time::{Instant, ms_of};
use serde::Deserialize;

const VECTORS: &str = include_str!("vectors/sla-vectors.jsonl");
const DEFAULT: &str = include_str!("../../server/calendars/default.toml");

#[derive(Deserialize)]
struct Vector {
    id: String,
    note: String,
    norm: Norm,
    events: Vec<ClockEvent>,
    now: Instant,
    calendar: Option<CalendarSpec>,
    expected: Expected,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expected {
    Refused {
        error: String,
    },
    Fields {
        status: Status,
        verdict: Verdict,
        due_at: Option<Instant>,
        elapsed_ms: i64,
        remaining_ms: i64,
        overdue_ms: i64,
        provisional: bool,
    },
}

fn vectors() -> Vec<Vector> {
    VECTORS.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

#[test]
fn every_vector_is_met_to_the_millisecond() {
    let office = calendar_file::read(DEFAULT).expect("the shipped calendar");
    let vectors = vectors();
    assert_eq!(vectors.len(), 75);
    for Vector { id, note, norm, events, now, calendar, expected } in vectors {
        let calendar = calendar.map_or_else(|| Ok(office.clone()), Calendar::build);
        let evaluation = match &calendar {
            Ok(calendar) => evaluate(calendar, norm, &events, now).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match (evaluation, expected) {
            (Err(found), Expected::Refused { error }) => {
                let calendar_is_meant = error.starts_with("calendar:");
                assert!(
                    found == error || calendar_is_meant && found.starts_with("calendar: week thu"),
                    "{id}: {found}"
                );
            }
            (
                Ok(found),
                Expected::Fields {
                    status,
                    verdict,
                    due_at,
                    elapsed_ms,
                    remaining_ms,
                    overdue_ms,
                    provisional,
                },
            ) => {
                assert_eq!(found.status, status, "{id}: {note}");
                assert_eq!(found.verdict, verdict, "{id}: {note}");
                assert_eq!(found.due_at.map(ms_of), due_at.map(ms_of), "{id}: {note}");
                assert_eq!(found.elapsed.0, elapsed_ms, "{id}: {note}");
                assert_eq!(found.remaining.0, remaining_ms, "{id}: {note}");
                assert_eq!(found.overdue.0, overdue_ms, "{id}: {note}");
                assert_eq!(found.provisional, provisional, "{id}: {note}");
            }
            (found, _) => panic!("{id}: {note}: {found:?}"),
        }
    }
}

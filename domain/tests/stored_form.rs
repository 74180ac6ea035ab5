//! What stands on a card is sealed as it was written, so the stored form of an event never changes: a program that read it
//! otherwise would call every older card broken.

use std::collections::BTreeSet;

use domain::event::Event;

const STORED: &str = include_str!("stored_events.jsonl");

#[test]
fn every_event_ever_stored_is_read_and_written_as_it_was() {
    for line in STORED.lines() {
        let event: Event = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        assert_eq!(serde_json::to_string(&event).expect("data"), line);
    }
}

#[test]
fn every_kind_of_event_has_a_stored_sample() {
    let read = |line: &str| serde_json::from_str::<Event>(line).expect("an event");
    let kinds: BTreeSet<&str> = STORED.lines().map(|line| kind(&read(line))).collect();
    assert_eq!(kinds.len(), 32, "{kinds:?}");
}

/// A new kind of event does not compile here until it has a name, and the count above until it has a sample.
fn kind(event: &Event) -> &'static str {
    match event {
        Event::Registered { .. } => "registered",
        Event::Accepted => "accepted",
        Event::ItemsMarked { .. } => "items marked",
        Event::FileCompleted => "file completed",
        Event::Drafted { .. } => "drafted",
        Event::Initialled { .. } => "initialled",
        Event::Signed { .. } => "signed",
        Event::Numbered { .. } => "numbered",
        Event::NumberConfirmed { .. } => "number confirmed",
        Event::HandedOver { .. } => "handed over",
        Event::TakenBack => "taken back",
        Event::TakenOver { .. } => "taken over",
        Event::SentBack { .. } => "sent back",
        Event::Corrected { .. } => "corrected",
        Event::Returned { .. } => "returned",
        Event::Answered { .. } => "answered",
        Event::Refused => "refused",
        Event::Withdrawn => "withdrawn",
        Event::Closed => "closed",
        Event::Annulled => "annulled",
        Event::ApplicantArrived => "applicant arrived",
        Event::ApplicantLeft => "applicant left",
        Event::Delivered { .. } => "delivered",
        Event::PhoneChanged => "phone changed",
        Event::Issued(_) => "issued",
        Event::Revoked => "revoked",
        Event::Replaced { .. } => "replaced",
        Event::NotDelivered => "not delivered",
        Event::SignedCopyKept(_) => "signed copy kept",
        Event::Placed { .. } => "placed",
        Event::CalendarMoved { .. } => "calendar moved",
        Event::KeysReplaced { .. } => "keys replaced",
    }
}

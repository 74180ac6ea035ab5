//! What is decided always stands on the card, and the card read anew is the same dossier.

mod desk;

use desk::*;
use domain::command::{Command, Then};
use domain::dossier::Dossier;
use domain::event::{Brought, By, Entry, Event, Finding, Personal, Recipient};
use domain::role::Actor;
use domain::standard::{ServiceStandard, StepNo};
use domain::transition::{decide, forward_command};
use proptest::prelude::*;

/// A step of a random walk: who, what, and how many minutes later.
type Walk = Vec<(u8, u8, u8, u16)>;

fn people() -> Vec<Actor> {
    use domain::role::OfficeRole as R;
    vec![
        ys(),
        rh(),
        dk(),
        ns(),
        hs(),
        my(),
        af(),
        person("DN", &[R::FrontOffice, R::BackOffice, R::JuniorAnalyst]),
    ]
}

fn command(file: &File, what: u8, which: u8) -> Command {
    let then = [Then::Keep, Then::HandOver, Then::HandOverAndAccept][usize::from(which) % 3];
    let item = file.dossier.items[usize::from(which) % file.dossier.items.len()].key.clone();
    match what % 23 {
        0..=3 => Command::Accept,
        4..=8 => forward_command(&file.standard, &file.dossier.standing, then)
            .unwrap_or(Command::Deliver { recipient: Recipient::Applicant }),
        9 => file.mark_all(Some(Brought::Promised), Some(Finding::Present)),
        10 => Command::MarkItems { items: vec![decision(&item, None, Some(Finding::Absent))] },
        11 => Command::TakeBack,
        12 => Command::TakeOver,
        13 => Command::SendBack { to: StepNo(which % 9), reason: "alasan".into() },
        14 => corrected(file, if which.is_multiple_of(2) { "Bambang" } else { "Prasetyo" }),
        15 => returns(&item),
        16 => answers(&item),
        17 => Command::Answer { items: vec![], facts: None, remark: "keliru".into(), mistaken_return: true },
        18 if which.is_multiple_of(11) => Command::Refuse { reasons: "alasan".into() },
        19 if which.is_multiple_of(17) => Command::Withdraw { reason: "alasan".into() },
        20 => Command::ApplicantArrived,
        21 => Command::ApplicantLeft,
        22 => Command::Place { place: ["Map 12", "Rak 3", ""][usize::from(which) % 3].into() },
        _ => file.mark_all(Some(Brought::Physical), Some(Finding::Present)),
    }
}

fn walk(standard: ServiceStandard, walk: &Walk) -> File {
    let people = people();
    let mut file = File::at_counter(standard);
    for (who, what, which, minutes) in walk {
        file.now += chrono::Duration::minutes(i64::from(*minutes));
        let actor = if what % 3 == 0 { &people[usize::from(*who) % people.len()] } else { &file.holder() };
        let command = command(&file, *what, *which);
        if let Ok(acts) = decide(&file.standard, &file.dossier, actor, &command, file.now) {
            // `append` holds the two properties: the acts apply, and the card read anew is the same dossier.
            file.append(acts);
        }
    }
    file
}

fn invariants(file: &File) {
    let dossier = &file.dossier;
    let clocks = [(file.standard.promise, &dossier.promise), (file.standard.legal, &dossier.legal)];
    for (norm, clock) in clocks {
        domain::clock::check(norm, clock).expect("a clock of the dossier is one");
    }
    for visit in &dossier.visits {
        let norm = file.standard.step(visit.step).expect("a step").norm;
        if !visit.clock.is_empty() {
            domain::clock::check(norm, &visit.clock).expect("a visit's clock is one");
        }
        assert!(!visit.trays.is_empty(), "every visit begins in a tray");
        assert_eq!(visit.end.is_some(), visit.ended_at.is_some());
    }
    let open = dossier.visits.iter().filter(|visit| visit.end.is_none()).count();
    assert_eq!(open, usize::from(dossier.standing.ended().is_none()), "one visit runs until the end");
    assert_eq!(dossier.visits.last().expect("a visit").step, dossier.standing.step);
    if let Some(signature) = &dossier.standing.signature {
        assert_eq!(Some(signature.draft), dossier.standing.draft.map(|draft| draft.number));
    }
    assert!(dossier.entries >= dossier.standing.version, "a version has an entry at least");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_people_try_the_card_stays_whole(
        steps in prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), 0_u16..600), 0..80),
        second in any::<bool>(),
    ) {
        let standard = if second { veterinarian() } else { inseminator() };
        invariants(&walk(standard, &steps));
    }
}

#[test]
fn a_dossier_survives_the_wire() {
    let file = File::at_desk(inseminator(), 9);
    let wire = serde_json::to_string(&file.dossier).expect("data");
    assert_eq!(serde_json::from_str::<Dossier>(&wire).expect("the same"), file.dossier);
}

#[test]
fn a_card_whose_personal_part_was_erased_is_still_whole() {
    let file = File::at_desk(inseminator(), 9);
    let mut card = file.card.clone();
    for entry in &mut card {
        if entry.personal != Personal::None {
            entry.personal = Personal::Erased;
        }
    }
    let read = Dossier::project(file.dossier.id.clone(), &file.standard, &card).expect("whole");
    assert_eq!((read.facts, read.standing), (None, file.dossier.standing));
}

/// Why a card with one entry changed cannot be read.
fn fault(file: &File, place: usize, change: impl FnOnce(&mut Entry)) -> String {
    let mut card = file.card.clone();
    change(&mut card[place]);
    match Dossier::project(file.dossier.id.clone(), &file.standard, &card) {
        Ok(_) => "whole".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn an_entry_that_cannot_stand_where_it_stands_is_named() {
    let file = File::at_desk(inseminator(), 4);
    let registered = file.card[0].event.clone();
    assert_eq!(fault(&file, 0, |e| e.event = Event::Accepted), "entry 1: a card begins with a registration");
    assert_eq!(fault(&file, 3, |e| e.event = registered), "entry 4: a card has one registration");
    assert_eq!(fault(&file, 3, |e| e.seq = 9), "entry 9: not the next entry of the card");
    assert_eq!(fault(&file, 3, |e| e.at = on(1, "08:00")), "entry 4: earlier than the entry before it");
    assert_eq!(fault(&file, 1, |e| e.by = By::System), "entry 2: nobody accepted");
    assert_eq!(
        fault(&file, 3, |e| e.event = Event::TakenBack),
        "entry 4: only a file handed forward is taken back"
    );
    assert_eq!(
        fault(&file, 4, |e| e.event = Event::ApplicantArrived),
        "entry 5: only a ready licence is collected"
    );
    let numbered = Event::Numbered { number: None, stamped: true };
    assert_eq!(fault(&file, 4, |e| e.event = numbered), "entry 5: the number is missing");
    let confirmed = Event::NumberConfirmed { stamped: true };
    assert_eq!(fault(&file, 4, |e| e.event = confirmed), "entry 5: there is no number");
    assert_eq!(
        Dossier::project(file.dossier.id.clone(), &file.standard, &[]).expect_err("no card").to_string(),
        "entry 0: the card is empty"
    );
}

#[test]
fn entries_of_the_program_count_a_version_and_change_nothing_else() {
    let mut file = File::at_desk(inseminator(), 4);
    let before = file.dossier.clone();
    let moved = Event::CalendarMoved { calendar: 2, moved: vec![] };
    file.append(vec![domain::event::Act { by: By::System, event: moved, detail: None }]);
    assert_eq!(file.dossier.standing.version, before.standing.version + 1);
    assert_eq!((&file.dossier.visits, &file.dossier.promise), (&before.visits, &before.promise));
}

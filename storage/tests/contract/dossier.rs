//! Dossiers: registered, moved by commands, found again.

use domain::command::Command;
use domain::dossier::{Dossier, End, Stage};
use domain::event::{Event, Personal, Recipient};
use domain::projection::ProjectionError;
use domain::refusal::Refusal;
use domain::register::Sight;
use domain::role::OfficeRole;
use domain::standard::StepKind;
use storage::access::Reading;
use storage::dossier::figures::StoppedBy;
use storage::dossier::{Answer, Change, Order, Registration};
use storage::event_log::Happened;
use storage::identity::{fresh_command, fresh_dossier};
use storage::write_error::WriteError;

use crate::desk::{Desk, SERVICE, after, facts_of, morning};
use crate::office::{Office, at};

stories! {
    a_registration_gets_a_number_and_a_code_and_is_found_by_both,
    an_online_application_lies_in_the_intake_tray,
    a_second_open_dossier_of_the_same_person_warns,
    a_registration_sent_twice_is_registered_once,
    who_may_not_register_uses_up_no_number,
    a_dossier_walks_the_whole_sop,
    the_card_makes_the_dossier_that_is_kept,
    a_command_sent_twice_gets_its_first_answer,
    a_refusal_is_kept_and_told_again,
    an_id_of_another_command_is_refused,
    who_saw_an_older_version_is_told_what_happened,
    two_officers_at_once_accept_a_file_once,
    an_end_other_than_delivery_voids_the_number,
    a_file_not_completed_is_closed_only_as_it_was_returned,
    reading_a_full_nik_is_logged,
    an_entry_is_never_earlier_than_the_one_before,
    what_changed_is_logged_in_order,
    a_promise_overdue_at_the_return_stays_so,
}

async fn a_registration_gets_a_number_and_a_code_and_is_found_by_both(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let facts = facts_of("Rina Dewi Sartika", 3);
    let first = desk.register(&facts, morning()).await;
    assert_eq!((first.answer, first.dossier.register.as_str()), (Answer::First, "REG/2026/000001"));
    let second = desk.register(&facts_of("Budi Santoso", 4), after(1)).await;
    assert_eq!(second.dossier.register, "REG/2026/000002");
    assert_ne!(first.dossier.code, second.dossier.code);

    let found = store.dossier(&first.dossier.id).await.unwrap().expect("registered");
    assert_eq!(found.dossier, first.dossier);
    assert_eq!(found.dossier.facts.as_ref(), Some(&facts));
    assert_eq!(store.dossier_by_code(&first.dossier.code).await.unwrap().as_ref(), Some(&found));
    assert_eq!(store.dossier_by_register("REG/2026/000001").await.unwrap().as_ref(), Some(&found));
    assert_eq!(store.dossier_by_register("REG/2026/000003").await.unwrap(), None);
    assert_eq!(store.dossier(&fresh_dossier(morning())).await.unwrap(), None);
    let mine = store.dossiers_of(&facts.nik, Sight::Names, after(600)).await.unwrap();
    assert_eq!(mine.iter().map(|linked| &linked.line.id).collect::<Vec<_>>(), [&first.dossier.id]);
    let numbers = store.numbers_of(&first.dossier.id).await.unwrap();
    assert_eq!(numbers.iter().map(|given| given.number.as_str()).collect::<Vec<_>>(), ["REG/2026/000001"]);
}

async fn an_online_application_lies_in_the_intake_tray(office: Office) {
    let desk = Desk::open(office).await;
    let facts = facts_of("Rina Dewi Sartika", 3);
    let id = fresh_command(morning());
    let registration = Registration {
        standard: &desk.standard,
        rulebook: &desk.rulebook,
        id: &id,
        facts: &facts,
        place: "",
        predecessor: None,
    };
    let sent = desk.office.store.register_online(registration, morning()).await.unwrap();
    assert!(matches!(sent.dossier.standing.stage, Stage::Tray { .. }));
    let again = desk.office.store.register_online(registration, after(1)).await.unwrap();
    assert_eq!((again.answer, again.dossier), (Answer::Repeated, sent.dossier));
}

async fn a_second_open_dossier_of_the_same_person_warns(office: Office) {
    let desk = Desk::open(office).await;
    let facts = facts_of("Rina Dewi Sartika", 3);
    let first = desk.register(&facts, morning()).await;
    assert_eq!(first.doubles, []);
    let second = desk.register(&facts, after(1)).await;
    assert_eq!(second.doubles.iter().map(|double| &double.id).collect::<Vec<_>>(), [&first.dossier.id]);
    let secretary = desk.officer(OfficeRole::Secretary);
    let annul = Command::Annul { reason: "terdaftar dua kali".into() };
    desk.act(secretary, &second.dossier, &annul, after(2)).await;
    let annul = Command::Annul { reason: "juga".into() };
    desk.act(secretary, &first.dossier, &annul, after(3)).await;
    assert_eq!(desk.register(&facts, after(4)).await.doubles, []);
}

async fn a_registration_sent_twice_is_registered_once(office: Office) {
    let desk = Desk::open(office).await;
    let facts = facts_of("Rina Dewi Sartika", 3);
    let id = fresh_command(morning());
    let registration = Registration {
        standard: &desk.standard,
        rulebook: &desk.rulebook,
        id: &id,
        facts: &facts,
        place: "",
        predecessor: None,
    };
    let clerk = desk.officer(OfficeRole::FrontOffice);
    let store = &desk.office.store;
    let (one, two) = tokio::join!(
        store.register(registration, clerk, &[], morning()),
        store.register(registration, clerk, &[], morning()),
    );
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.dossier, two.dossier);
    assert_ne!(one.answer, two.answer);
    assert_eq!(store.dossiers_of(&facts.nik, Sight::Names, after(600)).await.unwrap().len(), 1);
    let heads = store.series_heads().await.unwrap();
    assert_eq!(heads.iter().map(|head| head.last).collect::<Vec<_>>(), [1]);
}

async fn who_may_not_register_uses_up_no_number(office: Office) {
    let desk = Desk::open(office).await;
    let facts = facts_of("Rina Dewi Sartika", 3);
    let id = fresh_command(morning());
    let registration = Registration {
        standard: &desk.standard,
        rulebook: &desk.rulebook,
        id: &id,
        facts: &facts,
        place: "",
        predecessor: None,
    };
    let head = desk.officer(OfficeRole::Head);
    let refused = desk.office.store.register(registration, head, &[], morning()).await;
    assert!(matches!(refused, Err(WriteError::Refused(Refusal::NotPermitted { .. }))), "{refused:?}");
    assert_eq!(desk.register(&facts, after(1)).await.dossier.register, "REG/2026/000001");
}

async fn a_dossier_walks_the_whole_sop(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    assert_eq!(done.standing.ended(), Some(End::Delivered));
    let number = done.standing.number.as_ref().expect("numbered").number.clone();
    assert_eq!(number, "500.7/001/SIPP-I/DPMPTSP/2026");
    let found = desk.office.store.dossier(&done.id).await.unwrap().unwrap();
    let stopped = found.figures.promise.stopped.expect("ready stops the promise");
    assert_eq!((stopped.verdict.key(), stopped.calendar), ("met", 1));
    assert_eq!(StoppedBy::of(&done.standing.stage), Some(StoppedBy::Ready));
    let numbers = desk.office.store.numbers_of(&done.id).await.unwrap();
    assert_eq!(numbers.len(), 2);
    assert!(numbers.iter().all(|given| given.voided.is_none()));
}

async fn the_card_makes_the_dossier_that_is_kept(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    let card = desk.office.store.card(&done.id).await.unwrap();
    assert_eq!(card.entries.len(), usize::try_from(done.entries).unwrap());
    let again: Result<Dossier, ProjectionError> =
        Dossier::project(done.id.clone(), &desk.standard.standard, &card.entries);
    assert_eq!(again.as_ref(), Ok(&done));
    assert_eq!(desk.read(&done.id).await, done);
    assert!(matches!(card.entries[0].personal, Personal::Kept(_)));
    let nobody = desk.office.store.card(&fresh_dossier(morning())).await.unwrap();
    assert_eq!(nobody.entries, []);
}

async fn a_command_sent_twice_gets_its_first_answer(office: Office) {
    let desk = Desk::open(office).await;
    let seen = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    let command = desk.next_command(&seen).unwrap();
    let id = fresh_command(after(1));
    let actor = desk.at_desk(&seen);
    let order = Order {
        dossier: &seen.id,
        seen: seen.standing.version,
        id: &id,
        actor,
        command: &command,
        printer: None,
    };
    let store = &desk.office.store;
    let first = store.advance(&desk.rulebook, &order, after(1)).await.unwrap();
    let next = desk.next_command(&first.dossier).unwrap();
    let later = desk.act(desk.at_desk(&first.dossier), &first.dossier, &next, after(2)).await;
    let again = store.advance(&desk.rulebook, &order, after(3)).await.unwrap();
    assert_eq!((first.answer, again.answer), (Answer::First, Answer::Repeated));
    assert_eq!(again.version, first.version);
    assert_eq!(again.dossier, later);
}

async fn a_refusal_is_kept_and_told_again(office: Office) {
    let desk = Desk::open(office).await;
    let seen = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    let id = fresh_command(after(1));
    let head = desk.officer(OfficeRole::Head);
    let command = Command::HandOver { then: domain::command::Then::HandOver };
    let order = Order {
        dossier: &seen.id,
        seen: seen.standing.version,
        id: &id,
        actor: head,
        command: &command,
        printer: None,
    };
    let store = &desk.office.store;
    for minute in 1..3 {
        let refused = store.advance(&desk.rulebook, &order, after(minute)).await;
        assert!(matches!(refused, Err(WriteError::Refused(Refusal::WrongRole { .. }))), "{refused:?}");
    }
    assert_eq!(desk.read(&seen.id).await, seen);
}

async fn an_id_of_another_command_is_refused(office: Office) {
    let desk = Desk::open(office).await;
    let one = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    let two = desk.register(&facts_of("Budi Santoso", 4), after(1)).await.dossier;
    let command = desk.next_command(&one).unwrap();
    let id = fresh_command(after(2));
    let actor = desk.at_desk(&one);
    let order = Order {
        dossier: &one.id,
        seen: one.standing.version,
        id: &id,
        actor,
        command: &command,
        printer: None,
    };
    let store = &desk.office.store;
    store.advance(&desk.rulebook, &order, after(2)).await.unwrap();
    let other = Order { dossier: &two.id, seen: two.standing.version, ..order };
    let refused = store.advance(&desk.rulebook, &other, after(3)).await;
    assert!(matches!(refused, Err(WriteError::UsedId)), "{refused:?}");
    let stranger = fresh_dossier(morning());
    let nowhere = Order { dossier: &stranger, id: &fresh_command(after(4)), ..order };
    let refused = store.advance(&desk.rulebook, &nowhere, after(4)).await;
    assert!(matches!(refused, Err(WriteError::NotFound)));
}

async fn who_saw_an_older_version_is_told_what_happened(office: Office) {
    let desk = Desk::open(office).await;
    let seen = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    let command = desk.next_command(&seen).unwrap();
    let actor = desk.at_desk(&seen);
    desk.act(actor, &seen, &command, after(1)).await;
    let Err(WriteError::Conflict(conflict)) = desk.ask(actor, &seen, &command, after(2)).await else {
        panic!("the version is older");
    };
    assert_eq!(conflict.by.hand().unwrap().initials.as_str(), "YS");
    assert_eq!(conflict.name.as_deref(), Some("yuni, S.Pt."));
    assert!(matches!(conflict.event, Event::HandedOver { .. }));
    assert_eq!((conflict.at, conflict.version), (after(1), seen.standing.version + 1));
}

async fn two_officers_at_once_accept_a_file_once(office: Office) {
    let desk = Desk::open(office).await;
    let seen = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    let actor = desk.at_desk(&seen).clone();
    let waiting = desk.act(&actor, &seen, &desk.next_command(&seen).unwrap(), after(1)).await;
    let (one, two) = tokio::join!(
        desk.ask(&actor, &waiting, &Command::Accept, after(2)),
        desk.ask(&actor, &waiting, &Command::Accept, after(2)),
    );
    let conflict = |answer: &Result<_, WriteError>| matches!(answer, Err(WriteError::Conflict(_)));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    assert!(conflict(&one) || conflict(&two));
    assert_eq!(desk.office.store.card(&seen.id).await.unwrap().entries.len(), waiting.entries as usize + 1);
}

async fn an_end_other_than_delivery_voids_the_number(office: Office) {
    let desk = Desk::open(office).await;
    let standard = desk.standard.standard.clone();
    let numbered = |dossier: &Dossier| {
        standard.step(dossier.standing.step).is_some_and(|step| step.kind == StepKind::Deliver)
    };
    let registered = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    let in_tray = desk.walk(registered, after(1), numbered).await;
    let secretary = desk.officer(OfficeRole::Secretary);
    let annul = Command::Annul { reason: "terdaftar dua kali".into() };
    desk.act(secretary, &in_tray, &annul, after(60)).await;
    let numbers = desk.office.store.numbers_of(&in_tray.id).await.unwrap();
    let voided: Vec<_> = numbers.iter().filter_map(|given| given.voided.as_ref()).collect();
    assert_eq!(voided, [&(after(60), "annulled".to_owned())]);
    assert!(numbers.iter().any(|given| given.series == SERVICE && given.voided.is_some()));
}

async fn a_file_not_completed_is_closed_only_as_it_was_returned(office: Office) {
    let desk = Desk::open(office).await;
    let seen = desk.accepted_at(StepKind::Verify, 3).await;
    let ask = Command::Return { items: Vec::new(), remark: "foto kurang jelas".into() };
    let returned = desk.act(desk.at_desk(&seen), &seen, &ask, after(20)).await;
    let store = &desk.office.store;
    let early = store.close_incomplete(&desk.rulebook, &seen.id, seen.standing.version, after(21)).await;
    assert!(matches!(early, Err(WriteError::Conflict(_))), "{early:?}");
    let version = returned.standing.version;
    let waiting = store.with_applicants().await.unwrap();
    let waiting: Vec<_> = waiting.iter().map(|line| (&line.id, line.version, line.since)).collect();
    assert_eq!(waiting, [(&seen.id, version, after(20))]);
    assert_eq!(store.newest_entry().await.unwrap(), Some(after(20)));
    let month = at("2026-12-28T01:00:00Z");
    let closed = store.close_incomplete(&desk.rulebook, &seen.id, version, month).await.unwrap();
    assert_eq!(closed.dossier.standing.ended(), Some(End::Closed));
    let again = store.close_incomplete(&desk.rulebook, &seen.id, closed.version, month).await;
    assert!(matches!(again, Err(WriteError::Refused(Refusal::NotWithApplicant))), "{again:?}");
    assert_eq!(store.with_applicants().await.unwrap(), []);
    assert_eq!(store.newest_entry().await.unwrap(), Some(month));
}

async fn reading_a_full_nik_is_logged(office: Office) {
    let desk = Desk::open(office).await;
    let facts = facts_of("Rina Dewi Sartika", 3);
    let dossier = desk.register(&facts, morning()).await.dossier;
    let reader = desk.account(OfficeRole::Head);
    let store = &desk.office.store;
    assert_eq!(store.full_nik(&dossier.id, reader, after(1)).await.unwrap(), Some(facts.nik));
    let accesses = store.accesses_of(&dossier.id).await.unwrap();
    let read: Vec<_> = accesses.iter().map(|access| (&access.account, access.what)).collect();
    assert_eq!(read, [(reader, Reading::FullNik)]);
    assert_eq!(store.full_nik(&fresh_dossier(morning()), reader, after(1)).await.unwrap(), None);
}

async fn an_entry_is_never_earlier_than_the_one_before(office: Office) {
    let desk = Desk::open(office).await;
    let seen = desk.register(&facts_of("Rina Dewi Sartika", 3), after(10)).await.dossier;
    let command = desk.next_command(&seen).unwrap();
    let behind = desk.act(desk.at_desk(&seen), &seen, &command, morning()).await;
    assert_eq!(behind.newest_at, after(10));
}

async fn what_changed_is_logged_in_order(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    assert_eq!(store.newest_event().await.unwrap(), 0);
    let seen = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    let command = desk.next_command(&seen).unwrap();
    let moved = desk.act(desk.at_desk(&seen), &seen, &command, after(1)).await;
    let events = store.events_since(0, 100).await.unwrap();
    assert_eq!(events.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2]);
    let told: Vec<_> = events
        .iter()
        .map(|event| match &event.what {
            Happened::Moved { version, moved, .. } => (*version, moved.was.clone(), moved.is.clone()),
            other @ Happened::Printed { .. } => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(told[0].1, None);
    let given = (Some((0, "desk".to_owned())), (1, "tray".to_owned()));
    assert_eq!(told[1], (moved.standing.version, given.0, given.1));
    assert_eq!(store.events_since(1, 100).await.unwrap().len(), 1);
    assert_eq!(store.prune_events(after(60)).await.unwrap(), 1);
    assert_eq!((store.oldest_event().await.unwrap(), store.newest_event().await.unwrap()), (2, 2));
}

async fn a_promise_overdue_at_the_return_stays_so(office: Office) {
    let desk = Desk::open(office).await;
    let seen = desk.accepted_at(StepKind::Verify, 3).await;
    let late = at("2026-12-01T02:00:00Z");
    let ask = Command::Return { items: Vec::new(), remark: "foto kurang jelas".into() };
    let returned = desk.act(desk.at_desk(&seen), &seen, &ask, late).await;
    let found = desk.office.store.dossier(&seen.id).await.unwrap().unwrap();
    assert!(found.figures.late_before_return);
    assert_eq!((found.tally.returns, found.tally.for_fault), (1, 1));

    // The answer restarts the promise of a file that was never complete; the fact stays.
    let photo = domain::command::ItemBrought {
        key: returned.items[0].key.clone(),
        brought: domain::event::Brought::Physical,
    };
    let answer =
        Command::Answer { items: vec![photo], facts: None, remark: String::new(), mistaken_return: false };
    let clerk = desk.officer(OfficeRole::FrontOffice);
    let next_day = at("2026-12-02T02:00:00Z");
    let answered = desk.act(clerk, &returned, &answer, next_day).await;
    let done = desk.walk(answered, next_day, |dossier| dossier.standing.ended().is_some()).await;
    let found = desk.office.store.dossier(&done.id).await.unwrap().unwrap();
    assert!(found.figures.late_before_return);
    assert_eq!(found.figures.promise.stopped.unwrap().verdict.key(), "met");
    assert!(done.recipient == Some(Recipient::Applicant));

    let change = Change {
        dossier: &done.id,
        seen: done.standing.version,
        id: None,
        account: None,
        printer: None,
        copy: None,
    };
    let nothing =
        desk.office.store.change(&desk.rulebook, &change, |_, _| Err(Refusal::Ended), next_day).await;
    assert!(matches!(nothing, Err(WriteError::Refused(Refusal::Ended))));
}

//! Issued licences: the letter comes with the act that completes it, and a number or a file leads to it.

use chrono::TimeDelta;
use domain::command::{Command, Then};
use domain::dossier::{Dossier, End, Stage};
use domain::event::{Act, By, Event};
use domain::figures::PromiseOutcome;
use domain::licence::{Fate, LicenceState};
use domain::register::{RegisterQuery, Sight, State};
use domain::role::OfficeRole;
use domain::standard::{ServiceStandard, StepKind};
use storage::dossier::{Change, Order, Registration};
use storage::identity::fresh_command;
use storage::write_error::WriteError;

use crate::desk::{Desk, after, facts_of, today};
use crate::office::Office;
use crate::press::Press;

stories! {
    the_act_that_completes_a_letter_issues_it,
    a_letter_that_cannot_be_printed_leaves_everything_as_it_was,
    a_letter_completed_without_a_press_is_issued_later_and_once,
    a_renewal_ends_the_licence_that_it_renews_once_it_is_issued,
    the_number_of_an_application_that_ended_otherwise_is_void,
    a_licence_that_is_ended_at_the_counter_ends_its_dossier_and_keeps_its_number,
    a_dossier_that_an_older_order_left_at_the_counter_is_ended_once,
    what_a_licence_key_signed_is_checked_by_its_public_half,
}

async fn to_numbering(desk: &Desk, tail: u32) -> Dossier {
    desk.accepted_at(StepKind::Number, tail).await
}

async fn the_act_that_completes_a_letter_issues_it(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let file = to_numbering(&desk, 0).await;
    let done = desk.number_with(&file, &Press::SOUND).await.unwrap();
    assert_eq!(done.standing.version, file.standing.version + 1, "one command, one step of the version");
    let licence = done.licence.clone().expect("issued");
    let card = store.card(&done.id).await.unwrap();
    assert!(matches!(card.entries.last().map(|entry| &entry.event), Some(Event::Issued(_))));
    assert_eq!(Some(licence.entry), card.entries.last().map(|entry| entry.seq));
    let kept = store.letter(&done.id, licence.entry).await.unwrap().expect("kept");
    assert_eq!(kept.file, licence.letter.number.as_bytes());
    assert!(kept.qr.is_some_and(|qr| qr.ends_with(&licence.letter.number)));
    assert_eq!((kept.sha256, kept.program.as_str()), (licence.letter.sha256.clone(), "0.1.0"));

    let found = store.licence(&licence.letter.number).await.unwrap().expect("by its number");
    assert_eq!(
        (found.dossier, found.licence.as_ref(), found.is_void),
        (done.id.clone(), Some(&licence), false)
    );
    let same = store.licence_of_file(&licence.letter.sha256).await.unwrap().expect("by its file");
    assert_eq!(same.dossier, done.id);
    let nik = &done.facts.as_ref().expect("kept").nik;
    let of_person = store.dossiers_of(nik, Sight::Names, after(600)).await.unwrap();
    assert_eq!((of_person.len(), of_person[0].licence.as_ref()), (1, Some(&licence)), "beside its holder");
    assert_eq!(store.licence("500.7/999/SIPP-I/DPMPTSP/2026").await.unwrap(), None);
    assert_eq!(store.licence_of_file(&"00".repeat(32)).await.unwrap(), None);
    assert!(store.verify(None).await.unwrap().broken.is_empty(), "the card makes the same row");
}

async fn a_letter_that_cannot_be_printed_leaves_everything_as_it_was(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let file = to_numbering(&desk, 0).await;
    let refused = desk.number_with(&file, &Press { broken: true }).await;
    assert!(
        matches!(refused, Err(WriteError::NotPrinted(fault)) if fault.to_string().contains("licence.typ:12"))
    );
    let now = store.dossier(&file.id).await.unwrap().expect("there").dossier;
    assert_eq!(now, file);
    let done = desk.number_with(&file, &Press::SOUND).await.unwrap();
    assert!(done.licence.expect("issued").letter.number.contains("/001/"), "no number was lost");
}

async fn a_letter_completed_without_a_press_is_issued_later_and_once(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let file = to_numbering(&desk, 0).await;
    let done = desk.walk(file, after(41), |dossier| dossier.standing.ended().is_some()).await;
    assert_eq!(done.licence, None);
    assert_eq!(store.unissued(10).await.unwrap(), std::slice::from_ref(&done.id));
    let issued = store.issue(&desk.rulebook, &done.id, &Press::SOUND, after(60)).await.unwrap();
    assert!(issued.licence.is_some() && issued.standing.ended().is_some());
    let again = store.issue(&desk.rulebook, &done.id, &Press::SOUND, after(61)).await;
    assert!(matches!(again, Err(WriteError::Refused(_))), "{again:?}");
    assert_eq!(store.unissued(10).await.unwrap(), []);
}

async fn a_renewal_ends_the_licence_that_it_renews_once_it_is_issued(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let file = to_numbering(&desk, 0).await;
    let old = desk.number_with(&file, &Press::SOUND).await.unwrap();
    let old = desk.walk(old, after(41), |dossier| dossier.standing.ended().is_some()).await;

    let id = fresh_command(after(50));
    let facts = facts_of("Rina Dewi Sartika", 0);
    let asked = Registration {
        standard: &desk.standard,
        rulebook: &desk.rulebook,
        id: &id,
        facts: &facts,
        place: "",
        predecessor: Some(&old.id),
    };
    let clerk = desk.officer(OfficeRole::FrontOffice);
    let new = store.register(asked, clerk, &desk.brought(&facts), after(50)).await.unwrap().dossier;
    assert_eq!(new.predecessor.as_ref(), Some(&old.id));
    assert_eq!(store.supersede(&desk.rulebook, after(51)).await.unwrap(), 0, "not issued yet");
    let of_person = store.dossiers_of(&facts.nik, Sight::Names, after(51)).await.unwrap();
    let follows: Vec<_> = of_person.iter().map(|linked| linked.predecessor.as_ref()).collect();
    assert_eq!(follows, [Some(&old.id), None], "each tells what it follows");

    let at_numbering = |dossier: &Dossier| {
        dossier.standing.step.number() == 8 && matches!(dossier.standing.stage, Stage::Desk { .. })
    };
    let new = desk.walk(new, after(51), at_numbering).await;
    let command = Command::Number { stamped: true, then: Then::HandOver };
    let id = fresh_command(after(90));
    let order = Order {
        dossier: &new.id,
        seen: new.standing.version,
        id: &id,
        actor: desk.officer(OfficeRole::BackOffice),
        command: &command,
        printer: Some(&Press::SOUND),
    };
    let new = store.advance(&desk.rulebook, &order, after(90)).await.unwrap().dossier;
    assert_eq!(store.supersede(&desk.rulebook, after(91)).await.unwrap(), 1);
    assert_eq!(store.supersede(&desk.rulebook, after(92)).await.unwrap(), 0, "done once");
    let old = store.dossier(&old.id).await.unwrap().expect("there").dossier;
    let by = old.licence.and_then(|licence| match licence.fate {
        Some(Fate::Replaced { by, .. }) => by,
        _ => None,
    });
    assert_eq!(by, new.licence.map(|licence| licence.letter.number));
}

async fn the_number_of_an_application_that_ended_otherwise_is_void(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let file = to_numbering(&desk, 0).await;
    let done = desk.number_with(&file, &Press::SOUND).await.unwrap();
    let number = done.licence.clone().expect("issued").letter.number;
    let annul = Command::Annul { reason: "Terdaftar dua kali".into() };
    desk.act(desk.officer(OfficeRole::Secretary), &done, &annul, after(42)).await;
    let found = store.licence(&number).await.unwrap().expect("the number stays");
    assert_eq!((found.is_void, found.licence), (true, None));
}

/// A licence that waits at the counter, the acts a minute apart.
async fn at_the_counter(desk: &Desk, tail: u32) -> Dossier {
    let ready = |dossier: &Dossier| matches!(dossier.standing.stage, Stage::Ready { .. });
    Box::pin(async {
        let file = to_numbering(desk, tail).await;
        let file = desk.number_with(&file, &Press::SOUND).await.unwrap();
        desk.walk(file, after(41), ready).await
    })
    .await
}

async fn a_licence_that_is_ended_at_the_counter_ends_its_dossier_and_keeps_its_number(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    for (tail, command, end, state) in [
        (0, Command::Revoke { reason: "Rekomendasi palsu".into() }, End::Revoked, LicenceState::Revoked),
        (1, Command::Replace { reason: "Nama keliru".into() }, End::Replaced, LicenceState::Ordered),
    ] {
        let ready = at_the_counter(&desk, tail).await;
        let done = desk.act(desk.officer(OfficeRole::Head), &ready, &command, after(50)).await;
        assert_eq!(done.standing.ended(), Some(end));
        assert_eq!(done.standing.version, ready.standing.version + 1, "one order");
        let number = done.standing.number.clone().expect("numbered").number;
        let found = store.licence(&number).await.unwrap().expect("it stays in the register");
        assert_eq!((found.is_void, found.licence.map(|licence| licence.state())), (false, Some(state)));
        let sheet = RegisterQuery { state: Some(State::Ended), ..RegisterQuery::default() };
        let page = store.register_page(&sheet, Sight::Names, today(), after(51)).await.unwrap();
        let line = page.lines.into_iter().find(|line| line.id == done.id).expect("among what has ended");
        assert_eq!((line.end, line.outcome), (Some(end), PromiseOutcome::Met), "it was ready in time");
    }
    assert_eq!(
        store.keep_back(&desk.rulebook, after(60)).await.unwrap(),
        0,
        "nothing is left at the counter"
    );
    assert!(store.verify(None).await.unwrap().broken.is_empty(), "the cards make the same rows");
}

async fn a_dossier_that_an_older_order_left_at_the_counter_is_ended_once(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let holds = at_the_counter(&desk, 0).await;
    let ready = at_the_counter(&desk, 1).await;
    let change = Change {
        dossier: &ready.id,
        seen: ready.standing.version,
        id: None,
        account: None,
        printer: None,
        copy: None,
    };
    let order = |_: &ServiceStandard, _: &Dossier| {
        Ok(vec![Act { by: By::System, event: Event::Revoked, detail: None }])
    };
    store.change(&desk.rulebook, &change, order, after(50)).await.unwrap();
    assert_eq!(store.keep_back(&desk.rulebook, after(51)).await.unwrap(), 1);
    assert_eq!(store.keep_back(&desk.rulebook, after(52)).await.unwrap(), 0, "done once");
    assert_eq!(desk.read(&ready.id).await.standing.ended(), Some(End::Revoked));
    assert_eq!(desk.read(&holds.id).await.standing.ended(), None, "it is still to be collected");
    assert!(store.verify(None).await.unwrap().broken.is_empty());
}

async fn what_a_licence_key_signed_is_checked_by_its_public_half(office: Office) {
    let store = &office.store;
    let keys = store.keys().unwrap().clone();
    let (id, signature) = keys.sign_licence(b"kendali-izin-v1");
    let id = id.to_owned();
    let public = store.licence_keys().await.unwrap();
    let key = public.iter().find(|key| key.id == id).expect("told to everybody");
    assert!(key.has_signed(b"kendali-izin-v1", &signature));
    assert!(!key.has_signed(b"kendali-izin-v2", &signature));
    let mut other = signature;
    other[7] ^= 1;
    assert!(!key.has_signed(b"kendali-izin-v1", &other));
    assert!(key.from <= after(0) + TimeDelta::days(1));
}

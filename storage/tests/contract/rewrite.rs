//! What the program itself does to many cards: a new calendar, new keys after a loss, the retention rule.

use domain::dossier::{End, Stage};
use domain::event::{ClockName, Event, Personal};
use domain::register::Sight;
use domain::standard::StepKind;
use storage::rulebook::Rulebook;
use storage::settings_log::By;
use storage::verify::Fault;

use crate::desk::{Desk, after, at_calendar};
use crate::office::Office;
use crate::tampering::tamper;

stories! {
    a_new_holiday_moves_open_clocks_and_is_written_on_each_card,
    a_stopped_clock_keeps_the_calendar_of_its_stop,
    keys_lost_and_replaced_go_on_with_an_entry_on_every_card,
    an_entry_cannot_be_passed_off_as_coded_with_a_lost_key,
    a_rotated_key_codes_what_follows,
    erased_details_leave_the_card_whole,
}

async fn a_new_holiday_moves_open_clocks_and_is_written_on_each_card(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let open = desk.accepted_at(StepKind::Verify, 3).await;
    let before = store.dossier(&open.id).await.unwrap().unwrap();
    let spec = at_calendar("2026-11-25", "Pemilihan kepala daerah");
    store.add_calendar(&spec, None, &By::CommandLine, after(40)).await.unwrap();
    let because = "libur Pemilihan kepala daerah ditambahkan";
    let moved = store.retime_open_dossiers(&desk.rulebook, because, after(41)).await.unwrap();
    assert_eq!((moved.len(), &moved[0].dossier), (1, &open.id));
    let clocks: Vec<ClockName> = moved[0].moves.iter().map(|moved| moved.clock).collect();
    assert_eq!(clocks, [ClockName::Promise, ClockName::Legal]);
    let now = store.dossier(&open.id).await.unwrap().unwrap();
    assert_eq!(moved[0].moves[0].from, before.figures.promise.due_at);
    assert_eq!(moved[0].moves[0].to, now.figures.promise.due_at);
    assert!(now.figures.promise.due_at > before.figures.promise.due_at);
    assert_eq!((now.figures.calendar, now.dossier.standing.version), (2, open.standing.version + 1));
    let last = store.card(&open.id).await.unwrap().entries.pop().unwrap();
    assert!(matches!(last.event, Event::CalendarMoved { calendar: 2, .. }));
    assert_eq!(store.retime_open_dossiers(&desk.rulebook, because, after(42)).await.unwrap(), []);
    assert!(store.verify(None).await.unwrap().holds());

    // The next command goes on under the new calendar.
    let after_it = desk.walk(now.dossier, after(43), |dossier| dossier.standing.ended().is_some()).await;
    assert_eq!(after_it.standing.ended(), Some(End::Delivered));
    assert!(store.verify(None).await.unwrap().holds());
}

async fn a_stopped_clock_keeps_the_calendar_of_its_stop(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let registered = desk.accepted_at(StepKind::Verify, 3).await;
    let ready = desk.walk(registered, after(20), |d| matches!(d.standing.stage, Stage::Ready { .. })).await;
    let before = store.dossier(&ready.id).await.unwrap().unwrap();
    let spec = at_calendar("2026-11-25", "Pemilihan kepala daerah");
    store.add_calendar(&spec, None, &By::CommandLine, after(100)).await.unwrap();
    let moved = store.retime_open_dossiers(&desk.rulebook, "libur", after(101)).await.unwrap();
    assert_eq!(moved, []);
    let now = store.dossier(&ready.id).await.unwrap().unwrap();
    assert_eq!(now.figures.promise, before.figures.promise);
    assert_eq!((now.figures.calendar, now.figures.promise.stopped.unwrap().calendar), (2, 1));
    let done = desk.walk(ready, after(102), |dossier| dossier.standing.ended().is_some()).await;
    let now = store.dossier(&done.id).await.unwrap().unwrap();
    assert_eq!(now.figures.promise, before.figures.promise);
    assert!(store.verify(None).await.unwrap().holds());
}

async fn keys_lost_and_replaced_go_on_with_an_entry_on_every_card(office: Office) {
    let mut desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    let open = desk.accepted_at(StepKind::Verify, 4).await;
    let nik = open.facts.as_ref().unwrap().nik.clone();
    std::fs::remove_file(&desk.office.key_file).unwrap();
    let keys =
        desk.office.store.replace_keys(&desk.office.key_file, "kunci hilang", after(60)).await.unwrap();
    desk.office.store = desk.office.store.clone().with_keys(keys);
    let store = &desk.office.store;
    let fault = store.verify(None).await.unwrap().broken;
    assert!(fault.iter().all(|broken| matches!(broken.fault, Fault::ForeignKey { seq: 1, .. })), "{fault:?}");
    assert_eq!(store.dossiers_of(&nik, Sight::Names, after(60)).await.unwrap(), []);

    assert_eq!(store.note_keys_replaced(&desk.rulebook, after(61)).await.unwrap(), 2);
    assert_eq!(store.note_keys_replaced(&desk.rulebook, after(62)).await.unwrap(), 0);
    let report = store.verify(None).await.unwrap();
    assert!(report.holds(), "{report:?}");
    assert_eq!(report.unproven_before, Some(after(61)));
    assert_eq!(store.dossiers_of(&nik, Sight::Names, after(62)).await.unwrap().len(), 1);
    let card = store.card(&done.id).await.unwrap();
    let Event::KeysReplaced { count, .. } = &card.entries.last().unwrap().event else {
        panic!("kunci diganti")
    };
    assert_eq!(*count, done.entries);

    // What follows is proven again, and what came before stays linked.
    let open = desk.read(&open.id).await;
    desk.walk(open.clone(), after(63), |dossier| dossier.standing.ended().is_some()).await;
    assert!(store.verify(None).await.unwrap().holds());
    let last = i64::from(open.entries) + 1;
    let sql = format!(
        "update card_entries set at_ms = at_ms + 1 where dossier_id = '{}' and seq = {last}",
        open.id
    );
    tamper(&desk, &sql).await;
    assert_eq!(store.verify(None).await.unwrap().broken[0].fault, Fault::Altered { seq: last });
}

async fn an_entry_cannot_be_passed_off_as_coded_with_a_lost_key(office: Office) {
    let mut desk = Desk::open(office).await;
    let open = desk.accepted_at(StepKind::Verify, 4).await;
    let old = desk.office.store.keys().unwrap().current_id().to_owned();
    std::fs::remove_file(&desk.office.key_file).unwrap();
    let keys =
        desk.office.store.replace_keys(&desk.office.key_file, "kunci hilang", after(60)).await.unwrap();
    desk.office.store = desk.office.store.clone().with_keys(keys);
    desk.office.store.note_keys_replaced(&desk.rulebook, after(61)).await.unwrap();
    let seen = desk.read(&open.id).await;
    let moved = desk.walk(seen, after(62), |dossier| dossier.standing.step.0 == 3).await;
    let last = i64::from(moved.entries);
    let sql = format!(
        "update card_entries set key_id = '{old}', at_ms = at_ms + 1 where dossier_id = '{}' and seq = {last}",
        open.id
    );
    tamper(&desk, &sql).await;
    let broken = desk.office.store.verify(None).await.unwrap().broken;
    assert_eq!(broken[0].fault, Fault::ForeignKey { seq: last, key: old });
}

async fn a_rotated_key_codes_what_follows(office: Office) {
    let mut desk = Desk::open(office).await;
    let open = desk.accepted_at(StepKind::Verify, 4).await;
    let keys = desk.office.store.rotate_keys(&desk.office.key_file, after(60)).await.unwrap();
    desk.office.store = desk.office.store.clone().with_keys(keys);
    let done = desk.walk(open, after(61), |dossier| dossier.standing.ended().is_some()).await;
    let report = desk.office.store.verify(None).await.unwrap();
    assert!(report.holds() && report.unproven_before.is_none(), "{report:?}");
    let nik = &done.facts.as_ref().unwrap().nik;
    assert_eq!(desk.office.store.dossiers_of(nik, Sight::Names, after(90)).await.unwrap().len(), 1);
}

async fn erased_details_leave_the_card_whole(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let open = desk.accepted_at(StepKind::Verify, 4).await;
    let rulebook = Rulebook::new();
    assert!(store.erase_personal(&rulebook, &open.id, after(600)).await.is_err());
    let done = desk.delivered(3).await;
    let nik = done.facts.as_ref().unwrap().nik.clone();
    assert!(store.erase_personal(&rulebook, &done.id, after(600)).await.unwrap());
    assert!(!store.erase_personal(&rulebook, &done.id, after(601)).await.unwrap());
    let now = desk.read(&done.id).await;
    assert_eq!((now.facts, now.recipient, now.reason), (None, None, None));
    let found = store.dossiers_of(&nik, Sight::Names, after(602)).await.unwrap();
    assert!(found.iter().all(|linked| linked.line.id != done.id));
    let card = store.card(&done.id).await.unwrap();
    assert_eq!(card.entries[0].personal, Personal::Erased);
    let report = store.verify(None).await.unwrap();
    assert!(report.holds(), "{report:?}");
}

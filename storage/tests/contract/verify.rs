//! Whatever is changed behind the program's back on a card, in its details or in its row is found.

use domain::command::Command;
use domain::dossier::Dossier;
use domain::role::OfficeRole;
use domain::standard::StepKind;
use storage::Store;
use storage::dossier::{Order, Registration};
use storage::identity::fresh_command;
use storage::verify::{Completeness, Fault, VerifyReport};

use crate::desk::{Desk, after, facts_of, morning};
use crate::office::Office;
use crate::tampering::{tamper, wipe};

stories! {
    an_untouched_office_is_intact,
    any_column_of_an_entry_that_is_altered_is_found,
    an_entry_cut_from_the_tail_is_found,
    an_entry_taken_from_the_middle_is_found,
    entries_that_change_places_are_found,
    an_inserted_entry_is_found,
    altered_or_missing_details_are_found,
    any_column_of_the_row_that_is_altered_is_found,
    an_altered_visit_is_found,
    altered_figures_of_a_day_are_found,
    a_handover_taken_back_is_taken_off_its_day,
    a_card_is_proven_by_itself,
    a_card_and_its_dossier_belong_together,
    a_vanished_dossier_is_told_by_its_number,
    what_cannot_be_proven_without_keys_is_said,
    changes_during_the_walk_raise_no_alarm,
}

async fn verify(store: &Store) -> VerifyReport {
    store.verify(None).await.unwrap()
}

/// The one fault that the report names, of that dossier.
fn fault_of(report: &VerifyReport, dossier: &Dossier) -> Fault {
    match &report.broken[..] {
        [broken] if broken.dossier == dossier.id.as_str() => broken.fault.clone(),
        other => panic!("one broken card: {other:?}"),
    }
}

async fn an_untouched_office_is_intact(office: Office) {
    let desk = Desk::open(office).await;
    let empty = verify(&desk.office.store).await;
    assert!(empty.holds() && empty.cards == 0);
    let done = desk.delivered(3).await;
    let open = desk.accepted_at(StepKind::Initial, 4).await;
    let report = verify(&desk.office.store).await;
    assert!(report.holds(), "{report:?}");
    assert_eq!((report.cards, report.entries), (2, u64::from(done.entries + open.entries)));
    assert_eq!(report.completeness, Completeness::NoCheckpoint);
}

async fn any_column_of_an_entry_that_is_altered_is_found(office: Office) {
    let desk = Desk::open(office).await;
    desk.accepted_at(StepKind::Verify, 4).await;
    let done = desk.delivered(3).await;
    let id = &done.id;
    let numbers = ["at_ms", "version", "calendar_version"];
    let texts = ["by_json", "event_json", "key_id", "previous_mac", "mac"];
    let optional = ["command_id", "facts_hash"];
    let changed = numbers.map(|column| (column, format!("{column} + 1"), format!("{column} - 1")));
    let changed = changed.into_iter().chain(texts.into_iter().chain(optional).map(|column| {
        let longer = format!("{column} || ' '");
        (column, longer, format!("substr({column}, 1, length({column}) - 1)"))
    }));
    for (column, change, undo) in changed {
        let whom = format!("where dossier_id = '{id}' and seq = 1");
        assert_eq!(tamper(&desk, &format!("update card_entries set {column} = {change} {whom}")).await, 1);
        let fault = fault_of(&verify(&desk.office.store).await, &done);
        let key = matches!(&fault, Fault::ForeignKey { seq: 1, .. });
        assert!(fault == Fault::Altered { seq: 1 } || (key && column == "key_id"), "{column}: {fault:?}");
        tamper(&desk, &format!("update card_entries set {column} = {undo} {whom}")).await;
        assert!(verify(&desk.office.store).await.holds(), "{column}");
    }
    for (change, undo) in
        [("command_id = null", ""), ("facts_row = null", ""), ("facts_row = 2", "facts_row = 1")]
    {
        let whom = format!("where dossier_id = '{id}' and seq = 1");
        tamper(&desk, &format!("update card_entries set {change} {whom}")).await;
        assert_eq!(fault_of(&verify(&desk.office.store).await, &done), Fault::Altered { seq: 1 }, "{change}");
        if !undo.is_empty() {
            tamper(&desk, &format!("update card_entries set {undo} {whom}")).await;
        }
    }
}

async fn an_entry_cut_from_the_tail_is_found(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    let last = done.entries;
    let (id, of) = (&done.id, i64::from(last));
    tamper(&desk, &format!("delete from card_entries where dossier_id = '{id}' and seq = {last}")).await;
    let fault = fault_of(&verify(&desk.office.store).await, &done);
    // The last entry carried the recipient, whose details are there still.
    assert_eq!(fault, Fault::FactsAdded { row: of });
    tamper(&desk, &format!("delete from dossier_facts where dossier_id = '{id}' and row_no = {last}")).await;
    let fault = fault_of(&verify(&desk.office.store).await, &done);
    assert_eq!(fault, Fault::CutOff { seq: of, of });
    tamper(&desk, &format!("update dossiers set entries = {last} - 1 where id = '{id}'")).await;
    let fault = fault_of(&verify(&desk.office.store).await, &done);
    assert!(matches!(fault, Fault::RowDiffers { .. }), "{fault:?}");
}

async fn an_entry_taken_from_the_middle_is_found(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    let id = &done.id;
    tamper(&desk, &format!("delete from card_entries where dossier_id = '{id}' and seq = 5")).await;
    assert_eq!(fault_of(&verify(&desk.office.store).await, &done), Fault::Missing { seq: 5 });
    // Those behind it closed up.
    for seq in 6..=done.entries {
        let sql = format!("update card_entries set seq = seq - 1 where dossier_id = '{id}' and seq = {seq}");
        tamper(&desk, &sql).await;
    }
    assert_eq!(fault_of(&verify(&desk.office.store).await, &done), Fault::Altered { seq: 5 });
}

async fn entries_that_change_places_are_found(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    for (from, to) in [(4, 900), (5, 4), (900, 5)] {
        let whom = format!("where dossier_id = '{}' and seq = {from}", done.id);
        tamper(&desk, &format!("update card_entries set seq = {to} {whom}")).await;
    }
    assert_eq!(fault_of(&verify(&desk.office.store).await, &done), Fault::Altered { seq: 4 });
}

async fn an_inserted_entry_is_found(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    let other = desk.accepted_at(StepKind::Verify, 4).await;
    let next = done.entries + 1;
    let copy = |from: &Dossier, seq: u32| {
        format!(
            "insert into card_entries (dossier_id, seq, at_ms, by_json, event_json, version, calendar_version, \
             key_id, previous_mac, mac) select '{}', {next}, at_ms, by_json, event_json, version, \
             calendar_version, key_id, previous_mac, mac from card_entries where dossier_id = '{}' and seq = {seq}",
            done.id, from.id
        )
    };
    for (from, seq) in [(&done, done.entries - 1), (&other, 2)] {
        tamper(&desk, &copy(from, seq)).await;
        let fault = fault_of(&verify(&desk.office.store).await, &done);
        assert_eq!(fault, Fault::Altered { seq: i64::from(next) });
        tamper(&desk, &format!("delete from card_entries where dossier_id = '{}' and seq = {next}", done.id))
            .await;
    }
    assert!(verify(&desk.office.store).await.holds());
}

async fn altered_or_missing_details_are_found(office: Office) {
    let desk = Desk::open(office).await;
    let open = desk.accepted_at(StepKind::Verify, 4).await;
    let id = &open.id;
    let whom = format!("where dossier_id = '{id}' and row_no = 1");
    let change = format!("update dossier_facts set detail = replace(detail, 'Rina', 'Dina') {whom}");
    assert_eq!(tamper(&desk, &change).await, 1);
    assert_eq!(fault_of(&verify(&desk.office.store).await, &open), Fault::FactsAltered { seq: 1 });
    tamper(&desk, &format!("update dossier_facts set detail = replace(detail, 'Dina', 'Rina') {whom}")).await;
    assert!(verify(&desk.office.store).await.holds());

    let add = format!(
        "insert into dossier_facts (dossier_id, row_no, detail, salt) values ('{id}', 77, '{{}}', '')"
    );
    tamper(&desk, &add).await;
    assert_eq!(fault_of(&verify(&desk.office.store).await, &open), Fault::FactsAdded { row: 77 });
    tamper(&desk, &format!("delete from dossier_facts where dossier_id = '{id}' and row_no = 77")).await;

    // Nothing open falls under the retention rule.
    tamper(&desk, &format!("update dossier_facts set detail = null, salt = null, erased_at_ms = 1 {whom}"))
        .await;
    assert_eq!(fault_of(&verify(&desk.office.store).await, &open), Fault::FactsMissing { seq: 1 });
    tamper(&desk, &format!("delete from dossier_facts {whom}")).await;
    assert_eq!(fault_of(&verify(&desk.office.store).await, &open), Fault::FactsMissing { seq: 1 });
}

async fn any_column_of_the_row_that_is_altered_is_found(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    let numbers = [
        "standard_version",
        "submitted_at_ms",
        "version",
        "newest_at_ms",
        "step",
        "since_ms",
        "order_ms",
        "ready_at_ms",
        "ended_at_ms",
        "promise_due_ms",
        "promise_stopped_ms",
        "promise_calendar",
        "late_before_return",
        "legal_due_ms",
        "legal_stopped_ms",
        "legal_calendar",
        "returns",
        "returns_for_fault",
        "fault_pending",
    ];
    let texts = [
        "service",
        "register",
        "code",
        "channel",
        "kind",
        "submitted_date",
        "ended_date",
        "end_key",
        "name_front",
        "name",
        "name_back",
        "name_folded",
        "nik_index",
        "licence_number",
        "promise",
        "promise_stopped_date",
        "promise_verdict",
        "legal",
        "legal_verdict",
        "step_clock",
    ];
    let numbers = numbers.map(|column| (column, format!("{column} + 1"), format!("{column} - 1")));
    let texts = texts.map(|column| {
        (column, format!("{column} || 'x'"), format!("substr({column}, 1, length({column}) - 1)"))
    });
    for (column, change, undo) in numbers.into_iter().chain(texts) {
        let set = |to: &str| format!("update dossiers set {column} = {to} where id = '{}'", done.id);
        assert_eq!(tamper(&desk, &set(&change)).await, 1);
        let Fault::RowDiffers { columns } = fault_of(&verify(&desk.office.store).await, &done) else {
            panic!("{column} is altered");
        };
        assert!(columns.contains(&column), "{column}: {columns:?}");
        tamper(&desk, &set(&undo)).await;
    }
    for (column, from, to) in [
        ("standing", "delivered", "refused"),
        ("items", "present", "absent"),
        ("visits", "handed_over", "sent_back"),
        ("personal", "Melati", "Mawar"),
        ("promise_stopped_by", "ready", "other"),
    ] {
        let set = |from, to| {
            format!(
                "update dossiers set {column} = replace({column}, '{from}', '{to}') where id = '{}'",
                done.id
            )
        };
        tamper(&desk, &set(from, to)).await;
        let Fault::RowDiffers { columns } = fault_of(&verify(&desk.office.store).await, &done) else {
            panic!("{column} is altered");
        };
        assert_eq!(columns, [column]);
        tamper(&desk, &set(to, from)).await;
    }
    assert!(verify(&desk.office.store).await.holds());
}

async fn an_altered_visit_is_found(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    for change in ["update visits set queue_ms = 0, work_ms = work_ms + 60000", "delete from visits"] {
        tamper(&desk, &format!("{change} where dossier_id = '{}' and no = 2", done.id)).await;
        assert_eq!(fault_of(&verify(&desk.office.store).await, &done), Fault::VisitDiffers { no: 2 });
    }
}

async fn altered_figures_of_a_day_are_found(office: Office) {
    let desk = Desk::open(office).await;
    desk.delivered(3).await;
    for (change, undo) in [
        (
            "update day_visits set met = met + 1 where step = 2",
            "update day_visits set met = met - 1 where step = 2",
        ),
        ("update day_promises set missed = 1", "update day_promises set missed = 0"),
        ("delete from day_visits where step = 4", ""),
    ] {
        tamper(&desk, change).await;
        let report = verify(&desk.office.store).await;
        assert_eq!((report.different_days, report.is_intact()), (1, false), "{change}");
        if !undo.is_empty() {
            tamper(&desk, undo).await;
            assert!(verify(&desk.office.store).await.holds(), "{undo}");
        }
    }
}

async fn a_handover_taken_back_is_taken_off_its_day(office: Office) {
    let desk = Desk::open(office).await;
    let seen = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    let clerk = desk.officer(OfficeRole::FrontOffice);
    let given = desk.act(clerk, &seen, &desk.next_command(&seen).unwrap(), after(1)).await;
    let kept = async || {
        let sql = "update day_visits set visits = visits where visits = 1";
        tamper(&desk, sql).await
    };
    assert_eq!(kept().await, 1);
    let back = desk.act(clerk, &given, &Command::TakeBack, after(2)).await;
    assert_eq!(kept().await, 0);
    assert!(verify(&desk.office.store).await.holds());
    desk.act(clerk, &back, &desk.next_command(&back).unwrap(), after(9)).await;
    assert_eq!(kept().await, 1);
    assert!(verify(&desk.office.store).await.holds());
}

async fn a_card_and_its_dossier_belong_together(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    let open = desk.accepted_at(StepKind::Verify, 4).await;
    tamper(&desk, &format!("delete from visits where dossier_id = '{}'", open.id)).await;
    tamper(&desk, &format!("delete from dossiers where id = '{}'", open.id)).await;
    let report = verify(&desk.office.store).await;
    assert_eq!(fault_of(&report, &open), Fault::NoDossier);
    assert_eq!(report.vanished.len(), 1);
    tamper(&desk, &format!("delete from card_entries where dossier_id = '{}'", open.id)).await;
    tamper(&desk, &format!("delete from dossier_facts where dossier_id = '{}'", open.id)).await;
    tamper(&desk, &format!("delete from card_entries where dossier_id = '{}'", done.id)).await;
    assert_eq!(fault_of(&verify(&desk.office.store).await, &done), Fault::NoCard);
}

async fn a_vanished_dossier_is_told_by_its_number(office: Office) {
    let desk = Desk::open(office).await;
    let gone = desk.accepted_at(StepKind::Verify, 3).await;
    desk.accepted_at(StepKind::Verify, 4).await;
    wipe(&desk, &gone).await;
    let report = verify(&desk.office.store).await;
    assert!(report.is_intact() && !report.is_complete());
    assert_eq!(report.vanished[0].number, "REG/2026/000001");
    tamper(&desk, &format!("delete from numbers where dossier_id = '{}'", gone.id)).await;
    let report = verify(&desk.office.store).await;
    assert_eq!(report.vanished, []);
    assert_eq!(report.gaps.iter().map(|gap| gap.missing.clone()).collect::<Vec<_>>(), [vec![1]]);
}

async fn what_cannot_be_proven_without_keys_is_said(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    let keyless = Store::connect(&desk.office.url).await.unwrap();
    let report = verify(&keyless).await;
    assert_eq!(report.broken, []);
    assert_eq!(report.unproven_keys.len(), 1);
    assert!(!report.is_intact());
    // The links of the chain are followed all the same.
    let sql =
        format!("update card_entries set previous_mac = mac where dossier_id = '{}' and seq = 3", done.id);
    tamper(&desk, &sql).await;
    assert_eq!(fault_of(&verify(&keyless).await, &done), Fault::Detached { seq: 3 });
    keyless.close().await;
}

async fn changes_during_the_walk_raise_no_alarm(office: Office) {
    let desk = Desk::open(office).await;
    let store = desk.office.store.clone();
    let clerk = desk.officer(OfficeRole::FrontOffice).clone();
    let work = async {
        for tail in 10..16 {
            let facts = facts_of("Budi Santoso", tail);
            let id = fresh_command(morning());
            let registration = Registration {
                standard: &desk.standard,
                rulebook: &desk.rulebook,
                id: &id,
                facts: &facts,
                place: "",
                predecessor: None,
            };
            let dossier = store.register(registration, &clerk, &[], morning()).await.unwrap().dossier;
            let id = fresh_command(after(1));
            let command = Command::Withdraw { reason: "batal".into() };
            let seen = dossier.standing.version;
            let order = Order {
                dossier: &dossier.id,
                seen,
                id: &id,
                actor: &clerk,
                command: &command,
                printer: None,
            };
            store.advance(&desk.rulebook, &order, after(1)).await.unwrap();
        }
    };
    let watch = async {
        for _ in 0..4 {
            let report = verify(&desk.office.store).await;
            assert!(report.broken.is_empty(), "{report:?}");
        }
    };
    tokio::join!(work, watch);
    assert!(verify(&desk.office.store).await.holds());
}

async fn a_card_is_proven_by_itself(office: Office) {
    let desk = Desk::open(office).await;
    let (broken, whole) = (desk.accepted_at(StepKind::Verify, 4).await, desk.delivered(3).await);
    let change =
        format!("update card_entries set at_ms = at_ms + 1 where dossier_id = '{}' and seq = 2", broken.id);
    assert_eq!(tamper(&desk, &change).await, 1);
    let store = &desk.office.store;
    let report = store.verify_card(&broken.id).await.unwrap();
    assert_eq!(fault_of(&report, &broken), Fault::Altered { seq: 2 });
    let report = store.verify_card(&whole.id).await.unwrap();
    assert!(report.is_intact(), "the other card does not answer for it: {report:?}");
    assert_eq!((report.cards, report.entries), (1, u64::from(whole.entries)));
}

//! Between office and applicant: returns, answers, corrections, ends.

mod desk;

use chrono::NaiveDate;
use desk::*;
use domain::application::{Facts, FieldKey, FieldProblem, on_letter};
use domain::clock::ClockEventKind as K;
use domain::command::{Command, ItemBrought, Then};
use domain::dossier::{End, Stage, TrayOrigin, VisitEnd};
use domain::event::{Brought, By, Event, Finding, ItemNote};
use domain::refusal::Refusal;
use domain::transition::{answer_online, withdraw_online};

fn kinds(clock: &[domain::clock::ClockEvent]) -> Vec<K> {
    clock.iter().map(|event| event.event).collect()
}

fn last(file: &File) -> &Event {
    &file.card.last().expect("a card").event
}

#[test]
fn a_returned_file_keeps_its_column_and_stops_the_clocks() {
    let mut file = File::at_desk(inseminator(), 4);
    file.must(&ns(), &returns("str"));
    assert_eq!(file.step(), 4);
    let Stage::WithApplicant { items, holder, .. } = &file.dossier.standing.stage else {
        panic!("not returned")
    };
    assert_eq!((items.as_slice(), holder.initials.as_str()), (["str".to_owned()].as_slice(), "NS"));
    assert_eq!(kinds(&file.dossier.promise), [K::Start, K::Pause]);
    assert_eq!(kinds(&file.dossier.legal), [K::Start, K::Pause]);
    assert_eq!(kinds(file.dossier.step_clock()), [K::Start, K::Pause]);
}

#[test]
fn a_file_returned_before_it_was_complete_starts_its_promise_anew() {
    let mut file = File::at_desk(inseminator(), 2);
    file.must(&ys(), &returns("str"));
    file.must(&ys(), &answers("str"));
    assert_eq!(kinds(&file.dossier.promise), [K::Start, K::Pause, K::Restart]);
    assert_eq!(kinds(&file.dossier.legal), [K::Start, K::Pause, K::Restart]);
    assert_eq!(kinds(file.dossier.step_clock()), [K::Start, K::Pause, K::Resume], "the step's clock goes on");
}

#[test]
fn a_complete_file_goes_on_where_its_promise_stopped() {
    let mut file = File::at_desk(inseminator(), 4);
    file.must(&ns(), &returns("str"));
    file.must(&ys(), &answers("str"));
    assert_eq!(kinds(&file.dossier.promise), [K::Start, K::Pause, K::Resume]);
}

#[test]
fn a_return_by_mistake_is_answered_empty_with_the_reason_and_only_goes_on() {
    let mut file = File::at_desk(inseminator(), 2);
    file.must(&ys(), &returns("str"));
    let mistake = |remark: &str, items| Command::Answer {
        items,
        facts: None,
        remark: remark.into(),
        mistaken_return: true,
    };
    assert_eq!(file.told(&ys(), &mistake("", vec![])), "!no_reason");
    let with_item = file.clone().must(&ys(), &mistake("STR dibawa", vec![brings("str")]));
    assert_eq!(with_item[0], "answered");
    let mut brought = file.clone();
    brought.must(&ys(), &mistake("STR dibawa", vec![brings("str")]));
    assert_eq!(
        kinds(&brought.dossier.promise),
        [K::Start, K::Pause, K::Restart],
        "what is brought is no mistake"
    );
    file.must(&ys(), &mistake("Salah tekan", vec![]));
    assert_eq!(kinds(&file.dossier.promise), [K::Start, K::Pause, K::Resume]);
}

#[test]
fn an_answer_lies_in_the_tray_of_the_desk_that_returned_it() {
    let mut file = File::at_desk(inseminator(), 4);
    file.must(&ns(), &returns("str"));
    let visits = file.dossier.visits.len();
    assert_eq!(file.must(&ys(), &answers("str")), ["answered"]);
    let Stage::Tray { origin, giver, .. } = &file.dossier.standing.stage else { panic!("not in a tray") };
    assert_eq!((file.step(), *origin), (4, TrayOrigin::Answer));
    assert!(
        matches!(giver, By::ApplicantAtCounter(hand) if hand.initials.as_str() == "YS"),
        "recorded by YS"
    );
    assert_eq!(file.dossier.visits.len(), visits, "the same visit goes on");
    assert_eq!(file.dossier.visit().expect("a visit").trays.len(), 2);
}

#[test]
fn an_answer_recorded_by_one_who_holds_the_desk_is_accepted_at_once() {
    let mut file = File::at_desk(inseminator(), 2);
    file.must(&ys(), &returns("str"));
    assert_eq!(file.must(&rh(), &answers("str")), ["answered", "accepted"]);
    assert_eq!(file.dossier.standing.stage.holder().expect("held").initials.as_str(), "RH");
}

#[test]
fn brought_items_are_looked_at_again_and_other_marks_stay() {
    let mut file = File::at_desk(inseminator(), 4);
    file.must(&ns(), &returns("str"));
    file.must(&ys(), &answers("str"));
    file.accept();
    assert_eq!(file.dossier.standing.checklist.undecided, 1);
    assert_eq!(file.told(&ns(), &Command::Initial { then: Then::Keep }), "!items_undecided");
    let seen = Command::MarkItems { items: vec![decision("str", None, Some(Finding::Present))] };
    file.must(&ns(), &seen);
    assert_eq!(file.told(&ns(), &Command::Initial { then: Then::Keep }), "initialled");
}

#[test]
fn a_later_desk_that_finds_an_answer_wanting_may_only_return_it_again() {
    let mut file = File::at_desk(inseminator(), 7);
    file.must(&af(), &returns("str"));
    file.must(&ys(), &answers("str"));
    file.accept();
    file.must(&af(), &Command::MarkItems { items: vec![decision("str", None, Some(Finding::Absent))] });
    assert_eq!(file.told(&af(), &Command::Sign { then: Then::Keep }), "!items_missing");
    assert_eq!(file.told(&af(), &returns("str")), "returned");
}

#[test]
fn an_answer_brings_an_item_or_a_fact() {
    let mut file = File::at_desk(inseminator(), 2);
    file.must(&ys(), &returns("str"));
    let answer =
        |items| Command::Answer { items, facts: None, remark: "sudah".into(), mistaken_return: false };
    assert_eq!(file.told(&ys(), &answer(vec![])), "!nothing_answered");
    assert_eq!(file.told(&ys(), &answer(vec![brings("paspor")])), "!unknown_item");
    assert_eq!(file.told(&ys(), &answer(vec![brings("str"), brings("str")])), "!unknown_item");
    for brought in [Brought::Promised, Brought::NotThere] {
        let promise = ItemBrought { key: "str".into(), brought };
        assert_eq!(file.told(&ys(), &answer(vec![promise])), "!form_not_accepted", "a promise is no answer");
    }
}

#[test]
fn an_item_that_is_taken_on_paper_only_is_not_uploaded() {
    let mut file = File::at_desk(veterinarian(), 2);
    file.must(&ys(), &returns("pas-foto"));
    let upload = ItemBrought { key: "pas-foto".into(), brought: Brought::Upload };
    let answer = |item| Command::Answer {
        items: vec![item],
        facts: None,
        remark: String::new(),
        mistaken_return: false,
    };
    assert_eq!(file.told(&ys(), &answer(upload)), "!form_not_accepted");
    assert_eq!(file.told(&ys(), &answer(brings("pas-foto"))), "answered+accepted");
}

#[test]
fn an_answer_that_changes_the_letter_makes_the_draft_stale() {
    let mut file = File::at_desk(inseminator(), 4);
    file.must(&ns(), &returns("str"));
    let mut facts = file.dossier.facts.clone().expect("kept");
    facts.birth_place = "Bangkinang".into();
    let answer = Command::Answer {
        items: vec![],
        facts: Some(Box::new(facts)),
        remark: String::new(),
        mistaken_return: false,
    };
    file.must(&ys(), &answer);
    file.accept();
    assert_eq!(file.told(&ns(), &Command::Initial { then: Then::Keep }), "!stale_draft");
}

#[test]
fn a_return_asks_for_something_and_names_items_of_the_file() {
    let file = File::at_desk(inseminator(), 2);
    let returned = |items: Vec<ItemNote>, remark: &str| Command::Return { items, remark: remark.into() };
    assert_eq!(file.told(&ys(), &returned(vec![], " ")), "!nothing_asked");
    assert_eq!(file.told(&ys(), &returned(vec![], "Tanda tangan permohonan belum ada")), "returned");
    assert_eq!(file.told(&ys(), &returned(vec![note("paspor")], "")), "!unknown_item");
    assert_eq!(file.told(&ys(), &returned(vec![note("ktp"), note("ktp")], "")), "!unknown_item");
}

#[test]
fn a_return_for_promised_items_alone_is_told_as_such() {
    let mut file = File::unmarked(inseminator());
    file.must(&ys(), &file.mark_all(Some(Brought::Promised), None));
    let mut mixed = file.clone();
    file.must(&ys(), &returns("str"));
    assert!(matches!(last(&file), Event::Returned { promised_only: true, .. }));
    mixed.must(&ys(), &Command::MarkItems { items: vec![decision("str", Some(Brought::Physical), None)] });
    mixed.must(&ys(), &Command::Return { items: vec![note("str"), note("ktp")], remark: String::new() });
    assert!(matches!(last(&mixed), Event::Returned { promised_only: false, .. }));
}

#[test]
fn the_applicant_answers_on_the_tracking_page_too() {
    let mut file = File::at_desk(inseminator(), 2);
    let none = answer_online(&file.standard, &file.dossier, &[brings("str")], None, "", file.now);
    assert_eq!(none, Err(Refusal::NotWithApplicant));
    file.must(&ys(), &returns("str"));
    let acts =
        answer_online(&file.standard, &file.dossier, &[brings("str")], None, "", file.now).expect("answered");
    assert_eq!(file.append(acts), ["answered"], "accepted by the desk, not at once");
    let Stage::Tray { giver, .. } = &file.dossier.standing.stage else { panic!("not in a tray") };
    assert_eq!(giver, &By::Applicant);
}

#[test]
fn a_correction_of_the_letter_makes_the_draft_stale_until_it_is_made_anew() {
    let mut file = File::at_desk(inseminator(), 5);
    file.must(&ys(), &corrected(&file, "Bambang Prasetya"));
    assert_eq!(file.dossier.facts.as_ref().expect("kept").name.name, "Bambang Prasetya");
    let then = Then::Keep;
    assert_eq!(file.told(&hs(), &Command::Initial { then }), "!stale_draft");
    assert_eq!(file.told(&hs(), &hand_over()), "!stale_draft");
    assert_eq!(file.told(&hs(), &send_back(4)), "!stale_draft", "only to the draft or to verification");
    assert_eq!(file.told(&hs(), &returns("ktp")), "returned");
    assert_eq!(file.told(&hs(), &send_back(2)), "sent_back");
    file.must(&hs(), &send_back(3));
    file.accept();
    file.must(&dk(), &Command::Draft { then: Then::HandOver });
    file.accept();
    assert_eq!(file.told(&ns(), &Command::Initial { then }), "initialled");
}

#[test]
fn a_stale_letter_is_neither_numbered_nor_signed() {
    let mut file = File::at_desk(veterinarian(), 6);
    file.must(&dk(), &corrected(&file, "Bambang Prasetya"));
    assert_eq!(file.told(&dk(), &Command::Number { stamped: false, then: Then::Keep }), "!stale_draft");
    let mut file = File::at_desk(veterinarian(), 7);
    file.must(&dk(), &corrected(&file, "Bambang Prasetya"));
    assert_eq!(file.told(&af(), &Command::Sign { then: Then::Keep }), "!stale_draft");
}

#[test]
fn a_correction_beside_the_letter_leaves_the_draft_current() {
    let mut file = File::at_desk(inseminator(), 5);
    let mut facts = file.dossier.facts.clone().expect("kept");
    facts.email = Some("bambang@example.id".into());
    file.must(&dk(), &Command::Correct { facts: Box::new(facts), reason: "Ditambahkan".into() });
    assert!(!file.dossier.standing.draft.expect("a draft").stale);
}

#[test]
fn a_correction_changes_something_says_why_and_never_the_kind() {
    let file = File::at_desk(inseminator(), 5);
    let mut facts = file.dossier.facts.clone().expect("kept");
    let correct = |facts: &domain::application::Facts, reason: &str| Command::Correct {
        facts: Box::new(facts.clone()),
        reason: reason.into(),
    };
    assert_eq!(file.told(&ys(), &correct(&facts, "Salah")), "!nothing_changed");
    facts.kind = "perpanjangan".into();
    assert_eq!(file.told(&ys(), &correct(&facts, "Salah")), "!nothing_changed");
    facts.birth_place = "Dumai".into();
    assert_eq!(file.told(&ys(), &correct(&facts, "")), "!no_reason");
    let mut file = file;
    file.must(&ys(), &correct(&facts, "Salah ketik"));
    assert_eq!(
        file.dossier.facts.as_ref().expect("kept").kind,
        "baru",
        "the kind decides the checklist and stays"
    );
}

#[test]
fn a_correction_and_an_answer_are_held_to_what_the_form_asks() {
    let file = File::at_desk(inseminator(), 5);
    let kept = file.dossier.facts.clone().expect("kept");
    let told = |change: fn(&mut Facts)| {
        let mut facts = kept.clone();
        change(&mut facts);
        file.refused(&ys(), &Command::Correct { facts: Box::new(facts), reason: "Salah".into() })
    };
    let faulty = |field, problem| Refusal::FaultyField { field, problem };
    assert_eq!(told(|facts| facts.name.name.clear()), faulty(FieldKey::Name, FieldProblem::Missing));
    assert_eq!(told(|facts| facts.phone = "x".into()), faulty(FieldKey::Phone, FieldProblem::NotAPhone));
    assert_eq!(
        told(|facts| facts.address.street = "a".repeat(201)),
        faulty(FieldKey::Street, FieldProblem::TooLong { limit: 200 })
    );
    let born = |facts: &mut Facts| facts.birth_date = NaiveDate::from_ymd_opt(2090, 1, 1).expect("a date");
    assert_eq!(told(born), faulty(FieldKey::BirthDate, FieldProblem::BirthDateOutOfRange));
    // A field that no standard asks for is not kept.
    assert_eq!(told(|facts| drop(facts.fields.insert("lain".into(), "x".into()))), Refusal::NothingChanged);

    let mut returned = File::at_desk(inseminator(), 4);
    returned.must(&ns(), &returns("str"));
    let mut facts = kept;
    facts.address.city.clear();
    let answer = Command::Answer {
        items: vec![],
        facts: Some(Box::new(facts)),
        remark: String::new(),
        mistaken_return: false,
    };
    assert_eq!(returned.refused(&ys(), &answer), faulty(FieldKey::City, FieldProblem::Missing));
}

#[test]
fn nothing_is_corrected_or_withdrawn_once_signed() {
    let mut file = File::at_desk(inseminator(), 7);
    file.work();
    assert_eq!(file.told(&ys(), &corrected(&file, "Bambang P.")), "!already_signed");
    assert_eq!(file.told(&ys(), &Command::Withdraw { reason: "Pindah".into() }), "!already_signed");
    assert_eq!(withdraw_online(&file.dossier, "Pindah"), Err(Refusal::AlreadySigned));
}

#[test]
fn the_letter_shows_the_core_and_the_fields_marked_so() {
    let standard = inseminator();
    assert!(on_letter(&standard, &FieldKey::Name));
    assert!(on_letter(&standard, &FieldKey::Service("nomor-str".into())));
    for beside in [FieldKey::Phone, FieldKey::Email, FieldKey::Service("izin-sebelumnya".into())] {
        assert!(!on_letter(&standard, &beside), "{beside:?}");
    }
}

#[test]
fn the_signer_refuses_with_reasons() {
    let mut file = File::at_desk(inseminator(), 7);
    assert_eq!(file.told(&af(), &Command::Refuse { reasons: String::new() }), "!no_reason");
    file.must(&af(), &Command::Refuse { reasons: "Rekomendasi dicabut".into() });
    assert_eq!(file.dossier.standing.ended(), Some(End::Refused));
    assert_eq!(file.dossier.visit().expect("a visit").end, Some(VisitEnd::Refused));
    assert_eq!(kinds(&file.dossier.promise), [K::Start, K::Stop]);
    assert_eq!(kinds(&file.dossier.legal), [K::Start, K::Stop]);
}

#[test]
fn a_stale_letter_may_still_be_refused() {
    let mut file = File::at_desk(inseminator(), 7);
    file.must(&ys(), &corrected(&file, "Bambang P."));
    assert_eq!(file.told(&af(), &Command::Refuse { reasons: "Tidak memenuhi syarat".into() }), "refused");
}

#[test]
fn the_applicant_withdraws_until_the_signature_in_a_tray_too() {
    let mut file = File::in_tray(inseminator(), 6);
    file.must(&ys(), &Command::Withdraw { reason: "Pindah kota".into() });
    assert_eq!(file.dossier.standing.ended(), Some(End::Withdrawn));
    assert_eq!(file.dossier.visit().expect("a visit").end, Some(VisitEnd::Cut), "in no figure");
    let mut file = File::online(inseminator());
    let acts = withdraw_online(&file.dossier, "Salah layanan").expect("withdrawn");
    file.append(acts);
    assert!(matches!(file.card.last().expect("a card").by, By::Applicant));
}

#[test]
fn a_double_entry_is_annulled_until_it_is_ready() {
    let annul = Command::Annul { reason: "Terdaftar dua kali".into() };
    assert_eq!(File::at_desk(inseminator(), 8).told(&my(), &annul), "annulled", "signed files too");
    assert_eq!(File::at_desk(inseminator(), 9).told(&my(), &annul), "!already_ready");
    assert_eq!(
        File::at_desk(inseminator(), 2).told(&my(), &Command::Annul { reason: " ".into() }),
        "!no_reason"
    );
}

#[test]
fn the_program_closes_only_a_file_that_is_still_with_the_applicant() {
    let mut file = File::at_desk(inseminator(), 2);
    assert_eq!(file.close(), Err(Refusal::NotWithApplicant));
    file.must(&ys(), &returns("str"));
    let mut answered = file.clone();
    answered.must(&ys(), &answers("str"));
    assert_eq!(answered.close(), Err(Refusal::NotWithApplicant));
    file.close().expect("closed");
    assert_eq!(file.dossier.standing.ended(), Some(End::Closed));
    let by = &file.card.last().expect("a card").by;
    assert_eq!((by, by.hand()), (&By::System, None), "no initials");
}

#[test]
fn an_ended_dossier_is_never_reopened() {
    let mut file = File::at_desk(inseminator(), 2);
    file.must(&ys(), &Command::Withdraw { reason: "Pindah".into() });
    let commands = [
        Command::Accept,
        Command::TakeBack,
        Command::TakeOver,
        hand_over(),
        send_back(2),
        returns("ktp"),
        answers("ktp"),
        corrected(&file, "Bambang P."),
        Command::ChangePhone { phone: "081276540002".into() },
        Command::Withdraw { reason: "Lagi".into() },
        Command::ApplicantArrived,
    ];
    for command in commands {
        assert_eq!(file.told(&ys(), &command), "!ended", "{}", command.name());
    }
    assert_eq!(file.told(&my(), &Command::Annul { reason: "Ganda".into() }), "!ended");
}

#[test]
fn a_telephone_number_is_read_and_changed_until_the_end() {
    let mut file = File::at_desk(inseminator(), 9);
    let phone = |typed: &str| Command::ChangePhone { phone: typed.into() };
    assert_eq!(file.told(&ys(), &phone("12345")), "!not_a_phone");
    assert_eq!(file.told(&ys(), &phone("0812-7654-0001")), "!nothing_changed");
    file.must(&ys(), &phone("0813 7000 1111"));
    assert_eq!(file.dossier.facts.as_ref().expect("kept").phone, "+6281370001111");
}

#[test]
fn an_event_holds_nothing_of_the_applicant() {
    let mut file = File::at_desk(inseminator(), 4);
    file.must(&ys(), &corrected(&file, "Bambang Prasetya"));
    for entry in &file.card {
        let told = serde_json::to_string(&entry.event).expect("data");
        for personal in ["Bambang", "1471081203890003", "Melati", "6281276540001"] {
            assert!(!told.contains(personal), "{told}");
        }
    }
}

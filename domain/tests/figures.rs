//! What a dossier adds to the office's figures.

mod desk;

use desk::*;
use domain::clock::{ClockEvent, ClockEventKind as K, Norm, Verdict};
use domain::command::{Command, Then};
use domain::dossier::VisitEnd;
use domain::event::{Finding, Recipient};
use domain::figures::{
    PromiseOutcome, promise_date, promise_late_before_return, promise_outcome, promise_overdue, visit_figure,
    visit_figures,
};
use domain::time::WorkingMs;

fn clock(events: &[(u32, &str, K)]) -> Vec<ClockEvent> {
    events.iter().map(|(day, time, event)| ClockEvent { at: on(*day, time), event: *event }).collect()
}

/// Late before the return of a promise of two working days that began on Monday the 23rd, due Wednesday at 16.00.
fn late(events: &[(u32, &str, K)]) -> bool {
    promise_late_before_return(&calendar(), Norm::WorkingDays(2), &clock(events))
}

#[test]
fn a_promise_overdue_at_its_return_stays_late_whatever_a_restart_says() {
    let start = (23, "09:00", K::Start);
    assert!(!late(&[]));
    assert!(!late(&[start]));
    assert!(!late(&[start, (25, "15:00", K::Pause)]));
    assert!(!late(&[start, (25, "16:00", K::Pause)]), "the due time itself is in time");
    assert!(late(&[start, (26, "08:00", K::Pause)]));
    assert!(late(&[start, (26, "08:00", K::Pause), (27, "08:00", K::Restart)]));
    assert!(late(&[start, (26, "08:00", K::Pause), (27, "08:00", K::Restart), (27, "09:00", K::Stop)]));
    assert!(!late(&[start, (24, "08:00", K::Pause), (27, "08:00", K::Restart), (27, "09:00", K::Stop)]));
}

#[test]
fn lateness_without_a_return_is_the_clocks_own() {
    assert!(!late(&[(23, "09:00", K::Start), (27, "09:00", K::Stop)]));
}

fn outcome(file: &File) -> PromiseOutcome {
    promise_outcome(&calendar(), file.standard.promise, &file.dossier).expect("a clock")
}

#[test]
fn ready_in_time_is_met_and_too_late_is_missed() {
    let mut file = File::in_tray(inseminator(), 9);
    assert_eq!(outcome(&file), PromiseOutcome::Open);
    let mut late = file.clone();
    file.accept();
    assert_eq!(outcome(&file), PromiseOutcome::Met);
    assert_eq!(promise_date(&calendar(), &file.dossier), "2026-11-24".parse().ok());
    late.at(on(27, "09:00"));
    assert_eq!(
        promise_overdue(&calendar(), late.standard.promise, &late.dossier.promise, late.now),
        Ok(true)
    );
    late.accept();
    assert_eq!(outcome(&late), PromiseOutcome::Missed);
    late.at(on(30, "09:00"));
    late.work();
    assert_eq!(outcome(&late), PromiseOutcome::Missed, "collecting changes nothing");
}

#[test]
fn a_refusal_counts_and_a_withdrawal_does_not() {
    let mut file = File::at_desk(inseminator(), 7);
    let mut withdrawn = file.clone();
    file.must(&af(), &Command::Refuse { reasons: "Tidak memenuhi syarat".into() });
    assert_eq!(outcome(&file), PromiseOutcome::Met);
    withdrawn.must(&ys(), &Command::Withdraw { reason: "Pindah".into() });
    assert_eq!(outcome(&withdrawn), PromiseOutcome::Stopped);
    let mut annulled = File::at_desk(inseminator(), 2);
    annulled.must(&my(), &Command::Annul { reason: "Ganda".into() });
    assert_eq!(outcome(&annulled), PromiseOutcome::Stopped);
    let mut closed = File::at_desk(inseminator(), 2);
    closed.must(&ys(), &returns("str"));
    closed.close().expect("closed");
    assert_eq!(outcome(&closed), PromiseOutcome::Stopped);
}

#[test]
fn a_file_returned_late_is_missed_although_its_clock_began_anew() {
    let mut file = File::at_desk(inseminator(), 2);
    file.at(on(27, "09:00"));
    file.must(&ys(), &returns("str"));
    file.at(on(30, "09:00"));
    file.must(&ys(), &answers("str"));
    while file.step() < 9 {
        if file.step() == 2 {
            file.must(&ys(), &Command::MarkItems { items: file_items(&file) });
            file.must(&ys(), &hand_over());
        } else {
            file.work_and_forward();
        }
        file.accept();
    }
    assert_eq!(outcome(&file), PromiseOutcome::Missed);
}

fn file_items(file: &File) -> Vec<domain::command::ItemDecision> {
    file.dossier.items.iter().map(|item| decision(&item.key, None, Some(Finding::Present))).collect()
}

#[test]
fn waiting_and_working_are_told_apart() {
    let mut file = File::in_tray(inseminator(), 4);
    let given = file.dossier.newest_at;
    file.at(given + chrono::Duration::minutes(30));
    file.accept();
    file.at(given + chrono::Duration::minutes(37));
    file.must(&ns(), &Command::Initial { then: Then::HandOver });
    let visit = &file.dossier.visits[file.dossier.visits.len() - 2];
    let figure = visit_figure(&calendar(), &file.standard, visit).expect("a clock").expect("an ended visit");
    assert_eq!((figure.waiting, figure.working), (WorkingMs::minutes(30), WorkingMs::minutes(7)));
    assert_eq!((figure.end, figure.verdict), (VisitEnd::HandedOver, Some(Verdict::Missed)));
}

#[test]
fn time_with_the_applicant_is_neither_waiting_nor_working() {
    let mut file = File::in_tray(inseminator(), 4);
    let given = file.dossier.newest_at;
    let after = |minutes: i64| given + chrono::Duration::minutes(minutes);
    file.at(after(10));
    file.accept();
    file.at(after(12));
    file.must(&ns(), &returns("str"));
    file.at(after(72));
    file.must(&ys(), &answers("str"));
    file.at(after(77));
    file.accept();
    file.at(after(79));
    let seen = Command::MarkItems { items: vec![decision("str", None, Some(Finding::Present))] };
    file.must(&ns(), &seen);
    file.at(after(80));
    file.must(&ns(), &Command::Initial { then: Then::HandOver });
    let visit = &file.dossier.visits[file.dossier.visits.len() - 2];
    let figure = visit_figure(&calendar(), &file.standard, visit).expect("a clock").expect("an ended visit");
    assert_eq!(figure.waiting, WorkingMs::minutes(15), "both trays of the visit");
    assert_eq!(figure.working, WorkingMs::minutes(5));
}

#[test]
fn a_handover_taken_back_is_no_end_and_its_tray_is_work() {
    let mut file = File::at_desk(inseminator(), 4);
    let accepted = file.dossier.newest_at;
    file.work_and_forward();
    let before = visit_figures(&calendar(), &file.standard, &file.dossier).expect("clocks").len();
    file.must(&ns(), &Command::TakeBack);
    let after = visit_figures(&calendar(), &file.standard, &file.dossier).expect("clocks").len();
    assert_eq!(after, before - 1);
    file.at(accepted + chrono::Duration::minutes(9));
    file.must(&ns(), &hand_over());
    let figures = visit_figures(&calendar(), &file.standard, &file.dossier).expect("clocks");
    assert_eq!(figures.last().expect("a visit").working, WorkingMs::minutes(9));
}

#[test]
fn a_visit_cut_by_another_end_is_in_no_figure() {
    let mut file = File::at_desk(inseminator(), 4);
    let before = visit_figures(&calendar(), &file.standard, &file.dossier).expect("clocks").len();
    file.must(&ys(), &Command::Withdraw { reason: "Pindah".into() });
    let after = visit_figures(&calendar(), &file.standard, &file.dossier).expect("clocks").len();
    assert_eq!(before, after);
}

#[test]
fn a_licence_handed_over_in_one_act_has_no_verdict_at_the_counter() {
    let mut file = File::at_desk(inseminator(), 9);
    file.must(&ys(), &Command::Deliver { recipient: Recipient::Applicant });
    let figures = visit_figures(&calendar(), &file.standard, &file.dossier).expect("clocks");
    let counter = figures.last().expect("a visit");
    assert_eq!((counter.working, counter.verdict, counter.end), (WorkingMs::ZERO, None, VisitEnd::Delivered));
    assert_eq!(figures.len(), 9);
}

#[test]
fn an_outcome_is_found_by_its_key() {
    for outcome in PromiseOutcome::ALL {
        assert_eq!(PromiseOutcome::from_key(outcome.key()), Some(outcome));
    }
}

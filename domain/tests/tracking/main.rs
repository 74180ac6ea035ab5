//! What the applicant is told in every state of a dossier, and what is never told.
#![allow(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod file;

use domain::clock::Norm;
use domain::command::Command;
use domain::dossier::End;
use domain::event::{ItemNote, Recipient};
use domain::role::OfficeRole;
use domain::standard::{StepKind, StepNo};
use domain::standard_file::read_standard;
use domain::time::WorkingMs;
use domain::tracking::{
    AfterAnswer, Band, Counter, DayReason, Heading, LastFour, Lateness, Milestone, Progress, PublicStatus,
};
use domain::transition;

use Progress::{Done, Next, Now, WithYou};
use file::{File, at, day};

const HOUR: i64 = 3_600_000;
const MINUTE: i64 = 60_000;

fn told_rows(status: &PublicStatus) -> Vec<(String, Progress)> {
    let name = |milestone: &Milestone| match milestone {
        Milestone::Received => "received".to_owned(),
        Milestone::Step { kind, .. } => kind.key().to_owned(),
        Milestone::Initials { officials } => format!("initials of {}", officials.len()),
        Milestone::Returned => "returned".to_owned(),
        Milestone::CheckedAgain => "checked again".to_owned(),
        Milestone::Rest { kinds } => kinds.iter().map(|kind| kind.key()).collect::<Vec<_>>().join("+"),
        Milestone::Collected => "collected".to_owned(),
        Milestone::Ended(end) => end.key().to_owned(),
    };
    status.timeline.iter().map(|row| (name(&row.milestone), row.progress)).collect()
}

fn rows<const N: usize>(expected: [(&str, Progress); N]) -> Vec<(String, Progress)> {
    expected.map(|(name, progress)| (name.to_owned(), progress)).to_vec()
}

#[test]
fn a_submitted_file_is_being_checked_and_keeps_its_promise() {
    let file = File::registered("2026-11-24T08:14");
    let status = file.seen("2026-11-24T10:42");
    assert_eq!((status.heading, status.band), (Heading::Checking, Band::InTime));
    assert_eq!(status.promise.due_at, Some(at("2026-11-26T16:00")));
    assert_eq!(status.name.as_deref(), Some("R*** D*** S***"));
    let expected = rows([
        ("received", Done),
        ("verify", Now),
        ("draft", Next),
        ("initials of 3", Next),
        ("sign", Next),
        ("number", Next),
        ("deliver", Next),
    ]);
    assert_eq!(told_rows(&status), expected);
    assert_eq!(status.timeline[4].norm, Some(Norm::WorkingDays(1)));
    assert_eq!(status.timeline[6].at, Some(at("2026-11-26T16:00")));
    assert_eq!(status.licence, None);
}

#[test]
fn verification_is_the_same_heading_and_names_the_desk_by_role() {
    let mut file = File::registered("2026-11-24T08:14");
    file.on_to(StepKind::Verify, "2026-11-24T08:20");
    let status = file.seen("2026-11-24T08:30");
    assert_eq!(status.heading, Heading::Checking);
    let place = status.place.expect("at the office");
    assert_eq!((place.kind, place.role.key), (StepKind::Verify, OfficeRole::FrontOffice.into()));
    assert_eq!(place.since, at("2026-11-24T08:20"));
}

#[test]
fn each_step_after_verification_has_its_own_heading() {
    let mut file = File::registered("2026-11-24T08:14");
    assert!(file.seen("2026-11-24T08:20").withdrawable);
    let headings = [
        (StepKind::Draft, Heading::Drafting),
        (StepKind::Initial, Heading::Initialling),
        (StepKind::Sign, Heading::Signing),
        (StepKind::Number, Heading::Numbering),
        (StepKind::Deliver, Heading::Preparing),
    ];
    for (kind, heading) in headings {
        file.on_to(kind, "2026-11-24T09:00");
        let status = file.seen("2026-11-24T09:10");
        assert_eq!((status.heading, status.band), (heading, Band::InTime), "{kind:?}");
        assert_eq!(status.collection, None);
        assert_eq!(status.withdrawable, !matches!(kind, StepKind::Number | StepKind::Deliver), "{kind:?}");
    }
}

#[test]
fn initials_are_one_row_with_the_officials_by_role() {
    let mut file = File::registered("2026-11-24T08:14");
    file.on_to(StepKind::Draft, "2026-11-24T08:41").hand_over("2026-11-24T09:03");
    file.hand_over("2026-11-24T09:32").act(OfficeRole::SeniorAnalyst, &Command::Accept, "2026-11-24T10:36");
    let status = file.seen("2026-11-24T10:42");
    let row = &status.timeline[3];
    assert_eq!((row.progress, row.at), (Progress::Now, Some(at("2026-11-24T09:03"))));
    let Milestone::Initials { officials } = &row.milestone else { panic!("{row:?}") };
    let told: Vec<_> = officials
        .iter()
        .map(|official| (official.role.key.0.as_str(), official.progress, official.at))
        .collect();
    let expected = [
        ("analis-ahli-muda", Progress::Done, Some(at("2026-11-24T09:32"))),
        ("analis-ahli-madya", Progress::Now, Some(at("2026-11-24T10:36"))),
        ("sekretaris", Progress::Next, None),
    ];
    assert_eq!(told, expected);
    assert_eq!(status.timeline[1].at, Some(at("2026-11-24T08:41")));
}

#[test]
fn near_its_date_the_promise_is_told_as_near() {
    let mut file = File::registered("2026-11-24T08:14");
    file.on_to(StepKind::Sign, "2026-11-24T09:00");
    assert_eq!(file.seen("2026-11-26T14:00").band, Band::Near);
}

#[test]
fn after_the_promise_lateness_is_told_with_where_the_file_lies() {
    let mut file = File::registered("2026-11-19T10:31");
    file.on_to(StepKind::Sign, "2026-11-23T13:50");
    let status = file.seen("2026-11-24T10:42");
    assert_eq!(status.heading, Heading::Late);
    let lateness = Lateness { working: WorkingMs(3 * HOUR + 12 * MINUTE), closes: 0 };
    assert_eq!(status.band, Band::Late(lateness));
    assert_eq!(status.promise.due_at, Some(at("2026-11-23T16:00")));
    let place = status.place.expect("at the office");
    assert_eq!((place.kind, place.since), (StepKind::Sign, at("2026-11-23T13:50")));
    assert_eq!(place.role.key, OfficeRole::Head.into());
    let legal = status.legal.expect("not decided yet");
    assert_eq!((legal.due_at, legal.passed), (at("2026-11-26T16:00"), false));
    assert!(file.seen("2026-11-27T08:00").legal.expect("not decided yet").passed);
}

#[test]
fn lateness_is_told_in_days_from_the_next_close_on() {
    let mut file = File::registered("2026-11-19T10:31");
    file.on_to(StepKind::Sign, "2026-11-23T13:50");
    for (now, closes) in
        [("2026-11-24T15:59", 0), ("2026-11-24T16:00", 1), ("2026-11-26T08:00", 2), ("2026-11-29T12:00", 4)]
    {
        let Band::Late(lateness) = file.seen(now).band else { panic!("late") };
        assert_eq!(lateness.closes, closes, "{now}");
    }
}

#[test]
fn a_returned_file_says_what_is_missing_how_to_mend_it_and_until_when() {
    let mut file = File::registered("2026-11-23T13:05");
    file.returned("2026-11-23T14:20");
    let status = file.seen("2026-11-24T10:42");
    assert_eq!((status.heading, status.band), (Heading::Returned { things: 2 }, Band::WaitingForYou));
    assert_eq!(status.promise.due_at, None);
    assert_eq!(status.promise.why, []);
    let returned = status.returned.as_ref().expect("returned");
    assert_eq!(returned.items[0].text.id, "Rekomendasi dari Dinas Pertanian Kota Pekanbaru");
    assert_eq!(returned.items[0].problem, "berlaku sampai 30 Oktober 2026, sudah lewat");
    assert_eq!(returned.items[0].remedy, "minta rekomendasi baru");
    assert_eq!(returned.items[1].remedy, "bawa foto berwarna");
    assert_eq!(returned.remark.as_deref(), Some("Loket buka sampai pukul 16.00"));
    assert_eq!(returned.last_day, day("2026-12-23"));
    assert_eq!(returned.after, AfterAnswer::Restarts);
    let expected = rows([
        ("received", Done),
        ("returned", WithYou),
        ("checked again", Next),
        ("draft+initial+sign+number", Next),
        ("deliver", Next),
    ]);
    assert_eq!(told_rows(&status), expected);
    assert_eq!(status.timeline[4].norm, Some(Norm::WorkingDays(2)));
}

#[test]
fn the_last_day_to_answer_is_a_working_day() {
    let mut file = File::registered("2026-11-25T08:05");
    file.returned("2026-11-25T08:20");
    // 25 December is a holiday, 26 and 27 a weekend.
    let last = file.seen("2026-11-25T09:00").returned.expect("returned").last_day;
    assert_eq!(last, day("2026-12-28"));
}

#[test]
fn a_complete_file_that_is_returned_goes_on_where_it_stood() {
    let mut file = File::registered("2026-11-23T08:05");
    file.on_to(StepKind::Draft, "2026-11-23T09:00").act(
        OfficeRole::BackOffice,
        &Command::Accept,
        "2026-11-23T09:05",
    );
    let ask = Command::Return { items: Vec::new(), remark: "Nama pada STR berbeda".into() };
    file.act(OfficeRole::BackOffice, &ask, "2026-11-23T09:10");
    let status = file.seen("2026-11-23T10:00");
    assert_eq!(status.heading, Heading::Returned { things: 0 });
    let returned = status.returned.expect("returned");
    assert_eq!(
        (returned.after, returned.remark.as_deref()),
        (AfterAnswer::Resumes, Some("Nama pada STR berbeda"))
    );
    assert_eq!(status.timeline.last().and_then(|row| row.norm), None);
}

#[test]
fn the_answer_begins_the_promise_anew() {
    let mut file = File::registered("2026-11-23T13:05");
    file.returned("2026-11-23T14:20").answered("2026-11-25T09:00");
    let status = file.seen("2026-11-25T10:00");
    assert_eq!((status.heading, status.band), (Heading::Checking, Band::InTime));
    assert_eq!(status.promise.due_at, Some(at("2026-11-27T16:30")));
    assert!(status.returned.is_none());
    assert_eq!(status.promise.why[0].from, day("2026-11-25"));
}

#[test]
fn a_promise_that_was_late_before_the_return_stays_late() {
    let mut file = File::registered("2026-11-23T13:05");
    file.returned("2026-11-26T08:00");
    let status = file.seen("2026-11-26T09:00");
    assert_eq!(status.band, Band::WaitingForYou);
    assert!(status.promise.late_before_return);
    assert_eq!(status.promise.due_at, Some(at("2026-11-25T16:00")));
    file.answered("2026-11-26T10:00").ready("2026-11-26T15:00");
    assert_eq!(file.seen("2026-11-27T08:00").band, Band::FinishedLate(None));
}

#[test]
fn reasons_between_desks_are_never_told_to_the_applicant() {
    let mut file = File::registered("2026-11-23T08:05");
    file.on_to(StepKind::Sign, "2026-11-23T10:00").act(
        OfficeRole::Head,
        &Command::Accept,
        "2026-11-23T10:10",
    );
    let back = Command::SendBack { to: StepNo(2), reason: "SALAH KETIK NAMA".into() };
    file.act(OfficeRole::Head, &back, "2026-11-23T10:20");
    let status = file.seen("2026-11-23T10:30");
    assert_eq!(status.heading, Heading::Drafting);
    assert_eq!(status.timeline[2].at, Some(at("2026-11-23T10:20")));
    assert!(!format!("{status:?}").contains("SALAH KETIK"));
    file.act(OfficeRole::BackOffice, &Command::Accept, "2026-11-23T10:40");
    let items = vec![ItemNote { key: "str".into(), note: "kabur".into(), ..ItemNote::default() }];
    file.act(OfficeRole::BackOffice, &Command::Return { items, remark: String::new() }, "2026-11-23T10:50");
    let status = file.seen("2026-11-23T11:00");
    assert!(!format!("{status:?}").contains("SALAH KETIK"));
    assert_eq!(status.returned.expect("returned").remark, None);
}

#[test]
fn a_ready_licence_is_told_with_place_hours_and_the_day_of_the_letter() {
    let mut file = File::registered("2026-11-20T09:00");
    file.ready("2026-11-23T14:36");
    let status = file.seen("2026-11-24T10:42");
    assert_eq!((status.heading, status.band), (Heading::Ready, Band::FinishedInTime));
    assert_eq!(status.promise.due_at, Some(at("2026-11-24T16:00")));
    let collection = status.collection.as_ref().expect("ready");
    assert_eq!(collection.since, at("2026-11-23T14:36"));
    assert_eq!(collection.until, day("2026-12-23"));
    assert_eq!(collection.counter, Counter::OpenUntilBreak(at("2026-11-24T12:00")));
    assert_eq!(collection.place, file.standard.collect_at);
    assert_eq!(status.licence.as_deref(), Some("500.7/021/SIPP-I/DPMPTSP/2026"));
    assert_eq!(
        status.timeline.last().map(|row| (row.progress, row.at)),
        Some((Progress::Done, Some(collection.since)))
    );
    assert!(status.legal.is_none());
}

#[test]
fn a_licence_that_became_ready_too_late_says_so() {
    let mut file = File::registered("2026-11-19T09:00");
    file.ready("2026-11-24T08:30");
    let band = file.seen("2026-11-24T10:42").band;
    assert_eq!(band, Band::FinishedLate(Some(Lateness { working: WorkingMs(HOUR), closes: 0 })));
}

#[test]
fn the_counter_says_when_it_opens_again() {
    let file = File::registered("2026-11-19T09:00");
    let counter = |now: &str| Counter::at(&file.calendar, at(now));
    assert_eq!(counter("2026-11-24T12:30"), Counter::ClosedUntil(at("2026-11-24T13:00")));
    assert_eq!(counter("2026-11-24T15:00"), Counter::OpenUntilClose(at("2026-11-24T16:00")));
    assert_eq!(counter("2026-11-27T17:00"), Counter::ClosedUntil(at("2026-11-30T07:30")));
}

#[test]
fn a_delivered_licence_is_finished() {
    let mut file = File::registered("2026-11-20T09:00");
    let deliver = Command::Deliver { recipient: Recipient::Applicant };
    file.ready("2026-11-23T14:36").act(OfficeRole::FrontOffice, &deliver, "2026-11-24T09:00");
    let status = file.seen("2026-11-24T10:42");
    assert_eq!((status.heading, status.band), (Heading::Delivered, Band::Finished));
    let last: Vec<_> = told_rows(&status).split_off(6);
    assert_eq!(last, rows([("deliver", Progress::Done), ("collected", Progress::Done)]));
    assert_eq!(status.timeline[6].at, Some(at("2026-11-23T14:36")));
    assert!(status.licence.is_some());
}

#[test]
fn a_refusal_is_told_with_its_reasons() {
    let mut file = File::registered("2026-11-20T09:00");
    file.on_to(StepKind::Sign, "2026-11-20T10:00").act(
        OfficeRole::Head,
        &Command::Accept,
        "2026-11-20T10:10",
    );
    let refuse = Command::Refuse { reasons: "Rekomendasi dicabut".into() };
    file.act(OfficeRole::Head, &refuse, "2026-11-20T10:20");
    let status = file.seen("2026-11-24T10:42");
    assert_eq!((status.heading, status.band), (Heading::Refused, Band::Ended(End::Refused)));
    let ended = status.ended.as_ref().expect("ended");
    assert_eq!((ended.at, ended.reasons.as_deref()), (at("2026-11-20T10:20"), Some("Rekomendasi dicabut")));
    let expected = rows([
        ("received", Done),
        ("verify", Done),
        ("draft", Done),
        ("initials of 3", Done),
        ("refused", Done),
    ]);
    assert_eq!(told_rows(&status), expected);
}

#[test]
fn a_licence_that_ended_at_the_counter_is_told_with_its_number_and_a_revocation_with_its_reasons() {
    let revoke = Command::Revoke { reason: "Rekomendasi palsu".into() };
    let replace = Command::Replace { reason: "Nama keliru, lihat REG/2026/000007".into() };
    for (order, heading, end, reasons) in [
        (revoke, Heading::Revoked, End::Revoked, Some("Rekomendasi palsu")),
        (replace, Heading::Replaced, End::Replaced, None),
    ] {
        let mut file = File::registered("2026-11-20T09:00");
        file.ready("2026-11-20T10:00").issued("2026-11-20T11:00");
        file.act(OfficeRole::Head, &order, "2026-11-23T09:00");
        let status = file.seen("2026-11-24T10:42");
        assert_eq!((status.heading, status.band), (heading, Band::Ended(end)));
        assert_eq!(status.ended.as_ref().and_then(|ended| ended.reasons.as_deref()), reasons);
        assert!(status.collection.is_none() && status.licence.is_some());
        let last = told_rows(&status).split_off(told_rows(&status).len() - 2);
        assert_eq!(last, rows([("deliver", Done), (end.key(), Done)]));
    }
}

#[test]
fn withdrawn_closed_and_annulled_files_say_which() {
    let mut withdrawn = File::registered("2026-11-20T09:00");
    withdrawn.act(
        OfficeRole::FrontOffice,
        &Command::Withdraw { reason: "pindah kota".into() },
        "2026-11-20T10:00",
    );
    let mut closed = File::registered("2026-10-20T09:00");
    closed.returned("2026-10-20T10:00");
    let acts = transition::close(&closed.dossier).expect("still with the applicant");
    closed.write(acts, "2026-11-20T07:30");
    let mut annulled = File::registered("2026-11-20T09:00");
    annulled.act(
        OfficeRole::Secretary,
        &Command::Annul { reason: "ganda dengan REG/2026/000007".into() },
        "2026-11-20T10:00",
    );
    let cases = [
        (withdrawn, Heading::Withdrawn, End::Withdrawn),
        (closed, Heading::Closed, End::Closed),
        (annulled, Heading::Annulled, End::Annulled),
    ];
    for (file, heading, end) in cases {
        let status = file.seen("2026-11-24T10:42");
        assert_eq!((status.heading, status.band), (heading, Band::Ended(end)));
        assert!(status.returned.is_none() && status.collection.is_none() && status.place.is_none());
        assert!(!format!("{status:?}").contains("REG/2026/000007"), "another file is not named");
        assert_eq!(told_rows(&status).last().map(|row| row.0.clone()), Some(end.key().to_owned()));
    }
}

#[test]
fn the_promised_date_is_explained_day_by_day() {
    let reasons = |when: &str, now: &str| -> Vec<_> {
        let why = File::registered(when).seen(now).promise.why;
        why.into_iter().map(|days| (days.from.to_string(), days.to.to_string(), days.reason)).collect()
    };
    let counted = |nth, until: Option<&str>| DayReason::Counted { nth: Some(nth), until: until.map(at) };
    let days = |from: &str, to: &str, reason| (from.to_owned(), to.to_owned(), reason);
    assert_eq!(
        reasons("2026-11-24T08:14", "2026-11-24T10:42"),
        [
            days("2026-11-24", "2026-11-24", DayReason::Received),
            days("2026-11-25", "2026-11-25", counted(1, None)),
            days("2026-11-26", "2026-11-26", counted(2, Some("2026-11-26T16:00"))),
        ]
    );
    assert_eq!(
        reasons("2026-12-23T10:00", "2026-12-23T10:42"),
        [
            days("2026-12-23", "2026-12-23", DayReason::Received),
            days("2026-12-24", "2026-12-25", DayReason::Holiday { name: "Hari Raya Natal".into() }),
            days("2026-12-26", "2026-12-27", DayReason::Weekend),
            days("2026-12-28", "2026-12-28", counted(1, None)),
            days("2026-12-29", "2026-12-29", counted(2, Some("2026-12-29T16:00"))),
        ]
    );
    // In after closing time: received with the next working day.
    assert_eq!(
        reasons("2026-11-27T17:00", "2026-11-28T10:42")[..3],
        [
            days("2026-11-27", "2026-11-27", DayReason::AfterHours),
            days("2026-11-28", "2026-11-29", DayReason::Weekend),
            days("2026-11-30", "2026-11-30", DayReason::Received),
        ]
    );
}

#[test]
fn a_late_promise_is_explained_up_to_its_date_and_not_beyond() {
    let file = File::registered("2026-11-19T10:31");
    let why = file.seen("2026-12-03T10:00").promise.why;
    assert_eq!(why.last().map(|days| days.to), Some(day("2026-11-23")));
}

#[test]
fn days_with_the_applicant_are_told_and_not_numbered() {
    let mut file = File::registered("2026-11-23T08:05");
    file.on_to(StepKind::Draft, "2026-11-23T09:00").act(
        OfficeRole::BackOffice,
        &Command::Accept,
        "2026-11-24T09:05",
    );
    let ask = Command::Return { items: Vec::new(), remark: "Nama pada STR berbeda".into() };
    file.act(OfficeRole::BackOffice, &ask, "2026-11-24T10:00").answered("2026-11-26T10:00");
    let why = file.seen("2026-11-26T11:00").promise.why;
    let reasons: Vec<_> = why.iter().map(|days| days.reason.clone()).collect();
    let part = DayReason::Counted { nth: None, until: None };
    assert_eq!(reasons[..3], [DayReason::Received, part.clone(), DayReason::WithYou]);
    assert!(why.iter().all(|days| !matches!(days.reason, DayReason::Counted { nth: Some(_), .. })));
}

#[test]
fn nothing_personal_and_no_officer_is_ever_told() {
    let mut file = File::registered("2026-11-20T09:00");
    let mut seen = vec![file.seen("2026-11-20T09:10")];
    for kind in [StepKind::Verify, StepKind::Draft, StepKind::Initial, StepKind::Sign, StepKind::Number] {
        file.on_to(kind, "2026-11-20T10:00");
        seen.push(file.seen("2026-11-20T10:10"));
    }
    file.ready("2026-11-20T11:00");
    seen.push(file.seen("2026-11-20T11:10"));
    for status in seen {
        let told = format!("{status:?}");
        for secret in [
            "Rina",
            "Sartika",
            "1471",
            "0003\"",
            "812755",
            "Kenanga",
            "example.org",
            "Rahasia",
            "0192f0c1",
            "\"Q",
        ] {
            assert!(!told.contains(secret), "{secret} in {told}");
        }
    }
}

#[test]
fn an_erased_application_has_no_name_and_no_second_factor() {
    let mut file = File::registered("2026-11-20T09:00");
    let four = LastFour::parse("0003").expect("four digits");
    assert!(four.hold(file.dossier.facts.as_ref()));
    assert!(!LastFour::parse("0004").expect("four digits").hold(file.dossier.facts.as_ref()));
    file.dossier.facts = None;
    assert_eq!(file.seen("2026-11-20T09:10").name, None);
    assert!(!four.hold(file.dossier.facts.as_ref()));
}

#[test]
fn a_standard_that_numbers_before_signing_is_told_in_its_own_order() {
    let standard = read_standard(include_str!("../../../server/standards/sip-dokter-hewan.toml"));
    let file = File::registered_under(standard.expect("the shipped standard"), "2026-11-24T08:14");
    let names: Vec<_> = told_rows(&file.seen("2026-11-24T09:00")).into_iter().map(|row| row.0).collect();
    assert_eq!(names, ["received", "verify", "draft", "initials of 2", "number", "sign", "deliver"]);
}

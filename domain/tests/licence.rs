//! The issued licence: when a letter is issued, how long it holds, what ends it.

mod desk;

use chrono::NaiveDate;
use desk::*;
use domain::command::{Command, Then};
use domain::dossier::{End, VisitEnd};
use domain::event::{Act, By, Event};
use domain::licence::{
    Claim, Fate, IssuedLetter, Licence, LicenceState, LicenceStatus, PublicLicence, Succession, is_due,
    issue, last_day, not_delivered, predecessor, succession, superseded, watches_expiry,
};
use domain::refusal::Refusal;
use domain::role::OfficeRole;
use domain::standard::ServiceStandard;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn letter() -> IssuedLetter {
    IssuedLetter {
        number: "500.7/001/SIPP-I/DPMPTSP/2026".into(),
        from: day("2026-11-24"),
        until: day("2031-11-24"),
        contents: "aa".repeat(32),
        sha256: "bb".repeat(32),
        template: "cc".repeat(32),
        key: "k1".into(),
    }
}

fn issued(file: &mut File) {
    let act = issue(&file.dossier, letter()).expect("due");
    file.append(vec![act]);
}

fn ready() -> File {
    let mut file = File::at_desk(inseminator(), 8);
    file.work();
    issued(&mut file);
    file.must(&dk(), &hand_over());
    file.accept();
    file
}

fn revoke() -> Command {
    Command::Revoke { reason: "Pemegang melanggar ketentuan izin".into() }
}

fn replace() -> Command {
    Command::Replace { reason: "Nama pada surat keliru".into() }
}

#[test]
fn a_letter_is_due_when_signature_and_number_both_stand_on_it_in_either_order() {
    let last_work = |standard: ServiceStandard, number: u8| {
        let mut file = File::at_desk(standard, number);
        assert!(!is_due(&file.dossier), "before the last of the two");
        assert_eq!(issue(&file.dossier, letter()), Err(Refusal::NotIssued));
        file.work();
        file
    };
    assert!(is_due(&last_work(inseminator(), 8).dossier), "signed, then numbered");
    assert!(is_due(&last_work(veterinarian(), 7).dossier), "numbered, then signed");
}

#[test]
fn a_letter_is_issued_once() {
    let file = ready();
    assert!(!is_due(&file.dossier));
    assert_eq!(issue(&file.dossier, letter()), Err(Refusal::NotIssued));
    assert_eq!(file.dossier.licence.as_ref().map(|licence| &licence.letter), Some(&letter()));
}

#[test]
fn a_send_back_of_the_numbered_file_takes_the_issued_letter_back() {
    let mut file = File::at_desk(inseminator(), 8);
    file.work();
    issued(&mut file);
    file.must(&dk(), &send_back(3));
    assert_eq!(file.dossier.licence, None, "another version needs another letter");
    file.accept();
    for _ in 3..8 {
        file.work_and_forward();
        file.accept();
    }
    assert!(!is_due(&file.dossier), "the number is not confirmed again yet");
    file.work();
    assert!(is_due(&file.dossier));
}

#[test]
fn a_licence_holds_up_to_its_last_day_and_says_so_before_it_ends() {
    let licence = Licence { letter: letter(), entry: 30, at: on(24, "10:00"), fate: None };
    let status = |today: &str| licence.status(day(today));
    assert_eq!(status("2026-11-24"), LicenceStatus::Valid);
    assert_eq!(status("2031-08-25"), LicenceStatus::Valid, "91 days before");
    assert_eq!(status("2031-08-26"), LicenceStatus::Expiring { within: 90 });
    assert_eq!(status("2031-10-25"), LicenceStatus::Expiring { within: 30 });
    assert_eq!(status("2031-11-24"), LicenceStatus::Expiring { within: 30 }, "its last day");
    assert_eq!(status("2031-11-25"), LicenceStatus::Expired);
}

#[test]
fn a_licence_of_five_years_ends_on_the_same_day_of_the_month() {
    assert_eq!(last_day(day("2026-11-23"), 5), day("2031-11-23"));
    assert_eq!(last_day(day("2028-02-29"), 5), day("2033-02-28"));
}

#[test]
fn the_kepala_dinas_alone_revokes_or_replaces_a_licence_that_is_ready_or_handed_over() {
    let mut delivered = ready();
    delivered.work();
    for (file, then) in [(ready(), "+not_delivered"), (delivered, "")] {
        for role in OfficeRole::ALL {
            for (command, event) in [(revoke(), "revoked"), (replace(), "replaced")] {
                let ordered = format!("{event}{then}");
                let wanted = if role == OfficeRole::Head { &*ordered } else { "!not_permitted" };
                assert_eq!(file.told(&person("ZZ", &[role]), &command), wanted, "{role:?}");
            }
        }
    }
}

#[test]
fn a_licence_is_ended_with_a_reason_and_once() {
    let mut file = ready();
    assert_eq!(file.told(&af(), &Command::Revoke { reason: " ".into() }), "!no_reason");
    file.must(&af(), &revoke());
    assert!(matches!(
        file.dossier.licence.as_ref().and_then(|l| l.fate.as_ref()),
        Some(Fate::Revoked { .. })
    ));
    assert_eq!(file.told(&af(), &revoke()), "!licence_over");
    assert_eq!(file.told(&af(), &replace()), "!licence_over");
    let deliver = Command::Deliver { recipient: domain::event::Recipient::Applicant };
    assert_eq!(file.told(&ys(), &deliver), "!ended", "a revoked licence is not handed over");
}

#[test]
fn an_order_that_ends_a_licence_at_the_counter_ends_its_dossier_and_keeps_the_licence() {
    for (command, end, state) in
        [(revoke(), End::Revoked, LicenceState::Revoked), (replace(), End::Replaced, LicenceState::Ordered)]
    {
        let mut file = ready();
        file.must(&ys(), &Command::ApplicantArrived);
        let promise = file.dossier.promise.clone();
        file.must(&af(), &command);
        assert_eq!(file.dossier.standing.ended(), Some(end));
        assert_eq!(file.dossier.licence.as_ref().map(Licence::state), Some(state), "its number is not void");
        assert_eq!(file.dossier.promise, promise, "the promise was kept or broken when it was ready");
        let visit = file.dossier.visit().expect("at the counter");
        assert_eq!((visit.end, visit.ended_at), (Some(VisitEnd::Cut), Some(file.dossier.newest_at)));
        assert_eq!(file.told(&af(), &command), "!licence_over", "once");
    }
}

/// A card written before the order ended the dossier too.
fn left_at_the_counter(event: Event) -> File {
    let mut file = ready();
    file.append(vec![Act { by: By::System, event, detail: None }]);
    file
}

#[test]
fn a_dossier_that_an_older_order_left_at_the_counter_is_ended_by_the_program() {
    for (event, end) in [
        (Event::Revoked, End::Revoked),
        (Event::Replaced { by: None }, End::Replaced),
        (Event::Replaced { by: Some("500.7/002/SIPP-I/DPMPTSP/2026".into()) }, End::Replaced),
    ] {
        let mut file = left_at_the_counter(event);
        let deliver = Command::Deliver { recipient: domain::event::Recipient::Applicant };
        assert_eq!(file.told(&ys(), &deliver), "!licence_over");
        let act = not_delivered(&file.dossier).expect("nothing is left to hand over");
        file.append(vec![act]);
        assert_eq!(file.dossier.standing.ended(), Some(end));
        assert_eq!(not_delivered(&file.dossier), Err(Refusal::Ended));
    }
    assert_eq!(not_delivered(&ready().dossier), Err(Refusal::NotIssued), "it holds and is to be collected");
    assert_eq!(not_delivered(&File::at_desk(inseminator(), 8).dossier), Err(Refusal::NotReady));
}

#[test]
fn the_scan_of_a_letter_that_was_kept_back_is_still_brought_in() {
    let mut file = ready();
    file.must(&af(), &revoke());
    assert!(domain::signed_copy::may_bring(&file.standard, &file.dossier.standing, &dk()).is_ok());
}

#[test]
fn before_it_is_ready_a_letter_is_sent_back_and_not_revoked() {
    let file = File::at_desk(inseminator(), 8);
    assert_eq!(file.told(&af(), &revoke()), "!not_ready");
    let unissued = File::at_desk(inseminator(), 9);
    assert_eq!(unissued.told(&af(), &revoke()), "!not_issued");
}

#[test]
fn a_successor_ends_a_licence_and_names_itself() {
    let mut file = ready();
    let act = superseded(&file.dossier, "500.7/002/SIPP-I/DPMPTSP/2026").expect("it stands");
    file.append(vec![act]);
    let today = day("2026-11-25");
    assert_eq!(file.dossier.licence.as_ref().map(|l| l.status(today)), Some(LicenceStatus::Replaced));
    assert_eq!(superseded(&file.dossier, "500.7/003/SIPP-I/DPMPTSP/2026"), Err(Refusal::LicenceOver));
}

#[test]
fn an_ordered_replacement_is_completed_by_the_number_of_the_new_letter() {
    let mut file = ready();
    file.must(&af(), &replace());
    let act = superseded(&file.dossier, "500.7/002/SIPP-I/DPMPTSP/2026").expect("only ordered so far");
    file.append(vec![act]);
    let by = file.dossier.licence.and_then(|licence| match licence.fate {
        Some(Fate::Replaced { by, .. }) => by,
        _ => None,
    });
    assert_eq!(by.as_deref(), Some("500.7/002/SIPP-I/DPMPTSP/2026"));
}

#[test]
fn a_revoked_licence_has_no_successor() {
    let mut file = ready();
    file.must(&af(), &revoke());
    assert_eq!(superseded(&file.dossier, "500.7/002/SIPP-I/DPMPTSP/2026"), Err(Refusal::LicenceOver));
}

fn claim() -> Claim {
    Claim {
        number: letter().number,
        service: "sipp-inseminator".into(),
        holder: "dd".repeat(16),
        from: letter().from,
        until: letter().until,
        contents: "aa".repeat(16),
    }
}

/// The claim with one field after another changed.
fn changed_claims() -> [Claim; 6] {
    [
        Claim { number: "500.7/002/SIPP-I/DPMPTSP/2026".into(), ..claim() },
        Claim { service: "sip-dokter-hewan".into(), ..claim() },
        Claim { holder: "de".repeat(16), ..claim() },
        Claim { from: day("2026-11-25"), ..claim() },
        Claim { until: day("2031-11-25"), ..claim() },
        Claim { contents: "ab".repeat(16), ..claim() },
    ]
}

#[test]
fn every_field_of_a_claim_stands_in_the_signed_text() {
    for other in changed_claims() {
        assert_ne!(other.signed_text(), claim().signed_text(), "{other:?}");
    }
}

#[test]
fn a_claim_speaks_of_the_letter_that_it_was_made_for_and_of_no_other() {
    assert!(claim().speaks_of("sipp-inseminator", &letter()));
    for other in changed_claims() {
        // The register does not keep the name's hash: that the signature holds.
        let wanted = other.holder != claim().holder;
        assert_eq!(other.speaks_of("sipp-inseminator", &letter()), wanted, "{other:?}");
    }
}

#[test]
fn the_public_sees_a_masked_name_dates_and_what_became_of_a_licence() {
    let mut file = ready();
    let name = file.dossier.facts.as_ref().expect("kept").name.clone();
    let seen = |file: &File| {
        let licence = file.dossier.licence.as_ref().expect("issued");
        let date = |at| calendar().date(at);
        PublicLicence::of(&file.standard, &name, licence, day("2026-11-25"), date)
    };
    let valid = seen(&file);
    assert_eq!((valid.status, valid.over_since), (LicenceStatus::Valid, None));
    assert!(!valid.holder.contains(&name.name) && valid.holder.contains("***"), "{}", valid.holder);
    file.must(&af(), &revoke());
    let revoked = seen(&file);
    assert_eq!((revoked.status, revoked.over_since), (LicenceStatus::Revoked, Some(day("2026-11-24"))));
}

#[test]
fn a_licence_whose_letter_was_written_elsewhere_holds_once_it_is_ready() {
    let seen = |file: &File, today: &str| {
        let date = |at| calendar().date(at);
        PublicLicence::of_register(&file.standard, &file.dossier, day(today), date)
    };
    let mut numbered = File::at_desk(inseminator(), 8);
    numbered.work();
    assert_eq!(seen(&numbered, "2026-11-25"), None, "on a desk it may still be sent back");
    let mut file = File::at_desk(inseminator(), 9);
    for _ in 0..2 {
        let known = seen(&file, "2026-11-25").expect("ready, then handed over");
        assert_eq!((known.from, known.until), (day("2026-11-24"), day("2031-11-24")));
        assert_eq!(known.status, LicenceStatus::Valid);
        assert_eq!(seen(&file, "2031-11-25").map(|known| known.status), Some(LicenceStatus::Expired));
        if file.dossier.standing.ended().is_none() {
            file.work();
        }
    }
}

#[test]
fn the_signed_file_stays_issued_when_its_handover_is_taken_back() {
    let mut file = File::at_desk(inseminator(), 8);
    file.work();
    issued(&mut file);
    file.must(&dk(), &Command::HandOver { then: Then::HandOver });
    file.must(&dk(), &Command::TakeBack);
    assert!(file.dossier.licence.is_some());
}

#[test]
fn a_new_application_is_made_out_of_a_dossier_that_is_over() {
    let delivered = || {
        let mut file = ready();
        file.work();
        file
    };
    let mut refused = File::at_desk(inseminator(), 7);
    refused.must(&af(), &Command::Refuse { reasons: "STR palsu".into() });
    let mut revoked = delivered();
    revoked.must(&af(), &revoke());
    let mut ordered = delivered();
    ordered.must(&af(), &replace());
    let mut ordered_at_the_counter = ready();
    ordered_at_the_counter.must(&af(), &replace());
    let mut elsewhere = File::at_desk(inseminator(), 9);
    elsewhere.work();
    let leads_to = |file: &File, wanted| {
        assert_eq!(succession(&file.dossier), wanted, "{:?}", file.dossier.standing.stage);
    };
    leads_to(&File::at_desk(inseminator(), 2), Err(Refusal::NotEnded));
    leads_to(&ready(), Err(Refusal::NotEnded));
    leads_to(&delivered(), Ok(Succession::Renewal));
    leads_to(&elsewhere, Err(Refusal::NotIssued));
    leads_to(&revoked, Err(Refusal::LicenceOver));
    leads_to(&ordered, Ok(Succession::Replacement));
    leads_to(&ordered_at_the_counter, Ok(Succession::Replacement));
    leads_to(&refused, Ok(Succession::Again));
}

#[test]
fn a_licence_passes_to_no_other_person_and_no_other_service() {
    let mut old = ready();
    old.work();
    let same = old.dossier.facts.clone().expect("kept");
    assert_eq!(predecessor(&old.dossier, "sipp-inseminator", &same), Ok(Some(old.dossier.id.clone())));
    assert_eq!(predecessor(&old.dossier, "sip-dokter-hewan", &same), Err(Refusal::OtherService));
    let nik = domain::person::Nik::parse("1471081203890019").expect("16 digits");
    let other = domain::application::Facts { nik, ..same.clone() };
    assert_eq!(predecessor(&old.dossier, "sipp-inseminator", &other), Err(Refusal::OtherHolder));
    old.dossier.facts = None;
    assert_eq!(predecessor(&old.dossier, "sipp-inseminator", &same), Err(Refusal::OtherHolder), "erased");
    let mut refused = File::at_desk(inseminator(), 7);
    refused.must(&af(), &Command::Refuse { reasons: "STR palsu".into() });
    let facts = refused.dossier.facts.clone().expect("kept");
    assert_eq!(predecessor(&refused.dossier, "sipp-inseminator", &facts), Ok(None), "it had no licence");
}

#[test]
fn the_counter_and_those_who_lead_are_told_daily_what_comes_to_its_end() {
    for role in OfficeRole::ALL {
        let told = matches!(
            role,
            OfficeRole::FrontOffice | OfficeRole::Secretary | OfficeRole::Head | OfficeRole::Personnel
        );
        assert_eq!(watches_expiry(&person("ZZ", &[role])), told, "{role:?}");
    }
}

//! Two-sided handover: trays, initials, taking back and over, sending back, stand-ins.

mod desk;

use desk::*;
use domain::command::{Command, Then};
use domain::dossier::{Stage, TrayOrigin, VisitEnd};
use domain::event::{By, Finding, Recipient};
use domain::refusal::Refusal;
use domain::role::{OfficeRole, StandInForm};
use domain::standard::StepNo;
use domain::time::{MINUTE_MS, WorkingMs};
use domain::transition::{Target, forward_command, moves};

fn holder(file: &File) -> String {
    file.dossier.standing.stage.holder().map(|hand| hand.initials.to_string()).unwrap_or_default()
}

#[test]
fn a_counter_registration_is_accepted_in_the_same_instant() {
    let file = File::unmarked(inseminator());
    let wait = &file.dossier.visits[0].trays[0];
    assert_eq!((wait.from, wait.to), (file.dossier.submitted_at, Some(file.dossier.submitted_at)));
    assert_eq!(wait.giver, By::Applicant);
    assert_eq!(holder(&file), "YS");
}

#[test]
fn an_online_submission_lies_in_the_intake_tray_given_by_the_applicant() {
    let file = File::online(inseminator());
    let Stage::Tray { origin, giver, .. } = &file.dossier.standing.stage else { panic!("not in a tray") };
    assert_eq!((*origin, giver), (TrayOrigin::Submission, &By::Applicant));
    assert_eq!(file.told(&rh(), &Command::Accept), "accepted");
}

#[test]
fn the_giver_takes_a_file_back_until_it_is_accepted() {
    let mut file = File::in_tray(inseminator(), 3);
    let colleague = file.told(&rh(), &Command::TakeBack);
    assert_eq!(colleague, "!not_your_handover");
    file.must(&ys(), &Command::TakeBack);
    assert_eq!((file.step(), holder(&file).as_str()), (2, "YS"));
    file.must(&ys(), &hand_over());
    file.accept();
    assert_eq!(file.told(&ys(), &Command::TakeBack), "!not_in_tray");
}

#[test]
fn the_time_in_the_tray_of_a_file_taken_back_is_working_time() {
    let mut file = File::at_desk(inseminator(), 4);
    let accepted = file.dossier.newest_at;
    file.work_and_forward();
    file.must(&ns(), &Command::TakeBack);
    let visit = file.dossier.visit().expect("a visit");
    assert_eq!((visit.end, visit.ended_at, visit.trays.len()), (None, None, 1));
    assert_eq!(visit.clock.len(), 1, "the stop is not in the clock's list");
    assert_eq!(visit.clock[0].at, accepted);
    assert_eq!(file.card.len(), usize::try_from(file.dossier.entries).expect("small"), "both entries stay");
}

#[test]
fn what_was_given_with_a_handover_taken_back_need_not_be_given_again() {
    for (step, again) in [(4, "!already_initialled"), (7, "!already_signed"), (8, "!already_numbered")] {
        let mut file = File::at_desk(inseminator(), step);
        let officer = file.holder();
        let command =
            forward_command(&file.standard, &file.dossier.standing, Then::HandOver).expect("forward");
        file.must(&officer, &command);
        file.must(&officer, &Command::TakeBack);
        let then = Then::Keep;
        let work = match step {
            4 => Command::Initial { then },
            7 => Command::Sign { then },
            _ => Command::Number { stamped: true, then },
        };
        assert_eq!(file.told(&officer, &work), again);
        assert_eq!(file.told(&officer, &hand_over()), "handed_over");
    }
}

#[test]
fn a_file_is_complete_for_good_with_its_first_handover_out_of_verification() {
    let mut file = File::at_desk(inseminator(), 2);
    file.work();
    assert!(!file.dossier.standing.complete, "ticking does not make it complete");
    assert_eq!(file.must(&ys(), &hand_over()), ["file_completed", "handed_over"]);
    file.must(&ys(), &Command::TakeBack);
    assert!(file.dossier.standing.complete);
    assert_eq!(file.must(&ys(), &hand_over()), ["handed_over"]);
    file.accept();
    file.must(&dk(), &send_back(2));
    file.accept();
    assert_eq!(file.told(&ys(), &hand_over()), "handed_over");
}

#[test]
fn only_who_still_holds_the_role_takes_back() {
    let file = File::in_tray(inseminator(), 3);
    let mut transferred = ys();
    transferred.grants = person("YS", &[OfficeRole::Personnel]).grants;
    assert_eq!(file.told(&transferred, &Command::TakeBack), "!holder_off_duty");
}

#[test]
fn a_file_sent_back_or_answered_is_not_taken_back() {
    let mut file = File::at_desk(inseminator(), 5);
    file.must(&hs(), &send_back(4));
    assert_eq!(file.told(&hs(), &Command::TakeBack), "!not_your_handover");
    let mut file = File::at_desk(inseminator(), 5);
    file.must(&hs(), &returns("ktp"));
    file.must(&ys(), &answers("ktp"));
    assert_eq!(file.told(&ys(), &Command::TakeBack), "!not_your_handover");
}

#[test]
fn a_colleague_takes_the_file_over_and_the_clock_runs_on() {
    let mut file = File::at_desk(inseminator(), 2);
    let clock = file.dossier.step_clock().to_vec();
    file.must(&rh(), &Command::TakeOver);
    assert_eq!(holder(&file), "RH");
    assert_eq!(file.dossier.step_clock(), clock);
    let refusal = file.refused(&ys(), &hand_over());
    assert_eq!(refusal, Refusal::HeldByColleague { holder: rh().initials });
}

#[test]
fn a_holder_whose_grant_has_ended_does_nothing_more_and_a_colleague_takes_over() {
    let mut file = File::at_desk(inseminator(), 2);
    let mut transferred = ys();
    transferred.grants.clear();
    assert_eq!(file.told(&transferred, &hand_over()), "!holder_off_duty");
    file.must(&rh(), &Command::TakeOver);
    assert_eq!(file.told(&rh(), &file.mark_all(None, Some(Finding::Present))), "items_marked");
}

#[test]
fn one_who_holds_both_roles_hands_over_to_himself_at_one_instant() {
    let both = person("DN", &[OfficeRole::FrontOffice, OfficeRole::BackOffice]);
    let mut file = File::in_tray(inseminator(), 2);
    file.must(&both, &Command::Accept);
    file.must(&both, &file.mark_all(None, Some(Finding::Present)));
    let told = file.must(&both, &Command::HandOver { then: Then::HandOverAndAccept });
    assert_eq!(told, ["file_completed", "handed_over", "accepted"]);
    let wait = &file.dossier.visit().expect("a visit").trays[0];
    assert_eq!(Some(wait.from), wait.to, "queue 0");
    assert_eq!(wait.giver.hand().map(|hand| &hand.account), wait.receiver.as_ref().map(|hand| &hand.account));
    assert_eq!(
        file.dossier.standing.version,
        file.card.last().expect("entries").version,
        "one step of the version"
    );
}

#[test]
fn one_who_holds_one_role_only_does_not_hand_over_to_himself() {
    let mut file = File::at_desk(inseminator(), 2);
    file.work();
    let refusal = file.refused(&ys(), &Command::HandOver { then: Then::HandOverAndAccept });
    assert_eq!(refusal, Refusal::NextDeskIsAnothers { role: OfficeRole::BackOffice.into() });
}

#[test]
fn initial_and_handover_are_one_act() {
    let mut file = File::at_desk(inseminator(), 4);
    let before = file.dossier.standing.version;
    assert_eq!(file.must(&ns(), &Command::Initial { then: Then::HandOver }), ["initialled", "handed_over"]);
    assert_eq!(file.dossier.standing.version, before + 1);
}

#[test]
fn a_stand_in_signs_under_the_form_in_which_the_role_is_lent() {
    for form in StandInForm::ALL {
        let stand_in = lent(hs(), OfficeRole::Secretary, form);
        let mut file = File::in_tray(inseminator(), 6);
        file.must(&stand_in, &Command::Accept);
        file.must(&stand_in, &Command::Initial { then: Then::HandOver });
        let mark = file.dossier.standing.initials.last().expect("an initial");
        assert_eq!((mark.hand.initials.as_str(), mark.hand.lent), ("HS", Some(form)));
        assert_eq!(mark.hand.role.0, "sekretaris");
    }
}

#[test]
fn an_own_role_goes_before_a_lent_one() {
    let both = lent(my(), OfficeRole::Secretary, StandInForm::Plh);
    let mut file = File::in_tray(inseminator(), 6);
    file.must(&both, &Command::Accept);
    assert_eq!(file.dossier.standing.stage.holder().expect("a holder").lent, None);
}

#[test]
fn absence_takes_no_right_away_but_is_marked() {
    let mut absent = my();
    absent.absent = true;
    let mut file = File::in_tray(inseminator(), 6);
    file.must(&absent, &Command::Accept);
    assert!(file.dossier.standing.stage.holder().expect("a holder").absent);
}

#[test]
fn a_file_sent_back_ends_the_visit_and_begins_another_in_that_desks_tray() {
    let mut file = File::at_desk(inseminator(), 6);
    let visits = file.dossier.visits.len();
    file.must(&my(), &send_back(4));
    assert_eq!(file.dossier.visits[visits - 1].end, Some(VisitEnd::SentBack));
    let Stage::Tray { origin, .. } = file.dossier.standing.stage else { panic!("not in a tray") };
    assert_eq!((file.step(), origin), (4, TrayOrigin::SendBack));
    assert_eq!(file.dossier.reason.as_deref(), Some("Nama pada surat salah"));
}

#[test]
fn sent_back_to_an_initial_the_version_stays_and_later_initials_are_struck() {
    let mut file = File::at_desk(inseminator(), 6);
    file.must(&my(), &send_back(5));
    let struck: Vec<(u8, bool)> =
        file.dossier.standing.initials.iter().map(|mark| (mark.step.number(), mark.struck)).collect();
    assert_eq!(struck, [(4, false), (5, true)]);
    assert!(!file.dossier.standing.draft.expect("a draft").stale);
    file.accept();
    assert_eq!(file.told(&hs(), &hand_over()), "!not_initialled");
    file.must(&hs(), &Command::Initial { then: Then::HandOver });
    assert_eq!(file.step(), 6, "the later step is visited again");
}

#[test]
fn sent_back_to_the_draft_everything_is_made_anew() {
    let mut file = File::at_desk(inseminator(), 6);
    file.must(&my(), &send_back(3));
    let standing = &file.dossier.standing;
    assert!(standing.draft.expect("a draft").stale);
    assert!(standing.initials.iter().all(|mark| mark.struck));
    file.accept();
    file.must(&dk(), &Command::Draft { then: Then::HandOver });
    assert_eq!(file.dossier.standing.draft.expect("a draft").number, 2);
    file.accept();
    assert_eq!(file.told(&ns(), &hand_over()), "!not_initialled");
}

#[test]
fn sent_back_to_verification_the_marks_stay_and_may_change() {
    let mut file = File::at_desk(inseminator(), 4);
    file.must(&ns(), &send_back(2));
    file.accept();
    assert_eq!(file.dossier.standing.checklist.undecided, 0);
    let absent = Command::MarkItems { items: vec![decision("npwp", None, Some(Finding::Absent))] };
    assert_eq!(file.told(&ys(), &absent), "items_marked");
}

#[test]
fn a_signed_file_sent_back_loses_its_signature_and_its_legal_stop() {
    let mut file = File::at_desk(inseminator(), 8);
    assert!(file.dossier.standing.signature.is_some());
    assert_eq!(file.dossier.legal.len(), 2);
    file.must(&dk(), &send_back(7));
    assert!(file.dossier.standing.signature.is_none());
    assert_eq!(file.dossier.legal.len(), 1, "the clock reads as if it had never stopped");

    let mut file = File::at_desk(inseminator(), 7);
    file.work();
    file.must(&af(), &send_back(6));
    assert!(file.dossier.standing.signature.is_none(), "from the signing desk itself too");
    assert_eq!(file.dossier.legal.len(), 1);
}

#[test]
fn a_number_stays_with_the_dossier_and_is_confirmed_again() {
    let mut file = File::at_desk(inseminator(), 8);
    file.work();
    let number = file.dossier.standing.number.clone().expect("a number").number;
    file.must(&dk(), &send_back(7));
    file.accept();
    file.work_and_forward();
    file.accept();
    assert_eq!(file.told(&dk(), &hand_over()), "!not_numbered");
    assert_eq!(file.must(&dk(), &Command::Number { stamped: true, then: Then::Keep }), ["number_confirmed"]);
    assert_eq!(file.dossier.standing.number.clone().expect("a number").number, number);
}

#[test]
fn where_the_number_comes_first_a_refused_signature_keeps_it_to_be_confirmed() {
    let mut file = File::at_desk(veterinarian(), 7);
    file.must(&af(), &send_back(5));
    let number = file.dossier.standing.number.clone().expect("a number");
    assert!(!number.confirmed);
    file.accept();
    file.work_and_forward();
    file.accept();
    assert_eq!(file.told(&dk(), &hand_over()), "!not_numbered");
}

#[test]
fn a_send_back_says_why() {
    let file = File::at_desk(inseminator(), 6);
    let silent = Command::SendBack { to: no(4), reason: "  ".into() };
    assert_eq!(file.told(&my(), &silent), "!no_reason");
    let long = Command::SendBack { to: no(4), reason: "a".repeat(2_001) };
    assert_eq!(file.refused(&my(), &long), Refusal::TextTooLong { limit: 2_000 });
}

#[test]
fn a_ready_licence_is_handed_over_by_any_holder_of_the_role() {
    let mut file = File::at_desk(inseminator(), 9);
    assert_eq!(holder(&file), "YS");
    assert_eq!(file.told(&rh(), &Command::TakeOver), "!already_ready");
    let proxy = Recipient::Proxy { name: "Siti Aminah".into(), document: "Surat kuasa 24/11/2026".into() };
    file.must(&rh(), &Command::Deliver { recipient: proxy });
    assert!(matches!(file.dossier.standing.stage, Stage::Ended { .. }));
    assert_eq!(file.dossier.recipient.as_ref().map(|r| matches!(r, Recipient::Proxy { .. })), Some(true));
}

#[test]
fn a_proxy_is_named_with_a_document() {
    let file = File::at_desk(inseminator(), 9);
    for (name, document) in [("", "Surat kuasa"), ("Siti Aminah", " ")] {
        let recipient = Recipient::Proxy { name: name.into(), document: document.into() };
        assert_eq!(file.told(&ys(), &Command::Deliver { recipient }), "!no_recipient");
    }
}

#[test]
fn the_counters_clock_runs_only_while_the_applicant_stands_there() {
    let mut file = File::at_desk(inseminator(), 9);
    assert!(file.dossier.step_clock().is_empty());
    file.must(&ys(), &Command::ApplicantArrived);
    let first = file.dossier.step_clock()[0].at;
    file.must(&rh(), &Command::ApplicantArrived);
    assert!(file.dossier.step_clock()[0].at > first, "coming again begins anew");
    file.must(&rh(), &Command::ApplicantLeft);
    assert!(file.dossier.step_clock().is_empty(), "leaving drops it");
    file.must(&ys(), &Command::Deliver { recipient: Recipient::Applicant });
    assert!(file.dossier.step_clock().is_empty(), "none where it is done in one act");

    let mut file = File::at_desk(inseminator(), 9);
    file.must(&ys(), &Command::ApplicantArrived);
    file.must(&ys(), &Command::Deliver { recipient: Recipient::Applicant });
    let clock = file.dossier.step_clock();
    let minute = calendar().working_between(clock[0].at, clock[1].at);
    assert_eq!((clock.len(), minute), (2, WorkingMs(MINUTE_MS)));
}

#[test]
fn accepting_for_the_counter_makes_the_licence_ready_and_stops_the_promise() {
    let file = File::at_desk(inseminator(), 9);
    assert!(matches!(file.dossier.standing.stage, Stage::Ready { .. }));
    assert_eq!(file.dossier.promise.len(), 2);
}

#[test]
fn the_moves_of_a_card_are_the_answers_of_the_rules() {
    for standard in [inseminator(), veterinarian()] {
        for number in 1..=standard.last().number() {
            let file = File::at_desk(standard.clone(), number);
            for actor in [ys(), dk(), ns(), hs(), my(), af()] {
                for (target, offered) in moves(&file.standard, &file.dossier.standing, &actor) {
                    let command = match target {
                        Target::Desk => Command::Accept,
                        Target::Forward(to) if to == StepNo(number) => {
                            match forward_command(&file.standard, &file.dossier.standing, Then::HandOver) {
                                Some(command) => command,
                                None => continue,
                            }
                        }
                        Target::Forward(_) => {
                            assert!(offered.is_err(), "two steps at once");
                            continue;
                        }
                        Target::Back(to) => Command::SendBack { to, reason: "alasan".into() },
                        Target::Applicant => returns("ktp"),
                        Target::Retrieve => Command::TakeBack,
                    };
                    let told = file.told(&actor, &command);
                    let wanted =
                        offered.err().map_or(String::new(), |refusal| format!("!{}", refusal_name(&refusal)));
                    assert_eq!(
                        told.starts_with('!'),
                        !wanted.is_empty(),
                        "step {number} {target:?} {actor:?}: {told}"
                    );
                    assert!(
                        wanted.is_empty() || told == wanted,
                        "step {number} {target:?}: {told} is not {wanted}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_giver_is_offered_to_take_the_file_back() {
    let file = File::in_tray(inseminator(), 4);
    let offered = |actor| {
        moves(&file.standard, &file.dossier.standing, &actor)
            .into_iter()
            .find(|(t, _)| *t == Target::Retrieve)
    };
    assert_eq!(offered(dk()), Some((Target::Retrieve, Ok(()))));
    assert_eq!(offered(ns()), None);
}

//! What the control card remarks of each visit.

mod desk;

use desk::*;
use domain::card_remark::{AfterReturn, Remark, remarks};
use domain::command::Command;
use domain::dossier::End;
use domain::dossier_view::DossierView;
use domain::event::{ItemNote, Personal, RecipientKind};
use domain::role::{OfficeRole, StandInForm};

/// The remarks on the visit with this place, counted from the first.
fn told(file: &File, place: usize) -> Vec<Remark> {
    let view = DossierView::of(file.dossier.clone(), &file.card, String::new(), file.dossier.newest_at);
    let all = remarks(&file.dossier, &view.card);
    assert_eq!(all.len(), file.dossier.visits.len());
    all[place - 1].clone()
}

fn returned(file: &File, place: usize) -> (Option<String>, Vec<ItemNote>, bool, AfterReturn) {
    let found = told(file, place).into_iter().find_map(|remark| match remark {
        Remark::Returned { reason, items, answered, then, .. } => {
            Some((reason, items, answered.is_some(), then))
        }
        _ => None,
    });
    found.expect("a return is remarked")
}

#[test]
fn a_file_that_went_straight_through_is_remarked_with_what_was_made_of_it() {
    let mut file = File::at_desk(inseminator(), 9);
    file.work();
    assert_eq!(told(&file, 2), [Remark::Complete { present: 11, of: 11 }, Remark::SamePerson]);
    assert_eq!(told(&file, 3), [Remark::Drafted(1)]);
    assert_eq!(told(&file, 4), []);
    assert_eq!(told(&file, 8), [Remark::Numbered("500.7/001/SIPP-I/DPMPTSP/2026".into())]);
    assert_eq!(told(&file, 9), [Remark::Delivered(RecipientKind::Applicant)]);
}

#[test]
fn the_clerk_who_records_an_application_gave_it_to_nobody() {
    assert_eq!(told(&File::at_counter(inseminator()), 1), []);
}

#[test]
fn a_return_is_remarked_with_its_reason_and_its_answer() {
    let mut file = File::at_desk(inseminator(), 4);
    let unreadable = ItemNote { note: "pindaian tidak terbaca".into(), ..note("str") };
    file.must(&ns(), &Command::Return { items: vec![unreadable.clone()], remark: "STR".into() });
    assert_eq!(
        returned(&file, 4),
        (Some("STR".into()), vec![unreadable.clone()], false, AfterReturn::Resumed)
    );
    file.must(&ys(), &answers("str"));
    let (.., answered, then) = returned(&file, 4);
    assert_eq!((answered, then), (true, AfterReturn::Resumed));
    assert!(!told(&file, 4).contains(&Remark::SamePerson));

    // The reason is personal, so it can be erased; that there was a return cannot.
    for entry in &mut file.card {
        if entry.personal != Personal::None {
            entry.personal = Personal::Erased;
        }
    }
    assert_eq!(returned(&file, 4), (None, Vec::new(), true, AfterReturn::Resumed));
}

#[test]
fn a_return_before_the_file_was_complete_began_the_promise_anew() {
    let mut file = File::at_desk(inseminator(), 2);
    file.must(&ys(), &returns("str"));
    file.must(&ys(), &answers("str"));
    assert_eq!(returned(&file, 2).3, AfterReturn::Restarted);
    let mut mistaken = File::at_desk(inseminator(), 2);
    mistaken.must(&ys(), &returns("str"));
    let mistake = Command::Answer {
        items: Vec::new(),
        facts: None,
        remark: "Salah tekan".into(),
        mistaken_return: true,
    };
    mistaken.must(&ys(), &mistake);
    assert_eq!(returned(&mistaken, 2).3, AfterReturn::Mistaken);
}

#[test]
fn a_file_sent_back_is_remarked_where_it_left_and_where_it_came() {
    let mut file = File::at_desk(inseminator(), 5);
    file.must(&hs(), &send_back(3));
    let Some(Remark::SentBack { to, reason, .. }) = told(&file, 5).into_iter().next() else {
        panic!("sent back")
    };
    assert_eq!((to, reason.as_deref()), (no(3), Some("Nama pada surat salah")));
    file.accept();
    assert_eq!(told(&file, 6), [Remark::CameBack { from: no(5) }]);
}

#[test]
fn what_was_taken_back_is_remarked_of_the_desk_that_had_handed_it_over() {
    let mut file = File::in_tray(inseminator(), 4);
    file.must(&dk(), &Command::TakeBack);
    assert_eq!(file.dossier.visits.len(), 3);
    assert!(matches!(told(&file, 3)[..], [Remark::Drafted(1), Remark::TakenBack(_)]), "{:?}", told(&file, 3));
    file.must(&dk(), &hand_over());
    assert_eq!(told(&file, 4), []);
}

#[test]
fn a_colleague_who_takes_over_and_a_correction_are_remarked() {
    let mut file = File::at_desk(inseminator(), 2);
    file.must(&rh(), &Command::TakeOver);
    let Some(Remark::TakenOver { from, by, .. }) = told(&file, 2).into_iter().next() else {
        panic!("taken over")
    };
    assert_eq!((from, by), (ys().initials, Some(rh().initials)));
    file.must(&rh(), &corrected(&file, "Bambang Prasetya"));
    assert!(told(&file, 2).iter().any(|remark| matches!(remark, Remark::Corrected { fields: 1, .. })));
}

#[test]
fn who_acts_for_another_or_while_absent_is_remarked_by_the_role_of_the_hand() {
    let mut file = File::in_tray(inseminator(), 6);
    let stand_in =
        domain::role::Actor { absent: true, ..lent(hs(), OfficeRole::Secretary, StandInForm::Plh) };
    file.must(&stand_in, &Command::Accept);
    let told = told(&file, 6);
    assert!(told.contains(&Remark::SamePerson), "{told:?}");
    assert!(told.contains(&Remark::WhileAbsent(hs().initials)), "{told:?}");
    let lent = told.iter().find_map(|remark| match remark {
        Remark::StandIn(hand) => Some((hand.lent, hand.role.office_role())),
        _ => None,
    });
    assert_eq!(lent, Some((Some(StandInForm::Plh), Some(OfficeRole::Secretary))));
}

#[test]
fn an_end_is_remarked_with_its_reason_where_the_file_was() {
    let mut file = File::at_desk(inseminator(), 3);
    file.must(&my(), &Command::Annul { reason: "Terdaftar dua kali".into() });
    let ended = told(&file, 3).into_iter().find_map(|remark| match remark {
        Remark::Ended { end, reason, .. } => Some((end, reason)),
        _ => None,
    });
    assert_eq!(ended, Some((End::Annulled, Some("Terdaftar dua kali".into()))));
}

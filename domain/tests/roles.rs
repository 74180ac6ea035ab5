//! Permissions: each one, each role. Source: house rules on permissions.

mod desk;

use desk::*;
use domain::command::Command;
use domain::event::Recipient;
use domain::refusal::Refusal;
use domain::role::{OfficeRole, Permission, RoleKey, StandInForm};

/// `✓` where the role holds the permission; columns in the order of [`OfficeRole::ALL`]:
/// front office, back office, junior, senior, secretary, head, complaint officer, division head, personnel, administrator.
fn row(permission: Permission) -> &'static str {
    use Permission as P;
    match permission {
        P::Board | P::SeeDossier | P::SeeCard => "✓✓✓✓✓✓····",
        P::SeeFullNik => "✓✓··✓✓····",
        P::Register | P::Answer | P::WithdrawOnBehalf | P::ChangePhone => "✓·········",
        P::Correct => "✓✓········",
        P::Annul | P::CheckComplaintBook => "····✓·····",
        P::EndLicence => "·····✓····",
        P::SeeDeskFigures => "··✓✓✓✓·✓✓✓",
        P::SeeRegister => "✓✓✓✓✓✓·✓✓·",
        P::SeePersonFigures => "····✓✓··✓·",
        P::Export => "✓···✓✓····",
        P::HandleComplaint => "······✓✓··",
        P::ManageUsers | P::ManageStandard | P::ManageCalendar => "·········✓",
        P::SeeSettingsLog => "·····✓···✓",
    }
}

#[test]
fn each_role_holds_its_permissions_and_no_other() {
    for permission in Permission::ALL {
        for (role, mark) in OfficeRole::ALL.into_iter().zip(row(permission).chars()) {
            assert_eq!(permission.held_by(&role.into()), mark == '✓', "{permission:?} of {role:?}");
        }
    }
}

#[test]
fn a_role_that_a_standard_names_for_itself_sees_its_board_and_no_more() {
    let own = RoleKey("pengolah".into());
    let held: Vec<Permission> = Permission::ALL.into_iter().filter(|p| p.held_by(&own)).collect();
    assert_eq!(
        held,
        [Permission::Board, Permission::SeeDossier, Permission::SeeCard, Permission::SeeRegister]
    );
}

#[test]
fn a_role_is_found_by_its_key() {
    for role in OfficeRole::ALL {
        assert_eq!(OfficeRole::from_key(role.key()), Some(role));
    }
    assert_eq!(OfficeRole::from_key("walikota"), None);
}

#[test]
fn a_permission_may_come_from_a_lent_role() {
    let stand_in = lent(person("DN", &[OfficeRole::Personnel]), OfficeRole::Secretary, StandInForm::Plt);
    assert!(stand_in.may(Permission::Annul));
    let mut file = File::at_desk(inseminator(), 2);
    file.must(&stand_in, &Command::Annul { reason: "Terdaftar dua kali".into() });
    let hand = file.card.last().and_then(|entry| entry.by.hand()).expect("an officer");
    assert_eq!((hand.role.0.as_str(), hand.lent), ("sekretaris", Some(StandInForm::Plt)));
}

#[test]
fn an_own_right_is_written_on_the_card_before_a_lent_one() {
    let mut both = lent(person("DN", &[]), OfficeRole::FrontOffice, StandInForm::An);
    both.grants.extend(dk().grants);
    let mut file = File::at_desk(inseminator(), 2);
    file.must(&both, &corrected(&file, "Bambang P."));
    let hand = file.card.last().and_then(|entry| entry.by.hand()).expect("an officer");
    assert_eq!((hand.role.0.as_str(), hand.lent), ("back-office", None));
}

#[test]
fn somebody_without_a_role_may_nothing() {
    let nobody = person("ZZ", &[]);
    let file = File::at_desk(inseminator(), 9);
    assert_eq!(file.told(&nobody, &Command::Deliver { recipient: Recipient::Applicant }), "!wrong_role");
    let refusal = file.refused(&nobody, &Command::ChangePhone { phone: "081276540002".into() });
    assert_eq!(refusal, Refusal::NotPermitted { permission: Permission::ChangePhone });
    assert!(Permission::ALL.into_iter().all(|permission| !nobody.may(permission)));
}

#[test]
fn only_the_front_office_registers() {
    let standard = inseminator();
    for role in OfficeRole::ALL {
        let registered = domain::transition::register_at_counter(
            &standard,
            &person("ZZ", &[role]),
            facts(&standard),
            &[],
            "",
            &given(),
        );
        assert_eq!(registered.is_ok(), role == OfficeRole::FrontOffice, "{role:?}");
    }
}

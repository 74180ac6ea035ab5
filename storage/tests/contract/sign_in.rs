//! The door: names, passwords and how often they may be tried.

use chrono::{DateTime, Utc};
use storage::account::FirstPassword;
use storage::password::{NewPassword, PasswordFault};
use storage::session::{Computer, Session};
use storage::settings_log::By;
use storage::sign_in::{Attempt, Confirmation, PasswordChange, SignIn};

use crate::office::{Office, PASSWORD, at, founded, person};

stories! {
    a_person_signs_in_by_user_name_or_nip,
    a_wrong_name_and_a_wrong_password_get_one_answer,
    five_wrong_passwords_close_the_door_for_a_while,
    a_morning_of_right_passwords_is_not_throttled,
    one_address_cannot_try_many_names,
    a_password_asked_again_is_good_for_five_minutes,
    a_new_password_ends_the_other_sessions,
    a_reset_password_must_be_changed,
}

const MORNING: &str = "2026-11-24T00:30:00Z";

fn attempt<'a>(name: &'a str, password: &'a str) -> Attempt<'a> {
    Attempt { name, password, network: "10.1.2.0/24", computer: Computer::Own, user_agent: "Firefox" }
}

async fn try_door(office: &Office, name: &str, password: &str, now: DateTime<Utc>) -> SignIn {
    office.store.sign_in(&attempt(name, password), now).await.unwrap()
}

async fn session(office: &Office, name: &str, password: &str, now: DateTime<Utc>) -> Session {
    match try_door(office, name, password, now).await {
        SignIn::Ok { token, .. } => office.store.session(&token, now).await.unwrap().expect("just opened"),
        other => panic!("{name} is not let in: {other:?}"),
    }
}

async fn a_person_signs_in_by_user_name_or_nip(office: Office) {
    let rina = office.employ("rina", "RD", &[]).await;
    let nip = office.store.account(&rina).await.unwrap().unwrap().nip.unwrap();
    for name in ["rina", "RINA ", &nip] {
        let session = session(&office, name, PASSWORD, at(MORNING)).await;
        assert_eq!((session.account, session.must_change), (rina.clone(), false), "{name}");
    }
}

async fn a_wrong_name_and_a_wrong_password_get_one_answer(office: Office) {
    let rina = office.employ("rina", "RD", &[]).await;
    for (name, password) in [("rina", "salah"), ("budi", PASSWORD), ("?!", PASSWORD), ("", "")] {
        assert_eq!(try_door(&office, name, password, at(MORNING)).await, SignIn::Wrong, "{name}");
    }
    office.store.disable_account(&rina, &By::CommandLine, at(MORNING)).await.unwrap();
    assert_eq!(try_door(&office, "rina", PASSWORD, at(MORNING)).await, SignIn::Wrong);
}

async fn five_wrong_passwords_close_the_door_for_a_while(office: Office) {
    let rina = office.employ("rina", "RD", &[]).await;
    let nip = office.store.account(&rina).await.unwrap().unwrap().nip.unwrap();
    for _ in 0..5 {
        assert_eq!(try_door(&office, "rina", "salah", at(MORNING)).await, SignIn::Wrong);
    }
    // Not even the right password, nor the same account by its other name.
    let retry_at = at("2026-11-24T00:33:00Z");
    for name in ["rina", &nip] {
        assert_eq!(try_door(&office, name, PASSWORD, at(MORNING)).await, SignIn::Throttled { retry_at });
    }
    session(&office, "rina", PASSWORD, retry_at).await;
    // The right password forgets the wrong ones.
    for _ in 0..5 {
        assert_eq!(try_door(&office, "rina", "salah", retry_at).await, SignIn::Wrong);
    }
}

async fn a_morning_of_right_passwords_is_not_throttled(office: Office) {
    office.employ("rina", "RD", &[]).await;
    for _ in 0..25 {
        session(&office, "rina", PASSWORD, at(MORNING)).await;
    }
}

async fn one_address_cannot_try_many_names(office: Office) {
    office.employ("rina", "RD", &[]).await;
    for number in 0..20 {
        let wrong = try_door(&office, &format!("orang{number}"), "salah", at(MORNING)).await;
        assert_eq!(wrong, SignIn::Wrong);
    }
    let retry_at = at("2026-11-24T00:30:45Z");
    assert_eq!(try_door(&office, "rina", PASSWORD, at(MORNING)).await, SignIn::Throttled { retry_at });
    let elsewhere = Attempt { network: "10.9.9.0/24", ..attempt("rina", PASSWORD) };
    let let_in = office.store.sign_in(&elsewhere, at(MORNING)).await.unwrap();
    assert!(matches!(let_in, SignIn::Ok { .. }));
}

async fn a_password_asked_again_is_good_for_five_minutes(office: Office) {
    office.employ("rina", "RD", &[]).await;
    let first = session(&office, "rina", PASSWORD, at(MORNING)).await;
    assert!(!first.is_confirmed(at(MORNING)));
    let wrong = office.store.confirm_password(&first, "salah", at(MORNING)).await.unwrap();
    assert_eq!(wrong, Confirmation::Wrong);
    let right = office.store.confirm_password(&first, PASSWORD, at(MORNING)).await.unwrap();
    assert_eq!(right, Confirmation::Confirmed);
    let seen = office.store.session_of_stream(&first.id, at(MORNING)).await.unwrap().unwrap();
    assert!(seen.is_confirmed(at("2026-11-24T00:34:59.999Z")));
    assert!(!seen.is_confirmed(at("2026-11-24T00:35:00Z")));

    for _ in 0..5 {
        office.store.confirm_password(&first, "salah", at(MORNING)).await.unwrap();
    }
    let refused = office.store.confirm_password(&first, PASSWORD, at(MORNING)).await.unwrap();
    assert!(matches!(refused, Confirmation::Throttled { .. }));
}

async fn a_new_password_ends_the_other_sessions(office: Office) {
    let mut new = person("rina", "RD", &[]);
    new.first_password = FirstPassword::MustChange;
    office.store.create_account(&new, &By::System, founded()).await.unwrap();
    let elsewhere = session(&office, "rina", PASSWORD, at(MORNING)).await;
    let here = session(&office, "rina", PASSWORD, at(MORNING)).await;
    assert!(here.must_change);

    let change = async |old: &str, new: &str| {
        office.store.change_password(&here, old, new, at(MORNING)).await.unwrap()
    };
    assert_eq!(change("salah", "tikar pandan biru").await, PasswordChange::Wrong);
    assert_eq!(change(PASSWORD, PASSWORD).await, PasswordChange::Refused(PasswordFault::Same));
    let refused = change(PASSWORD, "pendek").await;
    assert_eq!(refused, PasswordChange::Refused(PasswordFault::TooShort { letters: 6 }));
    let refused = change(PASSWORD, "rina dari sukajadi").await;
    assert_eq!(refused, PasswordChange::Refused(PasswordFault::ContainsName));
    assert_eq!(change(PASSWORD, "tikar pandan biru").await, PasswordChange::Changed);

    assert_eq!(office.store.session_of_stream(&elsewhere.id, at(MORNING)).await.unwrap(), None);
    let kept = office.store.session_of_stream(&here.id, at(MORNING)).await.unwrap().unwrap();
    assert!(!kept.must_change);
    assert_eq!(try_door(&office, "rina", PASSWORD, at(MORNING)).await, SignIn::Wrong);
    session(&office, "rina", "tikar pandan biru", at(MORNING)).await;
}

async fn a_reset_password_must_be_changed(office: Office) {
    let rina = office.employ("rina", "RD", &[]).await;
    let before = session(&office, "rina", PASSWORD, at(MORNING)).await;
    let new = NewPassword::parse("tikar pandan biru", &["rina"]).unwrap();
    office.store.reset_password(&rina, &new, &By::CommandLine, at(MORNING)).await.unwrap();
    assert_eq!(office.store.session_of_stream(&before.id, at(MORNING)).await.unwrap(), None);
    assert!(session(&office, "rina", "tikar pandan biru", at(MORNING)).await.must_change);
}

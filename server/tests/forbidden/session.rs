//! How a session ends, what it may not do, and that tries are counted where no restart forgets them.

use app::error::AppError;
use axum::body::Body;
use chrono::TimeDelta;
use domain::role::OfficeRole::{FrontOffice, Head, JuniorAnalyst};
use http::{Request, StatusCode};
use serde_json::{Value, json};
use storage::account::FirstPassword;
use storage::password::NewPassword;
use storage::settings_log::By;

use crate::office::{NOBODY, Office, PASSWORD, SERVICE, Served, fresh_id, morning, post, refusal};

const NEW: &str = "sepuluh perahu di Siak";

#[tokio::test]
async fn who_signed_out_is_out() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let (here, there) = (served.sign_in(Head.key()).await, served.sign_in(Head.key()).await);
    served.call("account/sign_out", &here, json!({})).await;
    assert!(!served.knows(&here).await && served.knows(&there).await);
}

#[tokio::test]
async fn a_closed_account_is_out_everywhere_and_stays_out() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let cookie = served.sign_in(Head.key()).await;
    let account = office.account(Head.key()).await;
    office.store.disable_account(&account, &By::CommandLine, morning()).await.unwrap();
    assert!(!served.knows(&cookie).await);
    let again = refusal(served.try_the_door(Head.key(), PASSWORD, "own").await).await;
    assert_eq!(again, AppError::WrongPassword);
    office.store.enable_account(&account, &By::CommandLine, morning()).await.unwrap();
    assert!(!served.knows(&cookie).await, "what was ended stays ended");
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_the_old_one_opens_nothing() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let (here, there) = (served.sign_in(Head.key()).await, served.sign_in(Head.key()).await);
    let wrong = json!({ "old": "bukan ini", "new": NEW });
    assert_eq!(served.refused("account/change_password", &here, wrong).await, AppError::WrongPassword);
    assert!(served.knows(&there).await, "a wrong try ends nothing");
    let changed = served.call("account/change_password", &here, json!({ "old": PASSWORD, "new": NEW })).await;
    assert_eq!(changed.status(), StatusCode::OK);
    assert!(served.knows(&here).await && !served.knows(&there).await);
    let old = refusal(served.try_the_door(Head.key(), PASSWORD, "own").await).await;
    assert_eq!(old, AppError::WrongPassword);
    assert_eq!(served.try_the_door(Head.key(), NEW, "own").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_password_set_anew_by_the_administrator_ends_every_session() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let cookie = served.sign_in(Head.key()).await;
    let account = office.account(Head.key()).await;
    let new = NewPassword::parse(NEW, &[]).unwrap();
    office.store.reset_password(&account, &new, &By::CommandLine, morning()).await.unwrap();
    assert!(!served.knows(&cookie).await);
}

#[tokio::test]
async fn before_the_first_password_is_changed_no_work_is_done() {
    let office = Office::open().await;
    office.employ("baru", "BR", FrontOffice, FirstPassword::MustChange).await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let before = office.written(&dossier).await;
    let cookie = served.sign_in("baru").await;
    let accept =
        json!({ "dossier": dossier, "seen": 1, "id": fresh_id(), "command": { "command": "accept" } });
    for (function, arguments) in [
        ("board/services", json!({})),
        ("board/read", json!({ "service": SERVICE, "query": {} })),
        ("board/card", json!({ "dossier": dossier })),
        ("command/act", accept),
        ("dossier/read", json!({ "id": dossier })),
        ("dossier/full-nik", json!({ "id": dossier })),
        ("dossier/facts", json!({ "id": dossier })),
        ("counter/open", json!({ "service": SERVICE })),
        ("counter/register", crate::office::registration()),
        ("dashboard/read", json!({})),
        ("register/read", json!({ "query": {} })),
    ] {
        let answer = served.refused(function, &cookie, arguments).await;
        assert_eq!(answer, AppError::MustChangePassword, "{function}");
    }
    assert_eq!(office.written(&dossier).await, before);
    served.call("account/change_password", &cookie, json!({ "old": PASSWORD, "new": NEW })).await;
    let board = served.call("board/read", &cookie, json!({ "service": SERVICE, "query": {} })).await;
    assert_eq!(board.status(), StatusCode::OK);
}

async fn act(served: &Served, cookie: &str, command: Value) -> AppError {
    let arguments = json!({ "dossier": NOBODY, "seen": 1, "id": fresh_id(), "command": command });
    served.refused("command/act", cookie, arguments).await
}

#[tokio::test]
async fn to_sign_and_to_refuse_the_password_is_asked_again_and_good_for_five_minutes() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let cookie = served.sign_in(Head.key()).await;
    let asking =
        [json!({ "command": "sign" }), json!({ "command": "refuse", "reasons": "Tidak memenuhi syarat." })];
    for command in &asking {
        assert_eq!(act(&served, &cookie, command.clone()).await, AppError::PasswordAgain, "{command}");
    }
    // What needs no password goes on to the dossier, which is none.
    assert_eq!(act(&served, &cookie, json!({ "command": "accept" })).await, AppError::NotFound);
    let confirmed = served.call("account/confirm_password", &cookie, json!({ "password": PASSWORD })).await;
    assert_eq!(confirmed.status(), StatusCode::OK);
    for (minutes, wanted) in [(1, AppError::NotFound), (4, AppError::NotFound), (6, AppError::PasswordAgain)]
    {
        let served = office.at(minutes).await;
        for command in &asking {
            assert_eq!(
                act(&served, &cookie, command.clone()).await,
                wanted,
                "{command} after {minutes} minutes"
            );
        }
    }
    // Confirmed on one session, it is not on another.
    let other = served.sign_in(Head.key()).await;
    assert_eq!(act(&served, &other, asking[0].clone()).await, AppError::PasswordAgain);
}

#[tokio::test]
async fn a_session_on_a_shared_computer_ends_after_half_an_hour_without_use() {
    let office = Office::open().await;
    let cookie = office.at(0).await.sign_in_on(FrontOffice.key(), "shared").await;
    assert!(office.at(29).await.knows(&cookie).await);
    assert!(office.at(29 + 29).await.knows(&cookie).await, "each use begins it anew");
    assert!(!office.at(29 + 29 + 31).await.knows(&cookie).await);
}

#[tokio::test]
async fn a_session_on_ones_own_computer_ends_after_eight_hours_without_use() {
    let office = Office::open().await;
    let cookie = office.at(0).await.sign_in(JuniorAnalyst.key()).await;
    assert!(office.at(7 * 60 + 59).await.knows(&cookie).await);
    assert!(!office.at(7 * 60 + 59 + 8 * 60 + 1).await.knows(&cookie).await);
}

#[tokio::test]
async fn what_another_site_sends_is_refused_and_does_nothing() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let front = served.sign_in(FrontOffice.key()).await;
    let before = office.written(&dossier).await;
    let body = crate::office::registration().to_string();
    let sent = |headers: &[(&str, &str)]| {
        let request = headers.iter().fold(
            post("counter/register", &front).header("host", "izin.example.go.id"),
            |request, (name, value)| request.header(*name, *value),
        );
        request.body(Body::from(body.clone())).unwrap()
    };
    for headers in [
        &[("sec-fetch-site", "cross-site"), ("origin", "https://jahat.example")][..],
        &[("sec-fetch-site", "same-site"), ("origin", "https://lain.example.go.id")],
        &[("sec-fetch-site", "cross-site")],
        &[("origin", "https://jahat.example")],
        &[("origin", "null")],
    ] {
        let response = served.send(sent(headers)).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{headers:?}");
    }
    let get = Request::get("/api/account/sign_out").header("cookie", &front).body(Body::empty()).unwrap();
    assert!(!served.send(get).await.status().is_success(), "a link does nothing");
    assert_eq!(office.written(&dossier).await, before);
    assert!(served.knows(&front).await);
    let own = served.send(sent(&[("sec-fetch-site", "same-origin")])).await;
    assert_eq!(own.status(), StatusCode::OK);
}

#[tokio::test]
async fn after_five_wrong_passwords_the_door_says_when_it_opens_and_a_restart_does_not_open_it() {
    let office = Office::open().await;
    let served = office.at(0).await;
    for _ in 0..5 {
        let answer = refusal(served.try_the_door(Head.key(), "salah", "own").await).await;
        assert_eq!(answer, AppError::WrongPassword);
    }
    let throttled = refusal(served.try_the_door(Head.key(), PASSWORD, "own").await).await;
    let AppError::Throttled { until } = throttled else { panic!("{throttled:?}") };
    assert!(until > morning() && until <= morning() + TimeDelta::minutes(15), "{until}");
    // Another server over the same database knows of it; another account is not held back.
    let again = office.at(0).await;
    let answer = refusal(again.try_the_door(Head.key(), PASSWORD, "own").await).await;
    assert!(matches!(answer, AppError::Throttled { .. }), "{answer:?}");
    again.sign_in(JuniorAnalyst.key()).await;
    let minutes = (until - morning()).num_minutes() + 1;
    office.at(minutes).await.sign_in(Head.key()).await;
}

#[tokio::test]
async fn the_password_asked_again_is_counted_too() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let cookie = served.sign_in(Head.key()).await;
    for _ in 0..5 {
        let answer =
            served.refused("account/confirm_password", &cookie, json!({ "password": "salah" })).await;
        assert_eq!(answer, AppError::WrongPassword);
    }
    for (function, arguments) in [
        ("account/confirm_password", json!({ "password": PASSWORD })),
        ("account/change_password", json!({ "old": PASSWORD, "new": NEW })),
    ] {
        let answer = served.refused(function, &cookie, arguments).await;
        assert!(matches!(answer, AppError::Throttled { .. }), "{function}: {answer:?}");
    }
}

#[tokio::test]
async fn one_ends_ones_own_sessions_and_nobody_elses() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let mine = served.sign_in(Head.key()).await;
    let theirs = served.sign_in(FrontOffice.key()).await;
    let listed: Value = crate::office::read(served.call("account/sessions", &theirs, json!({})).await).await;
    served.call("account/end_session", &mine, json!({ "id": listed[0]["id"] })).await;
    served.call("account/end_other_sessions", &mine, json!({})).await;
    assert!(served.knows(&theirs).await && served.knows(&mine).await);
}

//! Who may call which server function. The roles stand here as the office decided them, not as the program has them.

use app::error::AppError;
use domain::id::DossierId;
use domain::role::OfficeRole::{
    self, Administrator, BackOffice, DivisionHead, FrontOffice, Head, JuniorAnalyst, Personnel, Secretary,
    SeniorAnalyst,
};
use domain::role::{Permission, RoleKey, StandInForm};
use http::StatusCode;
use serde_json::{Value, json};
use storage::grant::StandIn;
use storage::settings_log::By;

use crate::office::{NIK, NOBODY, Office, SERVICE, fresh_id, registration};

/// Every role that stands at a step.
const SOP: &[OfficeRole] = &[FrontOffice, BackOffice, JuniorAnalyst, SeniorAnalyst, Secretary, Head];
const DESK_FIGURES: &[OfficeRole] =
    &[JuniorAnalyst, SeniorAnalyst, Secretary, Head, DivisionHead, Personnel, Administrator];
const REGISTER: &[OfficeRole] =
    &[FrontOffice, BackOffice, JuniorAnalyst, SeniorAnalyst, Secretary, Head, DivisionHead, Personnel];
/// Those who may take the register out of the house and see all of it.
const EXPORT: &[OfficeRole] = &[FrontOffice, Secretary, Head];

/// A server function that asks for a role.
struct Function {
    endpoint: &'static str,
    arguments: Value,
    permission: Permission,
    holders: &'static [OfficeRole],
}

fn function(
    endpoint: &'static str,
    arguments: Value,
    permission: Permission,
    holders: &'static [OfficeRole],
) -> Function {
    Function { endpoint, arguments, permission, holders }
}

/// Every server function that asks for a role, with arguments that are in order.
fn functions(dossier: &DossierId) -> Vec<Function> {
    let query = json!({ "mine": false, "late": false, "waiting": false, "find": "" });
    let window = json!({ "service": SERVICE, "query": query, "step": 0, "group": "desk", "skip": 0 });
    let accept =
        json!({ "dossier": dossier, "seen": 1, "id": fresh_id(), "command": { "command": "accept" } });
    let again = registration();
    let batch = json!({ "id": fresh_id(), "paper": "receipt", "dossiers": [dossier] });
    let counter: &[OfficeRole] = &[FrontOffice];
    let nik: &[OfficeRole] = &[FrontOffice, BackOffice, Secretary, Head];
    let correct: &[OfficeRole] = &[FrontOffice, BackOffice];
    vec![
        function("board/services", json!({}), Permission::Board, SOP),
        function("board/read", json!({ "service": SERVICE, "query": query }), Permission::Board, SOP),
        function("board/window", window, Permission::Board, SOP),
        function("board/card", json!({ "dossier": dossier }), Permission::Board, SOP),
        function("board/time-worked", json!({ "service": SERVICE }), Permission::Board, SOP),
        function("command/act", accept, Permission::SeeDossier, SOP),
        function("dossier/read", json!({ "id": dossier }), Permission::SeeDossier, SOP),
        function("dossier/full-nik", json!({ "id": dossier }), Permission::SeeFullNik, nik),
        function("dossier/facts", json!({ "id": dossier }), Permission::Correct, correct),
        function(
            "batch/open",
            json!({ "chosen": [dossier], "paper": "receipt" }),
            Permission::SeeDossier,
            SOP,
        ),
        function("batch/begin", batch, Permission::SeeDossier, SOP),
        function("counter/open", json!({ "service": SERVICE }), Permission::Register, counter),
        function("counter/register", again, Permission::Register, counter),
        function("counter/doubles", json!({ "service": SERVICE, "nik": NIK }), Permission::Register, counter),
        function("dashboard/read", json!({}), Permission::SeeDeskFigures, DESK_FIGURES),
        function("register/read", json!({ "query": {} }), Permission::SeeRegister, REGISTER),
        function("register/read", json!({ "query": { "sheet": true } }), Permission::Export, EXPORT),
    ]
}

/// Every server function that asks for a session alone.
fn functions_of_the_account() -> Vec<(&'static str, Value)> {
    vec![
        ("account/change_password", json!({ "old": "a", "new": "b" })),
        ("account/confirm_password", json!({ "password": "a" })),
        ("account/sessions", json!({})),
        ("account/end_session", json!({ "id": NOBODY })),
        ("account/end_other_sessions", json!({})),
    ]
}

#[tokio::test]
async fn without_a_session_no_function_answers() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let before = office.written(&dossier).await;
    let made_up = format!("kendali={}", "A".repeat(43));
    for cookie in ["", "kendali=", "kendali=tidak-ada", &made_up] {
        for one in functions(&dossier) {
            let answer = served.refused(one.endpoint, cookie, one.arguments).await;
            assert_eq!(answer, AppError::SignIn, "{} with {cookie:?}", one.endpoint);
        }
        for (endpoint, arguments) in functions_of_the_account() {
            let answer = served.refused(endpoint, cookie, arguments).await;
            assert_eq!(answer, AppError::SignIn, "{endpoint} with {cookie:?}");
        }
    }
    assert_eq!(office.written(&dossier).await, before);
}

#[tokio::test]
async fn the_door_is_open_to_everybody() {
    let office = Office::open().await;
    let served = office.at(0).await;
    assert_eq!(served.try_the_door("siapa", "salah", "own").await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(served.call("account/sign_out", "", json!({})).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_role_calls_what_the_office_lets_it_call_and_nothing_else() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let before = office.written(&dossier).await;
    let mut cookies = Vec::new();
    for role in OfficeRole::ALL {
        let cookie = served.sign_in(role.key()).await;
        for one in functions(&dossier).into_iter().filter(|one| !one.holders.contains(&role)) {
            let answer = served.refused(one.endpoint, &cookie, one.arguments).await;
            let wanted = AppError::Forbidden { permission: one.permission };
            assert_eq!(answer, wanted, "{} by {}", one.endpoint, role.key());
        }
        cookies.push((role, cookie));
    }
    assert_eq!(office.written(&dossier).await, before, "what is forbidden writes nothing");
    for (role, cookie) in cookies {
        for one in functions(&dossier).into_iter().filter(|one| one.holders.contains(&role)) {
            let response = served.call(one.endpoint, &cookie, one.arguments).await;
            if one.endpoint == "command/act" {
                // May see it; whether the desk is his is a rule of the office.
                let answer = crate::office::refusal(response).await;
                assert!(
                    matches!(answer, AppError::Refused { .. } | AppError::Changed { .. }),
                    "{}: {answer:?}",
                    role.key()
                );
            } else {
                let status = response.status();
                let text = crate::office::text(response).await;
                assert_eq!(status, StatusCode::OK, "{} by {}: {text}", one.endpoint, role.key());
            }
        }
    }
}

#[tokio::test]
async fn who_does_not_hold_the_desk_is_refused_by_the_rule_and_nothing_is_written() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let seen = office.store.dossier(&dossier).await.unwrap().unwrap().dossier.standing.version;
    let before = office.written(&dossier).await;
    for role in SOP.iter().filter(|role| **role != FrontOffice) {
        let cookie = served.sign_in(role.key()).await;
        for command in [
            json!({ "command": "hand_over" }),
            json!({ "command": "take_over" }),
            json!({ "command": "close" }),
        ] {
            let arguments = json!({ "dossier": dossier, "seen": seen, "id": fresh_id(), "command": command });
            let answer = served.refused("command/act", &cookie, arguments).await;
            assert!(matches!(answer, AppError::Refused { .. }), "{} {command}: {answer:?}", role.key());
        }
    }
    assert_eq!(office.written(&dossier).await, before);
}

#[tokio::test]
async fn a_lent_role_carries_its_rights_from_its_first_to_its_last_day() {
    const DAY: i64 = 24 * 60;
    let office = Office::open().await;
    let dossier = office.dossier(&office.at(0).await).await;
    let loan = StandIn {
        account: office.account(SeniorAnalyst.key()).await,
        role: RoleKey::from(Secretary),
        form: StandInForm::Plh,
        letter: "800/12/2026".to_owned(),
        of: Some(office.account(Secretary.key()).await),
        from: "2026-11-25".parse().unwrap(),
        to: "2026-11-25".parse().unwrap(),
    };
    office.store.lend_role(&loan, &By::CommandLine, crate::office::morning()).await.unwrap();
    for (day, may) in [(0, false), (1, true), (2, false)] {
        let served = office.at(day * DAY).await;
        let cookie = served.sign_in(SeniorAnalyst.key()).await;
        let response = served.call("dossier/full-nik", &cookie, json!({ "id": dossier })).await;
        assert_eq!(response.status() == StatusCode::OK, may, "day {day}");
    }
}

#[tokio::test]
async fn a_role_taken_away_is_gone_at_the_next_call() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let cookie = served.sign_in(BackOffice.key()).await;
    let query = json!({ "service": SERVICE, "query": {} });
    assert_eq!(served.call("board/read", &cookie, query.clone()).await.status(), StatusCode::OK);
    let account = office.account(BackOffice.key()).await;
    let now = crate::office::morning();
    office.store.revoke_role(&account, &RoleKey::from(BackOffice), &By::CommandLine, now).await.unwrap();
    let answer = served.refused("board/read", &cookie, query).await;
    assert_eq!(answer, AppError::Forbidden { permission: Permission::Board });
}

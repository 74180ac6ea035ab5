//! The board and the commands of its cards, over a demonstration office: who may see and do what, and what comes of it.
#![allow(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

use app::board::api::{BoardPayload, FIRST_WINDOW, NextCards, ServiceName};
use app::command::Acted;
use app::error::AppError;
use app::my_desk::api::DeskPayload;
use axum::Router;
use axum::body::{Body, to_bytes};
use chrono::{DateTime, Utc};
use clap::Parser;
use domain::board::{BoardCard, Group, Worked};
use domain::dossier::Stage;
use domain::my_desk::DeskCounts;
use domain::refusal::Refusal;
use domain::role::Permission;
use http::{Request, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use server::assets::Site;
use server::clock::OfficeClock;
use server::command::demo::{PASSWORD, Size, make};
use server::config::{Cli, Command};
use server::router::router;
use server::shutdown::Shutdown;
use server::state::AppState;
use storage::Store;
use tempfile::TempDir;
use tower::ServiceExt;

/// A service of the demonstration office.
const SERVICE: &str = "sipp-inseminator";

/// An office with a history, in the middle of a working day.
struct Office {
    router: Router,
    _folder: TempDir,
}

impl Office {
    async fn open() -> Self {
        let now: DateTime<Utc> = "2026-11-24T03:42:00Z".parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("kendali.db").display());
        let store = Store::connect(&url).await.unwrap();
        store.migrate().await.unwrap();
        let keys = store.load_or_make_keys(&folder.path().join("kendali.keys"), now).await.unwrap();
        let store = store.with_keys(keys);
        make(&store, Size::of(90, Some(70), 7), now).await.unwrap();
        let Command::Serve(config) = Cli::parse_from(["kendali", "serve"]).command else {
            unreachable!("the line says serve")
        };
        let clock = OfficeClock::starting_at(now);
        let state = AppState::new(config, store, Site::unbuilt(), clock, Shutdown::never());
        Self { router: router(state).unwrap(), _folder: folder }
    }

    async fn call(&self, function: &str, cookie: &str, arguments: Value) -> Response<Body> {
        let request = Request::post(format!("/api/{function}"))
            .header("cookie", cookie)
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .body(Body::from(arguments.to_string()))
            .unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn sign_in(&self, name: &str) -> String {
        let arguments = json!({ "name": name, "password": PASSWORD, "computer": "own" });
        let response = self.call("account/sign_in", "", arguments).await;
        assert_eq!(response.status(), StatusCode::OK);
        let given = response.headers()["set-cookie"].to_str().unwrap().to_owned();
        given.split(';').next().unwrap().to_owned()
    }

    async fn board(&self, cookie: &str, query: Value) -> BoardPayload {
        read(self.call("board/read", cookie, json!({ "service": SERVICE, "query": query })).await).await
    }

    async fn act(&self, cookie: &str, card: &BoardCard, id: u8, command: Value) -> Response<Body> {
        let arguments = json!({
            "dossier": card.id,
            "seen": card.standing.version,
            "id": format!("01a20b48-0900-7000-8000-0000000000{id:02x}"),
            "command": command,
        });
        self.call("command/act", cookie, arguments).await
    }
}

async fn body(response: Response<Body>) -> String {
    String::from_utf8(to_bytes(response.into_body(), 4_000_000).await.unwrap().to_vec()).unwrap()
}

async fn read<T: DeserializeOwned>(response: Response<Body>) -> T {
    let status = response.status();
    let text = body(response).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

async fn refusal(response: Response<Body>) -> AppError {
    assert!(!response.status().is_success(), "{}", response.status());
    let text = body(response).await;
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The cards of a group at a step, counted from 0.
fn cards(payload: &BoardPayload, step: u8, group: Group) -> Vec<&BoardCard> {
    let here = |card: &&BoardCard| card.standing.step.0 == step && card.group() == Some(group);
    payload.board.cards.iter().filter(here).collect()
}

const ANY: &str = "01a20b48-0900-7000-8000-0000000000ff";

/// Every function of the board with arguments that could be right.
fn functions() -> Vec<(&'static str, Value)> {
    let query = json!({ "mine": false, "late": false, "find": "" });
    vec![
        ("board/services", json!({})),
        ("board/read", json!({ "service": SERVICE, "query": query })),
        ("board/window", json!({ "service": SERVICE, "query": query, "skip": 0 })),
        ("board/keep-view", json!({ "service": SERVICE, "view": { "density": "dense" } })),
        ("my-desk/read", json!({})),
        ("my-desk/counts", json!({})),
        ("board/card", json!({ "dossier": ANY })),
        ("board/time-worked", json!({ "service": SERVICE })),
        ("command/act", json!({ "dossier": ANY, "seen": 1, "id": ANY, "command": { "command": "accept" } })),
    ]
}

#[tokio::test]
async fn nobody_sees_or_moves_a_card_without_the_role_for_it() {
    let office = Office::open().await;
    let administrator = office.sign_in("teguh").await;
    for (function, arguments) in functions() {
        let answer = refusal(office.call(function, "", arguments.clone()).await).await;
        assert_eq!(answer, AppError::SignIn, "{function}");
        let answer = refusal(office.call(function, &administrator, arguments).await).await;
        let wanted = if function == "command/act" { Permission::SeeDossier } else { Permission::Board };
        assert_eq!(answer, AppError::Forbidden { permission: wanted }, "{function}");
    }
}

#[tokio::test]
async fn the_board_holds_every_step_and_no_prose_of_the_standard() {
    let office = Office::open().await;
    let front = office.sign_in("yuliana").await;
    let services: Vec<ServiceName> = read(office.call("board/services", &front, json!({})).await).await;
    assert!(services.iter().any(|service| service.key == SERVICE));
    let payload = office.board(&front, json!({})).await;
    assert_eq!(payload.board.columns.len(), payload.standard().steps.len());
    assert!(payload.standard().components.is_empty(), "no card shows a component");
    for column in &payload.board.columns {
        for group in Group::ALL {
            let shown = cards(&payload, column.step.0, group).len();
            let counted = column.counts.of(group).min(FIRST_WINDOW) as usize;
            assert_eq!(shown, counted, "step {} {group:?}", column.step.number());
        }
    }
    let told: Vec<Option<Worked>> =
        read(office.call("board/time-worked", &front, json!({ "service": SERVICE })).await).await;
    assert!(told.iter().any(Option::is_some), "files went on today");
    assert_eq!(told, payload.board.columns.iter().map(|column| column.worked).collect::<Vec<_>>());
    let query = json!({ "mine": false, "late": false, "group": "tray", "find": "" });
    let waiting = office.board(&front, query.clone()).await;
    assert!(waiting.board.cards.iter().all(|card| card.group() == Some(Group::Tray)));
    let next = json!({ "service": SERVICE, "query": query, "skip": 1 });
    let next: NextCards = read(office.call("board/window", &front, next).await).await;
    let all = cards(&waiting, 1, Group::Tray);
    let second = next.cards.iter().find(|card| card.standing.step.0 == 1);
    assert_eq!(second.map(|card| &card.id), all.get(1).map(|card| &card.id));
    let missing = json!({ "service": "tidak-ada", "query": {} });
    assert_eq!(refusal(office.call("board/read", &front, missing).await).await, AppError::NotFound);
}

#[tokio::test]
async fn how_a_board_is_looked_at_is_kept_for_the_person_and_for_steps_that_there_are() {
    let office = Office::open().await;
    let (yuliana, rahmat) = (office.sign_in("yuliana").await, office.sign_in("rahmat").await);
    let key = office.board(&yuliana, json!({})).await.standard().steps[7].key.clone();
    let view = json!({ "density": "dense", "widths": { key.clone(): "wide", "tidak-ada": "rail" } });
    let kept = office.call("board/keep-view", &yuliana, json!({ "service": SERVICE, "view": view })).await;
    assert_eq!(kept.status(), StatusCode::OK);
    let shown = serde_json::to_value(office.board(&yuliana, json!({})).await.view).unwrap();
    assert_eq!(shown, json!({ "density": "dense", "widths": { key: "wide" } }));
    let others = serde_json::to_value(office.board(&rahmat, json!({})).await.view).unwrap();
    assert_eq!(others, json!({ "density": "auto", "widths": {} }));
}

#[tokio::test]
async fn a_desk_across_services_says_what_waits_and_by_which_standard() {
    let office = Office::open().await;
    let hendri = office.sign_in("hendri").await;
    let DeskPayload { desk, .. } = read(office.call("my-desk/read", &hendri, json!({})).await).await;
    assert_eq!(desk.cards.len(), desk.counts.all() as usize);
    assert!(desk.counts.services > 1 && !desk.counts.lent.is_empty(), "{:?}", desk.counts);
    assert!(desk.cards.iter().all(|card| desk.standards.find(&card.service, card.standard).is_some()));
    let counts: DeskCounts = read(office.call("my-desk/counts", &hendri, json!({})).await).await;
    assert_eq!(counts, desk.counts);
}

#[tokio::test]
async fn a_file_is_accepted_once_and_the_second_hand_is_told_by_whom() {
    let office = Office::open().await;
    let (yuliana, rahmat) = (office.sign_in("yuliana").await, office.sign_in("rahmat").await);
    let payload = office.board(&yuliana, json!({})).await;
    let card = cards(&payload, 1, Group::Tray)[0].clone();
    let accept = json!({ "command": "accept" });
    let first: Acted = read(office.act(&yuliana, &card, 1, accept.clone()).await).await;
    assert!(
        matches!(&first.card.standing.stage, Stage::Desk { holder, .. } if holder.initials.as_str() == "YS")
    );
    let again: Acted = read(office.act(&yuliana, &card, 1, accept.clone()).await).await;
    assert_eq!(again.card, first.card, "a repeated command gets the first answer");
    let AppError::Changed { conflict } = refusal(office.act(&rahmat, &card, 2, accept).await).await else {
        panic!("somebody was quicker")
    };
    assert!(conflict.who.is_some_and(|who| who.contains("Yuliana")));
    let now: Acted = read(office.call("board/card", &rahmat, json!({ "dossier": card.id })).await).await;
    assert_eq!(now.card, first.card);
}

#[tokio::test]
async fn a_rule_that_forbids_a_move_is_the_answer_and_nothing_is_moved() {
    let office = Office::open().await;
    let front = office.sign_in("yuliana").await;
    let payload = office.board(&front, json!({})).await;
    let card = cards(&payload, 2, Group::Tray)[0].clone();
    let answer = refusal(office.act(&front, &card, 3, json!({ "command": "accept" })).await).await;
    assert!(matches!(answer, AppError::Refused { rule: Refusal::WrongRole { .. } }), "{answer:?}");
    let now: Acted = read(office.call("board/card", &front, json!({ "dossier": card.id })).await).await;
    assert_eq!(now.card, card);
}

#[tokio::test]
async fn a_signature_and_a_refusal_ask_the_password_again() {
    let office = Office::open().await;
    let head = office.sign_in("fauzi").await;
    let payload = office.board(&head, json!({})).await;
    let card = cards(&payload, 6, Group::Desk)[0].clone();
    for command in
        [json!({ "command": "sign" }), json!({ "command": "refuse", "reasons": "STR tidak berlaku." })]
    {
        assert_eq!(refusal(office.act(&head, &card, 4, command).await).await, AppError::PasswordAgain);
    }
    let confirmed = office.call("account/confirm_password", &head, json!({ "password": PASSWORD })).await;
    assert_eq!(confirmed.status(), StatusCode::OK);
    let signed: Acted = read(office.act(&head, &card, 5, json!({ "command": "sign" })).await).await;
    assert!(signed.card.standing.signature.is_some());
}

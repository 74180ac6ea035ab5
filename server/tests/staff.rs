//! The door: who may see a staff page, how a session begins and ends.
//!
//! A test of a server function needs three things: a store with keys in a folder of its own, the shipped calendar in it,
//! and the router over both ([`office`]). An account is made with [`account`], signed in with [`sign_in`], and every call
//! then carries the cookie.
#![allow(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

use app::error::AppError;
use axum::Router;
use axum::body::{Body, to_bytes};
use clap::Parser;
use domain::person::Initials;
use domain::role::{OfficeRole, RoleKey};
use http::{HeaderMap, Request, Response, StatusCode};
use serde_json::{Value, json};
use server::assets::Site;
use server::clock::OfficeClock;
use server::config::{Cli, Command};
use server::router::router;
use server::shipped;
use server::shutdown::Shutdown;
use server::state::AppState;
use storage::Store;
use storage::account::{FirstPassword, NewAccount};
use storage::credential::UserName;
use storage::identity::fresh_account;
use storage::password::NewPassword;
use storage::settings_log::By;
use tempfile::TempDir;
use tower::ServiceExt;

const PASSWORD: &str = "payung teduh merah";

/// A router over an office with its calendar and keys.
struct Office {
    router: Router,
    store: Store,
    clock: OfficeClock,
    _folder: TempDir,
}

async fn office(options: &[&str]) -> Office {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("kendali.db").display());
    let clock = OfficeClock::real();
    let store = Store::connect(&url).await.unwrap();
    store.migrate().await.unwrap();
    let keys = store.load_or_make_keys(&folder.path().join("kendali.keys"), clock.now()).await.unwrap();
    let store = store.with_keys(keys);
    Box::pin(shipped::load_missing(&store, clock.now())).await.unwrap();
    let line = ["kendali", "serve"].iter().chain(options);
    let Command::Serve(config) = Cli::parse_from(line).command else { unreachable!("the line says serve") };
    let state = AppState::new(config, store.clone(), Site::unbuilt(), clock, Shutdown::never());
    Office { router: router(state).unwrap(), store, clock, _folder: folder }
}

async fn account(office: &Office, name: &str, role: OfficeRole, first_password: FirstPassword) {
    let account = NewAccount {
        id: fresh_account(office.clock.now()),
        user_name: UserName::parse(name).unwrap(),
        nip: None,
        name: "Yuliana Sari, A.Md.".to_owned(),
        initials: Initials::parse(&name[..2]).unwrap(),
        rank: None,
        password: NewPassword::of_the_demonstration(PASSWORD),
        first_password,
        roles: vec![RoleKey::from(role)],
    };
    office.store.create_account(&account, &By::CommandLine, office.clock.now()).await.unwrap();
}

async fn get(office: &Office, path: &str, cookie: &str) -> Response<Body> {
    let request = Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap();
    office.router.clone().oneshot(request).await.unwrap()
}

async fn call(office: &Office, function: &str, cookie: &str, arguments: Value) -> Response<Body> {
    let request = Request::post(format!("/api/{function}"))
        .header("cookie", cookie)
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .body(Body::from(arguments.to_string()))
        .unwrap();
    office.router.clone().oneshot(request).await.unwrap()
}

async fn text(response: Response<Body>) -> String {
    String::from_utf8(to_bytes(response.into_body(), 4_000_000).await.unwrap().to_vec()).unwrap()
}

async fn refusal(response: Response<Body>) -> AppError {
    let status = response.status();
    let text = text(response).await;
    let error: AppError = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(status.as_u16(), error.status(), "{error:?}");
    error
}

/// The cookie that a response gives, as a browser sends it back.
fn cookie_of(headers: &HeaderMap) -> String {
    let given = headers.get("set-cookie").expect("a cookie is given").to_str().unwrap();
    given.split(';').next().unwrap().to_owned()
}

fn place_of(response: &Response<Body>) -> &str {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response.headers()["location"].to_str().unwrap()
}

async fn try_the_door(office: &Office, name: &str, password: &str) -> Response<Body> {
    let arguments = json!({ "name": name, "password": password, "computer": "own" });
    call(office, "account/sign_in", "", arguments).await
}

async fn sign_in(office: &Office, name: &str) -> String {
    let response = try_the_door(office, name, PASSWORD).await;
    assert_eq!(response.status(), StatusCode::OK);
    cookie_of(response.headers())
}

#[tokio::test]
async fn a_page_of_the_staff_leads_to_the_door_and_back() {
    let office = office(&[]).await;
    for page in ["/papan", "/berkas/1?tab=kartu", "/berkas/1/pindai", "/dasbor", "/akun"] {
        let response = get(&office, page, "").await;
        let wanted = page.replace('?', "%3F").replace('=', "%3D");
        assert_eq!(place_of(&response), format!("/masuk?ke={wanted}"));
    }
    assert_eq!(get(&office, "/masuk", "").await.status(), StatusCode::OK);
    let only_asked = Request::head("/papan").body(Body::empty()).unwrap();
    assert_eq!(place_of(&office.router.clone().oneshot(only_asked).await.unwrap()), "/masuk?ke=/papan");
}

#[tokio::test]
async fn who_signs_in_sees_the_pages_with_the_name_and_the_office_time() {
    let office = office(&[]).await;
    account(&office, "yuliana", OfficeRole::FrontOffice, FirstPassword::Stays).await;
    let cookie = sign_in(&office, "yuliana").await;
    let response = get(&office, "/akun", &cookie).await;
    assert_eq!(response.status(), StatusCode::OK);
    let html = text(response).await;
    assert!(html.contains("Yuliana Sari, A.Md.") && html.contains("office-clock"), "{html}");
    assert!(
        html.contains("href=\"/papan\"") && !html.contains("href=\"/dasbor\""),
        "a menu shows what is allowed"
    );
    assert_eq!(place_of(&get(&office, "/masuk", &cookie).await), "/papan");
}

#[tokio::test]
async fn a_session_is_out_of_reach_of_scripts_and_other_sites() {
    let office = office(&[]).await;
    account(&office, "yuliana", OfficeRole::FrontOffice, FirstPassword::Stays).await;
    let given =
        try_the_door(&office, "yuliana", PASSWORD).await.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(
        given.starts_with("kendali=") && given.contains("HttpOnly") && given.contains("SameSite=Lax"),
        "{given}"
    );
}

#[tokio::test]
async fn by_https_the_session_is_bound_to_the_host() {
    let office = office(&["--public-url", "https://izin.example.go.id"]).await;
    account(&office, "yuliana", OfficeRole::FrontOffice, FirstPassword::Stays).await;
    let given =
        try_the_door(&office, "yuliana", PASSWORD).await.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(given.starts_with("__Host-kendali=") && given.ends_with("Secure"), "{given}");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_are_told_alike() {
    let office = office(&[]).await;
    account(&office, "yuliana", OfficeRole::FrontOffice, FirstPassword::Stays).await;
    let wrong = refusal(try_the_door(&office, "yuliana", "bukan kata sandi").await).await;
    let unknown = refusal(try_the_door(&office, "siapa", PASSWORD).await).await;
    assert_eq!((wrong, unknown), (AppError::WrongPassword, AppError::WrongPassword));
}

#[tokio::test]
async fn after_five_wrong_passwords_the_door_says_when_it_opens() {
    let office = office(&[]).await;
    account(&office, "yuliana", OfficeRole::FrontOffice, FirstPassword::Stays).await;
    for _ in 0..5 {
        assert_eq!(refusal(try_the_door(&office, "yuliana", "salah").await).await, AppError::WrongPassword);
    }
    let before = office.clock.now();
    match refusal(try_the_door(&office, "yuliana", PASSWORD).await).await {
        AppError::Throttled { until } => assert!(until > before, "{until}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_first_password_is_changed_before_anything_else() {
    let office = office(&[]).await;
    account(&office, "yuliana", OfficeRole::FrontOffice, FirstPassword::MustChange).await;
    let cookie = sign_in(&office, "yuliana").await;
    assert_eq!(place_of(&get(&office, "/papan", &cookie).await), "/akun");
    let html = text(get(&office, "/akun", &cookie).await).await;
    assert!(
        html.contains("Ganti kata sandi sebelum mulai bekerja") && !html.contains("href=\"/berkas\""),
        "{html}"
    );

    let weak = json!({ "old": PASSWORD, "new": "pendek" });
    let weak = refusal(call(&office, "account/change_password", &cookie, weak).await).await;
    assert_eq!(weak, AppError::WeakPassword);
    let good = json!({ "old": PASSWORD, "new": "sepuluh perahu di Siak" });
    let changed = call(&office, "account/change_password", &cookie, good).await;
    assert_eq!(changed.status(), StatusCode::OK);
    assert_eq!(get(&office, "/papan", &cookie).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn who_signs_out_is_out() {
    let office = office(&[]).await;
    account(&office, "yuliana", OfficeRole::FrontOffice, FirstPassword::Stays).await;
    let cookie = sign_in(&office, "yuliana").await;
    let response = call(&office, "account/sign_out", &cookie, json!({})).await;
    assert!(cookie_of(response.headers()).ends_with('='), "the cookie is taken away");
    assert_eq!(place_of(&get(&office, "/akun", &cookie).await), "/masuk?ke=/akun");
}

#[tokio::test]
async fn one_ends_ones_other_sessions_and_nobody_elses() {
    let office = office(&[]).await;
    account(&office, "yuliana", OfficeRole::FrontOffice, FirstPassword::Stays).await;
    account(&office, "rahmat", OfficeRole::FrontOffice, FirstPassword::Stays).await;
    let here = sign_in(&office, "yuliana").await;
    let there = sign_in(&office, "yuliana").await;
    let colleague = sign_in(&office, "rahmat").await;

    let listed: Value =
        serde_json::from_str(&text(call(&office, "account/sessions", &here, json!({})).await).await).unwrap();
    assert_eq!(listed.as_array().map(Vec::len), Some(2), "{listed}");
    let theirs: Value =
        serde_json::from_str(&text(call(&office, "account/sessions", &colleague, json!({})).await).await)
            .unwrap();
    let not_mine = json!({ "id": theirs[0]["id"] });
    call(&office, "account/end_session", &here, not_mine).await;
    assert_eq!(get(&office, "/akun", &colleague).await.status(), StatusCode::OK);

    call(&office, "account/end_other_sessions", &here, json!({})).await;
    assert_eq!(get(&office, "/akun", &here).await.status(), StatusCode::OK);
    assert_eq!(get(&office, "/akun", &there).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(get(&office, "/akun", &colleague).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_password_asked_again_must_be_right() {
    let office = office(&[]).await;
    account(&office, "yuliana", OfficeRole::Head, FirstPassword::Stays).await;
    let cookie = sign_in(&office, "yuliana").await;
    let wrong = call(&office, "account/confirm_password", &cookie, json!({ "password": "salah" })).await;
    assert_eq!(refusal(wrong).await, AppError::WrongPassword);
    let right = call(&office, "account/confirm_password", &cookie, json!({ "password": PASSWORD })).await;
    assert_eq!(right.status(), StatusCode::OK);
}

#[tokio::test]
async fn without_a_session_no_function_of_the_account_answers() {
    let office = office(&[]).await;
    let calls = [
        ("account/change_password", json!({ "old": "a", "new": "b" })),
        ("account/confirm_password", json!({ "password": "a" })),
        ("account/sessions", json!({})),
        ("account/end_session", json!({ "id": "01893f00-0000-7000-8000-000000000000" })),
        ("account/end_other_sessions", json!({})),
    ];
    for (function, arguments) in calls {
        let response = call(&office, function, "kendali=tidak-ada", arguments).await;
        assert_eq!(refusal(response).await, AppError::SignIn, "{function}");
    }
}

#[tokio::test]
async fn a_language_asked_for_by_the_address_is_kept() {
    let office = office(&[]).await;
    let response = get(&office, "/masuk?bahasa=en", "").await;
    assert_eq!(cookie_of(response.headers()), "bahasa=en");
    assert!(text(response).await.contains("<html lang=\"en\">"));
    assert!(get(&office, "/masuk", "").await.headers().get("set-cookie").is_none());
}

//! What the server says around every page: safety headers, caching, refusals. Speaks to the router without a socket.
#![allow(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

use axum::Router;
use axum::body::{Body, to_bytes};
use clap::Parser;
use http::{HeaderMap, Request, Response, StatusCode};
use server::assets::Site;
use server::clock::OfficeClock;
use server::config::{Cli, Command};
use server::router::router;
use server::shutdown::Shutdown;
use server::state::AppState;
use storage::Store;
use tempfile::TempDir;
use tower::ServiceExt;

/// A router over an empty office in a folder of its own.
struct Served {
    router: Router,
    _folder: TempDir,
}

async fn office_with(site: Site, options: &[&str]) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("kendali.db").display());
    let store = Store::connect(&url).await.unwrap();
    store.migrate().await.unwrap();
    let line = ["kendali", "serve"].iter().chain(options);
    let Command::Serve(config) = Cli::parse_from(line).command else { unreachable!("the line says serve") };
    let state = AppState::new(config, store, site, OfficeClock::real(), Shutdown::never());
    Served { router: router(state).unwrap(), _folder: folder }
}

async fn office(options: &[&str]) -> Served {
    office_with(Site::unbuilt(), options).await
}

async fn get(office: &Served, path: &str) -> Response<Body> {
    office.router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap()
}

async fn text(response: Response<Body>) -> String {
    String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn every_answer_carries_the_safety_headers() {
    let office = office(&[]).await;
    for path in ["/healthz", "/masuk", "/tidak-ada"] {
        let response = get(&office, path).await;
        let headers = response.headers();
        assert_eq!(header(headers, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header(headers, "referrer-policy"), "same-origin", "{path}");
        assert_eq!(header(headers, "cache-control"), "no-store", "{path}");
        assert!(header(headers, "content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        let permissions = header(headers, "permissions-policy");
        assert!(permissions.contains("geolocation=()") && permissions.contains("microphone=()"), "{path}");
        // The screens of the staff alone read the QR of a folder.
        let camera = if path == "/masuk" { "camera=(self)" } else { "camera=()" };
        assert!(permissions.contains(camera), "{path}: {permissions}");
        assert_eq!(header(headers, "x-kendali-build"), "unbuilt", "{path}");
        assert!(!header(headers, "x-request-id").is_empty(), "{path}");
        assert_eq!(header(headers, "strict-transport-security"), "", "{path}");
    }
}

#[tokio::test]
async fn https_is_insisted_on_only_where_the_public_address_is_https() {
    let secure = office(&["--public-url", "https://izin.example.go.id"]).await;
    let response = get(&secure, "/healthz").await;
    assert_eq!(header(response.headers(), "strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn a_staff_page_starts_its_script_with_the_nonce_of_its_policy() {
    let response = get(&office(&[]).await, "/masuk").await;
    let policy = header(response.headers(), "content-security-policy").to_owned();
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap().to_owned();
    let html = text(response).await;
    assert!(html.contains(&format!("<script type=\"module\" nonce=\"{nonce}\">")), "{html}");
    assert!(html.contains("href=\"/pkg/kendali.css\""), "{html}");
    assert!(!html.contains("<script>"), "{html}");
}

#[tokio::test]
async fn two_pages_never_share_a_nonce() {
    let office = office(&[]).await;
    let first = get(&office, "/masuk").await;
    let second = get(&office, "/masuk").await;
    let policy = |response: &Response<Body>| header(response.headers(), "content-security-policy").to_owned();
    assert_ne!(policy(&first), policy(&second));
}

#[tokio::test]
async fn a_path_that_leads_nowhere_is_a_public_page_without_script() {
    let response = get(&office(&[]).await, "/tidak-ada?bahasa=en").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert!(header(response.headers(), "content-security-policy").starts_with("script-src 'none'"));
    let html = text(response).await;
    assert!(html.contains("<html lang=\"en\">"), "{html}");
    assert!(!html.contains("<script"), "{html}");
}

#[tokio::test]
async fn a_form_sent_from_another_site_is_refused() {
    let office = office(&["--public-url", "https://izin.example.go.id"]).await;
    let post = |origin: &str, site: &str| {
        let request = Request::post("/masuk").header("host", "izin.example.go.id").header("origin", origin);
        office.router.clone().oneshot(request.header("sec-fetch-site", site).body(Body::empty()).unwrap())
    };
    let foreign = post("https://jahat.example", "cross-site").await.unwrap();
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    let own = post("https://izin.example.go.id", "same-origin").await.unwrap();
    assert_ne!(own.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_request_id_from_outside_is_not_taken_over() {
    let request = Request::get("/healthz").header("x-request-id", "mine").body(Body::empty()).unwrap();
    let response = office(&[]).await.router.oneshot(request).await.unwrap();
    let id = header(response.headers(), "x-request-id");
    assert!(id.len() == 36 && id != "mine", "{id}");
}

#[tokio::test]
async fn built_files_are_kept_for_a_year_and_sent_compressed() {
    let folder = tempfile::tempdir().unwrap();
    let pkg = folder.path().join("pkg");
    std::fs::create_dir(&pkg).unwrap();
    std::fs::write(pkg.join("kendali.1.css"), "body{margin:0}").unwrap();
    std::fs::write(pkg.join("kendali.1.css.br"), "pretend").unwrap();
    let site = Site { pkg: Some(pkg), ..Site::unbuilt() };
    let office = office_with(site, &[]).await;

    let request = Request::get("/pkg/kendali.1.css").header("accept-encoding", "gzip, br");
    let response = office.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(header(response.headers(), "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header(response.headers(), "content-encoding"), "br");
    assert_eq!(header(response.headers(), "content-type"), "text/css");
    assert_eq!(text(response).await, "pretend");

    let missing = get(&office, "/pkg/kendali.2.css").await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    assert_eq!(header(missing.headers(), "cache-control"), "no-store");
    let outside = get(&office, "/pkg/../manifest.json").await;
    assert_eq!(outside.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_office_with_its_tables_is_ready() {
    let office = office(&[]).await;
    assert_eq!(get(&office, "/healthz").await.status(), StatusCode::OK);
    assert_eq!(get(&office, "/readyz").await.status(), StatusCode::OK);
}

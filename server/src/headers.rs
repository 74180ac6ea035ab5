//! What every answer carries for the browser's safety, and what it may keep.

use app::routes::is_staff;
use app::shell::policy_without_script;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::state::AppState;

/// Names the build that rendered a page or answered a call; another one than the page's own asks for a reload.
pub const BUILD: HeaderName = HeaderName::from_static("x-kendali-build");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Adds the headers that an answer does not carry yet, and drops a request id sent from outside.
pub async fn secure(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    request.headers_mut().remove(X_REQUEST_ID);
    let path = request.uri().path();
    let is_asset = path.starts_with("/pkg/");
    // A staff screen may ask for the camera, which reads the QR of a folder.
    let camera = if is_staff(path) { "camera=(self)" } else { "camera=()" };
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status() == http::StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    // The names of assets hold their content's hash; everything else may show personal data.
    let kept = if is_asset && found { "public, max-age=31536000, immutable" } else { "no-store" };
    add(headers, CACHE_CONTROL, kept);
    add(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    // A form sent without script is answered with a redirect to its referrer: `no-referrer` would break it.
    add(headers, REFERRER_POLICY, "same-origin");
    let permissions = format!("{camera}, geolocation=(), microphone=(), payment=(), usb=()");
    add(headers, PERMISSIONS_POLICY, &permissions);
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        add(headers, CONTENT_SECURITY_POLICY, &policy_without_script());
    }
    if state.config.is_https() {
        add(headers, STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if !is_asset {
        add(headers, BUILD, &state.site.build);
    }
    response
}

fn add(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.entry(name).or_insert(value);
    }
}

//! What a supervisor or a proxy asks: is the process alive, is it ready to serve.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use crate::state::AppState;

/// The process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The server takes requests; not while it is ending.
pub async fn ready(State(state): State<AppState>) -> Response {
    if state.shutdown.has_begun() {
        return (StatusCode::SERVICE_UNAVAILABLE, "ending\n").into_response();
    }
    "ready\n".into_response()
}

//! The status of a refused server function: its own framework answers every refusal with 500, as if the server had
//! failed, and would drown real failures in the log.

use app::error::AppError;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::StatusCode;

/// Where the server functions answer.
const FUNCTIONS: &str = "/api/";
/// The most bytes of a refusal: a conflict with an event and its marks.
const LONGEST: usize = 256 * 1024;

/// Gives a refusal of a server function the status that it means.
pub async fn tell_status(request: Request, next: Next) -> Response {
    let of_function = request.uri().path().starts_with(FUNCTIONS);
    let response = next.run(request).await;
    if !of_function || response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // A body that breaks off is a failure of the server, as the status says already.
    let bytes = to_bytes(body, LONGEST).await.unwrap_or_default();
    let status = serde_json::from_slice::<AppError>(&bytes).map(|error| error.status());
    if let Some(status) = status.ok().and_then(|status| StatusCode::from_u16(status).ok()) {
        parts.status = status;
    }
    Response::from_parts(parts, Body::from(bytes))
}

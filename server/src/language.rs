//! Keeps the language that an address asks for by `?bahasa=`, so that the next page speaks it too, without any script.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use domain::lang::Lang;
use http::header::SET_COOKIE;
use http::{HeaderValue, Method};

use crate::pages::{LANGUAGE_COOKIE, asked_language};

/// A year.
const KEPT_SECONDS: u32 = 31_536_000;

/// Puts the language asked for into the cookie.
pub async fn keep(request: Request, next: Next) -> Response {
    let asked = (request.method() == Method::GET).then(|| asked_language(request.uri())).flatten();
    let mut response = next.run(request).await;
    if let Some(cookie) = asked.and_then(|lang| HeaderValue::from_str(&cookie(lang)).ok()) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

fn cookie(lang: Lang) -> String {
    format!("{LANGUAGE_COOKIE}={}; Path=/; Max-Age={KEPT_SECONDS}; SameSite=Lax", lang.code())
}

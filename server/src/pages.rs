//! Renders a page: the staff app with its script, or a public page without any.

use app::shell::{AsOf, PageLanguage, public_shell};
use axum::extract::{Request, State};
use axum::response::Response;
use http::header::COOKIE;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use leptos::prelude::*;

use crate::state::AppState;

/// The cookie that keeps the reader's language.
pub const LANGUAGE_COOKIE: &str = "bahasa";

/// Puts into the reactive context what every page and server function may ask for.
pub fn provide_request(state: &AppState) {
    provide_context(state.clone());
    provide_context(AsOf(state.clock.now()));
    if let Some(parts) = use_context::<Parts>() {
        provide_context(language(&parts));
    }
}

/// Answers with a public page: rendered whole, without script. `body` runs once per request.
pub async fn public_page(
    state: AppState,
    request: Request,
    body: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
) -> Response {
    let assets = state.site.assets.clone();
    let provide = move || provide_request(&state);
    leptos_axum::render_app_async_with_context(provide, move || public_shell(&assets, body()))(request).await
}

/// Answers a path that leads nowhere.
pub async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    let mut response = public_page(state, request, || view! { <app::NotFound/> }.into_any()).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// The language asked for in the address, or else kept in the cookie, or else the office's own.
fn language(parts: &Parts) -> PageLanguage {
    let asked = parts.uri.query().into_iter().flat_map(|query| query.split('&'));
    let asked = asked.filter_map(|pair| pair.strip_prefix("bahasa=")).next_back();
    PageLanguage(match asked.or_else(|| cookie(&parts.headers, LANGUAGE_COOKIE)) {
        Some("en") => "en",
        _ => "id",
    })
}

/// A cookie's value, as sent.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(uri: &str, cookies: &str) -> Parts {
        http::Request::builder().uri(uri).header(COOKIE, cookies).body(()).unwrap().into_parts().0
    }

    #[test]
    fn the_address_goes_before_the_cookie() {
        assert_eq!(language(&parts("/lacak", "")), PageLanguage("id"));
        assert_eq!(language(&parts("/lacak", "a=b; bahasa=en")), PageLanguage("en"));
        assert_eq!(language(&parts("/lacak?x=1&bahasa=id", "bahasa=en")), PageLanguage("id"));
        assert_eq!(language(&parts("/lacak?bahasa=fr", "")), PageLanguage("id"));
    }
}

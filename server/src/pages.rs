//! Renders pages: the facts of a request that every page may ask for, and public pages without any script.

use app::shell::{AsOf, PublicPage, public_document};
use app::ssr::{Network, Office};
use app::ui::Here;
use axum::response::Html;
use domain::lang::Lang;
use http::header::COOKIE;
use http::request::Parts;
use http::{HeaderMap, Uri};
use leptos::prelude::*;

use crate::network;
use crate::state::AppState;

/// The cookie that keeps the reader's language.
pub const LANGUAGE_COOKIE: &str = "bahasa";

/// Puts into the reactive context what every page and server function may ask for: [`AppState`], [`Office`],
/// [`AsOf`], [`Lang`], [`Network`], and on a staff page [`Here`].
pub fn provide_request(state: &AppState, parts: Option<&Parts>) {
    provide_context(state.clone());
    provide_context::<Office>(state.office());
    provide_context(AsOf(state.clock.now()));
    provide_context(parts.map(language).unwrap_or_default());
    if let Some(parts) = parts {
        provide_context(Network(network::of(parts, &state.config)));
        if let Some(here) = parts.extensions.get::<Here>() {
            provide_context(here.clone());
        }
    }
}

/// A public page, rendered whole and without script. What it shows is fetched before.
pub fn public_page(state: &AppState, parts: &Parts, page: impl FnOnce() -> PublicPage) -> Html<String> {
    Html(public_document(&state.site.assets, || provide_request(state, Some(parts)), page))
}

/// The language asked for in the address, or else kept in the cookie, or else the office's own.
pub fn language(parts: &Parts) -> Lang {
    let kept = cookie(&parts.headers, LANGUAGE_COOKIE);
    asked_language(&parts.uri).or_else(|| kept.and_then(Lang::from_code)).unwrap_or_default()
}

/// The language that an address asks for.
pub fn asked_language(uri: &Uri) -> Option<Lang> {
    let asked = uri.query().into_iter().flat_map(|query| query.split('&'));
    asked.filter_map(|pair| pair.strip_prefix("bahasa=")).next_back().and_then(Lang::from_code)
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
        assert_eq!(language(&parts("/lacak", "")), Lang::Id);
        assert_eq!(language(&parts("/lacak", "a=b; bahasa=en")), Lang::En);
        assert_eq!(language(&parts("/lacak?x=1&bahasa=id", "bahasa=en")), Lang::Id);
        assert_eq!(language(&parts("/lacak?bahasa=fr", "")), Lang::Id);
    }
}

//! The two documents around every page: the staff shell starts the WebAssembly app, the public shell holds no
//! script at all. Server only.

use chrono::{DateTime, Utc};
use http::header::CONTENT_SECURITY_POLICY;
use http::{HeaderValue, StatusCode};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;
use std::sync::Arc;

use crate::StaffApp;

/// The addresses of the built files, as the shells write them (`/pkg/kendali.<hash>.css`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet of every page.
    pub css: Arc<str>,
    /// The JavaScript glue of the staff app.
    pub js: Arc<str>,
    /// The WebAssembly module of the staff app.
    pub wasm: Arc<str>,
    /// The icon of the browser's tab.
    pub icon: Arc<str>,
    /// Fonts that every page needs at once, fetched before the style sheet asks for them.
    pub fonts: Arc<[Arc<str>]>,
}

/// The instant at which the server received the request being answered; server functions judge by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf(pub DateTime<Utc>);

/// The language of a page, from the reader's cookie or `?bahasa=`; the browser reads it back from `<html lang>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageLanguage(pub &'static str);

/// The content security policy of a page that holds scripts with this nonce.
pub fn policy_with_nonce(nonce: &str) -> String {
    format!("script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; {POLICY}")
}

/// The content security policy of everything else: no script runs.
pub fn policy_without_script() -> String {
    format!("script-src 'none'; {POLICY}")
}

const POLICY: &str = "default-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; \
                      frame-ancestors 'none'; form-action 'self'";

/// The document of a staff page. Sets the policy's header, since only here the nonce is known.
pub fn staff_shell(assets: &Assets) -> impl IntoView + use<> {
    let nonce = use_nonce();
    if let Some(nonce) = &nonce {
        let policy = policy_with_nonce(nonce);
        expect_context::<ResponseOptions>().insert_header(
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_str(&policy).expect("a nonce is base64"),
        );
    }
    let (js, wasm) = (assets.js.to_string(), assets.wasm.to_string());
    // `data-ready` says that the page answers to clicks; style sheets and journeys wait for it.
    let start = format!(
        "import start, {{ hydrate }} from {js:?};\n\
         start({{ module_or_path: {wasm:?} }}).then(() => {{\n\
         hydrate();\n\
         document.documentElement.dataset.ready = \"\";\n\
         }});"
    );
    view! {
        <!DOCTYPE html>
        <html lang=language()>
            <head>
                {head(assets)}
                <link rel="modulepreload" href=js nonce=nonce.clone()/>
                <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
                <script type="module" nonce=nonce>{start}</script>
                <MetaTags/>
            </head>
            <body>
                <StaffApp/>
            </body>
        </html>
    }
}

/// The document of a public page. The body must hold no `Resource`: leptos would write it out as a script.
pub fn public_shell(assets: &Assets, body: AnyView) -> impl IntoView + use<> {
    view! {
        <!DOCTYPE html>
        <html lang=language()>
            <head>
                {head(assets)}
                <MetaTags/>
            </head>
            <body>{body}</body>
        </html>
    }
}

/// Sets the status of the page being rendered.
pub fn set_status(status: StatusCode) {
    expect_context::<ResponseOptions>().set_status(status);
}

fn language() -> &'static str {
    use_context::<PageLanguage>().map_or("id", |language| language.0)
}

fn head(assets: &Assets) -> impl IntoView + use<> {
    let fonts: Vec<_> = assets
        .fonts
        .iter()
        .map(|font| {
            view! { <link rel="preload" href=font.to_string() r#as="font" r#type="font/woff2" crossorigin="anonymous"/> }
        })
        .collect();
    view! {
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <link rel="icon" href=assets.icon.to_string() r#type="image/svg+xml"/>
        {fonts}
        <link rel="stylesheet" href=assets.css.to_string()/>
    }
}

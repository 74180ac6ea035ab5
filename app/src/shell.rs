//! The two documents around every page: the staff shell starts the WebAssembly app, the public shell holds no
//! script at all. Server only.

use chrono::{DateTime, Utc};
use domain::lang::Lang;
use http::HeaderValue;
use http::header::CONTENT_SECURITY_POLICY;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;
use std::sync::Arc;

use crate::StaffApp;
use crate::ui::THEME_SCRIPT;

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
///
/// # Panics
/// Never: a nonce is base64, which every header holds.
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
                // Before the style sheet, so that no other theme is seen first.
                <script nonce=nonce.clone()>{THEME_SCRIPT}</script>
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

/// A public page: what its document holds beside the style sheet.
pub struct PublicPage {
    /// The title of the browser's tab; escaped.
    pub title: String,
    /// Seconds after which the page loads itself again, where it shows something that moves.
    pub refresh_after: Option<u32>,
    /// The page itself. It is rendered at once: data is fetched before, no `Resource` and no `Suspend` in it.
    pub body: AnyView,
}

/// The whole text of a public page, without any script.
///
/// Leptos's own renderers write scripts behind every page, hydrated or not, so this one renders by itself. `provide`
/// puts the request's facts into the context of `page`.
pub fn public_document(assets: &Assets, provide: impl FnOnce(), page: impl FnOnce() -> PublicPage) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        provide();
        let PublicPage { title, refresh_after, body } = page();
        let refresh =
            refresh_after.map(|seconds| view! { <meta http-equiv="refresh" content=seconds.to_string()/> });
        view! {
            <!DOCTYPE html>
            <html lang=language()>
                <head>
                    {head(assets)}
                    <title>{title}</title>
                    {refresh}
                </head>
                <body>{body}</body>
            </html>
        }
        .to_html()
        // Marks for a browser that takes the page over; none does, and in a title they would be read as text.
        .replace("<!>", "")
    });
    owner.unset_with_forced_cleanup();
    html
}

/// The reader's language, from the cookie or `?bahasa=`; the browser reads it back from `<html lang>`.
fn language() -> &'static str {
    use_context::<Lang>().unwrap_or_default().code()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn assets() -> Assets {
        let address = |name: &str| Arc::from(format!("/pkg/{name}"));
        Assets {
            css: address("c.css"),
            js: address("j.js"),
            wasm: address("w.wasm"),
            icon: address("i.svg"),
            fonts: Arc::from([]),
        }
    }

    #[test]
    fn a_public_page_holds_no_script_and_escapes_its_title() {
        let html = public_document(
            &assets(),
            || provide_context(Lang::En),
            || PublicPage {
                title: "</title><script>alert(1)</script>".to_owned(),
                refresh_after: Some(60),
                body: view! { <p>{"<script>alert(2)</script>"}</p> }.into_any(),
            },
        );
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">"), "{html}");
        assert!(!html.contains("<script") && !html.contains("<!>"), "{html}");
        assert!(html.contains("<meta http-equiv=\"refresh\" content=\"60\">"), "{html}");
    }

    #[test]
    fn both_policies_forbid_frames_and_foreign_forms() {
        for policy in [policy_with_nonce("n"), policy_without_script()] {
            assert!(
                policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"),
                "{policy}"
            );
            assert!(!policy.contains("unsafe-inline"), "{policy}");
        }
    }
}

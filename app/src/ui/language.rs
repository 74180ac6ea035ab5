//! The two languages of the page, side by side. Without script the link asks the server by `?bahasa=`.

use domain::lang::Lang;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::words;

/// The cookie that the server reads.
const COOKIE: &str = "bahasa";

/// Keeps the language in the cookie and renders the page anew, the address unchanged.
pub fn switch_language(lang: Lang) {
    let cookie = format!("{COOKIE}={}; path=/; max-age=31536000; samesite=lax", lang.code());
    let kept = js_sys::Reflect::set(&document(), &JsValue::from_str("cookie"), &JsValue::from_str(&cookie));
    if kept.is_ok() {
        drop(window().location().reload());
    }
}

/// The language in its own tongue.
const fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "Bahasa Indonesia",
        Lang::En => "English",
    }
}

/// Both languages; the one of the page is marked.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let current = words::lang();
    let w = words::words();
    let links = Lang::ALL
        .map(|lang| {
            let choose = move |event: MouseEvent| {
                event.prevent_default();
                switch_language(lang);
            };
            view! {
                <a
                    href=format!("?bahasa={}", lang.code())
                    rel="external"
                    lang=lang.code()
                    hreflang=lang.code()
                    title=own_name(lang)
                    aria-label=format!("{}: {}", lang.code().to_uppercase(), own_name(lang))
                    aria-current=(lang == current).then_some("true")
                    on:click=choose
                >
                    {lang.code().to_uppercase()}
                </a>
            }
        })
        .collect_view();
    view! { <nav class="language" aria-label=w.common.language>{links}</nav> }.into_any()
}

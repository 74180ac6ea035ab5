//! Light or dark: the computer's choice until the reader makes one, which this browser keeps.

use gloo::storage::{LocalStorage, Storage};
use leptos::prelude::*;

use super::icon::Icon;
use crate::words;

/// The key in the browser's storage; the shell's first script reads it before anything is painted.
const KEY: &str = "tema";

/// The script of the shell that puts the kept theme on the document.
pub const THEME_SCRIPT: &str = "try{const t=JSON.parse(localStorage.getItem(\"tema\"));\
    if(t===\"light\"||t===\"dark\")document.documentElement.dataset.theme=t}catch{}";

/// Whether the page is dark now, by choice or by the computer.
fn is_dark() -> bool {
    let root = document().document_element();
    let scheme = root
        .and_then(|root| window().get_computed_style(&root).ok().flatten())
        .and_then(|style| style.get_property_value("color-scheme").ok());
    scheme.as_deref() == Some("dark")
}

fn turn() {
    let theme = if is_dark() { "light" } else { "dark" };
    if let Some(root) = document().document_element() {
        drop(root.set_attribute("data-theme", theme));
    }
    // A browser that keeps nothing forgets the choice at the next page.
    drop(LocalStorage::set(KEY, theme));
}

/// Turns between light and dark. The style sheet shows the moon in the light and the sun in the dark.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let w = words::words();
    view! {
        <button
            type="button"
            class="button-icon theme-switch"
            aria-label=w.common.turn_theme
            title=w.common.turn_theme
            on:click=|_| turn()
        >
            {Icon::Moon.drawn("icon in-light")}
            {Icon::Sun.drawn("icon in-dark")}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_script_reads_the_key_that_is_written() {
        assert!(THEME_SCRIPT.contains(&format!("getItem(\"{KEY}\")")));
    }
}

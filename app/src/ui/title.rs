//! The title of the browser's tab. Leptos writes it unescaped on the server, so this is the only place that sets it.

use leptos::prelude::*;
use leptos_meta::Title;

use super::frame::DeskBadge;
use super::text_area::escaped;

/// Sets the title: how many files wait in the reader's trays, what the page shows, the program's name.
#[component]
pub fn PageTitle(
    /// What the page shows.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    // What waits for the reader is seen from another tab too.
    let badge = use_context::<DeskBadge>();
    let title = move || {
        // Where one page follows another of its kind, the title of the first is asked for once more after it is gone.
        let text = text.try_get().unwrap_or_default();
        let whole = match badge.map_or(0, |badge| badge.waiting.get()) {
            0 => format!("{text} · Kendali"),
            waiting => format!("({waiting}) {text} · Kendali"),
        };
        if cfg!(target_arch = "wasm32") { whole } else { escaped(&whole) }
    };
    view! { <Title text=title/> }
}

//! The title of the browser's tab. Leptos writes it unescaped on the server, so this is the only place that sets it.

use leptos::prelude::*;
use leptos_meta::Title;

use super::text_area::escaped;

/// Sets the title: what the page shows, then the program's name. A count of what waits may go before.
#[component]
pub fn PageTitle(
    /// What the page shows.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let title = move || {
        let whole = format!("{} · Kendali", text.get());
        if cfg!(target_arch = "wasm32") { whole } else { escaped(&whole) }
    };
    view! { <Title text=title/> }
}

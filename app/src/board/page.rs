//! The pages of this slice.

use leptos::prelude::*;

/// Page.
#[component]
pub fn BoardPage() -> impl IntoView {
    view! { <main id="isi"></main> }
}

/// Page.
#[component]
pub fn BoardsPage() -> impl IntoView {
    view! { <main id="isi"></main> }
}

//! The pages of this slice.

use leptos::prelude::*;

/// Page.
#[component]
pub fn CounterPage() -> impl IntoView {
    view! { <main id="isi"></main> }
}

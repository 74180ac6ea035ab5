//! The pages of this slice.

use leptos::prelude::*;

/// Page.
#[component]
pub fn DashboardPage() -> impl IntoView {
    view! { <main id="isi"></main> }
}

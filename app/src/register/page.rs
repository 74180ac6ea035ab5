//! The pages of this slice.

use leptos::prelude::*;

/// Page.
#[component]
pub fn RegisterPage() -> impl IntoView {
    view! { <main id="isi"></main> }
}

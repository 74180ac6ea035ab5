//! The pages of this slice.

use leptos::prelude::*;

/// Page.
#[component]
pub fn DossierPage() -> impl IntoView {
    view! { <main id="isi"></main> }
}

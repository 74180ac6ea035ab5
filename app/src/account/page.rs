//! The pages of this slice.

use leptos::prelude::*;

/// Page.
#[component]
pub fn SignInPage() -> impl IntoView {
    view! { <main id="isi"></main> }
}

/// Page.
#[component]
pub fn AccountPage() -> impl IntoView {
    view! { <main id="isi"></main> }
}

//! The screens of the office and their server functions, one folder per slice.
//!
//! Staff screens are rendered on the server and taken over in the browser ([`StaffApp`]); public pages are
//! rendered on the server alone and hold no script.

#[cfg(feature = "ssr")]
pub mod shell;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

/// The staff app: every screen behind a session, and the sign-in.
#[component]
pub fn StaffApp() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/masuk") view=NotFound/>
            </Routes>
        </Router>
    }
}

/// What a path without a screen shows.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <main id="isi"></main> }
}

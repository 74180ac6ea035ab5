//! Signing in, my password, my sessions.

pub mod api;
mod door;
mod page;
mod password_form;
mod sessions;
mod sign_in_form;

pub use door::SignInPage;
pub use page::AccountPage;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::routes;

/// Signs out and goes to the door. Where the server does not answer, the reader stays and may try again.
pub fn leave() {
    let toasts = crate::ui::use_toasts();
    spawn_local(async move {
        match api::sign_out().await {
            Ok(()) => drop(window().location().assign(routes::SIGN_IN)),
            Err(error) => toasts.error(&error),
        }
    });
}

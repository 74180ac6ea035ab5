//! The way through the door, for a page whose session has ended.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::{routes, words};

/// The door; after it the reader is back at this address.
fn door() -> String {
    let location = window().location();
    let here = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    routes::sign_in_then(&here)
}

/// Goes to the door; after it the reader is back here.
fn go() {
    // Refused only by a page that is being left already.
    drop(window().location().assign(&door()));
}

/// Opens the door in another tab: what was typed on this page stays, and after the door it can be sent.
pub(super) fn go_beside() {
    // Refused only by a browser that opens no tabs; the page says again at the next act that nobody is signed in.
    drop(window().open_with_url_and_target(&door(), "_blank"));
}

/// A link to the door.
#[component]
pub(super) fn SignInAgain(
    /// Whether the door opens in another tab.
    #[prop(optional)]
    beside: bool,
) -> impl IntoView {
    let w = words::words();
    let leave = move |event: MouseEvent| {
        event.prevent_default();
        if beside {
            go_beside();
        } else {
            go();
        }
    };
    view! {
        <a class="link" href=routes::SIGN_IN rel="external" on:click=leave>
            {w.common.sign_in}
        </a>
    }
}

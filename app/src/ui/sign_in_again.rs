//! The way through the door and back, for a page whose session has ended.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::{routes, words};

/// Goes to the door; after it the reader is back here.
pub(super) fn go() {
    let location = window().location();
    let here = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    // Refused only by a page that is being left already.
    drop(location.assign(&routes::sign_in_then(&here)));
}

/// A link to the door.
#[component]
pub(super) fn SignInAgain() -> impl IntoView {
    let w = words::words();
    let leave = |event: MouseEvent| {
        event.prevent_default();
        go();
    };
    view! {
        <a class="link" href=routes::SIGN_IN rel="external" on:click=leave>
            {w.common.sign_in}
        </a>
    }
}

//! The bar that says that the session has ended, so that a page which is only looked at does not grow old unnoticed.

use leptos::prelude::*;

use super::banner::Banner;
use super::icon::Icon;
use super::sign_in_again::SignInAgain;
use crate::live::{Link, PageLink};
use crate::words::words;

/// Says that the session has ended, with the way in and back.
#[component]
pub(super) fn SessionBar() -> impl IntoView {
    let w = words();
    let link = use_context::<PageLink>();
    let has_ended = move || link.is_some_and(|page| page.0.get() == Link::Ended);
    view! {
        <div role="status">
            {move || {
                has_ended()
                    .then(|| {
                        view! {
                            <Banner icon=Icon::Warning title=w.board.session_ended meaning=w.board.session_ended_why>
                                <SignInAgain beside=true/>
                            </Banner>
                        }
                    })
            }}
        </div>
    }
}

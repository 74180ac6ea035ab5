//! The stamp, before the licence gets its number.

use domain::command::{Command, Then};
use leptos::prelude::*;

use super::Actions;
use crate::command::desk::CommandDesk;
use crate::ui::{CheckBox, FormError};
use crate::words::words;

/// A form with the tick of the stamp.
#[component]
pub(super) fn NumberForm(
    /// The desk of the screen.
    desk: CommandDesk,
    /// What follows the number.
    then: Then,
    /// Sends the command.
    send: Callback<Command>,
) -> impl IntoView {
    let w = words();
    let stamped = RwSignal::new(false);
    let tried = RwSignal::new(false);
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if stamped.get_untracked() {
            send.run(Command::Number { stamped: true, then });
        }
    };
    let missing =
        move || (tried.get() && !stamped.get()).then(|| view! { <FormError text=w.command.stamp_missing/> });
    let verb = if then == Then::Keep { w.command.number_keep_verb } else { w.command.number_verb };
    view! {
        <form class="dialog-body" on:submit=on_submit novalidate>
            <CheckBox name="stempel" label=w.command.stamped checked=stamped/>
            {missing}
            <Actions desk=desk verb=verb.to_owned()/>
        </form>
    }
}

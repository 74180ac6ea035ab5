//! A reason, before a file goes back to a desk or an application is refused.

use domain::command::Command;
use domain::transition::REASON_LIMIT;
use leptos::prelude::*;

use super::Actions;
use crate::command::desk::CommandDesk;
use crate::ui::{ButtonKind, TextArea};
use crate::words::words;

/// What the reason is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReasonKind {
    /// A desk reads it.
    SendBack,
    /// The applicant reads it.
    Refusal,
}

/// A form with a reason.
#[component]
pub(super) fn ReasonForm(
    /// The desk of the screen.
    desk: CommandDesk,
    /// What the reason is for.
    kind: ReasonKind,
    /// The verb of the command.
    verb: String,
    /// The command with its reason.
    command: Callback<String, Command>,
    /// Sends it.
    send: Callback<Command>,
) -> impl IntoView {
    let w = words();
    let reason = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let is_said =
        move || reason.with(|reason| !reason.trim().is_empty() && reason.chars().count() <= REASON_LIMIT);
    let error =
        Signal::derive(move || (tried.get() && !is_said()).then(|| w.command.reason_missing.to_owned()));
    let (label, hint, weight) = match kind {
        ReasonKind::SendBack => (w.command.reason, w.command.reason_hint, ButtonKind::Primary),
        ReasonKind::Refusal => {
            (w.command.refuse_reasons, w.command.refuse_reasons_hint, ButtonKind::DangerSolid)
        }
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if is_said() {
            send.run(command.run(reason.get_untracked()));
        }
    };
    view! {
        <form class="dialog-body" on:submit=on_submit novalidate>
            <TextArea name="alasan" label=label hint=hint value=reason error=error/>
            <Actions desk=desk verb=verb kind=weight/>
        </form>
    }
}

//! The passphrase of an electronic signature: typed for one letter, sent once, kept nowhere.

use domain::signing::Passphrase;
use leptos::prelude::*;

use crate::command::desk::CommandDesk;
use crate::ui::{Button, ButtonKind, ButtonRole, Dialog, InputKind, TextField};
use crate::words::words;

/// The dialog of the passphrase.
#[component]
pub(in crate::command) fn PassphraseDialog(
    /// The desk of the screen.
    desk: CommandDesk,
) -> impl IntoView {
    let w = words();
    view! {
        <Dialog
            id="frasa-sandi"
            title=w.signing.title.to_owned()
            lead=w.signing.lead.to_owned()
            open=desk.passphrase
        >
            <PassphraseForm desk=desk/>
        </Dialog>
    }
}

#[component]
fn PassphraseForm(desk: CommandDesk) -> impl IntoView {
    let w = words();
    let typed = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let fault =
        Signal::derive(
            move || {
                if missing.get() { Some(w.signing.missing.to_owned()) } else { desk.held_fault() }
            },
        );
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(passphrase) = typed.try_update(std::mem::take).map(Passphrase::new) else { return };
        if passphrase.is_empty() {
            missing.set(true);
        } else {
            desk.sign_with(passphrase);
        }
    };
    view! {
        <form class="dialog-body" on:submit=on_submit novalidate>
            <p class="strong">{move || desk.held_letter()}</p>
            <TextField
                name="frasa"
                label=w.signing.passphrase
                value=typed
                error=fault
                kind=InputKind::Password
            />
            <div class="dialog-actions">
                <Button on:click=move |_| desk.passphrase.set(false)>{w.command.cancel}</Button>
                <Button kind=ButtonKind::Primary role=ButtonRole::Submit>{w.signing.verb}</Button>
            </div>
        </form>
    }
}

//! The password, asked again before a signature or a refusal. Good for five minutes.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::account::api::confirm_password;
use crate::error::AppError;
use crate::ui::{Button, ButtonKind, ButtonRole, Dialog, InputKind, TextField};
use crate::words::{self, words};

/// The dialog of the password.
#[component]
pub fn PasswordDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The dossier that it is asked for; empty where there is none.
    about: Signal<String>,
    /// What follows once the password was right.
    on_confirmed: Callback<()>,
) -> impl IntoView {
    let w = words();
    let lead = Signal::derive(move || match about.get() {
        about if about.is_empty() => w.command.password_lead.to_owned(),
        about => format!("{about} · {}", w.command.password_lead),
    });
    view! {
        <Dialog
            id="sandi-lagi"
            title=w.command.password_title.to_owned()
            lead=lead
            open=open
        >
            <PasswordForm open=open on_confirmed=on_confirmed/>
        </Dialog>
    }
}

#[component]
fn PasswordForm(open: RwSignal<bool>, on_confirmed: Callback<()>) -> impl IntoView {
    let w = words();
    let password = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        if password.with_untracked(String::is_empty) {
            fault.set(Some(w.command.password_missing.to_owned()));
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let answer = confirm_password(password.get_untracked()).await;
            is_busy.set(false);
            match answer {
                Ok(()) => on_confirmed.run(()),
                Err(AppError::WrongPassword) => fault.set(Some(w.command.password_wrong.to_owned())),
                Err(error) => fault.set(Some(words::error::app_error(words::lang(), &error).title)),
            }
        });
    };
    view! {
        <form class="dialog-body" on:submit=on_submit novalidate>
            <TextField
                name="sandi"
                label=w.command.password
                value=password
                error=fault
                kind=InputKind::Password
                autocomplete="current-password"
            />
            <div class="dialog-actions">
                <Button on:click=move |_| open.set(false)>{w.command.cancel}</Button>
                <Button kind=ButtonKind::Primary role=ButtonRole::Submit busy=is_busy>
                    {w.command.password_verb}
                </Button>
            </div>
        </form>
    }
}

//! Asks the password again before an act that binds the office. The only part beside the frame that asks the server.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::button::{Button, ButtonKind, ButtonRole};
use super::dialog::Dialog;
use super::field::{InputKind, TextField};
use crate::account::api;
use crate::error::AppError;
use crate::words;

/// A dialog that asks the password. Open it when the server answers [`AppError::PasswordAgain`]; `on_confirmed` then
/// repeats the act.
#[component]
pub fn PasswordDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The password is confirmed for five minutes.
    #[prop(into)]
    on_confirmed: Callback<()>,
) -> impl IntoView {
    let w = words::words();
    view! {
        <Dialog id="password-again" title=w.account.again.to_owned() lead=w.account.again_lead.to_owned() open=open>
            <Form open=open on_confirmed=on_confirmed/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Form(open: RwSignal<bool>, on_confirmed: Callback<()>) -> impl IntoView {
    let lang = words::lang();
    let w = words::words();
    let password = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = password.get_untracked();
        if typed.is_empty() {
            error.set(Some(w.account.password_missing.to_owned()));
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let answer = api::confirm_password(typed).await;
            busy.set(false);
            match answer {
                Ok(()) => {
                    open.set(false);
                    on_confirmed.run(());
                }
                Err(AppError::WrongPassword) => error.set(Some(w.account.again_wrong.to_owned())),
                Err(other) => {
                    let told = words::error::app_error(lang, &other);
                    error.set(Some(format!("{}. {}", told.title, told.detail)));
                }
            }
        });
    };
    view! {
        <form method="post" novalidate on:submit=submit>
            <div class="dialog-body">
                <TextField
                    name="password-again"
                    label=w.common.password
                    value=password
                    error=error
                    kind=InputKind::Password
                    autocomplete="current-password"
                />
            </div>
            <div class="dialog-actions">
                <Button on:click=move |_| open.set(false)>{w.common.cancel}</Button>
                <Button kind=ButtonKind::Primary role=ButtonRole::Submit busy=busy>
                    {w.account.confirm}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

//! The form that changes my password.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use crate::error::AppError;
use crate::ui::{Button, ButtonKind, ButtonRole, InputKind, TextField, Toast, use_toasts};
use crate::words;

/// Old password, new password, and the new one again.
#[component]
pub(super) fn PasswordForm(
    /// The password is changed.
    #[prop(into)]
    on_changed: Callback<()>,
) -> impl IntoView {
    let lang = words::lang();
    let w = words::words();
    let toasts = use_toasts();
    let old = RwSignal::new(String::new());
    let new = RwSignal::new(String::new());
    let again = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let (old_error, new_error, again_error) =
        (RwSignal::new(None::<String>), RwSignal::new(None::<String>), RwSignal::new(None::<String>));

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        for error in [old_error, new_error, again_error] {
            error.set(None);
        }
        let (typed_old, typed_new) = (old.get_untracked(), new.get_untracked());
        if typed_old.is_empty() {
            old_error.set(Some(w.account.password_missing.to_owned()));
        }
        if typed_new.is_empty() {
            new_error.set(Some(w.account.password_missing.to_owned()));
        } else if again.get_untracked() != typed_new {
            again_error.set(Some(w.account.repeat_wrong.to_owned()));
        }
        let faulty =
            [old_error, new_error, again_error].iter().any(|error| error.with_untracked(Option::is_some));
        if faulty || busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let answer = api::change_password(typed_old, typed_new).await;
            busy.set(false);
            match answer {
                Ok(()) => {
                    for field in [old, new, again] {
                        field.set(String::new());
                    }
                    toasts.say(Toast::done(w.account.changed).detail(w.account.changed_detail));
                    on_changed.run(());
                }
                Err(AppError::WrongPassword) => old_error.set(Some(w.account.old_wrong.to_owned())),
                Err(error @ AppError::WeakPassword) => {
                    let told = words::error::app_error(lang, &error);
                    new_error.set(Some(format!("{}. {}", told.title, told.detail)));
                }
                Err(error) => toasts.error(&error),
            }
        });
    };
    view! {
        <form class="stack" method="post" novalidate on:submit=submit>
            <TextField
                name="old"
                label=w.account.old_password
                value=old
                error=old_error
                kind=InputKind::Password
                autocomplete="current-password"
            />
            <TextField
                name="new"
                label=w.account.new_password
                hint=w.account.rule
                value=new
                error=new_error
                kind=InputKind::Password
                autocomplete="new-password"
            />
            <TextField
                name="again"
                label=w.account.repeat_password
                value=again
                error=again_error
                kind=InputKind::Password
                autocomplete="new-password"
            />
            <div class="row">
                <Button kind=ButtonKind::Primary role=ButtonRole::Submit busy=busy>
                    {w.account.change_password}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

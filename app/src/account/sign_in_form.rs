//! The form of the door.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use wasm_bindgen::JsCast;

use super::api::{self, AfterSignIn, Computer};
use crate::error::AppError;
use crate::ui::{Button, ButtonKind, ButtonRole, CheckBox, Icon, InputKind, Size, TextField, field_id};
use crate::{routes, words};

/// The field that takes the focus.
const NAME: &str = "name";

/// NIP or user name, password, and whose computer it is.
#[component]
pub(super) fn SignInForm(
    /// The office's short name.
    office: String,
) -> impl IntoView {
    let lang = words::lang();
    let w = words::words();
    let query = use_query_map();
    let name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let shared = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let tried = RwSignal::new(false);
    let failure: RwSignal<Option<AppError>> = RwSignal::new(None);
    // Until the page answers to the form, a click would send it the browser's way.
    let ready = RwSignal::new(false);
    Effect::new(move |_| {
        ready.set(true);
        let field = document().get_element_by_id(&field_id(NAME));
        if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(field.focus());
        }
    });

    let missing = move |field: RwSignal<String>, text: &'static str| {
        Signal::derive(move || {
            let empty = tried.get() && field.with(|typed| typed.trim().is_empty());
            empty.then(|| text.to_owned())
        })
    };
    let alert = NodeRef::<html::Div>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        failure.set(None);
        let (typed_name, typed_password) = (name.get_untracked(), password.get_untracked());
        if typed_name.trim().is_empty() || typed_password.is_empty() || busy.get_untracked() {
            return;
        }
        let computer = if shared.get_untracked() { Computer::Shared } else { Computer::Own };
        let to =
            query.with_untracked(|query| routes::return_address(query.get_str(routes::RETURN_TO)).to_owned());
        busy.set(true);
        spawn_local(async move {
            match api::sign_in(typed_name, typed_password, computer).await {
                Ok(AfterSignIn::Enter) => drop(window().location().assign(&to)),
                Ok(AfterSignIn::ChangePassword) => drop(window().location().assign(routes::ACCOUNT)),
                Err(error) => {
                    failure.set(Some(error));
                    busy.set(false);
                    if let Some(alert) = alert.get_untracked() {
                        drop(alert.focus());
                    }
                }
            }
        });
    };
    let told = move || {
        failure.get().map(|error| {
            let told = words::error::app_error(lang, &error);
            view! {
                <div class="note note-danger">
                    {Icon::Refused.view()}
                    <div>
                        <b>{told.title}</b>
                        <p>{told.detail}</p>
                    </div>
                </div>
            }
        })
    };
    let idle = move || if shared.get() { w.account.idle_shared } else { w.account.idle_own };
    let name_error = missing(name, w.account.name_missing);
    let password_error = missing(password, w.account.password_missing);
    view! {
        <form class="door-form" method="post" novalidate on:submit=submit>
            <div>
                <h1>{w.account.sign_in}</h1>
                <p class="muted">{words::account::for_staff_of(lang, &office)}</p>
            </div>
            <div role="alert" tabindex="-1" node_ref=alert>
                {told}
            </div>
            <TextField
                name=NAME
                label=w.account.name
                value=name
                error=name_error
                autocomplete="username"
                size=Size::Large
            />
            <TextField
                name="password"
                label=w.common.password
                value=password
                error=password_error
                kind=InputKind::Password
                autocomplete="current-password"
                size=Size::Large
            />
            <CheckBox name="shared" label=w.account.shared_computer checked=shared/>
            <Button
                kind=ButtonKind::Primary
                size=Size::Wide
                role=ButtonRole::Submit
                busy=busy
                disabled=Signal::derive(move || !ready.get())
            >
                {w.account.sign_in}
            </Button>
            <p class="door-small">{idle}</p>
            <details class="door-small">
                <summary class="link">{w.account.forgotten}</summary>
                <p>{w.account.forgotten_answer}</p>
            </details>
        </form>
    }
    .into_any()
}

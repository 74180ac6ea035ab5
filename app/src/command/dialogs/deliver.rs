//! Who takes the licence: the applicant, or a proxy with a document.

use domain::command::Command;
use domain::event::Recipient;
use leptos::prelude::*;

use super::Actions;
use crate::command::desk::CommandDesk;
use crate::ui::{Radio, TextField};
use crate::words::words;

/// The value of the choice of a proxy.
const PROXY: &str = "kuasa";

/// A form with the recipient.
#[component]
pub(super) fn DeliverForm(
    /// The desk of the screen.
    desk: CommandDesk,
    /// Sends the command.
    send: Callback<Command>,
) -> impl IntoView {
    let w = words();
    let who = RwSignal::new("pemohon".to_owned());
    let (name, document) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let tried = RwSignal::new(false);
    let is_proxy = Memo::new(move |_| who.with(|who| who == PROXY));
    let lacks = move |field: RwSignal<String>| {
        Signal::derive(move || {
            (tried.get() && is_proxy.get() && field.with(|text| text.trim().is_empty()))
                .then(|| w.command.proxy_missing.to_owned())
        })
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (name, document) = (name.get_untracked(), document.get_untracked());
        if !is_proxy.get_untracked() {
            send.run(Command::Deliver { recipient: Recipient::Applicant });
        } else if !name.trim().is_empty() && !document.trim().is_empty() {
            let (name, document) = (name.trim().to_owned(), document.trim().to_owned());
            send.run(Command::Deliver { recipient: Recipient::Proxy { name, document } });
        }
    };
    let proxy = move || {
        is_proxy.get().then(|| {
            view! {
                <TextField name="kuasa-nama" label=w.command.proxy_name value=name error=lacks(name)/>
                <TextField
                    name="kuasa-dokumen"
                    label=w.command.proxy_document
                    hint=w.command.proxy_document_hint
                    value=document
                    error=lacks(document)
                />
            }
        })
    };
    view! {
        <form class="dialog-body" on:submit=on_submit novalidate>
            <fieldset class="choices">
                <legend class="field-label">{w.command.deliver_to}</legend>
                <Radio name="penerima" value="pemohon" label=w.command.applicant_self chosen=who/>
                <Radio name="penerima" value=PROXY label=w.command.proxy chosen=who/>
            </fieldset>
            {proxy}
            <Actions desk=desk verb=w.command.deliver_verb.to_owned()/>
        </form>
    }
}

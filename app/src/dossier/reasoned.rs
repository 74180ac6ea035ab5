//! Dialogs that ask one thing: a reason, a telephone number, or where the folder lies.

use domain::application::{read_phone, written_phone};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::transition::{REASON_LIMIT, read_place};
use leptos::prelude::*;

use super::actions::card_of;
use super::page::Shown;
use crate::command::{CommandDesk, Subject};
use crate::ui::{Button, ButtonKind, ButtonRole, Dialog, InputKind, TextArea, TextField};
use crate::words::{lang, words};

/// Whether a text is a reason that the card takes.
fn is_reason(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= REASON_LIMIT
}

/// A dialog that asks a reason before an end.
#[component]
pub(super) fn ReasonDialog(
    id: &'static str,
    title: &'static str,
    lead: String,
    open: RwSignal<bool>,
    send: Callback<String>,
    /// What becomes of the reason.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let w = words();
    view! {
        <Dialog id=id title=title lead=lead open=open>
            {
                let reason = RwSignal::new(String::new());
                let tried = RwSignal::new(false);
                let error = Signal::derive(move || {
                    (tried.get() && !reason.with(|text| is_reason(text)))
                        .then(|| w.command.reason_missing.to_owned())
                });
                let submit = move |event: leptos::ev::SubmitEvent| {
                    event.prevent_default();
                    tried.set(true);
                    let text = reason.get_untracked().trim().to_owned();
                    if is_reason(&text) {
                        open.set(false);
                        send.run(text);
                    }
                };
                view! {
                    <form class="dialog-body" novalidate on:submit=submit>
                        <TextArea name=format!("{id}-reason") label=w.command.reason hint=hint value=reason error=error/>
                        <div class="dialog-actions">
                            <Button on:click=move |_| open.set(false)>{w.dossier.go_on}</Button>
                            <Button kind=ButtonKind::DangerSolid role=ButtonRole::Submit>{title}</Button>
                        </div>
                    </form>
                }
            }
        </Dialog>
    }
}

/// The dialog of a new telephone number.
#[component]
pub(super) fn PhoneDialog(shown: Shown, desk: CommandDesk, open: RwSignal<bool>) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let subject = StoredValue::new(Subject::from(&card_of(&shown)));
    let known = StoredValue::new(
        shown.view.facts.as_ref().map(|facts| written_phone(&facts.phone)).unwrap_or_default(),
    );
    let standard = StoredValue::new((*shown.standard).clone());
    view! {
        <Dialog id="phone" title=w.dossier.change_phone lead=w.dossier.change_phone_lead open=open>
            {
                let phone = RwSignal::new(known.get_value());
                let tried = RwSignal::new(false);
                let error = Signal::derive(move || {
                    let wrong = tried.get() && phone.with(|text| read_phone(text).is_none());
                    wrong.then(|| {
                        standard.with_value(|standard| {
                            w.application.problem(
                                standard,
                                &domain::application::FieldKey::Phone,
                                &domain::application::FieldProblem::NotAPhone,
                                lang,
                            )
                        })
                    })
                });
                let submit = move |event: leptos::ev::SubmitEvent| {
                    event.prevent_default();
                    tried.set(true);
                    let typed = phone.get_untracked();
                    if read_phone(&typed).is_some() {
                        open.set(false);
                        desk.run(subject.get_value(), Command::ChangePhone { phone: typed });
                    }
                };
                view! {
                    <form class="dialog-body" novalidate on:submit=submit>
                        <TextField
                            name="new-phone"
                            label=w.dossier.phone
                            value=phone
                            kind=InputKind::Phone
                            hint=w.application.phone_hint
                            error=error
                        />
                        <div class="dialog-actions">
                            <Button on:click=move |_| open.set(false)>{w.command.cancel}</Button>
                            <Button kind=ButtonKind::Primary role=ButtonRole::Submit>{w.common.save}</Button>
                        </div>
                    </form>
                }
            }
        </Dialog>
    }
}

/// The dialog of where the folder of paper lies.
#[component]
pub(super) fn PlaceDialog(shown: Shown, desk: CommandDesk, open: RwSignal<bool>) -> impl IntoView {
    let w = words();
    let subject = StoredValue::new(Subject::from(&card_of(&shown)));
    let known = StoredValue::new(shown.view.dossier.place.clone().unwrap_or_default());
    let facts = shown.view.facts.as_ref();
    let names = StoredValue::new([
        facts.map(|facts| facts.name.name.clone()).unwrap_or_default(),
        facts.and_then(|facts| facts.proxy.as_ref()).map(|proxy| proxy.name.clone()).unwrap_or_default(),
    ]);
    view! {
        <Dialog id="place" title=w.dossier.place lead=w.dossier.place_lead open=open>
            {
                let place = RwSignal::new(known.get_value());
                // As the rule will judge it, so that what was typed is not lost to a refusal.
                let read = move |text: &str| names.with_value(|names| read_place(text, &names.each_ref().map(String::as_str)));
                let error = Signal::derive(move || {
                    place.with(|text| read(text)).err().map(|refusal| match refusal {
                        Refusal::NamesAPerson => w.dossier.place_names_a_person.to_owned(),
                        _ => w.dossier.place_too_long.to_owned(),
                    })
                });
                let submit = move |event: leptos::ev::SubmitEvent| {
                    event.prevent_default();
                    let Ok(typed) = place.with_untracked(|text| read(text)) else { return };
                    open.set(false);
                    let typed = typed.unwrap_or_default();
                    // As it was: nothing is to be written.
                    if known.with_value(|known| *known != typed) {
                        desk.run(subject.get_value(), Command::Place { place: typed });
                    }
                };
                view! {
                    <form class="dialog-body" novalidate on:submit=submit>
                        <TextField
                            name="new-place"
                            label=w.dossier.place
                            value=place
                            hint=w.dossier.place_hint
                            error=error
                        />
                        <div class="dialog-actions">
                            <Button on:click=move |_| open.set(false)>{w.command.cancel}</Button>
                            <Button kind=ButtonKind::Primary role=ButtonRole::Submit>{w.common.save}</Button>
                        </div>
                    </form>
                }
            }
        </Dialog>
    }
}

//! A correction: the form of the application with what it says now, and why it changes.

use domain::application::{ApplicationForm, Facts};
use domain::command::Command;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::actions::card_of;
use super::api::read_facts;
use super::page::Shown;
use crate::application::{ApplicationFields, ErrorSummary, FormState, KindChoice};
use crate::command::{CommandDesk, Subject};
use crate::ticker;
use crate::ui::{
    Button, ButtonKind, ButtonRole, Dialog, DialogWidth, Skeleton, SkeletonShape, TextArea, use_toasts,
};
use crate::words::words;

/// The dialog of a correction. The facts are fetched when it opens, since they hold the whole NIK.
#[component]
pub(super) fn CorrectDialog(shown: Shown, desk: CommandDesk, open: RwSignal<bool>) -> impl IntoView {
    let w = words();
    let toasts = use_toasts();
    let fetched: RwSignal<Option<Facts>> = RwSignal::new(None);
    let id = StoredValue::new(shown.view.dossier.id.clone());
    Effect::new(move |_| {
        if !open.get() {
            fetched.set(None);
            return;
        }
        spawn_local(async move {
            match read_facts(id.get_value()).await {
                Ok(facts) => fetched.set(Some(facts)),
                Err(error) => {
                    open.set(false);
                    toasts.error(&error);
                }
            }
        });
    });
    let shown = StoredValue::new(shown);
    view! {
        <Dialog
            id="correct"
            title=w.dossier.correct
            lead=w.dossier.correct_lead
            open=open
            width=DialogWidth::Wide
        >
            {move || match fetched.get() {
                Some(facts) => {
                    view! { <CorrectForm shown=shown.get_value() desk=desk open=open form=facts.form()/> }.into_any()
                }
                None => view! { <Skeleton shape=SkeletonShape::Lines(8)/> }.into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn CorrectForm(
    shown: Shown,
    desk: CommandDesk,
    open: RwSignal<bool>,
    form: ApplicationForm,
) -> impl IntoView {
    let w = words();
    let state = FormState::new(&shown.standard, &form);
    let subject = StoredValue::new(Subject::from(&card_of(&shown)));
    let standard = StoredValue::new((*shown.standard).clone());
    let calendar = StoredValue::new(shown.calendar.clone());
    let as_of = shown.view.as_of;
    let reason = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let reason_error = Signal::derive(move || {
        (tried.get() && reason.with(|text| text.trim().is_empty()))
            .then(|| w.command.reason_missing.to_owned())
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let today = calendar.with_value(|calendar| calendar.date(ticker::now(as_of)));
        let checked = standard.with_value(|standard| state.form().check(standard, today));
        match checked {
            Err(errors) => state.errors.set(errors),
            Ok(facts) => {
                state.errors.set(Vec::new());
                let reason = reason.get_untracked().trim().to_owned();
                if !reason.is_empty() {
                    open.set(false);
                    desk.run(subject.get_value(), Command::Correct { facts: Box::new(facts), reason });
                }
            }
        }
    };
    view! {
        <form class="dialog-body" novalidate on:submit=submit>
            <ErrorSummary standard=standard state=state/>
            <ApplicationFields standard=standard state=state kind=KindChoice::Fixed/>
            <TextArea name="correct-reason" label=w.dossier.correct_reason value=reason error=reason_error/>
            <div class="dialog-actions">
                <Button on:click=move |_| open.set(false)>{w.command.cancel}</Button>
                <Button kind=ButtonKind::Primary role=ButtonRole::Submit>{w.dossier.correct_save}</Button>
            </div>
        </form>
    }
}

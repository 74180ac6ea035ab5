//! The applicant's answer at the counter: what was brought, or that the return was a mistake.

use domain::command::{Command, ItemBrought};
use domain::dossier::Stage;
use domain::event::Brought;
use domain::refusal::Refusal;
use domain::standard::Form;
use leptos::prelude::*;

use super::actions::card_of;
use super::page::Shown;
use crate::command::{CommandDesk, Subject};
use crate::ui::{Button, ButtonKind, ButtonRole, CheckBox, Dialog, DialogWidth, FormError, TextArea};
use crate::words::refusal::refusal;
use crate::words::{lang, words};

/// An item that may be ticked as brought.
#[derive(Clone)]
struct Row {
    key: String,
    text: String,
    said: String,
    asked: bool,
    ticked: RwSignal<bool>,
}

/// The items, those that were asked for first. Nothing is ticked before somebody has seen it.
fn rows(shown: &Shown) -> Vec<Row> {
    let lang = lang();
    let dossier = &shown.view.dossier;
    let asked = match &dossier.standing.stage {
        Stage::WithApplicant { items, .. } => items.clone(),
        Stage::Tray { .. } | Stage::Desk { .. } | Stage::Ready { .. } | Stage::Ended { .. } => Vec::new(),
    };
    let mut rows: Vec<Row> = dossier
        .items
        .iter()
        .filter_map(|item| {
            let requirement = shown.standard.requirement(&item.key)?;
            if !requirement.accepts.contains(&Form::Physical) {
                return None;
            }
            let said = dossier.notes.get(&item.key).filter(|_| asked.contains(&item.key));
            let said = said
                .map(|note| [&*note.note, &*note.remedy].map(|one| one.trim_end_matches('.')).join(". "))
                .unwrap_or_default();
            Some(Row {
                key: item.key.clone(),
                text: requirement.text.get(lang).to_owned(),
                said: said.trim_matches(['.', ' ']).to_owned(),
                asked: asked.contains(&item.key),
                ticked: RwSignal::new(false),
            })
        })
        .collect();
    rows.sort_by_key(|row| !row.asked);
    rows
}

/// The dialog of an answer.
#[component]
pub(super) fn AnswerDialog(shown: Shown, desk: CommandDesk, open: RwSignal<bool>) -> impl IntoView {
    let w = words();
    let shown = StoredValue::new(shown);
    view! {
        <Dialog
            id="answer"
            title=w.dossier.answer
            lead=w.dossier.answer_lead
            open=open
            width=DialogWidth::Wide
        >
            <AnswerForm shown=shown.get_value() desk=desk open=open/>
        </Dialog>
    }
}

#[component]
fn AnswerForm(shown: Shown, desk: CommandDesk, open: RwSignal<bool>) -> impl IntoView {
    let w = words();
    let subject = StoredValue::new(Subject::from(&card_of(&shown)));
    let rows = rows(&shown);
    let kept = StoredValue::new(rows.clone());
    let mistaken = RwSignal::new(false);
    let remark = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let empty = RwSignal::new(false);
    let error = Signal::derive(move || {
        let missing = tried.get() && mistaken.get() && remark.with(|text| text.trim().is_empty());
        missing.then(|| w.command.reason_missing.to_owned())
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let mistaken_return = mistaken.get_untracked();
        let remark = remark.get_untracked().trim().to_owned();
        let items = kept.with_value(|rows| {
            rows.iter()
                .filter(|row| !mistaken_return && row.ticked.get_untracked())
                .map(|row| ItemBrought { key: row.key.clone(), brought: Brought::Physical })
                .collect::<Vec<_>>()
        });
        if mistaken_return && remark.is_empty() {
            return;
        }
        empty.set(!mistaken_return && items.is_empty());
        if empty.get_untracked() {
            return;
        }
        open.set(false);
        desk.run(subject.get_value(), Command::Answer { items, facts: None, remark, mistaken_return });
    };
    let lines = rows
        .into_iter()
        .map(|row| {
            view! { <CheckBox name=format!("brought-{}", row.key) label=row.text checked=row.ticked hint=row.said/> }
        })
        .collect_view();
    view! {
        <form class="dialog-body" novalidate on:submit=submit>
            <fieldset class="choices" disabled=move || mistaken.get()>
                <legend class="field-label">{w.dossier.answer_items}</legend>
                {lines}
            </fieldset>
            <CheckBox
                name="mistaken"
                label=w.dossier.answer_mistaken
                hint=w.dossier.answer_mistaken_hint
                checked=mistaken
            />
            <TextArea name="answer-remark" label=w.dossier.answer_remark value=remark error=error rows=2/>
            {move || {
                empty
                    .get()
                    .then(|| {
                        let told = refusal(lang(), &Refusal::NothingAnswered);
                        view! { <FormError text=format!("{}: {}", told.title, told.detail)/> }
                    })
            }}
            <div class="dialog-actions">
                <Button on:click=move |_| open.set(false)>{w.command.cancel}</Button>
                <Button kind=ButtonKind::Primary role=ButtonRole::Submit>{w.dossier.answer_save}</Button>
            </div>
        </form>
    }
}

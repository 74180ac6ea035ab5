//! What the applicant must mend: items of the checklist, each with what is wrong and how to mend it, and a remark.

use domain::command::Command;
use domain::event::ItemNote;
use leptos::prelude::*;

use super::{Actions, AskItem};
use crate::command::desk::CommandDesk;
use crate::ui::{CheckBox, FormError, Presence, TextArea, TextField};
use crate::words::words;

/// An item while the form is filled in.
#[derive(Clone)]
struct Row {
    number: usize,
    text: String,
    is_missing: bool,
    kept: ItemNote,
    chosen: RwSignal<bool>,
    problem: RwSignal<String>,
    remedy: RwSignal<String>,
}

impl Row {
    fn is_said(&self) -> bool {
        let said = |field: RwSignal<String>| field.with(|text| !text.trim().is_empty());
        !self.chosen.get() || (said(self.problem) && said(self.remedy))
    }

    fn note(&self) -> ItemNote {
        ItemNote {
            note: self.problem.get_untracked().trim().to_owned(),
            remedy: self.remedy.get_untracked().trim().to_owned(),
            ..self.kept.clone()
        }
    }
}

/// A form with the items that the applicant is asked for.
#[component]
pub(super) fn ReturnForm(
    /// The desk of the screen.
    desk: CommandDesk,
    /// The items of the checklist.
    items: Vec<AskItem>,
    /// Sends the command.
    send: Callback<Command>,
) -> impl IntoView {
    let w = words();
    let rows: Vec<Row> = items
        .into_iter()
        .map(|item| Row {
            number: item.number,
            text: item.text,
            is_missing: item.missing,
            chosen: RwSignal::new(item.missing),
            problem: RwSignal::new(item.note.note.clone()),
            remedy: RwSignal::new(item.note.remedy.clone()),
            kept: item.note,
        })
        .collect();
    let remark = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let all = StoredValue::new(rows.clone());
    let fault = move || {
        all.with_value(|rows| {
            let nothing =
                rows.iter().all(|row| !row.chosen.get()) && remark.with(|text| text.trim().is_empty());
            let unsaid = rows.iter().any(|row| !row.is_said());
            if nothing {
                Some(w.command.return_nothing)
            } else if unsaid {
                Some(w.command.return_unsaid)
            } else {
                None
            }
        })
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if untrack(fault).is_none() {
            let items = all.with_value(|rows| {
                rows.iter().filter(|row| row.chosen.get_untracked()).map(Row::note).collect()
            });
            send.run(Command::Return { items, remark: remark.get_untracked().trim().to_owned() });
        }
    };
    let told = move || tried.get().then(fault).flatten().map(|text| view! { <FormError text=text/> });
    view! {
        <form class="dialog-body" on:submit=on_submit novalidate>
            <fieldset class="return-items">
                <legend class="field-label">{w.command.return_items}</legend>
                {rows.into_iter().map(|row| row_view(row, tried)).collect_view()}
            </fieldset>
            <TextArea name="catatan" label=w.command.remark value=remark rows=2 presence=Presence::Optional/>
            {told}
            <Actions desk=desk verb=w.command.return_verb.to_owned()/>
        </form>
    }
}

fn row_view(row: Row, tried: RwSignal<bool>) -> impl IntoView {
    let w = words();
    let key = row.kept.key.clone();
    let hint = if row.is_missing { w.command.item_missing } else { "" };
    let Row { chosen, problem, remedy, .. } = row;
    let lacks = move |field: RwSignal<String>, missing: &'static str| {
        Signal::derive(move || {
            (tried.get() && field.with(|text| text.trim().is_empty())).then(|| missing.to_owned())
        })
    };
    view! {
        <div class="return-item">
            <CheckBox
                name=format!("syarat-{key}")
                label=format!("{}. {}", row.number, row.text)
                hint=hint
                checked=chosen
            />
            {move || {
                chosen.get().then(|| {
                    view! {
                        <div class="return-words">
                            <TextField
                                name=format!("kurang-{key}")
                                label=w.command.problem
                                value=problem
                                error=lacks(problem, w.command.problem_missing)
                            />
                            <TextField
                                name=format!("cara-{key}")
                                label=w.command.remedy
                                value=remedy
                                error=lacks(remedy, w.command.remedy_missing)
                            />
                        </div>
                    }
                })
            }}
        </div>
    }
}

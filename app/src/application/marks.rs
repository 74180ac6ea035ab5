//! The checklist as it is filled in: at intake how each item comes, at verification what it is worth.

use domain::command::ItemDecision;
use domain::dossier::Item;
use domain::event::{Brought, Finding, ItemNote};
use domain::standard::{Ask, Form, Requirement};
use leptos::prelude::*;

use crate::ui::Icon;
use crate::words::{lang, words};

/// Which question the checklist asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// How does the item come?
    Comes,
    /// Is it there and in order?
    Found,
}

/// One row as it is filled in.
#[derive(Clone, Copy)]
pub struct MarkRow {
    requirement: StoredValue<Requirement>,
    brought: RwSignal<Option<Brought>>,
    finding: RwSignal<Finding>,
    note: RwSignal<ItemNote>,
    before: StoredValue<(Option<Brought>, Finding, ItemNote)>,
}

impl MarkRow {
    /// A row that begins with what is known of the item.
    pub fn new(requirement: &Requirement, item: Option<&Item>, note: Option<&ItemNote>) -> Self {
        let brought = item.and_then(|item| item.brought);
        let finding = item.map(|item| item.finding).unwrap_or_default();
        let mut note = note.cloned().unwrap_or_default();
        note.key.clone_from(&requirement.key);
        Self {
            requirement: StoredValue::new(requirement.clone()),
            brought: RwSignal::new(brought),
            finding: RwSignal::new(finding),
            note: RwSignal::new(note.clone()),
            before: StoredValue::new((brought, finding, note)),
        }
    }

    /// Whether the question is answered.
    pub fn answered(&self, question: Question) -> bool {
        match question {
            Question::Comes => self.brought.with(Option::is_some),
            Question::Found => self.finding.get() != Finding::Unseen,
        }
    }

    /// Answers the question where it is not answered yet.
    pub fn answer_open(&self, question: Question) {
        match question {
            Question::Comes => {
                let physical = self.requirement.with_value(|item| item.accepts.contains(&Form::Physical));
                if physical && self.brought.with_untracked(Option::is_none) {
                    self.brought.set(Some(Brought::Physical));
                }
            }
            Question::Found => {
                if self.finding.get_untracked() == Finding::Unseen {
                    self.finding.set(Finding::Present);
                }
            }
        }
    }

    /// What changed in the row, none where nothing did.
    pub fn decision(&self) -> Option<ItemDecision> {
        let (brought, finding, note) = (self.brought.get(), self.finding.get(), self.note.get());
        self.before.with_value(|(old_brought, old_finding, old_note)| {
            if (brought, finding) == (*old_brought, *old_finding) && note == *old_note {
                return None;
            }
            Some(ItemDecision {
                brought: brought.filter(|_| brought != *old_brought),
                finding: (finding != *old_finding).then_some(finding),
                note,
            })
        })
    }
}

/// The decisions of all rows that changed.
pub fn decisions(rows: &[MarkRow]) -> Vec<ItemDecision> {
    rows.iter().filter_map(MarkRow::decision).collect()
}

fn ask_words(ask: Ask) -> &'static str {
    let w = words();
    match ask {
        Ask::Number => w.application.ask_number,
        Ask::Issuer => w.application.ask_issuer,
        Ask::Date => w.application.ask_date,
        Ask::Expiry => w.application.ask_expiry,
    }
}

fn ask_text(note: &ItemNote, ask: Ask) -> &String {
    match ask {
        Ask::Number => &note.number,
        Ask::Issuer => &note.issuer,
        Ask::Date => &note.date,
        Ask::Expiry => &note.expiry,
    }
}

fn set_ask(note: &mut ItemNote, ask: Ask, text: String) {
    match ask {
        Ask::Number => note.number = text,
        Ask::Issuer => note.issuer = text,
        Ask::Date => note.date = text,
        Ask::Expiry => note.expiry = text,
    }
}

/// One choice of a row's question, as a segment.
#[component]
fn Segment(
    name: String,
    label: &'static str,
    #[prop(into)] chosen: Signal<bool>,
    on_choose: Callback<()>,
) -> impl IntoView {
    view! {
        <label>
            <input type="radio" name=name prop:checked=chosen on:change=move |_| on_choose.run(())/>
            <span>{label}</span>
        </label>
    }
}

#[component]
fn QuestionChoice(row: MarkRow, question: Question, label: String) -> impl IntoView {
    let w = words();
    let (key, accepts) = row.requirement.with_value(|item| (item.key.clone(), item.accepts.clone()));
    let segments = match question {
        Question::Comes => {
            let choices = [
                (Brought::Physical, w.application.comes_physical, accepts.contains(&Form::Physical)),
                (Brought::Promised, w.application.comes_promised, accepts.contains(&Form::Physical)),
                (Brought::NotThere, w.application.comes_not, true),
            ];
            choices
                .into_iter()
                .filter(|(.., offered)| *offered)
                .map(|(brought, label, _)| {
                    let chosen = Signal::derive(move || row.brought.get() == Some(brought));
                    let choose = Callback::new(move |()| row.brought.set(Some(brought)));
                    let name = format!("comes-{key}");
                    view! { <Segment name=name label=label chosen=chosen on_choose=choose/> }
                })
                .collect_view()
                .into_any()
        }
        Question::Found => {
            [(Finding::Present, w.application.found), (Finding::Absent, w.application.not_found)]
                .into_iter()
                .map(|(finding, label)| {
                    let chosen = Signal::derive(move || row.finding.get() == finding);
                    let choose = Callback::new(move |()| row.finding.set(finding));
                    let name = format!("found-{key}");
                    view! { <Segment name=name label=label chosen=chosen on_choose=choose/> }
                })
                .collect_view()
                .into_any()
        }
    };
    view! { <div class="segmented" role="radiogroup" aria-label=label>{segments}</div> }
}

/// One row of the checklist.
#[component]
fn MarkLine(row: MarkRow, number: usize, question: Question) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let (key, text, mandatory, copies, asks) = row.requirement.with_value(|item| {
        let text = item.text.get(lang).to_owned();
        (item.key.clone(), text, item.mandatory, item.copies, item.asks.clone())
    });
    let field = move |ask: Option<Ask>| {
        let label = ask.map_or(w.application.ask_note, ask_words);
        let value = move || {
            row.note.with(|note| ask.map_or_else(|| note.note.clone(), |ask| ask_text(note, ask).clone()))
        };
        let typed = move |text: String| {
            row.note.update(|note| match ask {
                Some(ask) => set_ask(note, ask, text),
                None => note.note = text,
            });
        };
        let kind = if matches!(ask, Some(Ask::Date | Ask::Expiry)) { "date" } else { "text" };
        let name = format!(
            "{}-{key}",
            ask.map_or("note", |ask| match ask {
                Ask::Number => "number",
                Ask::Issuer => "issuer",
                Ask::Date => "date",
                Ask::Expiry => "expiry",
            })
        );
        view! {
            <label class="mark-field">
                <span>{label}</span>
                <input
                    class="input input-small"
                    type=kind
                    name=name
                    autocomplete="off"
                    prop:value=value
                    on:input=move |event| typed(event_target_value(&event))
                />
            </label>
        }
    };
    let asked = asks.into_iter().map(|ask| field(Some(ask))).collect_view();
    let note = field(None);
    let answered = move || row.answered(question);
    view! {
        <li class="mark" class:mark-open=move || !answered()>
            <span class="mark-number">{number}</span>
            <div class="mark-text">
                <b>{text.clone()}</b>
                <small>
                    {(copies > 1).then(|| w.application.copies(copies))}
                    {(!mandatory).then_some(w.application.not_mandatory)}
                </small>
            </div>
            <QuestionChoice row=row question=question label=text/>
            <span class="mark-tick">{move || answered().then(|| Icon::Tick.small())}</span>
            <div class="mark-fields">{asked} {note}</div>
        </li>
    }
}

/// The checklist, a row per requirement.
#[component]
pub fn MarkList(
    /// The rows.
    rows: Vec<MarkRow>,
    /// What is asked of each.
    question: Question,
) -> impl IntoView {
    let w = words();
    let all = rows.clone();
    let answer_all = move |_| all.iter().for_each(|row| row.answer_open(question));
    let open = {
        let rows = rows.clone();
        move || rows.iter().filter(|row| !row.answered(question)).count()
    };
    let total = rows.len();
    let label = match question {
        Question::Comes => w.application.all_physical,
        Question::Found => w.application.all_found,
    };
    let lines = rows
        .into_iter()
        .enumerate()
        .map(|(place, row)| view! { <MarkLine row=row number=place + 1 question=question/> })
        .collect_view();
    view! {
        <div class="mark-head">
            <span class="muted">{move || w.application.marked(total - open(), total)}</span>
            <button type="button" class="link" on:click=answer_all>{label}</button>
        </div>
        <ol class="marks">{lines}</ol>
    }
}

//! The requirements: read by everyone, marked by the desk whose work it is.

use domain::board::BoardCard;
use domain::command::Command;
use domain::dossier::Stage;
use domain::dossier_view::CardLine;
use domain::event::{Brought, Event, Finding};
use domain::standard::StepKind;
use leptos::prelude::*;

use super::fold::Fold;
use super::page::Shown;
use crate::application::{MarkList, MarkRow, Question, decisions};
use crate::command::{CommandDesk, Subject};
use crate::ui::{Button, ButtonKind, Icon};
use crate::words::application::{paper, remark};
use crate::words::{self, lang, words};

/// Whether the reader may mark items here, and which question is open.
fn question(shown: &Shown) -> Option<Question> {
    let standing = &shown.view.dossier.standing;
    let Stage::Desk { holder, .. } = &standing.stage else { return None };
    let step = shown.standard.step(standing.step)?;
    if holder.account != shown.actor.account || !shown.actor.holds(&step.role) {
        return None;
    }
    let open = standing.checklist.undecided > 0 || standing.checklist.missing > 0;
    match step.kind {
        StepKind::Intake => Some(Question::Comes),
        StepKind::Verify => Some(Question::Found),
        StepKind::Draft | StepKind::Initial | StepKind::Sign | StepKind::Number | StepKind::Deliver => {
            open.then_some(Question::Found)
        }
    }
}

/// The panel of the requirements.
#[component]
pub(super) fn Checklist(shown: Shown, desk: CommandDesk) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let items = &shown.view.dossier.items;
    let present = items.iter().filter(|item| item.finding == Finding::Present).count();
    let told = words::my_desk::present(lang, present, items.len());
    let lead = lead(&shown, &told);
    let asked = question(&shown);
    let open = asked.is_some();
    let content = match asked {
        Some(question) => view! { <Marking shown=shown desk=desk question=question/> }.into_any(),
        None => view! { <Reading shown=shown/> }.into_any(),
    };
    view! { <Fold id="items" title=w.dossier.items told=told lead=lead open=open>{content}</Fold> }
}

/// How many are there, who decided them last, and by which version of the standard.
fn lead(shown: &Shown, told: &str) -> String {
    let (lang, w) = (lang(), words());
    let decides = |line: &&CardLine| matches!(&line.event, Event::ItemsMarked { marks } if marks.iter().any(|mark| mark.finding.is_some()));
    let decided = shown.view.card.iter().rev().find(decides).and_then(|line| {
        let local = shown.calendar.local(line.at);
        let day = domain::time::words::short_day(local.date, lang);
        let initials = line.by.hand()?.initials.to_string();
        Some(format!("{} {initials}, {day} {}", w.dossier.decided_by, local.time(lang)))
    });
    let standard = format!("{} {}", w.dossier.standard_version, shown.view.dossier.standard);
    let parts = [Some(told.to_owned()), decided, Some(standard)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[component]
fn Marking(shown: Shown, desk: CommandDesk, question: Question) -> impl IntoView {
    let w = words();
    let dossier = &shown.view.dossier;
    let rows: Vec<MarkRow> = dossier
        .items
        .iter()
        .filter_map(|item| {
            let requirement = shown.standard.requirement(&item.key)?;
            Some(MarkRow::new(requirement, Some(item), dossier.notes.get(&item.key)))
        })
        .collect();
    let subject = StoredValue::new(Subject::from(&BoardCard {
        name: shown.view.facts.as_ref().map(|facts| facts.name.clone()).unwrap_or_default(),
        ..BoardCard::of(dossier)
    }));
    let kept = StoredValue::new(rows.clone());
    // While the page is replaced by a newer one its rows are gone already, and nothing has changed in them.
    let changed = move || kept.try_with_value(|rows| decisions(rows).len()).unwrap_or(0);
    let id = dossier.id.clone();
    let busy = Signal::derive(move || desk.is_sending(&id));
    let save = move |_| {
        let items = kept.with_value(|rows| decisions(rows));
        if !items.is_empty() {
            desk.run(subject.get_value(), Command::MarkItems { items });
        }
    };
    view! {
        <MarkList rows=rows question=question/>
        <div class="mark-save">
            <Button
                kind=ButtonKind::Primary
                busy=busy
                disabled=Signal::derive(move || changed() == 0)
                on:click=save
            >
                {w.dossier.save_marks}
            </Button>
            <span class="muted">{move || (changed() == 0).then_some(w.dossier.no_marks)}</span>
        </div>
    }
}

/// How an item came, in words.
fn brought(brought: Option<Brought>) -> &'static str {
    let w = words();
    match brought {
        None => "–",
        Some(Brought::Upload) => w.application.comes_upload,
        Some(Brought::Physical) => w.application.comes_physical,
        Some(Brought::Promised) => w.application.comes_promised,
        Some(Brought::NotThere) => w.application.comes_not,
    }
}

#[component]
fn Reading(shown: Shown) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let dossier = &shown.view.dossier;
    let rows = dossier
        .items
        .iter()
        .enumerate()
        .map(|(place, item)| {
            let text = shown.standard.requirement(&item.key).map(|item| item.text.get(lang).to_owned());
            let found = match item.finding {
                Finding::Unseen => view! { <span class="muted">{w.application.unseen}</span> }.into_any(),
                Finding::Present => {
                    view! { <span class="found">{Icon::Tick.small()}{w.application.found}</span> }.into_any()
                }
                Finding::Absent => {
                    view! { <span class="absent">{Icon::Refused.small()}{w.application.not_found}</span> }
                        .into_any()
                }
            };
            let note = dossier.notes.get(&item.key);
            let numbers = note.map(|note| paper(lang, note));
            let remark = note.map(remark);
            view! {
                <tr>
                    <td>{place + 1}</td>
                    <th scope="row">{text}</th>
                    <td>{brought(item.brought)}</td>
                    <td>{found}</td>
                    <td class="item-paper">{numbers}</td>
                    <td class="item-remark muted">{remark}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="items">
            <table class="table items">
                <thead>
                    <tr>
                        <th scope="col">{w.dossier.card_no}</th>
                        <th scope="col">{w.dossier.items}</th>
                        <th scope="col">{w.application.comes}</th>
                        <th scope="col">{w.application.complete}</th>
                        <th scope="col">{w.application.numbers}</th>
                        <th scope="col">{w.application.ask_note}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

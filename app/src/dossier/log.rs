//! Every entry of the card, one by one.

use domain::dossier_view::CardLine;
use domain::event::By;
use leptos::prelude::*;

use super::page::Shown;
use crate::words::application::{field_value, paper, remark, was_and_is};
use crate::words::event::event_text;
use crate::words::{lang, words};

/// The entries, folded until asked for.
#[component]
pub(super) fn CardLog(shown: Shown) -> impl IntoView {
    let w = words();
    let lines = shown.view.card.iter().map(|line| entry(&shown, line)).collect_view();
    view! {
        <details class="panel card-log">
            <summary class="panel-title">{w.dossier.log}" ("{shown.view.card.len()}")"</summary>
            <ol>{lines}</ol>
        </details>
    }
}

/// Who stands behind an entry: name, initials and role.
pub(super) fn who(shown: &Shown, by: &By) -> String {
    let w = words();
    let officer = |hand: &domain::event::Hand| {
        let name = shown.view.officers.get(&hand.account).cloned().unwrap_or_default();
        let lent = hand.lent.map(|form| format!("{} ", form.written())).unwrap_or_default();
        let role = crate::words::common::role_name_under(lang(), &shown.standard, &hand.role);
        format!("{name} ({}), {lent}{role}", hand.initials)
    };
    match by {
        By::Officer(hand) => officer(hand),
        By::ApplicantAtCounter(hand) => {
            format!("{}, {} {}", w.dossier.applicant, w.dossier.recorded_by, officer(hand))
        }
        By::Applicant => w.dossier.applicant.to_owned(),
        By::System => w.dossier.system.to_owned(),
    }
}

fn entry(shown: &Shown, line: &CardLine) -> impl IntoView + use<> {
    let (lang, w) = (lang(), words());
    let at = shown.calendar.local(line.at).long(lang);
    let notes = line
        .items
        .iter()
        .filter_map(|note| {
            let text = shown.standard.requirement(&note.key)?.text.get(lang).to_owned();
            let said = [remark(note), paper(lang, note)];
            let said: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
            Some(view! { <li>{text}": "{said.join(" · ")}</li> })
        })
        .collect_view();
    let changes = line
        .changes
        .iter()
        .map(|change| {
            let label = w.application.label(&shown.standard, &change.field, lang);
            let said = |text: &str| field_value(lang, &shown.standard, &change.field, text);
            view! { <li>{format!("{label}: {}", was_and_is(lang, &said(&change.from), &said(&change.to)))}</li> }
        })
        .collect_view();
    view! {
        <li>
            <span class="log-seq">{line.seq}</span>
            <div>
                <b>{event_text(lang, &line.event)}</b>
                <span class="muted">" · "{who(shown, &line.by)}" · "{at}</span>
                {line.reason.clone().map(|reason| view! { <p>{reason}</p> })}
                {(!line.items.is_empty()).then(|| view! { <ul>{notes}</ul> })}
                {(!line.changes.is_empty()).then(|| view! { <ul>{changes}</ul> })}
                {line.erased.then(|| view! { <p class="muted">{w.dossier.erased}</p> })}
            </div>
        </li>
    }
}

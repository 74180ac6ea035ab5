//! The letter as it stands: version, initials, signature, number; and who took it.

use domain::event::{Event, Recipient};
use leptos::prelude::*;

use super::fold::Fold;
use super::page::Shown;
use crate::words::dossier::validity;
use crate::words::{lang, words};

/// The panel of the letter.
#[component]
pub(super) fn LetterPanel(shown: Shown) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let standing = &shown.view.dossier.standing;
    let at = |at| shown.calendar.local(at).day_month_time(lang);
    let draft = match standing.draft {
        None => view! { <dd class="muted">{w.dossier.no_draft}</dd> }.into_any(),
        Some(draft) => {
            let stale = draft.stale.then(|| view! { " "<span class="stand-in">{w.dossier.stale}</span> });
            view! { <dd>{draft.number}{stale}</dd> }.into_any()
        }
    };
    let initials: Vec<_> = standing
        .initials
        .iter()
        .map(|mark| {
            let step = shown.standard.step(mark.step).map(|step| step.name.get(lang).to_owned());
            let lent = mark.hand.lent.map(|form| view! { <span class="stand-in">{form.written()}</span>" " });
            let letters = mark.hand.initials.to_string();
            let letters = if mark.struck {
                view! { <s class="paraf">{letters}</s> }.into_any()
            } else {
                view! { <span class="paraf">{letters}</span> }.into_any()
            };
            view! { <li>{letters}" "{lent}{step}", "{at(mark.at)}</li> }
        })
        .collect();
    let initials = (!initials.is_empty())
        .then(|| view! { <dt>{w.dossier.initials}</dt><dd><ul class="plain-list">{initials}</ul></dd> });
    let signature = standing.signature.as_ref().map(|mark| {
        let letters = mark.hand.initials.to_string();
        view! { <dt>{w.dossier.signature}</dt><dd><span class="paraf">{letters}</span>" "{at(mark.at)}</dd> }
    });
    let number = standing.number.as_ref().map(|mark| {
        let is_void = standing.ended().is_some_and(|end| !end.leaves_licence());
        let said = match (is_void, mark.confirmed) {
            (true, _) => Some(w.dossier.void),
            (false, false) => Some(w.dossier.unconfirmed),
            (false, true) => None,
        };
        let again = said.map(|said| view! { " "<span class="stand-in">{said}</span> });
        view! { <dt>{w.dossier.number}</dt><dd><b>{mark.number.clone()}</b>{again}</dd> }
    });
    let licence = shown.view.dossier.licence.as_ref().map(|licence| {
        let letter = &licence.letter;
        view! {
            <dt>{w.dossier.holds}</dt>
            <dd>{validity(lang, letter.from, letter.until)}</dd>
            <dt>{w.dossier.file_hash}</dt>
            <dd><code class="hash">{letter.sha256.clone()}</code></dd>
        }
    });
    let recipient = shown.view.dossier.recipient.as_ref().map(|recipient| {
        let text = match recipient {
            Recipient::Applicant => w.dossier.applicant.to_owned(),
            Recipient::Proxy { name, document } => format!("{name} ({document})"),
        };
        view! { <dt>{w.dossier.recipient}</dt><dd>{text}</dd> }
    });
    // Why data were corrected says nothing of the letter's way.
    let newest = shown.view.card.iter().rev().find(|line| line.reason.is_some());
    let reason = newest
        .filter(|line| !matches!(line.event, Event::Corrected { .. } | Event::Answered { .. }))
        .and_then(|line| line.reason.clone())
        .map(|reason| view! { <dt>{w.dossier.reason}</dt><dd>{reason}</dd> });
    let told = match (&standing.number, standing.draft) {
        (Some(mark), _) => mark.number.clone(),
        (None, Some(draft)) => format!("{} {}", w.dossier.draft, draft.number),
        (None, None) => String::new(),
    };
    view! {
        <Fold id="letter" title=w.dossier.letter told=told>
            <dl class="facts">
                <dt>{w.dossier.draft}</dt>
                {draft}
                {initials}
                {signature}
                {number}
                {licence}
                {recipient}
                {reason}
            </dl>
        </Fold>
    }
}

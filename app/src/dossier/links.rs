//! The applicant's other dossiers, earlier and running, under every service.

use domain::licence::LicenceStatus;
use leptos::prelude::*;

use super::api::Link;
use super::fold::Fold;
use super::page::Shown;
use crate::routes;
use crate::ui::{Icon, Shape, Tone};
use crate::words::dossier::{end_name, licence_state, more_links, under_the_name};
use crate::words::register::{promise_name, stage_name, state_name};
use crate::words::{lang, words};

/// Links that are shown at once.
const SHOWN: usize = 5;

/// The panel of the links.
#[component]
pub(super) fn LinksPanel(shown: Shown) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let links = &shown.links;
    let content = if shown.view.facts.is_none() {
        view! { <p class="muted">{w.dossier.facts_erased}</p> }.into_any()
    } else if links.is_empty() {
        view! { <p class="muted">{w.dossier.no_links}</p> }.into_any()
    } else {
        let (first, rest) = links.split_at(links.len().min(SHOWN));
        let rest = (!rest.is_empty()).then(|| {
            view! {
                <details class="links-more">
                    <summary class="link">{more_links(lang, rest.len())}</summary>
                    <ul class="links">{rest.iter().map(|link| line(&shown, link)).collect_view()}</ul>
                </details>
            }
        });
        view! {
            <ul class="links">{first.iter().map(|link| line(&shown, link)).collect_view()}</ul>
            {rest}
        }
        .into_any()
    };
    let told = if links.is_empty() { String::new() } else { links.len().to_string() };
    view! { <Fold id="links" title=w.dossier.links told=told>{content}</Fold> }
}

fn line(shown: &Shown, link: &Link) -> impl IntoView + use<> {
    let (lang, w) = (lang(), words());
    let line = &link.dossier.line;
    let since = shown.calendar.local(line.since);
    let since = domain::time::words::full_date(since.date, lang);
    let state = line.end.map_or_else(|| stage_name(lang, &line.stage), |end| end_name(lang, end));
    let step = line.end.is_none().then(|| format!("{} {}", line.step.number(), link.step.get(lang)));
    let step = step.map(|step| view! { " · "{step} });
    let today = shown.calendar.date(shown.view.as_of);
    let licence = link.dossier.number.clone().map(|number| {
        let issued = link.dossier.licence.as_ref();
        let status = issued.map(|licence| (licence.status(today), licence.letter.until));
        let is_void = line.end.is_some_and(|end| !end.leaves_licence());
        let class = if is_void || status.is_some_and(|(status, _)| status != LicenceStatus::Valid) {
            "stand-in"
        } else {
            "muted"
        };
        let state = licence_state(lang, status, is_void);
        view! {
            <span>{w.dossier.licence}" "<b>{number}</b></span>
            {state.map(|state| view! { <span class=class>{state}</span> })}
        }
    });
    let own = &shown.view.dossier;
    let predecessor = (own.predecessor.as_ref() == Some(&line.id))
        .then(|| view! { <span class="muted">{w.dossier.renewed_here}</span> });
    let successor = (link.dossier.predecessor.as_ref() == Some(&own.id))
        .then(|| view! { <span class="muted">{w.dossier.renews_here}</span> });
    let name = line.name.full();
    let own_name = shown.view.facts.as_ref().map(|facts| facts.name.full());
    let other_name = (!name.is_empty() && own_name.is_some_and(|own| own != name))
        .then(|| view! { <span class="stand-in">{under_the_name(lang, &name)}</span> });
    let is_double = line.end.is_none() && own.standing.ended().is_none() && line.service == own.service;
    let double = is_double.then(|| view! { <span class="stand-in">{w.dossier.another_open}</span> });
    let late = line.overdue.then(|| {
        let text = state_name(lang, domain::register::State::Overdue);
        view! { <span class=format!("verdict {}", Tone::Late.class())>{Shape::Square.view()} {text}</span> }
    });
    let outcome = line.end.is_some().then(|| promise_name(lang, line.outcome));
    let outcome = outcome.map(|outcome| view! { " · "{outcome} });
    let name_of_link = format!("{} {}", w.dossier.open_link, line.register);
    view! {
        <li>
            {Icon::Folder.view()}
            <div>
                <b>{link.service.get(lang).to_owned()}</b>
                <span class="nowrap">{line.register.clone()}</span>
                <span class="muted">{state}" "{since}{step}{outcome}</span>
                {licence}
                {predecessor}
                {successor}
                {late}
                {double}
                {other_name}
            </div>
            <a class="link" href=routes::dossier(&line.id) aria-label=name_of_link>{w.dossier.open_link}</a>
        </li>
    }
}

//! What can be printed of a dossier now.

use domain::paper::{DossierPaper, printable};
use leptos::prelude::*;

use super::fold::Fold;
use super::page::Shown;
use super::signed_copy::signed_copies;
use crate::routes;
use crate::ui::Icon;
use crate::words::papers::name;
use crate::words::{lang, words};

/// The panel of letters and prints.
#[component]
pub(super) fn PapersPanel(shown: Shown) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let view = &shown.view;
    let papers = printable(
        &shown.standard,
        &view.dossier,
        view.card.iter().map(|line| &line.event),
        &shown.calendar,
        view.facts.is_some(),
        view.as_of,
    );
    let may = |paper: &DossierPaper| shown.actor.may(paper.permission());
    let several = papers.iter().filter(|paper| matches!(paper, DossierPaper::ReturnLetter(_))).count() > 1;
    let links: Vec<_> = papers
        .into_iter()
        .filter(may)
        .map(|paper| {
            let address = routes::paper(&view.dossier.id, paper);
            let other_copy = match paper {
                DossierPaper::Receipt => Some((routes::FOR_THE_FILE, w.papers.receipt_for_file)),
                DossierPaper::Licence => Some((routes::FOR_THE_OFFICE, w.papers.licence_for_office)),
                _ => None,
            };
            let other_copy = other_copy.map(|(asks, name)| {
                let address = format!("{address}?{asks}");
                view! {
                    " · "
                    <a class="link" href=address target="_blank" rel="external noopener">
                        {name}
                        <span class="unseen">" "{w.papers.opens_anew}</span>
                    </a>
                }
            });
            view! {
                <li>
                    {Icon::Print.small()}
                    <a class="link" href=address target="_blank" rel="external noopener">
                        {name(lang, paper, several)}
                        <span class="unseen">" "{w.papers.opens_anew}</span>
                    </a>
                    {other_copy}
                </li>
            }
        })
        .collect();
    let told = links.len().to_string();
    view! {
        <Fold id="papers" title=w.papers.title told=told>
            <p class="field-hint">{w.papers.lead}</p>
            <ul class="plain-list papers">{links}</ul>
            {signed_copies(&shown)}
        </Fold>
    }
}

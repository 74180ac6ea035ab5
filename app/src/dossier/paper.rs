//! Parts of the page printed by themselves, each with the head of the office: the control card and the explanation of a
//! due time.

use gloo::events::EventListener;
use leptos::prelude::*;

use super::page::Shown;
use crate::words::{lang, words};

/// Says to the style sheet which part alone is printed.
const PRINTED: &str = "data-print";

/// A part of the page that can be printed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The control card.
    Card,
    /// "Mengapa tenggat ini?"
    Why,
}

impl Part {
    /// Prints the part alone; what is printed of the page afterwards is the page again.
    pub(super) fn print(self) {
        let Some(root) = document().document_element() else { return };
        let name = match self {
            Self::Card => "card",
            Self::Why => "why",
        };
        // Refused only for a name that is none.
        drop(root.set_attribute(PRINTED, name));
        let printed = root.clone();
        EventListener::once(&window(), "afterprint", move |_| drop(printed.remove_attribute(PRINTED)))
            .forget();
        drop(window().print());
    }
}

/// The head of a printed part: whose office, what it is, of which dossier, as of when.
#[component]
pub(super) fn PaperHead(shown: Shown, title: &'static str) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let dossier = &shown.view.dossier;
    let name = shown.view.facts.as_ref().map(|facts| facts.name.full());
    let as_of = shown.calendar.local(shown.view.as_of).long(lang);
    view! {
        <header class="on-paper paper-head">
            <p>{shown.letterhead.government.clone()}</p>
            <p class="paper-office">{shown.letterhead.name.clone()}</p>
            <p>{shown.letterhead.address.clone()}</p>
            <h2>{title}</h2>
            <dl>
                <dt>{w.dossier.register}</dt>
                <dd><b>{dossier.register.clone()}</b></dd>
                <dt>{w.dossier.service}</dt>
                <dd>{shown.standard.title.get(lang).to_owned()}</dd>
                {name.map(|name| view! { <dt>{w.dossier.name}</dt><dd>{name}</dd> })}
                <dt>{w.dossier.submitted}</dt>
                <dd>{shown.calendar.local(dossier.submitted_at).long(lang)}</dd>
                <dt>{w.dossier.printed}</dt>
                <dd>{as_of}</dd>
            </dl>
        </header>
    }
}

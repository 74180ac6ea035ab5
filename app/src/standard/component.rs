//! The fourteen components: six open, eight folded.

use domain::standard::{Component, Requirement, ServiceStandard, Text};
use leptos::prelude::*;

use crate::public::{at_slashes, said};
use crate::words::public::fee;
use crate::words::standard::only_for;
use crate::words::{self, tracking::sentence};

/// The requirements, the time and the fee are told by the standard's own data beside its text.
const REQUIREMENTS: u8 = 1;
const TIME: u8 = 3;
const FEE: u8 = 4;

/// A component of delivery.
pub(super) fn open(standard: &ServiceStandard, component: &Component) -> AnyView {
    let lang = words::lang();
    let lead = match component.number {
        TIME => {
            let w = &words::words().standard;
            let promise = sentence::unbroken(&standard.promise.text(lang));
            Some(view! { <b class="high">{promise}</b><p>{w.time_complete}</p> }.into_any())
        }
        FEE => Some(view! { <b class="high">{fee(lang, standard.fee)}</b> }.into_any()),
        _ => None,
    };
    // The time's own paragraph says the same as its figure.
    let text = (component.number != TIME).then(|| paragraphs(&component.paragraphs));
    let list = (component.number == REQUIREMENTS).then(|| requirements(standard));
    view! {
        <div>
            <dt>{component.number}{". "}{said(&component.title)}</dt>
            <dd>{lead}{text}{list}</dd>
        </div>
    }
    .into_any()
}

/// A component of manufacturing.
pub(super) fn folded(component: &Component) -> AnyView {
    view! {
        <details>
            <summary>{component.number}{". "}{said(&component.title)}</summary>
            {paragraphs(&component.paragraphs)}
        </details>
    }
    .into_any()
}

fn paragraphs(paragraphs: &[Text]) -> AnyView {
    match paragraphs {
        [] => ().into_any(),
        [one] => view! { <p>{said(one)}</p> }.into_any(),
        many => {
            let items = many.iter().map(|text| view! { <li>{said(text)}</li> }).collect_view();
            view! { <ul class="dots">{items}</ul> }.into_any()
        }
    }
}

fn requirements(standard: &ServiceStandard) -> AnyView {
    let items = standard.requirements.iter().map(|one| requirement(standard, one)).collect_view();
    view! { <ol class="requirements">{items}</ol> }.into_any()
}

fn requirement(standard: &ServiceStandard, requirement: &Requirement) -> AnyView {
    let lang = words::lang();
    let w = &words::words().standard;
    let kinds = standard.kinds.iter().filter(|kind| requirement.for_kinds.contains(&kind.key));
    let kinds: Vec<&str> = kinds.map(|kind| kind.label.get(lang)).collect();
    let only = (!kinds.is_empty()).then(|| only_for(lang, &kinds.join(", ")));
    let optional = (!requirement.mandatory).then(|| w.if_any.to_owned());
    let beside = [optional, only].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let beside =
        (!beside.is_empty()).then(|| view! { <small class="muted">{" "}{format!("({beside})")}</small> });
    view! { <li>{said_at_slashes(&requirement.text)}{beside}</li> }.into_any()
}

/// The text of a requirement; "perubahan/perbedaan/ketidaksesuaian" is wider than a column.
fn said_at_slashes(text: &Text) -> AnyView {
    let (told, lang) = text.in_lang(words::lang());
    if lang == words::lang() && told.contains('/') { at_slashes(told) } else { said(text) }
}

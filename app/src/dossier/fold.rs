//! A panel that a telephone folds to its head: what is read seldom does not stand between what is read often. Where there is
//! room, and on paper, it is always open.

use leptos::prelude::*;

use crate::ui::Icon;

/// The panel with its head.
#[component]
pub(super) fn Fold(
    /// The identity of its heading.
    id: &'static str,
    /// Its heading.
    title: &'static str,
    /// What the head of a folded panel tells of it.
    #[prop(optional, into)]
    told: String,
    /// What stands beside the heading where there is room.
    #[prop(optional, into)]
    lead: String,
    /// Whether it is open on a telephone from the start.
    #[prop(optional)]
    open: bool,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let folded = RwSignal::new(!open);
    let body = format!("{id}-body");
    let expanded = move || if folded.get() { "false" } else { "true" };
    view! {
        <section class=format!("panel fold fold-{id}") class:folded=folded aria-labelledby=id>
            <div class="panel-head">
                <h2 class="panel-title" id=id>{title}</h2>
                {(!lead.is_empty()).then(|| view! { <span class="muted fold-lead">{lead}</span> })}
                <span class="fold-told">{told}</span>
                <button
                    type="button"
                    class="fold-button"
                    aria-label=title
                    aria-expanded=expanded
                    aria-controls=body.clone()
                    on:click=move |_| folded.update(|folded| *folded = !*folded)
                >
                    {Icon::ChevronDown.view()}
                </button>
            </div>
            <div class="fold-body" id=body>{children()}</div>
        </section>
    }
}

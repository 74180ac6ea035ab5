//! All that is wrong with a form, at its head: each line leads to its field.

use domain::standard::ServiceStandard;
use leptos::html::Section;
use leptos::prelude::*;

use super::fields::FormState;
use crate::ui::field_id;
use crate::words::{lang, words};

/// The summary; takes the focus when something is wrong, and is not there otherwise.
#[component]
pub fn ErrorSummary(
    /// The standard that asks.
    standard: StoredValue<ServiceStandard>,
    /// The form.
    state: FormState,
) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let node = NodeRef::<Section>::new();
    Effect::new(move |_| {
        let wrong = state.errors.with(|errors| !errors.is_empty());
        if let (true, Some(section)) = (wrong, node.get()) {
            // Refused only where the element has left the page.
            drop(section.focus());
        }
    });
    let lines = move || {
        state.errors.with(|errors| {
            let line = |error: &domain::application::FieldError| {
                let text = standard.with_value(|standard| {
                    w.application.problem(standard, &error.field, &error.problem, lang)
                });
                let target = format!("#{}", field_id(&error.field.name()));
                view! { <li><a class="link" href=target rel="external">{text}</a></li> }
            };
            errors.iter().map(line).collect_view()
        })
    };
    view! {
        <Show when=move || state.errors.with(|errors| !errors.is_empty())>
            <section node_ref=node class="note note-danger error-summary" tabindex="-1" aria-labelledby="faults">
                <div>
                    <h2 id="faults" class="panel-title">{w.application.faults}</h2>
                    <ul>{lines}</ul>
                </div>
            </section>
        </Show>
    }
}

//! A field that takes one of a list.

use leptos::html::Select;
use leptos::prelude::*;

use super::button::Size;
use super::field::{Field, Presence, described_by, field_id};

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is worth.
    pub value: String,
    /// What it says.
    pub label: String,
}

impl Choice {
    /// An entry.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A field that takes one of a list.
#[component]
pub fn SelectField(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// The list.
    choices: Vec<Choice>,
    /// The value taken; an empty one shows the first entry of the list.
    value: RwSignal<String>,
    /// A hint below the label.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong, none while nothing is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it must be filled in.
    #[prop(optional)]
    presence: Presence,
    /// How large it is.
    #[prop(optional)]
    size: Size,
) -> impl IntoView {
    let node = NodeRef::<Select>::new();
    Effect::new(move |earlier: Option<()>| {
        let text = value.get();
        let Some(select) = node.get() else { return };
        // The browser may have kept a choice over a reload.
        if earlier.is_none() && text.is_empty() {
            value.set(select.value());
        } else if select.value() != text {
            select.set_value(&text);
        }
    });
    let described = {
        let (name, hint) = (name.clone(), hint.clone());
        move || error.with(|error| described_by(&name, &hint, error.as_deref()))
    };
    let first = value.get_untracked();
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == first;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <Field name=name.clone() label=label hint=hint error=error presence=presence>
            <select
                node_ref=node
                class=size.input_class()
                id=field_id(&name)
                name=name
                // The first entry of a list may be an empty value that is a choice: told, not enforced by the browser.
                aria-required=(presence == Presence::Mandatory).then_some("true")
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described
                on:change=move |event| value.set(event_target_value(&event))
            >
                {options}
            </select>
        </Field>
    }
    .into_any()
}

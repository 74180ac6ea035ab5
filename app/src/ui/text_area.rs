//! A field of several lines. The server does not escape the children of a text area, so the text is never one: it is put
//! in by the browser, and before that by an escaped inner text.

use leptos::html::Textarea;
use leptos::prelude::*;

use super::field::{Field, Presence, described_by, field_id};

/// A text as the inside of an element.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A field of several lines.
#[component]
pub fn TextArea(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// What is typed.
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
    /// Lines shown at first.
    #[prop(default = 3)]
    rows: u16,
    /// What stands in it while it is empty.
    #[prop(optional, into)]
    placeholder: String,
) -> impl IntoView {
    let node = NodeRef::<Textarea>::new();
    Effect::new(move |earlier: Option<()>| {
        let text = value.get();
        let Some(area) = node.get() else { return };
        let typed = area.value();
        if earlier.is_none() && text.is_empty() && !typed.is_empty() {
            value.set(typed);
        } else if typed != text {
            area.set_value(&text);
        }
    });
    let described = {
        let (name, hint) = (name.clone(), hint.clone());
        move || error.with(|error| described_by(&name, &hint, error.as_deref()))
    };
    // A text area drops a line break right after its tag, so one is given to it.
    let inner = format!("\n{}", escaped(&value.get_untracked()));
    view! {
        <Field name=name.clone() label=label hint=hint error=error presence=presence>
            <textarea
                node_ref=node
                class="input"
                id=field_id(&name)
                name=name
                rows=rows.to_string()
                placeholder=(!placeholder.is_empty()).then_some(placeholder)
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described
                on:input=move |event| value.set(event_target_value(&event))
                inner_html=inner
            ></textarea>
        </Field>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_area_does_not_let_its_text_out() {
        let owner = Owner::new();
        let html = owner.with(|| {
            let value = RwSignal::new("</textarea><script>alert(1)</script>".to_owned());
            view! { <TextArea name="reason" label="Alasan" value=value/> }.to_html()
        });
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;/textarea&gt;"), "{html}");
    }
}

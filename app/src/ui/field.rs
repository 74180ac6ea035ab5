//! Fields of forms: a label, a hint, the control, and what is wrong with it.

use leptos::html::Input;
use leptos::prelude::*;

use super::button::Size;
use super::icon::Icon;
use crate::words;

/// The id of a field's control: one form on a page has each name once.
pub fn field_id(name: &str) -> String {
    format!("f-{name}")
}

/// The ids of what describes a field's control, for `aria-describedby`.
pub fn described_by(name: &str, hint: &str, error: Option<&str>) -> Option<String> {
    let id = field_id(name);
    match (hint.is_empty(), error) {
        (true, None) => None,
        (true, Some(_)) => Some(format!("{id}-error")),
        (false, None) => Some(format!("{id}-hint")),
        (false, Some(_)) => Some(format!("{id}-hint {id}-error")),
    }
}

/// Whether a field must be filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// It must.
    #[default]
    Mandatory,
    /// It may stay empty, and says so.
    Optional,
}

/// The frame of a field around a control of one's own, whose id is [`field_id`] and whose `aria-describedby` is
/// [`described_by`].
#[component]
pub fn Field(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// A hint below the label.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong, none while nothing is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it must be filled in.
    #[prop(optional)]
    presence: Presence,
    /// The control.
    children: Children,
) -> impl IntoView {
    let w = words::words();
    let id = field_id(&name);
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    view! {
        <div class="field">
            <label class="field-label" for=id>
                {label}
                {(presence == Presence::Optional)
                    .then(|| view! { <span class="optional">" "{w.common.optional}</span> })}
            </label>
            {(!hint.is_empty()).then(|| view! { <span class="field-hint" id=hint_id>{hint}</span> })}
            {children()}
            {move || {
                let error_id = error_id.clone();
                error
                    .get()
                    .map(|text| {
                        view! {
                            <span class="field-error" id=error_id>
                                {Icon::Refused.small()}
                                <span>{text}</span>
                            </span>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// What is wrong with a whole form, above its buttons; read out when it appears.
#[component]
pub fn FormError(
    /// What is wrong.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <p class="field-error" role="alert">
            {Icon::Refused.small()}
            <span>{text}</span>
        </p>
    }
}

/// What is typed into a text field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Any line.
    #[default]
    Text,
    /// A password; shown by the eye.
    Password,
    /// Digits only.
    Digits,
    /// A date of the calendar.
    Date,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
}

impl InputKind {
    const fn html(self) -> &'static str {
        match self {
            Self::Text | Self::Digits => "text",
            Self::Password => "password",
            Self::Date => "date",
            Self::Phone => "tel",
            Self::Email => "email",
        }
    }

    const fn keyboard(self) -> Option<&'static str> {
        match self {
            Self::Digits => Some("numeric"),
            Self::Phone => Some("tel"),
            Self::Email => Some("email"),
            Self::Text | Self::Password | Self::Date => None,
        }
    }
}

/// Keeps an input and a signal the same, whichever was filled first: a browser fills in passwords, and a hasty reader
/// types, before the page is taken over.
fn keep_same(node: NodeRef<Input>, value: RwSignal<String>) {
    Effect::new(move |earlier: Option<()>| {
        let text = value.get();
        let Some(input) = node.get() else { return };
        let typed = input.value();
        if earlier.is_none() && text.is_empty() && !typed.is_empty() {
            value.set(typed);
        } else if typed != text {
            input.set_value(&text);
        }
    });
}

/// A field of one line.
#[component]
pub fn TextField(
    /// The field's name; the control's id follows from it.
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
    /// What is typed into it.
    #[prop(optional)]
    kind: InputKind,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it must be filled in.
    #[prop(optional)]
    presence: Presence,
    /// How large it is.
    #[prop(optional)]
    size: Size,
    /// What stands in it while it is empty.
    #[prop(optional, into)]
    placeholder: String,
) -> impl IntoView {
    let w = words::words();
    let node = NodeRef::<Input>::new();
    keep_same(node, value);
    let shown = RwSignal::new(false);
    let id = field_id(&name);
    let described = {
        let (name, hint) = (name.clone(), hint.clone());
        move || error.with(|error| described_by(&name, &hint, error.as_deref()))
    };
    let html_type = move || if kind == InputKind::Password && shown.get() { "text" } else { kind.html() };
    let input = view! {
        <input
            node_ref=node
            class=size.input_class()
            id=id
            name=name.clone()
            type=html_type
            inputmode=kind.keyboard()
            autocomplete=autocomplete
            autocapitalize=(kind != InputKind::Text).then_some("none")
            spellcheck="false"
            placeholder=(!placeholder.is_empty()).then_some(placeholder)
            value=value.get_untracked()
            required=presence == Presence::Mandatory
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            aria-describedby=described
            on:input=move |event| value.set(event_target_value(&event))
        />
    };
    let control = if kind == InputKind::Password {
        let eye = move || if shown.get() { Icon::EyeOff.view() } else { Icon::Eye.view() };
        let eye_name = move || if shown.get() { w.common.hide_password } else { w.common.show_password };
        view! {
            <span class="input-with">
                {input}
                <button
                    type="button"
                    class="button-icon"
                    aria-label=eye_name
                    title=eye_name
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {eye}
                </button>
            </span>
        }
        .into_any()
    } else {
        input.into_any()
    };
    view! {
        <Field name=name label=label hint=hint error=error presence=presence>
            {control}
        </Field>
    }
    .into_any()
}

/// A box to tick, with its words beside it.
#[component]
pub fn CheckBox(
    /// The box's name.
    #[prop(into)]
    name: String,
    /// The words.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    checked: RwSignal<bool>,
    /// A hint below the words.
    #[prop(optional, into)]
    hint: String,
    /// Whether it cannot be ticked now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = field_id(&name);
    let label_for = id.clone();
    view! {
        <label class="choice" for=label_for>
            <input
                type="checkbox"
                id=id
                name=name
                prop:checked=checked
                disabled=disabled
                on:change=move |event| checked.set(event_target_checked(&event))
            />
            <span>{label} {(!hint.is_empty()).then(|| view! { <small>{hint}</small> })}</span>
        </label>
    }
    .into_any()
}

/// One of several choices; those of one group have the same name.
#[component]
pub fn Radio(
    /// The group's name.
    #[prop(into)]
    name: String,
    /// What the choice is worth.
    #[prop(into)]
    value: String,
    /// The words.
    #[prop(into)]
    label: String,
    /// The value of the choice that is taken.
    chosen: RwSignal<String>,
    /// A hint below the words.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let id = format!("{}-{value}", field_id(&name));
    let label_for = id.clone();
    let own = value.clone();
    let is_chosen = move || chosen.with(|chosen| *chosen == own);
    let taken = value.clone();
    view! {
        <label class="choice" for=label_for>
            <input
                type="radio"
                id=id
                name=name
                value=value
                prop:checked=is_chosen
                on:change=move |_| chosen.set(taken.clone())
            />
            <span>{label} {(!hint.is_empty()).then(|| view! { <small>{hint}</small> })}</span>
        </label>
    }
    .into_any()
}

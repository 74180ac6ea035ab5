//! Buttons: a verb, a size, a weight.

use leptos::prelude::*;

/// What a button weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// One of several.
    #[default]
    Plain,
    /// The act of the place; one each.
    Primary,
    /// Opens an act that takes something away.
    Danger,
    /// Does it.
    DangerSolid,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Primary => " button-primary",
            Self::Danger => " button-danger",
            Self::DangerSolid => " button-danger-solid",
        }
    }
}

/// How large a control is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 28: in cards and rows.
    Small,
    /// 32.
    #[default]
    Normal,
    /// 44: the act of a page, and every touch.
    Large,
    /// 44, as wide as its place.
    Wide,
}

impl Size {
    const fn button_class(self) -> &'static str {
        match self {
            Self::Small => " button-small",
            Self::Normal => "",
            Self::Large => " button-large",
            Self::Wide => " button-large button-wide",
        }
    }

    /// The class of an input of this size.
    pub(super) const fn input_class(self) -> &'static str {
        match self {
            Self::Small => "input input-small",
            Self::Normal => "input",
            Self::Large | Self::Wide => "input input-large",
        }
    }
}

/// What a button does in a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonRole {
    /// Nothing by itself; it is clicked.
    #[default]
    Act,
    /// It sends the form.
    Submit,
}

impl ButtonRole {
    const fn html(self) -> &'static str {
        match self {
            Self::Act => "button",
            Self::Submit => "submit",
        }
    }
}

/// A button; the child is its verb. `on:click` and further attributes go to the element.
#[component]
pub fn Button(
    /// What it weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// How large it is.
    #[prop(optional)]
    size: Size,
    /// What it does in a form.
    #[prop(optional)]
    role: ButtonRole,
    /// Whether its act is under way: it turns and takes no further click.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it cannot be used now; say why beside it, or use `blocked`.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The verb.
    children: Children,
) -> impl IntoView {
    let class = format!("button{}{}", kind.class(), size.button_class());
    view! {
        <button
            type=role.html()
            class=class
            disabled=move || disabled.get() || busy.get()
            aria-busy=move || busy.get().then_some("true")
        >
            {children()}
        </button>
    }
    .into_any()
}

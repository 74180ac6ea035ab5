//! A bar across a staff screen that says what the whole office should know.

use leptos::prelude::*;

use super::icon::Icon;

/// What is the matter, and what it means.
#[component]
pub(super) fn Banner(
    /// The drawing before the words.
    icon: Icon,
    /// What is the matter.
    #[prop(into)]
    title: String,
    /// What it means, or what to do.
    meaning: &'static str,
    /// A link that does it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="banner">
            {icon.view()}
            <span>
                <b>{title}</b>
                " "
                {meaning}
                {children.map(|link| view! { " " {link()} })}
            </span>
        </div>
    }
}

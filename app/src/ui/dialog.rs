//! A dialog over the page: the browser's own, so that focus stays inside, Esc closes it, and focus goes back afterwards.

use leptos::html;
use leptos::prelude::*;

/// How wide a dialog is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogWidth {
    /// For a question and a field.
    #[default]
    Normal,
    /// For a list.
    Wide,
}

/// A dialog. It is open while `open` says so; its content is made anew each time, so that nothing typed earlier is left.
/// Its first control, or the one with `autofocus`, takes the focus. Buttons stand in a `div` of the class
/// `dialog-actions`.
#[component]
pub fn Dialog(
    /// Names it on the page; its title has the id `<id>-title`.
    id: &'static str,
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// What it is about, below the title.
    #[prop(optional, into)]
    lead: Signal<String>,
    /// Whether it is open. Set by the page; unset by Esc.
    open: RwSignal<bool>,
    /// How wide it is.
    #[prop(optional)]
    width: DialogWidth,
    /// Its content.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let children = StoredValue::new(children);
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = node.get() else { return };
        if wanted && !dialog.open() {
            // Refused only where the element has left the page.
            drop(dialog.show_modal());
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let class = match width {
        DialogWidth::Normal => "dialog",
        DialogWidth::Wide => "dialog dialog-wide",
    };
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    view! {
        <dialog node_ref=node id=id class=class aria-labelledby=labelled_by on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <h2 class="dialog-title" id=title_id.clone()>
                    {move || title.get()}
                </h2>
                {move || {
                    let lead = lead.get();
                    (!lead.is_empty()).then(|| view! { <p class="dialog-lead">{lead}</p> })
                }}
                {children.with_value(|children| children())}
            </Show>
        </dialog>
    }
    .into_any()
}

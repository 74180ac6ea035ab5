//! A menu below a button. Esc closes it and gives the focus back; arrows walk; leaving it closes it.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Moves the focus among the items of a menu by `step`, round its ends.
fn walk(menu: &web_sys::Element, step: i32) {
    let Ok(items) = menu.query_selector_all(".menu-item") else { return };
    let count = i32::try_from(items.length()).unwrap_or(0);
    if count == 0 {
        return;
    }
    let focused = document().active_element();
    let at = (0..count).find(|&index| {
        let item = items.item(index.unsigned_abs());
        item.is_some_and(|item| focused.as_ref().is_some_and(|focused| item.is_same_node(Some(focused))))
    });
    let next = at.map_or(if step > 0 { 0 } else { count - 1 }, |at| (at + step).rem_euclid(count));
    let item = items.item(next.unsigned_abs()).and_then(|item| item.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(item) = item {
        // Refused only where the element has left the page.
        drop(item.focus());
    }
}

/// A button with a menu below it. The children are [`MenuItem`]s and [`MenuLink`]s, and titles of the class
/// `menu-title`.
#[component]
pub fn Menu(
    /// What the button is called.
    #[prop(into)]
    name: Signal<String>,
    /// The classes of the button.
    #[prop(default = "button-icon")]
    class: &'static str,
    /// What stands in the button.
    button: ViewFn,
    /// The items.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let whole = NodeRef::<html::Div>::new();
    let trigger = NodeRef::<html::Button>::new();
    let children = StoredValue::new(children);
    provide_context(MenuOpen(open));
    let close_and_return = move || {
        open.set(false);
        if let Some(button) = trigger.get_untracked() {
            drop(button.focus());
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "Escape" if open.get_untracked() => {
                event.prevent_default();
                event.stop_propagation();
                close_and_return();
                return;
            }
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        open.set(true);
        if let Some(menu) = whole.get_untracked() {
            request_animation_frame(move || walk(&menu, step));
        }
    };
    // Some browsers leave the focus where it was: the menu closes by losing it, so it takes it first.
    let toggle = move |_| {
        if let Some(button) = trigger.get_untracked() {
            drop(button.focus());
        }
        open.update(|open| *open = !*open);
    };
    // A click outside and the tabulator both take the focus out of the menu.
    let on_leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = whole.get_untracked().is_some_and(|whole| whole.contains(to.as_ref()));
        if !inside || to.is_none() {
            open.set(false);
        }
    };
    view! {
        <div class="menu-place" node_ref=whole on:keydown=on_key on:focusout=on_leave>
            <button
                node_ref=trigger
                type="button"
                class=class
                aria-label=move || name.get()
                aria-haspopup="true"
                aria-expanded=move || open.get().to_string()
                on:click=toggle
            >
                {button.run()}
            </button>
            <Show when=move || open.get()>
                // A press on the menu's own ground must not take the focus away, or it would close before the click.
                <div
                    class="menu menu-below-end"
                    role="group"
                    aria-label=move || name.get()
                    on:mousedown=|event| event.prevent_default()
                >
                    {children.with_value(|children| children())}
                </div>
            </Show>
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct MenuOpen(RwSignal<bool>);

fn close_menu() -> impl Fn() + Copy {
    let open = use_context::<MenuOpen>();
    move || {
        if let Some(MenuOpen(open)) = open {
            open.set(false);
        }
    }
}

/// An act of a menu.
#[component]
pub fn MenuItem(
    /// What it does.
    #[prop(into)]
    on_choose: Callback<()>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let close = close_menu();
    let choose = move |_| {
        close();
        on_choose.run(());
    };
    view! {
        <button type="button" class="menu-item" on:click=choose>
            {children()}
        </button>
    }
    .into_any()
}

/// A place of a menu.
#[component]
pub fn MenuLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Whether the reader is there.
    #[prop(optional, into)]
    here: Signal<bool>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let close = close_menu();
    view! {
        <a class="menu-item" href=href aria-current=move || here.get().then_some("page") on:click=move |_| close()>
            {children()}
        </a>
    }
    .into_any()
}

//! "Pindahkan ke…": one menu for a whole screen, opened at the card that asks for it. Every way out of where the file is,
//! and beside those that are refused the rule that forbids them.

use std::cell::RefCell;
use std::sync::Arc;

use domain::board::BoardCard;
use domain::id::DossierId;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::desk::CommandDesk;
use super::offer::{Deed, Offer, offers};
use super::offer_line::OfferLine;
use crate::routes;
use crate::ui::Icon;
use crate::words::{self, words};

/// The least distance of the menu from the edge of the window.
const EDGE: f64 = 8.0;
/// The distance of the menu from what it is opened at.
const GAP: f64 = 4.0;

thread_local! {
    /// The button or the card at which the menu is open. Kept by the browser's one thread, since the server drops what a
    /// page held on whichever thread finished it.
    static ANCHOR: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// The menu of a screen: which card it is open for.
#[derive(Clone, Copy)]
pub struct MoveMenu {
    opened: RwSignal<Option<Arc<BoardCard>>>,
}

impl Default for MoveMenu {
    /// A closed menu.
    fn default() -> Self {
        Self { opened: RwSignal::new(None) }
    }
}

impl MoveMenu {
    /// Opens it for a card, below a button or the card itself; a second time at the same place closes it.
    pub fn open(self, card: BoardCard, anchor: Element) {
        let key = |card: &BoardCard| (card.id.clone(), card.standing.version);
        let is_same = self
            .opened
            .with_untracked(|opened| opened.as_ref().is_some_and(|opened| key(opened) == key(&card)));
        ANCHOR.set(Some(anchor));
        self.opened.set((!is_same).then(|| Arc::new(card)));
    }

    /// The card for which it is open.
    pub fn card(self) -> Option<DossierId> {
        self.opened.with_untracked(|opened| opened.as_ref().map(|card| card.id.clone()))
    }

    /// Closes it.
    pub fn close(self) {
        self.opened.set(None);
    }

    /// Closes it and gives the focus back to the card.
    fn close_to_card(self) {
        if let Some(card) = self.opened.try_update(Option::take).flatten() {
            focus_card(&card.id);
        }
    }
}

/// Gives the focus to a card, once it is drawn at its place.
pub fn focus_card(id: &DossierId) {
    let selector = format!("[data-card=\"{id}\"]");
    request_animation_frame(move || {
        if let Ok(Some(card)) = document().query_selector(&selector)
            && let Some(card) = card.dyn_ref::<HtmlElement>()
        {
            // Refused only where the element has left the page.
            drop(card.focus());
        }
    });
}

/// The menu, where it is open.
#[component]
pub fn MoveMenuView(
    /// What sends commands.
    desk: CommandDesk,
    /// The menu.
    menu: MoveMenu,
) -> impl IntoView {
    move || menu.opened.get().map(|card| menu_view(desk, menu, &card))
}

fn menu_view(desk: CommandDesk, menu: MoveMenu, card: &Arc<BoardCard>) -> impl IntoView + use<> {
    let w = words();
    let standards = desk.standards();
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        ANCHOR.with_borrow(|anchor| {
            if let Some(anchor) = anchor {
                settle(&element, anchor);
            }
        });
        walk(&element, Step::First);
    });
    let standard = standards.find(&card.service, card.standard);
    let lines: Vec<_> = standard
        .map(|standard| offers(standard, card, &desk.actor()))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|offer| Some(line_view(desk, menu, card, OfferLine::of(standard?, card, &offer), offer)))
        .collect();
    let on_key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" => Step::Next,
            "ArrowUp" => Step::Before,
            "Home" => Step::First,
            "End" => Step::Last,
            "Escape" | "Tab" => {
                event.prevent_default();
                event.stop_propagation();
                menu.close_to_card();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(element) = node.get_untracked() {
            walk(&element, step);
        }
    };
    let on_leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        // The element that loses the focus may be the one that is being taken away, and the menu with it.
        let inside = node.try_get_untracked().flatten().is_some_and(|menu| menu.contains(to.as_ref()));
        if to.is_some() && !inside {
            menu.opened.set(None);
        }
    };
    let title = format!("{} {}", card.short_register(), card.name.name);
    view! {
        <div class="scrim-clear" on:click=move |_| menu.close_to_card()></div>
        <div
            node_ref=node
            class="menu move-menu"
            role="menu"
            aria-label=words::board::move_name(words::lang(), &card.name.name)
            on:keydown=on_key
            on:focusout=on_leave
        >
            <p class="menu-title" role="none">{w.board.move_to}" "<b>{title}</b></p>
            {lines}
            <hr class="menu-rule" role="none"/>
            <a class="menu-item" role="menuitem" tabindex="-1" href=routes::dossier(&card.id)>
                {Icon::Folder.view()}
                {w.board.open}
            </a>
        </div>
    }
}

fn line_view(
    desk: CommandDesk,
    menu: MoveMenu,
    card: &Arc<BoardCard>,
    line: OfferLine,
    offer: Offer,
) -> impl IntoView + use<> {
    let OfferLine { plate, icon, text, below } = line;
    let is_refused = matches!(offer.deed, Deed::Refused(_));
    let kept = Arc::clone(card);
    let choose = move |_| {
        if !is_refused {
            menu.close_to_card();
            desk.take(&kept, offer.deed.clone());
        }
    };
    view! {
        <button
            type="button"
            class="menu-item"
            role="menuitem"
            tabindex="-1"
            aria-disabled=is_refused.then_some("true")
            on:click=choose
        >
            {plate.map(|number| view! { <span class="plate plate-soft">{number}</span> })}
            {icon.map(|icon| view! { <span class="plate plate-soft">{icon.small()}</span> })}
            <span class="grow">
                <b>{text}</b>
                {(!below.is_empty()).then(|| view! { <small>{below}</small> })}
            </span>
            {is_refused.then(|| Icon::Refused.small())}
        </button>
    }
}

/// Where the focus of a menu goes.
#[derive(Clone, Copy)]
enum Step {
    First,
    Last,
    Next,
    Before,
}

fn walk(menu: &Element, step: Step) {
    let Ok(items) = menu.query_selector_all(".menu-item") else { return };
    let count = items.length();
    if count == 0 {
        return;
    }
    let focused = document().active_element();
    let at = (0..count).find(|&index| {
        let item = items.item(index);
        item.is_some_and(|item| focused.as_ref().is_some_and(|focused| item.is_same_node(Some(focused))))
    });
    let to = match (step, at) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Before, None | Some(0)) => count - 1,
        (Step::Next, Some(at)) => (at + 1) % count,
        (Step::Before, Some(at)) => at - 1,
    };
    if let Some(item) = items.item(to).and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
        // Refused only where the element has left the page.
        drop(item.focus());
    }
}

/// Puts the menu below its anchor, or above where there is no room, and inside the window. A phone shows it as a sheet
/// at the thumb, which the style sheet does.
fn settle(menu: &HtmlElement, anchor: &Element) {
    let number = |value: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| {
        value.ok().and_then(|value| value.as_f64()).unwrap_or_default()
    };
    let (width, height) = (number(window().inner_width()), number(window().inner_height()));
    let (own, at) = (menu.get_bounding_client_rect(), anchor.get_bounding_client_rect());
    let within = |at: f64, own: f64, whole: f64| at.clamp(EDGE, (whole - own - EDGE).max(EDGE));
    let (below, above) = (at.bottom() + GAP, at.top() - own.height() - GAP);
    let (left, top) = if below + own.height() + EDGE <= height {
        (at.right() - own.width(), below)
    } else if above >= EDGE {
        (at.right() - own.width(), above)
    } else {
        // A long menu stands beside the card that it is about, not over it.
        let right = at.right() + GAP;
        let beside = if right + own.width() + EDGE <= width { right } else { at.left() - own.width() - GAP };
        (beside, at.top())
    };
    let (left, top) = (within(left, own.width(), width), within(top, own.height(), height));
    let style = menu.style();
    // Both names are known to every browser.
    drop(style.set_property("--left", &format!("{left}px")));
    drop(style.set_property("--top", &format!("{top}px")));
}

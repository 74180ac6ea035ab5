//! What is seen of a card that goes by itself: another's move fades out there and in here; a card whose move met another's
//! slides to where it is. Without motion an outline marks it instead.

use domain::id::DossierId;
use gloo::timers::callback::Timeout;
use js_sys::{Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement};

use super::keys::closest;

/// How long a movement takes. The style sheet says the same.
pub const LASTS_MS: u32 = 180;
/// How long the mark stays on a card that came: as long as the outline without motion.
const MARKED_MS: u32 = 1_000;
/// What is no movement, in pixels.
const STAYS_PX: f64 = 1.0;
/// Marks a card that came.
const CAME: &str = "data-came";

/// How a card goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// It is gone there and is here.
    Fades,
    /// One sees which way it goes.
    Slides,
}

/// Puts an image at a place of the window, in pixels from its left and its top.
pub fn put(image: &HtmlElement, (left, top): (f64, f64)) {
    let style = image.style();
    // Both names are known to every browser.
    drop(style.set_property("--left", &format!("{left}px")));
    drop(style.set_property("--top", &format!("{top}px")));
}

/// An image of a card above the page, as wide as the card: nobody's card, neither found nor read.
pub fn image_of(card: &Element, class: &str) -> Option<HtmlElement> {
    let image = card.clone_node_with_deep(true).ok()?.dyn_into::<HtmlElement>().ok()?;
    for name in ["data-card", "tabindex", CAME] {
        drop(image.remove_attribute(name));
    }
    drop(image.set_attribute("aria-hidden", "true"));
    drop(image.set_attribute("inert", ""));
    drop(image.class_list().add_1(class));
    drop(image.style().set_property("width", &format!("{}px", card.get_bounding_client_rect().width())));
    document().body()?.append_child(&image).ok()?;
    Some(image)
}

/// The card as it is drawn, with its box; none where the screen does not show it.
fn drawn(id: &DossierId) -> Option<(Element, DomRect)> {
    let card = document().query_selector(&format!("[data-card=\"{id}\"]")).ok().flatten()?;
    let at = card.get_bounding_client_rect();
    (at.width() > 0.0).then_some((card, at))
}

/// The column of a card that has the focus, on itself or on a button of it.
fn focused_column(card: &Element) -> Option<Element> {
    card.contains(document().active_element().as_deref()).then(|| closest(card, "[data-column]"))?
}

/// Whether the element that had the focus has left the page, and nothing else took it.
fn focus_is_nowhere() -> bool {
    document().active_element().is_none_or(|focused| focused.tag_name() == "BODY")
}

/// Gives the focus without scrolling: a card that somebody else moves takes no reader with it.
fn focus_in_place(card: &Element) {
    let options = Object::new();
    let focus = Reflect::set(&options, &"preventScroll".into(), &true.into())
        .and_then(|_| Reflect::get(card, &"focus".into()));
    if let Some(focus) = focus.ok().and_then(|focus| focus.dyn_into::<Function>().ok()) {
        // Refused only where the element has left the page.
        drop(focus.call1(card, &options));
    }
}

/// Moves a card by what `place` does to the board, and shows the way. The focus goes along; where the card is not drawn at
/// its new place it stays in the column that the card left.
pub fn pass(id: &DossierId, passing: Passing, place: impl FnOnce()) {
    let shown = drawn(id);
    let focused = shown.as_ref().and_then(|(card, _)| focused_column(card));
    let is_seen = !document().hidden();
    // Where nobody looks no frame would take an image away.
    let before = shown.filter(|_| is_seen).and_then(|(card, at)| {
        let image = image_of(&card, "passing")?;
        put(&image, (at.left(), at.top()));
        Some((image, at))
    });
    place();
    let id = id.clone();
    // Once the board has drawn it.
    request_animation_frame(move || {
        let after = drawn(&id);
        if let Some(column) = focused.filter(|_| focus_is_nowhere()) {
            let card = after.as_ref().map(|(card, _)| card.clone());
            if let Some(next) = card.or_else(|| column.query_selector("[data-card]").ok().flatten()) {
                focus_in_place(&next);
            }
        }
        if !is_seen {
            return;
        }
        let went = match (&before, &after) {
            (Some((_, from)), Some((_, to))) => {
                (from.left() - to.left()).abs().max((from.top() - to.top()).abs()) > STAYS_PX
            }
            _ => true,
        };
        if let Some((card, to)) = after.filter(|_| went) {
            drop(card.set_attribute(CAME, ""));
            Timeout::new(MARKED_MS, move || drop(card.remove_attribute(CAME))).forget();
            if let Some((image, _)) = &before
                && passing == Passing::Slides
            {
                drop(image.class_list().add_1("sliding"));
                put(image, (to.left(), to.top()));
            }
        }
        let Some((image, _)) = before else { return };
        if went {
            drop(image.class_list().add_1("leaving"));
            Timeout::new(LASTS_MS, move || image.remove()).forget();
        } else {
            image.remove();
        }
    });
}

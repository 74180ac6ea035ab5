//! Hands on the board: clicks and keys of all cards arrive here, so that a card carries no listener of its own.

use domain::command::Command;
use domain::id::DossierId;
use domain::transition::BulkAct;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

use super::drag;
use super::filter::BoardQuery;
use super::lift::{Hand, Lift, Side, led};
use super::state::BoardState;
use crate::command::{CommandDesk, MoveMenu, Subject, bulk_key};
use crate::ui::Toasting;
use crate::words;

/// What the hands reach: the board, the desk, the menu, and which window is shown.
#[derive(Clone, Copy)]
pub struct Hands {
    /// The board.
    pub state: BoardState,
    /// What sends commands.
    pub desk: CommandDesk,
    /// The menu of moves.
    pub menu: MoveMenu,
    /// What is lifted.
    pub lift: Lift,
    /// The service.
    pub service: Signal<String>,
    /// The filters.
    pub query: Signal<BoardQuery>,
    /// The page's voice.
    pub toasts: Toasting,
}

pub(super) fn element_of(target: Option<EventTarget>) -> Option<Element> {
    target.and_then(|target| target.dyn_into::<Element>().ok())
}

pub(super) fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

pub(super) fn card_of(element: &Element) -> Option<DossierId> {
    DossierId::parse(&closest(element, "[data-card]")?.get_attribute("data-card")?).ok()
}

fn column_of(element: &Element) -> Option<usize> {
    closest(element, "[data-column]")?.get_attribute("data-column")?.parse().ok()
}

impl Hands {
    /// A click somewhere on the board.
    pub fn click(self, event: &MouseEvent) {
        if drag::ends_a_lift() {
            event.prevent_default();
            event.stop_propagation();
            return;
        }
        let Some(target) = element_of(event.target()) else { return };
        let Some(button) = closest(&target, "[data-do]") else { return };
        let placed = card_of(&button).and_then(|id| self.state.card(&id));
        match (button.get_attribute("data-do").as_deref(), placed) {
            (Some("menu"), Some(placed)) => self.menu.open(placed.card.clone(), button),
            (Some("accept"), Some(placed)) => self.desk.run(Subject::from(&placed.card), Command::Accept),
            (Some("retrieve"), Some(placed)) => self.desk.run(Subject::from(&placed.card), Command::TakeBack),
            (Some(word), _) => {
                if let Some(act) = BulkAct::ALL.into_iter().find(|act| bulk_key(*act) == word) {
                    self.bulk(&button, act);
                }
            }
            _ => {}
        }
    }

    /// A key on the board. Arrows walk from card to card and from column to column, Enter opens, the space bar lifts, the
    /// menu's key offers the moves. While a card is lifted, arrows choose among the columns that take it.
    pub fn key(self, event: &KeyboardEvent) {
        if self.lift.now().is_some() {
            self.key_while_lifted(event);
            return;
        }
        let Some(target) = element_of(event.target()) else { return };
        let Some(card) = closest(&target, "[data-card]") else { return };
        let on_card = card.is_same_node(Some(&target));
        let next = match event.key().as_str() {
            "ArrowDown" => beside(&card, Way::Down),
            "ArrowUp" => beside(&card, Way::Up),
            "ArrowLeft" => beside(&card, Way::Left),
            "ArrowRight" => beside(&card, Way::Right),
            end @ ("Home" | "End") => {
                event.prevent_default();
                to_the_end(&card, end == "End");
                return;
            }
            "Enter" if on_card => {
                if let Ok(Some(link)) = card.query_selector("a[href]")
                    && let Ok(link) = link.dyn_into::<HtmlElement>()
                {
                    event.prevent_default();
                    link.click();
                }
                return;
            }
            " " if on_card => {
                event.prevent_default();
                self.lift_by_keys(&card);
                return;
            }
            "ContextMenu" if on_card => {
                event.prevent_default();
                if let Some(placed) = card_of(&card).and_then(|id| self.state.card(&id)) {
                    self.menu.open(placed.card.clone(), card);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(next) = next {
            focus(&next);
        }
    }

    fn lift_by_keys(self, card: &Element) {
        let Some(placed) = card_of(card).and_then(|id| self.state.card(&id)) else { return };
        // The names of the attributes are well formed.
        drop(card.set_attribute(LIFTED_BY_KEYS, ""));
        self.lift.lift(self.state, placed, Hand::Keys);
        self.say_lifted();
    }

    fn key_while_lifted(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "ArrowRight" => self.choose(Side::Right),
            "ArrowLeft" => self.choose(Side::Left),
            " " | "Enter" => self.put_down(),
            "Escape" => {
                self.lift.hover(None);
                self.put_down();
            }
            "Tab" => {
                self.lift.hover(None);
                self.put_down();
                return;
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Ends a lift by the keys.
    fn put_down(self) {
        let Some(lifted) = self.lift.now() else { return };
        if lifted.hand != Hand::Keys {
            self.give_up();
            return;
        }
        let selector = selector_of(&lifted.placed.card.id);
        if let Ok(Some(card)) = document().query_selector(&selector) {
            drop(card.remove_attribute(LIFTED_BY_KEYS));
        }
        self.drop_card();
    }

    /// The next column that takes the lifted card. Those passed over say why they refuse; where no other takes it, all of
    /// that side do.
    fn choose(self, side: Side) {
        let Some(lifted) = self.lift.now().filter(|lifted| lifted.hand == Hand::Keys) else { return };
        let from = self.lift.over_now().unwrap_or_else(|| self.state.facts().column_of(&lifted.placed.card));
        let (next, passed) = led(&lifted.receptions, from, side);
        let refusals = passed.into_iter().map(|(places, rule)| {
            let steps: Vec<String> = places.into_iter().map(|place| self.step_name(place)).collect();
            words::lift::refused_by(words::lang(), &steps.join(", "), rule)
        });
        let mut told: Vec<String> = refusals.collect();
        if let Some(place) = next {
            self.lift.hover(Some(place));
            told.extend(self.told_above(&lifted, place));
        } else if let Some(place) = self.lift.over_now() {
            told.push(words::lift::stays(words::lang(), &self.step_name(place)));
        }
        if !told.is_empty() {
            let sentences: Vec<&str> = told.iter().map(|one| one.trim_end_matches('.')).collect();
            self.toasts.announce(&sentences.join(". "));
        }
    }

    /// Offers to accept, initial or sign all files of a column that one may.
    fn bulk(self, button: &Element, act: BulkAct) {
        let Some(column) = column_of(button) else { return };
        let Some((_, _, cards)) = self.state.columns_untracked().get(column).cloned() else { return };
        let listed = cards.cards(act.group()).get_untracked();
        self.desk.ask_in_bulk(act, listed.iter().map(|placed| placed.card.clone()).collect());
    }
}

/// The mark of a card that the keys have lifted.
const LIFTED_BY_KEYS: &str = "data-lifted-by-keys";

/// Where the focus goes from a card.
#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
    Left,
    Right,
}

fn cards_in(column: &Element) -> Vec<Element> {
    let Ok(nodes) = column.query_selector_all("[data-card]") else { return Vec::new() };
    (0..nodes.length())
        .filter_map(|index| nodes.item(index))
        .filter_map(|node| node.dyn_into::<Element>().ok())
        // What the style sheet hides has no place.
        .filter(|element| element.get_bounding_client_rect().height() > 0.0)
        .collect()
}

/// The card beside another one: in its column, or at the same height in the next column that has cards.
fn beside(card: &Element, way: Way) -> Option<Element> {
    let column = closest(card, "[data-column]")?;
    let cards = cards_in(&column);
    let at = cards.iter().position(|other| other.is_same_node(Some(card)))?;
    match way {
        Way::Up => cards.get(at.checked_sub(1)?).cloned(),
        Way::Down => cards.get(at + 1).cloned(),
        Way::Left => across(card, column.previous_element_sibling(), Element::previous_element_sibling),
        Way::Right => across(card, column.next_element_sibling(), Element::next_element_sibling),
    }
}

/// The first or the last card of the column, drawn or not: a list of rows draws what it is scrolled to.
fn to_the_end(card: &Element, last: bool) {
    let (Some(column), Some(list)) = (closest(card, "[data-column]"), closest(card, ".column-cards")) else {
        return;
    };
    list.set_scroll_top(if last { list.scroll_height() } else { 0 });
    // The list hears of it in the next frame and has drawn its rows in the one after.
    request_animation_frame(move || {
        request_animation_frame(move || {
            let cards = cards_in(&column);
            let end = if last { cards.last() } else { cards.first() };
            if let Some(end) = end {
                focus(end);
            }
        });
    });
}

fn across(card: &Element, first: Option<Element>, next: fn(&Element) -> Option<Element>) -> Option<Element> {
    let height = card.get_bounding_client_rect().top();
    let mut column = first;
    while let Some(here) = column {
        let nearest = cards_in(&here).into_iter().min_by(|one, other| {
            let distance = |card: &Element| (card.get_bounding_client_rect().top() - height).abs();
            distance(one).total_cmp(&distance(other))
        });
        if nearest.is_some() {
            return nearest;
        }
        column = next(&here);
    }
    None
}

fn focus(card: &Element) {
    if let Some(card) = card.dyn_ref::<HtmlElement>() {
        // Refused only where the element has left the page.
        drop(card.focus());
    }
}

fn selector_of(id: &DossierId) -> String {
    format!("[data-card=\"{id}\"]")
}

/// Moves a card and takes the focus along, where it lay on the card or nowhere. Where the card is not shown at its new
/// place the focus stays in the column that it left.
pub fn with_focus(id: &DossierId, place: impl FnOnce()) {
    let selector = selector_of(id);
    let card = document().query_selector(&selector).ok().flatten();
    let focused = document().active_element();
    let is_on_card = card.as_ref().is_some_and(|card| card.contains(focused.as_deref()));
    let is_nowhere = focused.is_none_or(|focused| focused.tag_name() == "BODY");
    let left = card.as_ref().and_then(|card| closest(card, "[data-column]"));
    place();
    if !is_on_card && !is_nowhere {
        return;
    }
    request_animation_frame(move || {
        let moved = document().query_selector(&selector).ok().flatten();
        let moved = moved.filter(|card| card.get_bounding_client_rect().height() > 0.0);
        if let Some(next) = moved.or_else(|| cards_in(&left?).first().cloned()) {
            focus(&next);
        }
    });
}

/// The tabulator leads to one card of each column and to the buttons of the card that has the focus; arrows do the rest.
pub fn entered(event: &FocusEvent) {
    let Some(target) = element_of(event.target()) else { return };
    let (Some(card), Some(column)) = (closest(&target, "[data-card]"), closest(&target, "[data-column]"))
    else {
        return;
    };
    make_current(&column, &card);
}

/// Sees to it that each column has a card that the tabulator reaches.
pub fn settle_stops(board: &Element) {
    let Ok(columns) = board.query_selector_all("[data-column]") else { return };
    for index in 0..columns.length() {
        let Some(column) = columns.item(index).and_then(|node| node.dyn_into::<Element>().ok()) else {
            continue;
        };
        let has_stop =
            column.query_selector("[data-card][tabindex=\"0\"]").is_ok_and(|found| found.is_some());
        if !has_stop && let Some(first) = cards_in(&column).first() {
            make_current(&column, first);
        }
    }
}

fn make_current(column: &Element, card: &Element) {
    let set = |element: &Element, stop: &str| {
        // The name of the attribute is well formed.
        drop(element.set_attribute("tabindex", stop));
    };
    if let Ok(stops) = column.query_selector_all("[data-card][tabindex=\"0\"], [data-card] [tabindex=\"0\"]")
    {
        for index in 0..stops.length() {
            if let Some(stop) = stops.item(index).and_then(|node| node.dyn_into::<Element>().ok()) {
                set(&stop, "-1");
            }
        }
    }
    set(card, "0");
    if let Ok(buttons) = card.query_selector_all("button") {
        for index in 0..buttons.length() {
            if let Some(button) = buttons.item(index).and_then(|node| node.dyn_into::<Element>().ok()) {
                set(&button, "0");
            }
        }
    }
}

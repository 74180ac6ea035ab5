//! The board follows what others do: each move is put in its place; what is under the hand stays where it is until the
//! hand leaves.

use std::cell::RefCell;

use domain::board::BoardCard;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keys::Hands;
use super::page::show_payload;
use super::passing::{Passing, pass};
use crate::live::{self, Heard, Moved, Topic};

/// How long a move waits for the hand to leave its card.
const WAITS_MS: u32 = 400;
/// How long the board waits for further moves before it reads itself anew.
const READS_AFTER_MS: u32 = 1_200;

thread_local! {
    static HELD: RefCell<Vec<Moved>> = const { RefCell::new(Vec::new()) };
    static FLUSH: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    static READING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Follows the board's service from an event on, until the page is left.
pub fn follow(hands: Hands, since: i64) {
    if !cfg!(target_arch = "wasm32") {
        return;
    }
    let service = hands.service.get_untracked();
    live::follow(Topic::Board(service.clone()), since, move |heard| match heard {
        Heard::Moved(moved) if moved.card.service == service => take(hands, Moved::clone(moved)),
        Heard::Moved(_) | Heard::OtherProgram => {}
        Heard::Anew => read_anew(hands),
    });
    on_cleanup(|| {
        HELD.take();
        FLUSH.take();
        READING.take();
    });
}

/// Whether the hand is on a card, so that its box must not move.
fn is_under_the_hand(hands: Hands, card: &BoardCard) -> bool {
    let hovered = || {
        let selector = format!("[data-card=\"{}\"]:is(:hover, :focus-within)", card.id);
        document().query_selector(&selector).ok().flatten().is_some()
    };
    hands.lift.now().is_some() || hands.menu.is_open() || hovered()
}

/// Puts a move in its place, or keeps it until the hand has left.
fn take(hands: Hands, moved: Moved) {
    let shown = hands.state.card(&moved.card.id);
    if shown.as_ref().is_some_and(|shown| shown.card.standing.version >= moved.card.standing.version) {
        return;
    }
    if is_under_the_hand(hands, &moved.card) {
        HELD.with_borrow_mut(|held| held.push(moved));
        FLUSH.set(Some(Timeout::new(WAITS_MS, move || flush(hands))));
        return;
    }
    // What was not loaded, is left out by a filter, or pins a standard that the page has not, cannot be counted here.
    let is_open = hands.query.with_untracked(super::filter::BoardQuery::is_open);
    let knows = hands.state.facts().knows(&moved.card);
    if !knows || shown.is_none() && !(moved.lay.is_none() && is_open) {
        read_soon(hands);
        return;
    }
    let id = moved.card.id.clone();
    pass(&id, Passing::Fades, || hands.state.place(moved.card, moved.as_of));
}

fn flush(hands: Hands) {
    for moved in HELD.take() {
        take(hands, moved);
    }
}

fn read_soon(hands: Hands) {
    READING.set(Some(Timeout::new(READS_AFTER_MS, move || read_anew(hands))));
}

/// Reads the board anew, as the filters are.
fn read_anew(hands: Hands) {
    if hands.lift.now().is_some() || hands.menu.is_open() {
        read_soon(hands);
        return;
    }
    spawn_local(async move {
        // Where it fails the next move tries again.
        drop(show_payload(hands.state, hands.desk, hands.service, hands.query).await);
    });
}

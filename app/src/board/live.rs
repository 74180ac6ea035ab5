//! The board follows what others do: a stream of moves, each put in its place; what is under the hand stays where it is
//! until the hand leaves.

use std::cell::RefCell;

use domain::board::BoardCard;
use domain::time::Instant;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

use super::api::read;
use super::keys::Hands;
use crate::ticker;
use crate::ui::Toast;
use crate::words::words;

/// What moved: a message of the stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// When it was told.
    #[serde(with = "domain::millis::at")]
    pub as_of: Instant,
    /// Whether the dossier was registered just now.
    pub is_new: bool,
    /// The card as it is.
    pub card: BoardCard,
}

/// How the page stands with the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// What others do is seen at once.
    Live,
    /// The stream is lost; the browser is trying again.
    Lost,
}

/// How long a move waits for the hand to leave its card.
const WAITS_MS: u32 = 400;
/// How long the board waits for further moves before it reads itself anew.
const READS_AFTER_MS: u32 = 1_200;
/// After how long a stream that was refused is asked for again.
const ASKS_AGAIN_MS: u32 = 5_000;

struct Stream {
    source: EventSource,
    _listeners: [EventListener; 5],
}

thread_local! {
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
    static HELD: RefCell<Vec<Moved>> = const { RefCell::new(Vec::new()) };
    static FLUSH: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    static READING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// The program that the server ran when the page was made.
    static PROGRAM: RefCell<Option<String>> = const { RefCell::new(None) };
    static AGAIN: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Follows the board's service from an event on, until the page is left.
pub fn follow(hands: Hands, since: i64, link: RwSignal<Link>) {
    if !cfg!(target_arch = "wasm32") {
        return;
    }
    Effect::new(move |_| open(hands, &hands.service.get(), since, link));
    on_cleanup(|| {
        close();
        HELD.take();
        FLUSH.take();
        READING.take();
        AGAIN.take();
    });
}

fn close() {
    if let Some(stream) = STREAM.take() {
        stream.source.close();
    }
}

fn open(hands: Hands, service: &str, since: i64, link: RwSignal<Link>) {
    close();
    let address = format!("/events?topik=board:{service}&sejak={since}");
    let Ok(source) = EventSource::new(&address) else { return };
    let heard = move |text: String| {
        if let Ok(moved) = serde_json::from_str::<Moved>(&text) {
            ticker::correct(moved.as_of);
            take(hands, moved);
        }
    };
    let on_moved = EventListener::new(&source, "moved", move |event| {
        if let Some(text) = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string()) {
            heard(text);
        }
    });
    let on_program = EventListener::new(&source, "program", move |event| {
        if let Some(program) = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string()) {
            met_program(hands, program);
        }
    });
    let on_anew = EventListener::new(&source, "anew", move |_| read_anew(hands));
    let on_open = EventListener::new(&source, "open", move |_| {
        link.try_set(Link::Live);
    });
    let (service, closed) = (service.to_owned(), source.clone());
    let on_error = EventListener::new(&source, "error", move |_| {
        link.try_set(Link::Lost);
        // Refused rather than lost: the browser does not try again by itself.
        if closed.ready_state() == EventSource::CLOSED {
            let service = service.clone();
            AGAIN.set(Some(Timeout::new(ASKS_AGAIN_MS, move || open(hands, &service, since, link))));
        }
    });
    STREAM.set(Some(Stream { source, _listeners: [on_program, on_moved, on_anew, on_open, on_error] }));
}

/// The server names its program: where it is another one than the page was made by, the page offers to load itself anew.
fn met_program(hands: Hands, program: String) {
    let is_other = PROGRAM.with_borrow(|known| known.as_ref().is_some_and(|known| *known != program));
    PROGRAM.set(Some(program));
    if is_other {
        let w = words();
        // Refused only by a page that is being left already.
        let load = Callback::new(|()| drop(window().location().reload()));
        hands.toasts.say(
            Toast::warning(w.board.new_program)
                .detail(w.board.new_program_why)
                .action(w.board.load_anew, load),
        );
    }
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
    // What was not loaded, or is left out by a filter, cannot be counted here.
    let is_open = hands.query.with_untracked(super::filter::BoardQuery::is_open);
    if shown.is_none() && !(moved.is_new && is_open) {
        read_soon(hands);
        return;
    }
    hands.state.place(moved.card, moved.as_of);
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
    let (service, query) = (hands.service.get_untracked(), hands.query.get_untracked());
    spawn_local(async move {
        if let Ok(payload) = read(service, query).await {
            ticker::correct(payload.board.as_of);
            hands.state.reset(payload);
        }
    });
}

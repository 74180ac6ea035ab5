//! What others do, as the server tells it: one stream for the whole page, whatever its parts follow. It resumes by itself
//! after a lost connection, and asks for a new reading where too much was missed.

use std::cell::RefCell;
use std::rc::Rc;

use domain::batch::ItemState;
use domain::board::BoardCard;
use domain::id::{BatchId, DossierId};
use domain::my_desk::Lies;
use domain::role::Permission;
use domain::time::Instant;
use gloo::events::EventListener;
use gloo::storage::{LocalStorage, Storage};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent, StorageEvent};

use crate::error::AppError;
use crate::{my_desk, ticker};

/// What moved: a message of the stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// When it was told.
    #[serde(with = "domain::millis::at")]
    pub as_of: Instant,
    /// On whose desk it lay before; none where it was registered just now.
    pub lay: Option<Lies>,
    /// On whose desk it lies now.
    pub lies: Lies,
    /// The card as it is.
    pub card: BoardCard,
}

/// A paper of a batch whose turn ended: a message of the stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The batch.
    pub batch: BatchId,
    /// The paper's place in it.
    pub no: u32,
    /// How it ended.
    pub state: ItemState,
}

/// What a stream tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A dossier moved.
    Moved(Box<Moved>),
    /// A paper of a batch was printed, or not.
    Printed(Box<Printed>),
    /// More was missed than is told one by one: read anew.
    Anew,
    /// The server runs another program than the one by which the page was made.
    OtherProgram,
}

/// What one can follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The reader's own desk.
    Desk,
    /// The board of a service.
    Board(String),
    /// One dossier, whose page is open.
    Dossier(DossierId),
    /// One batch of prints of the reader's own, whose page is open.
    Batch(BatchId),
}

impl Topic {
    /// The word in the stream's address.
    pub fn word(&self) -> String {
        match self {
            Self::Desk => "desk".to_owned(),
            Self::Board(service) => format!("board:{service}"),
            Self::Dossier(dossier) => format!("dossier:{dossier}"),
            Self::Batch(batch) => format!("batch:{batch}"),
        }
    }

    /// The topic of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.split_once(':') {
            None if word == "desk" => Some(Self::Desk),
            Some(("board", service)) if !service.is_empty() => Some(Self::Board(service.to_owned())),
            Some(("dossier", dossier)) => DossierId::parse(dossier).ok().map(Self::Dossier),
            Some(("batch", batch)) => BatchId::parse(batch).ok().map(Self::Batch),
            _ => None,
        }
    }

    /// Who may follow it. Of a batch only its owner is told, whoever follows.
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Desk | Self::Board(_) => Permission::Board,
            Self::Dossier(_) | Self::Batch(_) => Permission::SeeDossier,
        }
    }
}

/// How the page stands with the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// What others do is seen at once.
    Live,
    /// The stream is lost; the browser is trying again.
    Lost,
    /// The session has ended: nothing more is told before the reader comes in again.
    Ended,
}

/// After how long a stream that was refused is asked for again.
const ASKS_AGAIN_MS: u32 = 5_000;

type Listener = Rc<dyn Fn(&Heard)>;

struct Stream {
    source: EventSource,
    _listeners: [EventListener; 6],
}

#[derive(Default)]
struct Inner {
    stream: Option<Stream>,
    followers: Vec<(u64, Topic, Listener)>,
    next_id: u64,
    /// The number of the newest event that the page contains.
    last: i64,
    link: Option<RwSignal<Link>>,
    /// The program that the server ran when the page was made.
    program: Option<String>,
    again: Option<Timeout>,
    signed_in: Option<EventListener>,
    reopening: Option<Timeout>,
}

thread_local! {
    static INNER: RefCell<Inner> = RefCell::default();
}

/// How the page stands with the server, kept by the frame for all its pages.
#[derive(Clone, Copy, Debug)]
pub struct PageLink(pub RwSignal<Link>);

/// Makes [`PageLink`] known to the pages inside, and closes the stream when the frame is left.
pub fn provide_link() {
    let link = RwSignal::new(Link::Live);
    provide_context(PageLink(link));
    if cfg!(target_arch = "wasm32") {
        INNER.with_borrow_mut(|inner| {
            inner.link = Some(link);
            inner.signed_in = Some(follow_other_tabs());
        });
        on_cleanup(|| {
            close();
            INNER.take();
        });
    }
}

/// The entry of the browser's storage that changes when somebody who is signed in opens a page.
const OPENED: &str = "kendali-opened";

/// A page whose session has ended goes on once somebody has come in through the door in another tab.
fn follow_other_tabs() -> EventListener {
    // A browser that keeps nothing tells nothing: the reader then loads the page anew.
    drop(LocalStorage::set(OPENED, js_sys::Math::random()));
    EventListener::new(&window(), "storage", |event| {
        let is_opened =
            event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key).is_some_and(|key| key == OPENED);
        let has_ended = INNER.with_borrow(|inner| inner.link).and_then(|link| link.try_get_untracked())
            == Some(Link::Ended);
        if is_opened && has_ended {
            reopen();
        }
    })
}

/// The page was told that its session has ended, before its stream was.
pub fn session_ended() {
    set_link(Link::Ended);
}

/// Follows a topic from an event on, until the part of the page that asks is left.
pub fn follow(topic: Topic, since: i64, listen: impl Fn(&Heard) + 'static) {
    if !cfg!(target_arch = "wasm32") {
        return;
    }
    let id = INNER.with_borrow_mut(|inner| {
        inner.next_id += 1;
        // What one part of the page has not seen yet is told to all: a known version changes nothing.
        inner.last = if inner.followers.is_empty() { since } else { inner.last.min(since) };
        inner.followers.push((inner.next_id, topic, Rc::new(listen)));
        inner.next_id
    });
    reopen_soon();
    on_cleanup(move || {
        INNER.with_borrow_mut(|inner| inner.followers.retain(|(other, ..)| *other != id));
        reopen_soon();
    });
}

/// Several parts come and go in one turn of the page: the stream is opened once for all.
fn reopen_soon() {
    INNER.with_borrow_mut(|inner| inner.reopening = Some(Timeout::new(0, reopen)));
}

fn close() {
    if let Some(stream) = INNER.with_borrow_mut(|inner| inner.stream.take()) {
        stream.source.close();
    }
}

fn tell(heard: &Heard) {
    // A listener may follow or leave: nothing is held while it runs.
    let listeners: Vec<Listener> = INNER
        .with_borrow(|inner| inner.followers.iter().map(|(_, _, listener)| Rc::clone(listener)).collect());
    for listener in listeners {
        listener(heard);
    }
}

fn set_link(to: Link) {
    if let Some(link) = INNER.with_borrow(|inner| inner.link) {
        link.try_set(to);
    }
}

fn text_of(event: &web_sys::Event) -> Option<(String, Option<i64>)> {
    let message = event.dyn_ref::<MessageEvent>()?;
    Some((message.data().as_string()?, message.last_event_id().parse().ok()))
}

fn seen(seq: Option<i64>) {
    if let Some(seq) = seq {
        INNER.with_borrow_mut(|inner| inner.last = inner.last.max(seq));
    }
}

fn reopen() {
    close();
    let (mut topics, last) = INNER.with_borrow(|inner| {
        let words: Vec<String> = inner.followers.iter().map(|(_, topic, _)| topic.word()).collect();
        (words, inner.last)
    });
    topics.sort();
    topics.dedup();
    if topics.is_empty() {
        return;
    }
    let address = format!("/events?topik={}&sejak={last}", topics.join(","));
    let Ok(source) = EventSource::new(&address) else { return };
    let on_moved = EventListener::new(&source, "moved", |event| {
        let Some((text, seq)) = text_of(event) else { return };
        seen(seq);
        if let Ok(moved) = serde_json::from_str::<Moved>(&text) {
            ticker::correct(moved.as_of);
            tell(&Heard::Moved(Box::new(moved)));
        }
    });
    let on_printed = EventListener::new(&source, "printed", |event| {
        let Some((text, seq)) = text_of(event) else { return };
        seen(seq);
        if let Ok(printed) = serde_json::from_str::<Printed>(&text) {
            tell(&Heard::Printed(Box::new(printed)));
        }
    });
    let on_program = EventListener::new(&source, "program", |event| {
        let Some((program, _)) = text_of(event) else { return };
        let known = INNER.with_borrow_mut(|inner| inner.program.replace(program.clone()));
        if known.is_some_and(|known| known != program) {
            tell(&Heard::OtherProgram);
        }
    });
    let on_anew = EventListener::new(&source, "anew", |event| {
        seen(text_of(event).and_then(|(_, seq)| seq));
        tell(&Heard::Anew);
    });
    let on_open = EventListener::new(&source, "open", |_| set_link(Link::Live));
    let closed = source.clone();
    let on_error = EventListener::new(&source, "error", move |_| {
        set_link(Link::Lost);
        // Refused rather than lost: the browser does not try again by itself.
        if closed.ready_state() == EventSource::CLOSED {
            spawn_local(refused());
        }
    });
    let stream =
        Stream { source, _listeners: [on_moved, on_printed, on_program, on_anew, on_open, on_error] };
    INNER.with_borrow_mut(|inner| inner.stream = Some(stream));
}

/// Why a stream is refused is not told to the page, so it asks for something small by another way.
async fn refused() {
    if matches!(my_desk::api::counts().await, Err(AppError::SignIn)) {
        set_link(Link::Ended);
    } else {
        INNER.with_borrow_mut(|inner| inner.again = Some(Timeout::new(ASKS_AGAIN_MS, reopen)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_read_as_it_is_written() {
        let dossier = DossierId::parse("01a20b48-0900-7000-8000-0000000000d1").expect("a UUID");
        let batch = BatchId::parse(dossier.as_str()).expect("a UUID");
        let board = Topic::Board("sipp-inseminator".to_owned());
        for topic in [Topic::Desk, board, Topic::Dossier(dossier), Topic::Batch(batch)] {
            assert_eq!(Topic::from_word(&topic.word()), Some(topic));
        }
        for other in ["", "semua", "board:", "desk:x", "dossier:", "dossier:x", "batch:x"] {
            assert_eq!(Topic::from_word(other), None, "{other:?}");
        }
    }
}

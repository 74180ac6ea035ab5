//! The office's time in a page: no view reads a clock of its own.
//!
//! Every payload carries the server's `as_of`. The browser adds the monotonic time that has passed since it arrived, so a
//! wrong clock of the computer moves no deadline. One timer serves the whole page: it wakes when the next text is due to
//! change and touches only what is due.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::rc::Rc;

use domain::time::{Instant, instant_ms, ms_of};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// The longest sleep of the timer: a browser may hold back a timer of a hidden page, and clocks are corrected at waking.
const LONGEST_SLEEP_MS: i64 = 30_000;

type Work = Rc<dyn Fn(Instant) -> Option<Instant>>;

#[derive(Default)]
struct Inner {
    /// The server's time at a reading of the monotonic clock.
    anchor: Option<(i64, f64)>,
    due: BinaryHeap<Reverse<(i64, u64)>>,
    /// The work and when it is due; an entry of `due` that says another time is no more.
    work: HashMap<u64, (Work, Option<i64>)>,
    next_id: u64,
    timer: Option<Timeout>,
}

impl Inner {
    fn schedule(&mut self, id: u64, at: Option<i64>) {
        let Some((_, due)) = self.work.get_mut(&id) else { return };
        *due = at;
        self.due.extend(at.map(|at| Reverse((at, id))));
    }
}

thread_local! {
    static INNER: RefCell<Inner> = RefCell::default();
}

fn monotonic_ms() -> f64 {
    if !cfg!(target_arch = "wasm32") {
        // The server renders the first text from `as_of` alone.
        return 0.0;
    }
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

#[expect(clippy::cast_possible_truncation, reason = "a page lives for less than 2^53 ms")]
fn since(reading: f64) -> i64 {
    (monotonic_ms() - reading) as i64
}

/// The reading of the monotonic clock when the page itself arrived: its payloads carry an `as_of` of that time.
fn arrival_of_page() -> f64 {
    if !cfg!(target_arch = "wasm32") {
        return 0.0;
    }
    let entry = web_sys::window()
        .and_then(|window| window.performance())
        .map(|performance| performance.get_entries_by_type("navigation").get(0));
    entry
        .and_then(|entry| js_sys::Reflect::get(&entry, &"responseStart".into()).ok())
        .and_then(|start| start.as_f64())
        .unwrap_or(0.0)
}

/// Corrects the page's time by an answer of the server that has just arrived.
pub fn correct(as_of: Instant) {
    INNER.with_borrow_mut(|inner| inner.anchor = Some((ms_of(as_of), monotonic_ms())));
    wake();
}

/// Takes the page's time from the payload it was rendered with, unless an answer has corrected it already. In the browser;
/// the server answers many readers and keeps no time of its own here.
pub fn begin(as_of: Instant) {
    if !cfg!(target_arch = "wasm32") {
        return;
    }
    INNER.with_borrow_mut(|inner| {
        inner.anchor.get_or_insert_with(|| (ms_of(as_of), arrival_of_page()));
    });
}

/// The office's time now, in the browser; `as_of` where no payload has set the time yet.
pub fn now(as_of: Instant) -> Instant {
    INNER.with_borrow(|inner| inner.anchor.map_or(as_of, |(ms, reading)| instant_ms(ms + since(reading))))
}

fn current() -> Option<Instant> {
    INNER.with_borrow(|inner| inner.anchor.map(|(ms, reading)| instant_ms(ms + since(reading))))
}

fn run_due() {
    let Some(now) = current() else { return };
    loop {
        let next = INNER.with_borrow_mut(|inner| match inner.due.peek() {
            Some(Reverse((at, _))) if *at <= ms_of(now) => {
                let Reverse((at, id)) = inner.due.pop()?;
                let work = inner.work.get(&id).filter(|(_, due)| *due == Some(at));
                Some((id, work.map(|(work, _)| Rc::clone(work))))
            }
            _ => None,
        });
        let Some((id, work)) = next else { break };
        let Some(work) = work else { continue };
        let next = work(now).map(|at| ms_of(at).max(ms_of(now) + 1));
        INNER.with_borrow_mut(|inner| inner.schedule(id, next));
    }
}

/// Does what is due and sleeps until the next.
fn wake() {
    run_due();
    let Some(now) = current() else { return };
    INNER.with_borrow_mut(|inner| {
        inner.timer = inner.due.peek().map(|Reverse((at, _))| {
            let sleep = (*at - ms_of(now)).clamp(0, LONGEST_SLEEP_MS);
            Timeout::new(u32::try_from(sleep).unwrap_or(0), wake)
        });
    });
}

fn watch(work: Work) -> u64 {
    let now = current();
    let next = now.and_then(|now| work(now));
    let id = INNER.with_borrow_mut(|inner| {
        inner.next_id += 1;
        let id = inner.next_id;
        inner.work.insert(id, (work, None));
        inner.schedule(id, next.map(ms_of));
        id
    });
    // Only a watcher that is due before all others moves the timer.
    let first = INNER.with_borrow(|inner| inner.due.peek().map(|Reverse((_, first))| *first));
    if first == Some(id) {
        wake();
    }
    id
}

fn forget(id: u64) {
    INNER.with_borrow_mut(|inner| {
        inner.work.remove(&id);
    });
}

/// Work that is done whenever it is due. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Followed(StoredValue<Option<u64>>);

impl Followed {
    /// Makes the work due at an instant, where that is earlier than it would be.
    pub fn due_by(self, at: Instant) {
        let Some(id) = self.0.try_get_value().flatten() else { return };
        let is_earlier = INNER.with_borrow_mut(|inner| {
            let due = inner.work.get(&id).and_then(|(_, due)| *due);
            let is_earlier = due.is_none_or(|due| ms_of(at) < due);
            if is_earlier {
                inner.schedule(id, Some(ms_of(at)));
            }
            is_earlier
        });
        if is_earlier {
            wake();
        }
    }
}

/// Does work in the browser as the office's time goes on, until the page that asked is left. The work answers when it is
/// due next.
pub fn follow(as_of: Instant, work: impl Fn(Instant) -> Option<Instant> + 'static) -> Followed {
    let handle: StoredValue<Option<u64>> = StoredValue::new(None);
    if cfg!(target_arch = "wasm32") {
        let work: Work = Rc::new(work);
        Effect::new(move |_| {
            begin(as_of);
            handle.set_value(Some(watch(Rc::clone(&work))));
        });
        on_cleanup(move || {
            if let Some(id) = handle.try_get_value().flatten() {
                forget(id);
            }
        });
    }
    Followed(handle)
}

/// A value that follows the office's time.
///
/// `compute` answers with the value at an instant and the next instant at which it may change, none where it never will.
/// The first value is that of `as_of`, on the server and in the browser alike, so that hydration never differs; from then
/// on it is computed anew only when it is due.
pub fn live<T>(as_of: Instant, compute: impl Fn(Instant) -> (T, Option<Instant>) + 'static) -> ReadSignal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (value, set_value) = signal(compute(as_of).0);
    follow(as_of, move |now| {
        let (newer, next) = compute(now);
        if value.with_untracked(|old| *old != newer) {
            set_value.set(newer);
        }
        next
    });
    value
}

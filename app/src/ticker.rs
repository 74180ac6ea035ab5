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
    work: HashMap<u64, Work>,
    next_id: u64,
    timer: Option<Timeout>,
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
                let Reverse((_, id)) = inner.due.pop()?;
                Some((id, inner.work.get(&id).cloned()))
            }
            _ => None,
        });
        let Some((id, work)) = next else { break };
        if let Some(at) = work.and_then(|work| work(now)) {
            INNER.with_borrow_mut(|inner| inner.due.push(Reverse((ms_of(at).max(ms_of(now) + 1), id))));
        }
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
        inner.work.insert(id, work);
        if let Some(at) = next {
            inner.due.push(Reverse((ms_of(at), id)));
        }
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
    if cfg!(target_arch = "wasm32") {
        let compute = Rc::new(compute);
        let handle: StoredValue<Option<u64>> = StoredValue::new(None);
        Effect::new(move |_| {
            begin(as_of);
            let compute = Rc::clone(&compute);
            let id = watch(Rc::new(move |now| {
                let (newer, next) = compute(now);
                if value.with_untracked(|old| *old != newer) {
                    set_value.set(newer);
                }
                next
            }));
            handle.set_value(Some(id));
        });
        on_cleanup(move || {
            if let Some(id) = handle.try_get_value().flatten() {
                forget(id);
            }
        });
    }
    value
}

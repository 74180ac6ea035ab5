//! The line below the columns: the connection, the total, the legend with its counts, the keys.

use domain::board::{ColumnCounts, Group};
use leptos::prelude::*;

use super::filter::{BoardQuery, Sieve};
use super::lift::Lift;
use super::mark::{Mark, Marked};
use super::slot::LiftLine;
use super::state::BoardState;
use crate::live::{Link, PageLink};
use crate::routes;
use crate::ticker::live;
use crate::ui::{Icon, Shape, Tone};
use crate::words::{self, words};

/// The line below the columns.
#[component]
pub fn StatusLine(
    /// The board.
    state: BoardState,
    /// The service.
    service: Signal<String>,
    /// The filters of the address.
    query: Signal<BoardQuery>,
    /// What is lifted: the line then speaks of it.
    lift: Lift,
    /// What the legend marks.
    marked: Marked,
) -> impl IntoView {
    let (w, lang, facts) = (words(), words::lang(), state.facts());
    let as_of = state.as_of();
    let kept = facts.clone();
    let is_open =
        live(as_of, move |now| (kept.here.calendar.is_open(now), kept.here.calendar.next_turn(now)));
    let all = |counts: &ColumnCounts| Group::ALL.into_iter().map(|group| counts.of(group)).sum::<u32>();
    let total = move || state.sum(all);
    let late = move || state.sum(|counts| counts.late);
    let paused = move || state.sum(|counts| counts.with_applicant);
    let ready = move || state.sum(|counts| counts.ready);
    // Outside working hours every clock on a desk stands still; what is late stays late.
    let closed =
        move || if is_open.get() { 0 } else { state.sum(|counts| counts.desk).saturating_sub(late()) };
    let near = move || if is_open.get() { state.near.get() } else { 0 };
    let on_time = move || total().saturating_sub(late() + paused() + ready() + closed() + near());
    let link = move |sieve: Sieve| {
        let address =
            move || query.with(|query| query.toggled(sieve).address(&routes::board(&service.get())));
        Click::Filters {
            address: Signal::derive(address),
            is_on: Signal::derive(move || query.with(|query| query.is_on(sieve))),
        }
    };
    let marks = |mark: Mark| Click::Marks { mark, marked };
    let is_lifted = Memo::new(move |_| lift.get().is_some());
    view! {
        <LiftLine state=state lift=lift/>
        <footer class="board-status" hidden=move || is_lifted.get()>
            <Connection/>
            <span class="status-total">{move || words::board::total(lang, total())}</span>
            <ul class="legend">
                {legend(Tone::OnTime, Shape::Circle, w.board.on_time, on_time, marks(Mark::OnTime))}
                {legend(Tone::Risk, Shape::Triangle, w.board.near, near, marks(Mark::Near))}
                {legend(Tone::Late, Shape::Square, w.board.late, late, link(Sieve::Late))}
                {legend(Tone::Paused, Shape::Bars, w.board.paused, paused, link(Sieve::In(Group::WithApplicant)))}
                {legend(Tone::Closed, Shape::Crescent, w.board.closed, closed, marks(Mark::Closed))}
                {legend(Tone::OnTime, Shape::Tick, w.board.ready_legend, ready, link(Sieve::In(Group::Ready)))}
            </ul>
            <span class="status-keys">
                <span><kbd class="key">{w.board.space_bar}</kbd>" "{w.board.key_move}</span>
                <span>
                    <kbd class="key">"←"</kbd>
                    " "
                    <kbd class="key">"→"</kbd>
                    " "
                    {w.board.key_walk}
                </span>
                <span><kbd class="key">{w.board.enter_key}</kbd>" "{w.board.key_open}</span>
            </span>
        </footer>
    }
}

/// What a click on a word of the legend does.
enum Click {
    /// Shows its files alone: the server can.
    Filters {
        /// The address of the board with the filter the other way.
        address: Signal<String>,
        /// Whether it is on.
        is_on: Signal<bool>,
    },
    /// Lets its files stand out.
    Marks {
        /// Which.
        mark: Mark,
        /// What is marked now.
        marked: Marked,
    },
}

fn legend(
    tone: Tone,
    shape: Shape,
    word: &'static str,
    count: impl Fn() -> u32 + Send + Sync + 'static,
    click: Click,
) -> impl IntoView {
    let text = view! { {shape.view()}<span>{word}</span>" "<b>{count}</b> };
    let text = match click {
        Click::Filters { address, is_on } => view! {
            <a class="legend-link" href=address aria-current=move || is_on.get().then_some("true")>{text}</a>
        }
        .into_any(),
        Click::Marks { mark, marked } => {
            let is_on = move || marked.get() == Some(mark);
            let turn = move |_| {
                let turned = (marked.get_untracked() != Some(mark)).then_some(mark);
                marked.set(turned);
                if let Some(mark) = turned {
                    mark.reveal();
                }
            };
            view! {
                <button
                    type="button"
                    class="legend-link"
                    aria-pressed=move || is_on().to_string()
                    title=words().board.mark_hint
                    on:click=turn
                >
                    {text}
                </button>
            }
            .into_any()
        }
    };
    view! { <li class=format!("verdict {}", tone.class())>{text}</li> }
}

/// Whether what others do is seen at once, and whether the browser reaches the network at all.
#[component]
fn Connection() -> impl IntoView {
    let w = words();
    let link = use_context::<PageLink>().map_or_else(|| RwSignal::new(Link::Live), |page| page.0);
    let is_online = RwSignal::new(true);
    if cfg!(target_arch = "wasm32") {
        Effect::new(move |_| is_online.set(window().navigator().on_line()));
        for (name, online) in [("online", true), ("offline", false)] {
            let listener = window_event_listener_untyped(name, move |_| is_online.set(online));
            on_cleanup(move || listener.remove());
        }
    }
    move || {
        let lost = match link.get() {
            _ if !is_online.get() => w.board.offline,
            Link::Live => return view! { <span class="status-live">{w.board.live}</span> }.into_any(),
            Link::Lost => w.board.reconnecting,
            Link::Ended => w.board.session_ended,
        };
        view! { <span class="status-offline">{Icon::Offline.small()}{lost}</span> }.into_any()
    }
}

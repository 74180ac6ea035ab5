//! The bar above the columns: which service, which filters, the search, and the way to the counter's form.

use std::cell::Cell;
use std::sync::Arc;

use domain::board::Group;
use domain::role::Permission;
use gloo::timers::callback::Timeout;
use leptos::ev::{KeyboardEvent, keydown};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::api::services;
use super::filter::{BoardQuery, Sieve};
use super::state::{BoardState, Placed};
use super::view::ViewMenu;
use crate::routes;
use crate::ui::{Icon, Menu, MenuLink, Shape, use_toasts};
use crate::words::{self, words};

/// How long the search waits for the next letter.
const TYPING_MS: u32 = 250;

/// The bar above the columns.
#[component]
pub fn FilterBar(
    /// The board.
    state: BoardState,
    /// The service.
    service: Signal<String>,
    /// The filters of the address.
    query: Signal<BoardQuery>,
    /// The column that a phone shows: there the counts are of it.
    shown: RwSignal<usize>,
) -> impl IntoView {
    let (w, lang, facts) = (words(), words::lang(), state.facts());
    let board = Signal::derive(move || service.with(|service| routes::board(service)));
    let short = facts.standard.short.get(lang).to_owned();
    let may_register = facts.actor.may(Permission::Register);
    let sieves = [Sieve::Mine, Sieve::Late, Sieve::In(Group::Tray)]
        .into_iter()
        .map(|sieve| view! { <SieveChip state=state board=board query=query shown=shown sieve=sieve/> })
        .collect_view();
    // On a phone, where nothing else takes all filters off.
    let all = view! {
        <a class="chip chip-all" href=move || board.get() aria-current=move || query.with(BoardQuery::is_open).then_some("true")>
            {w.common.all}
            " "
            <span class="chip-count">{move || counted(state, shown.get(), None).to_string()}</span>
        </a>
    };
    // Filters that begin in the legend or at the head of a column stand in the bar while they are on.
    let others = move || {
        let on = query.with(|query| query.group).filter(|group| *group != Group::Tray);
        on.map(|group| {
            view! { <SieveChip state=state board=board query=query shown=shown sieve=Sieve::In(group)/> }
        })
    };
    let holder = move || {
        let initials = query.with(|query| query.holder.clone());
        (!initials.is_empty()).then(|| {
            let href = query.with(|query| query.of_holder(&initials).address(&board.get()));
            view! {
                <a class="chip" href=href aria-current="true">
                    <span class="chip-key">{w.board.holder}</span>
                    " "
                    <span class="paraf">{initials}</span>
                    {Icon::Close.small()}
                </a>
            }
        })
    };
    let unfilter = move || {
        query.with(|query| !query.is_open()).then(|| {
            view! {
                <a class="link board-unfilter" href=move || board.get()>
                    {Icon::Close.small()}
                    {w.board.unfilter}
                </a>
            }
        })
    };
    let register = move || {
        may_register.then(|| {
            view! {
                <a class="button button-primary button-small" href=move || service.with(|key| routes::counter(key))>
                    {Icon::Plus.small()}
                    <span class="board-register-word">{w.board.register}</span>
                </a>
            }
        })
    };
    view! {
        <div class="board-bar">
            <h1>{w.board.title}</h1>
            <ServiceMenu short=short board=board/>
            <div class="board-sieves" role="group" aria-label=w.board.filters>{all} {sieves} {others} {holder}</div>
            <Search board=board query=query/>
            {unfilter}
            <span class="grow"></span>
            <CopyLink/>
            <ViewMenu state=state service=service/>
            {register}
        </div>
    }
}

/// The service of the board; its menu leads to the boards of the others.
#[component]
fn ServiceMenu(
    /// The service in two or three words.
    short: String,
    /// The address of its board.
    board: Signal<String>,
) -> impl IntoView {
    let (w, lang) = (words(), words::lang());
    let name = format!("{} {short}", w.board.service);
    let button = ViewFn::from(move || {
        view! {
            <span class="chip chip-on">
                <span class="chip-key">{w.board.service}</span>
                " "
                {short.clone()}
                {Icon::ChevronDown.small()}
            </span>
        }
    });
    view! {
        <Menu name=name class="board-service" button=button>
            {move || {
                // Asked only when the menu is opened.
                let all = LocalResource::new(services);
                view! {
                    <Transition>
                        {move || {
                            let found = all.get().and_then(Result::ok).unwrap_or_default();
                            found
                                .into_iter()
                                .map(|service| {
                                    view! {
                                        <MenuLink
                                            href=routes::board(&service.key)
                                            here=board.with(|address| *address == routes::board(&service.key))
                                        >
                                            {service.short.get(lang).to_owned()}
                                        </MenuLink>
                                    }
                                })
                                .collect_view()
                        }}
                    </Transition>
                }
            }}
        </Menu>
    }
}

/// A filter with the count of what it shows. A link, so that it can be opened beside and sent to a colleague.
#[component]
fn SieveChip(
    /// The board.
    state: BoardState,
    /// The address of the board.
    board: Signal<String>,
    /// The filters of the address.
    query: Signal<BoardQuery>,
    /// The column that a phone shows.
    shown: RwSignal<usize>,
    /// The filter.
    sieve: Sieve,
) -> impl IntoView {
    let w = words();
    let href = move || board.with(|board| query.with(|query| query.toggled(sieve).address(board)));
    let is_on = move || query.with(|query| query.is_on(sieve)).then_some("true");
    let count = move || match sieve {
        Sieve::Mine => {
            let (count, all_loaded) = state.mine();
            words::board::at_least(count, all_loaded)
        }
        Sieve::Late => state.sum(|counts| counts.late).to_string(),
        Sieve::In(group) => state.sum(|counts| counts.of(group)).to_string(),
    };
    let tone = match sieve {
        Sieve::Late => "verdict-late",
        Sieve::In(Group::WithApplicant) => "verdict-paused",
        Sieve::Mine | Sieve::In(_) => "verdict-ontime",
    };
    let (mark, text) = match sieve {
        Sieve::Mine => (None, w.board.mine),
        Sieve::Late => (Some(Shape::Square), w.board.sieve_late),
        Sieve::In(Group::Tray) => (None, w.board.tray),
        Sieve::In(Group::Desk) => (None, w.board.desk),
        Sieve::In(Group::WithApplicant) => (Some(Shape::Bars), w.board.with_applicant),
        Sieve::In(Group::Ready) => (Some(Shape::Tick), w.board.ready),
    };
    view! {
        <a class="chip" href=href aria-current=is_on>
            {mark.map(|shape| view! { <span class=tone>{shape.view()}</span> })}
            {text}
            " "
            <span class="chip-count unless-phone">{count}</span>
            <span class="chip-here">{move || counted(state, shown.get(), Some(sieve)).to_string()}</span>
        </a>
    }
}

/// How many of a column's files a filter shows; without one, all of them.
fn counted(state: BoardState, column: usize, sieve: Option<Sieve>) -> usize {
    let columns = state.columns();
    let Some((_, _, column)) = columns.get(column) else { return 0 };
    let own = &state.facts().actor.account;
    let held = |group: Group| {
        let is_mine = |placed: &&Arc<Placed>| {
            placed.card.standing.stage.holder().is_some_and(|hand| hand.account == *own)
        };
        column.cards(group).with(|cards| cards.iter().filter(is_mine).count())
    };
    let of = |group: Group| column.counts.with(|counts| counts.of(group) as usize);
    match sieve {
        None => Group::ALL.into_iter().map(of).sum(),
        Some(Sieve::Mine) => Group::ALL.into_iter().map(held).sum(),
        Some(Sieve::Late) => column.counts.with(|counts| counts.late as usize),
        Some(Sieve::In(group)) => of(group),
    }
}

thread_local! {
    /// The search that waits for the next letter. Kept by the browser's one thread, since the server drops what a page held
    /// on whichever thread finished it.
    static TYPING: Cell<Option<Timeout>> = const { Cell::new(None) };
}

/// The search by name or register number. It follows the typing; `/` leads to it, Esc clears it.
#[component]
fn Search(
    /// The address of the board.
    board: Signal<String>,
    /// The filters of the address.
    query: Signal<BoardQuery>,
) -> impl IntoView {
    let w = words();
    let node = NodeRef::<html::Input>::new();
    let navigate = use_navigate();
    let go = move |find: String| {
        let address =
            query.with_untracked(|query| board.with_untracked(|board| query.searching(&find).address(board)));
        navigate(&address, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    };
    let (soon, at_once) = (go.clone(), go);
    let on_input = move |event| {
        let (find, go) = (event_target_value(&event), soon.clone());
        // A timer that is dropped never fires: only the last of a run of letters searches.
        TYPING.set(Some(Timeout::new(TYPING_MS, move || go(find))));
    };
    // Whatever else changes the search, the field follows, but not under the hand that types in it.
    Effect::new(move |_| {
        let find = query.with(|query| query.find.clone());
        let Some(input) = node.get() else { return };
        let is_typing = document().active_element().is_some_and(|active| active.is_same_node(Some(&input)));
        if !is_typing && input.value() != find {
            input.set_value(&find);
        }
    });
    let go = at_once.clone();
    let clear = move || {
        if let Some(input) = node.get_untracked() {
            input.set_value("");
            go(String::new());
            drop(input.focus());
        }
    };
    let clear_by_button = clear.clone();
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            clear();
        }
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(input) = node.get_untracked() {
            at_once(input.value());
        }
    };
    if cfg!(target_arch = "wasm32") {
        let listener = window_event_listener(keydown, move |event| {
            let free = event.target().is_none_or(|target| {
                use wasm_bindgen::JsCast;
                let element = target.dyn_into::<web_sys::Element>();
                element.is_ok_and(|element| {
                    !element.matches("input, textarea, select, dialog *").unwrap_or(true)
                })
            });
            if event.key() == "/"
                && free
                && let Some(input) = node.get_untracked()
            {
                event.prevent_default();
                drop(input.focus());
                input.select();
            }
        });
        on_cleanup(move || listener.remove());
    }
    view! {
        <form class="board-search input-search" role="search" on:submit=on_submit>
            {Icon::Search.small()}
            <input
                node_ref=node
                class="input input-small"
                type="search"
                name="cari"
                aria-label=w.board.search
                placeholder=w.board.search
                autocomplete="off"
                maxlength="60"
                value=query.with_untracked(|query| query.find.clone())
                on:input=on_input
                on:keydown=on_key
            />
            <kbd class="key">"/"</kbd>
            <button
                type="button"
                class="button-icon search-clear"
                aria-label=w.board.search_clear
                title=w.board.search_clear
                on:click=move |_| clear_by_button()
            >
                {Icon::Close.small()}
            </button>
        </form>
    }
}

/// Copies the address of the board with its filters.
#[component]
fn CopyLink() -> impl IntoView {
    let w = words();
    let toasts = use_toasts();
    let copy = move |_| {
        let Ok(address) = window().location().href() else { return };
        // The clipboard refuses only where the page is not in front.
        let _ = window().navigator().clipboard().write_text(&address);
        toasts.done(w.board.link_copied);
    };
    view! {
        <button type="button" class="button button-quiet button-small board-copy" on:click=copy>
            {Icon::Copy.small()}
            {w.board.copy_link}
        </button>
    }
}

//! The page of the desk: the day, the groups by due time, the bar of what is chosen, the dossier that is read beside it.

use std::sync::Arc;

use domain::id::DossierId;
use domain::licence::{EXPIRY_NOTICES, Expiring};
use domain::my_desk::DuePart;
use domain::register::{LicenceFilter, RegisterQuery};
use domain::time::Instant;
use domain::transition::BulkAct;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

use super::api::{DeskPayload, read};
use super::bulk_bar::BulkBar;
use super::day_line::DayLine;
use super::face::due_of;
use super::filter::DeskFilter;
use super::pane::Pane;
use super::row::Row;
use super::state::{DeskState, Kept};
use crate::board::api::card;
use crate::command::{
    Acted, Answers, CommandDesk, CommandDialogs, MoveMenu, MoveMenuView, provide_command_desk,
};
use crate::error::AppError;
use crate::live::{self, Heard, Moved, Topic};
use crate::routes;
use crate::ticker;
use crate::ui::{DeskBadge, Empty, Failed, Icon, PageTitle, Skeleton, SkeletonShape, tell_room, use_here};
use crate::words::{self, words};

/// What waits for the reader, `/meja`.
#[component]
pub fn DeskPage() -> impl IntoView {
    let payload = Resource::new(|| (), |()| read());
    view! {
        <PageTitle text=words().common.my_desk/>
        <main id="isi" class="page desk-page" tabindex="-1">
            <Suspense fallback=|| view! { <Skeleton shape=SkeletonShape::Lines(9)/> }>
                {move || Suspend::new(async move {
                    match payload.await {
                        Ok(found) => loaded(found).into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| payload.refetch());
                            view! { <Failed error=error retry=retry/> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </main>
    }
}

fn loaded(payload: DeskPayload) -> impl IntoView {
    let Some((here, actor)) = use_here().and_then(|here| here.me.clone().map(|me| (here, me.actor))) else {
        return view! { <Failed error=AppError::SignIn/> }.into_any();
    };
    let DeskPayload { desk: found, expiring, seq } = payload;
    let as_of = found.as_of;
    let state = DeskState::new(found, here, actor.clone(), words::lang());
    let badge = use_context::<DeskBadge>();
    let answers = Answers {
        done: Callback::new(move |acted: Acted| {
            state.place(acted.card, acted.as_of);
        }),
        changed: Callback::new(move |id: DossierId| show_anew(state, id)),
    };
    let desk = provide_command_desk(state.standards(), actor, answers);
    let menu = MoveMenu::default();
    follow(state, desk, seq, badge);
    Effect::new(move |before: Option<u32>| {
        let lacks = state.lacks.get();
        if before.is_some_and(|before| before != lacks) {
            read_anew(state, desk, badge);
        }
        lacks
    });
    let now = ticker::by_the_minute(as_of);
    let address = use_query_map();
    let filter = Memo::new(move |_| address.with(|map| DeskFilter::from_address(map.get_str("saring"))));
    view! {
        <Head state=state filter=filter expiring=expiring/>
        <div class="desk-split">
            <div class="desk-main">
                <DayLine state=state now=now/>
                <Groups state=state desk=desk menu=menu now=now filter=filter/>
                <BulkBar state=state desk=desk/>
            </div>
            <Pane state=state desk=desk/>
        </div>
        <MoveMenuView desk=desk menu=menu/>
        <CommandDialogs desk=desk/>
    }
    .into_any()
}

/// Shows a dossier as it is now, after somebody else was quicker.
fn show_anew(state: DeskState, id: DossierId) {
    spawn_local(async move {
        if let Ok(acted) = card(id).await {
            ticker::correct(acted.as_of);
            state.place(acted.card, acted.as_of);
        }
    });
}

fn read_anew(state: DeskState, desk: CommandDesk, badge: Option<DeskBadge>) {
    spawn_local(async move {
        // Where it fails, the next move reads again.
        let Ok(DeskPayload { desk: found, .. }) = read().await else { return };
        ticker::correct(found.as_of);
        if let Some(badge) = badge {
            badge.set(&found.counts);
        }
        state.reset(found);
        desk.judge_by(state.standards());
    });
}

/// Follows what others do. While the pointer is on the list nothing moves under it: what came is said above the list.
fn follow(state: DeskState, desk: CommandDesk, since: i64, badge: Option<DeskBadge>) {
    live::follow(Topic::Desk, since, move |heard| match heard {
        Heard::Moved(moved) => {
            let known = state.cards.with_untracked(|cards| {
                cards.iter().find(|kept| kept.card.id == moved.card.id).map(|kept| kept.card.standing.version)
            });
            let is_news = known.is_none_or(|version| version < moved.card.standing.version);
            let actor = state.actor();
            // What is not here may lie among those that a very full desk leaves out.
            let lay = || state.leaves_out() && moved.lay.as_ref().is_some_and(|lay| lay.on_desk_of(&actor));
            let is_mine = known.is_some() || moved.lies.on_desk_of(&actor) || lay();
            if is_news && is_mine {
                if state.is_under_hand.get_untracked() {
                    state.held.update(|held| held.push(Moved::clone(moved)));
                } else {
                    state.take(moved);
                }
            }
        }
        Heard::Anew => read_anew(state, desk, badge),
        Heard::Printed(_) | Heard::OtherProgram => {}
    });
}

fn show_held(state: DeskState) {
    for moved in state.held.try_update(std::mem::take).unwrap_or_default() {
        state.take(&moved);
    }
}

/// Title, what lies here in words, and the parts of the desk.
#[component]
fn Head(state: DeskState, filter: Memo<DeskFilter>, expiring: Option<Expiring>) -> impl IntoView {
    let (w, lang) = (words(), words::lang());
    tell_room(move || {
        state.counts.with(|counts| words::my_desk::room_line(lang, counts.all(), counts.services))
    });
    let lead = move || state.counts.with(|counts| words::my_desk::lead(lang, counts.all(), counts.services));
    let chip = move |part: DeskFilter, name: String, count: u32, gold: bool| {
        let href = part.address();
        let is_on = move || filter.with(|on| *on == part).then_some("true");
        let class = if gold { "chip stand-in" } else { "chip" };
        view! {
            <a class=class href=href aria-current=is_on>{name}" "<span class="chip-count">{count}</span></a>
        }
    };
    let chips = move || {
        let counts = state.counts.get();
        let lent = counts.lent.iter().map(|(grant, count)| {
            let name = words::common::grant_name(lang, grant);
            chip(DeskFilter::Lent(grant.role.clone()), name, *count, true)
        });
        view! {
            {chip(DeskFilter::All, w.my_desk.all.to_owned(), counts.all(), false)}
            {chip(DeskFilter::Waiting, w.board.tray.to_owned(), counts.waiting, false)}
            {chip(DeskFilter::Working, w.my_desk.working.to_owned(), counts.working, false)}
            {lent.collect_view()}
        }
    };
    view! {
        <header class="page-head desk-head">
            <div>
                <h1>{w.common.my_desk}</h1>
                <p class="muted">{lead}</p>
                {expiring.filter(|expiring| expiring.soon > 0).map(|expiring| view! { <Ending expiring=expiring/> })}
            </div>
            <nav class="desk-filters" aria-label=w.board.filters>{chips}</nav>
        </header>
    }
}

/// How many licences come to their end, each count a way to them in the register.
#[component]
fn Ending(expiring: Expiring) -> impl IntoView {
    let (w, lang) = (words(), words::lang());
    let part = |licence: LicenceFilter, days: u16, count: u64| {
        let address = routes::register(&RegisterQuery { licence: Some(licence), ..RegisterQuery::default() });
        view! { <a class="link" href=address>{words::my_desk::ending_within(lang, count, days)}</a> }
    };
    let [soon, next] = EXPIRY_NOTICES;
    let next =
        (expiring.next > 0).then(|| view! { {part(LicenceFilter::EndsNext, next, expiring.next)}" · " });
    view! {
        <p class="desk-ending">
            {Icon::Calendar.small()}
            <span>{w.my_desk.ending}" "{next}{part(LicenceFilter::EndsSoon, soon, expiring.soon)}</span>
        </p>
    }
}

/// The groups; empty ones vanish.
#[component]
fn Groups(
    state: DeskState,
    desk: CommandDesk,
    menu: MoveMenu,
    now: ReadSignal<Instant>,
    filter: Memo<DeskFilter>,
) -> impl IntoView {
    let (w, lang) = (words(), words::lang());
    // The cards that are shown, by part and due time.
    let ordered = Memo::new(move |_| {
        let (now, filter, actor, here) = (now.get(), filter.get(), state.actor(), state.here());
        let mut shown: Vec<(DuePart, Instant, DossierId, Arc<Kept>)> = state.cards.with(|cards| {
            cards
                .iter()
                .filter(|kept| {
                    state
                        .under(&kept.card, |standard| filter.shows(standard, &kept.card, &actor))
                        .unwrap_or(false)
                })
                .map(|kept| {
                    let due = state.in_light(&kept.card, |light| due_of(light, &kept.card, now)).flatten();
                    let part = DuePart::of(&here.calendar, due, now);
                    (part, due.unwrap_or(Instant::MAX_UTC), kept.card.id.clone(), Arc::clone(kept))
                })
                .collect()
        });
        shown.sort_by(|one, other| (one.0, one.1, &one.2).cmp(&(other.0, other.1, &other.2)));
        Order(shown.into_iter().map(|(part, _, _, kept)| (part, kept)).collect())
    });
    let group = move |part: DuePart| {
        let of_part = move || {
            let own = |(other, kept): &(DuePart, Arc<Kept>)| (*other == part).then(|| Arc::clone(kept));
            ordered.with(|order| order.0.iter().filter_map(own).collect::<Vec<_>>())
        };
        let count = Memo::new(move |_| of_part().len());
        let has_cards = Memo::new(move |_| count.get() > 0);
        let acceptable = move || {
            let actor = state.actor();
            let fits = |kept: &Arc<Kept>| {
                let ask = |standard: &_| BulkAct::Accept.command(standard, &kept.card.standing, &actor);
                state.under(&kept.card, ask).flatten().map(|_| kept.card.clone())
            };
            of_part().iter().filter_map(fits).collect::<Vec<_>>()
        };
        let all = move || {
            let cards = acceptable();
            (cards.len() > 1).then(|| {
                let count = cards.len();
                view! {
                    <button type="button" class="link" on:click=move |_| desk.ask_in_bulk(BulkAct::Accept, cards.clone())>
                        {words::my_desk::accept_all(lang, count)}
                    </button>
                }
            })
        };
        let until = move || {
            let here = state.here();
            let (now, calendar) = (now.get(), &here.calendar);
            let time = |at: Instant| calendar.local(at).time(lang);
            match part {
                DuePart::BeforeBreak => {
                    domain::my_desk::next_break(calendar, now).map(time).unwrap_or_default()
                }
                DuePart::Today => {
                    let close = calendar.intervals(calendar.date(now)).last().map(|(_, close)| time(*close));
                    close.map(|close| words::my_desk::before(lang, &close)).unwrap_or_default()
                }
                DuePart::Late => w.my_desk.late_lead.to_owned(),
                DuePart::Later => String::new(),
            }
        };
        move || {
            has_cards.get().then(|| {
                view! {
                    <section class="desk-group" aria-label=words::my_desk::part_name(lang, part)>
                        <header>
                            <h2>{words::my_desk::part_name(lang, part)}</h2>
                            <span class="muted">
                                {move || words::bulk::files(lang, count.get())}
                                {move || Some(until()).filter(|text| !text.is_empty()).map(|text| format!(" · {text}"))}
                            </span>
                            {all}
                        </header>
                        <ul class="desk-rows">
                            <For each=of_part key=|kept| kept.key() let:kept>
                                <Row state=state desk=desk menu=menu kept=kept/>
                            </For>
                        </ul>
                    </section>
                }
            })
        }
    };
    let nothing = move || {
        let is_empty = ordered.with(|order| order.0.is_empty());
        is_empty.then(|| {
            let (title, text) = if filter.get() == DeskFilter::All {
                (w.my_desk.empty, w.my_desk.empty_lead)
            } else {
                (w.my_desk.nothing, w.my_desk.nothing_lead)
            };
            view! { <Empty title=title text=text/> }
        })
    };
    let left_out = move || {
        let shown = state.cards.with(Vec::len);
        let all = state.counts.with(|counts| counts.all() as usize);
        (all > shown).then(|| view! { <p class="note">{words::my_desk::left_out(lang, shown, all)}</p> })
    };
    let held = move || {
        let count = state.held.with(Vec::len);
        (count > 0).then(|| {
            view! {
                <button type="button" class="desk-held" on:click=move |_| show_held(state)>
                    {words::my_desk::held(lang, count)}
                </button>
            }
        })
    };
    view! {
        <div
            class="desk-list"
            on:pointerenter=move |event| if event.pointer_type() == "mouse" { state.is_under_hand.set(true) }
            on:pointerleave=move |_| {
                state.is_under_hand.set(false);
                show_held(state);
            }
            on:keydown=move |event| walk(&event)
        >
            <div class="desk-news" role="status">{held}</div>
            {DuePart::ALL.map(group).collect_view()}
            {nothing}
            {left_out}
        </div>
    }
}

/// The shown cards in their order; another order only where a card or its part is another.
#[derive(Clone)]
struct Order(Vec<(DuePart, Arc<Kept>)>);

impl PartialEq for Order {
    fn eq(&self, other: &Self) -> bool {
        let key = |(part, kept): &(DuePart, Arc<Kept>)| (*part, kept.key());
        self.0.len() == other.0.len() && self.0.iter().map(key).eq(other.0.iter().map(key))
    }
}

/// What the tabulator reaches in a row.
const STOPS: &str = "input, a[href], button";

/// Arrows walk from row to row and keep to the same control.
fn walk(event: &leptos::ev::KeyboardEvent) {
    use wasm_bindgen::JsCast;
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return;
    };
    let Ok(Some(row)) = target.closest("[data-card]") else { return };
    let Ok(rows) = document().query_selector_all(".desk-rows > [data-card]") else { return };
    let nodes: Vec<web_sys::Element> =
        (0..rows.length()).filter_map(|at| rows.item(at)?.dyn_into().ok()).collect();
    let Some(at) = nodes.iter().position(|node| node.is_same_node(Some(&row))) else { return };
    let next = if down { at + 1 } else { at.wrapping_sub(1) };
    let Some(next) = nodes.get(next) else { return };
    event.prevent_default();
    let stops = |row: &web_sys::Element| row.query_selector_all(STOPS).ok();
    let same = stops(&row).and_then(|list| {
        (0..list.length()).find(|at| list.item(*at).is_some_and(|node| node.is_same_node(Some(&target))))
    });
    let to = stops(next).and_then(|list| list.item(same.unwrap_or(0)).or_else(|| list.item(0)));
    if let Some(to) = to.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Refused only where the element has left the page.
        drop(to.focus());
    }
}

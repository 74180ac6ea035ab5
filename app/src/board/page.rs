//! The page of a board, and the way to the first one.

use std::cell::Cell;
use std::sync::Arc;

use domain::board::ColumnCounts;
use domain::id::DossierId;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::Redirect;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::api::{BoardPayload, FIRST_WINDOW, NEXT_WINDOW, card, read, services, window};
use super::bar::FilterBar;
use super::column::{Column, InPhase, bulk_acts};
use super::dense::DenseColumn;
use super::drag;
use super::filter::BoardQuery;
use super::keys::{Hands, entered, settle_stops, with_focus};
use super::lift::Lift;
use super::live;
use super::mark::{Mark, Marked};
use super::passing::{Passing, pass};
use super::slot::ThumbBar;
use super::state::BoardState;
use super::status::StatusLine;
use super::width::Width;
use super::worked::WorkedToday;
use crate::command::{
    Acted, Answers, CommandDesk, CommandDialogs, MoveMenu, MoveMenuView, provide_command_desk,
};
use crate::error::AppError;
use crate::routes;
use crate::ticker;
use crate::ui::{Empty, Failed, PageTitle, Skeleton, SkeletonShape, Toasting, use_here, use_toasts};
use crate::words::{self, words};

/// The board of a service.
#[component]
pub fn BoardPage() -> impl IntoView {
    let params = use_params_map();
    let address = use_query_map();
    let service = Signal::derive(move || params.with(|params| params.get("service").unwrap_or_default()));
    let query = Signal::derive(move || address.with(BoardQuery::from_address));
    // Filters that change later are read by the board itself, so that the search keeps its focus.
    let payload = Resource::new(move || service.get(), move |service| read(service, query.get_untracked()));
    view! {
        // Until the board tells its own.
        <PageTitle text=words().board.title/>
        <main id="isi" class="page-full board-page" tabindex="-1">
            <Suspense fallback=skeleton>
                {move || Suspend::new(async move {
                    match payload.await {
                        Ok(found) => board_view(service, query, found).into_any(),
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

fn skeleton() -> impl IntoView {
    view! {
        <div class="board-waiting">
            {(0..5).map(|_| view! { <Skeleton shape=SkeletonShape::Blocks(4)/> }).collect_view()}
        </div>
    }
}

fn board_view(service: Signal<String>, query: Signal<BoardQuery>, payload: BoardPayload) -> impl IntoView {
    let Some((here, actor)) = use_here().and_then(|here| here.me.clone().map(|me| (here, me.actor))) else {
        return view! { <Failed error=AppError::SignIn/> }.into_any();
    };
    let lang = words::lang();
    let title = format!("{} {}", words().board.title, payload.standard().short.get(lang));
    let seq = payload.seq;
    let state = BoardState::new(payload, query.get_untracked(), here, actor.clone(), lang);
    let toasts = use_toasts();
    let answers = Answers {
        done: Callback::new(move |acted: Acted| {
            let id = acted.card.id.clone();
            with_focus(&id, || state.place(acted.card, acted.as_of));
        }),
        changed: Callback::new(move |id: DossierId| show_anew(state, id)),
    };
    let desk = provide_command_desk(Arc::clone(&state.facts().standards), actor, answers);
    let menu = MoveMenu::default();
    let lift = Lift::new();
    let hands = Hands { state, desk, menu, lift, service, query, toasts };
    live::follow(hands, seq);
    follow_clocks(state, toasts);
    let (is_waiting, marked) = (RwSignal::new(false), Marked::new(None));
    follow_filters(state, desk, service, query, is_waiting);
    Effect::new(move |_| load_rest(state, service, query));
    // A phone opens at the first of one's own desks.
    let first_of_mine = state.columns_untracked().iter().position(|(_, measure, _)| measure.mine);
    let shown = RwSignal::new(first_of_mine.unwrap_or(0));
    view! {
        <PageTitle text=title/>
        <FilterBar state=state service=service query=query shown=shown/>
        <Columns hands=hands is_waiting=is_waiting marked=marked shown=shown/>
        <StatusLine state=state service=service query=query lift=lift marked=marked/>
        <ThumbBar state=state lift=lift/>
        <MoveMenuView desk=desk menu=menu/>
        <CommandDialogs desk=desk/>
    }
    .into_any()
}

thread_local! {
    /// Counts the readings of the board: an answer that was overtaken is dropped.
    static READINGS: Cell<u32> = const { Cell::new(0) };
}

fn next_reading() -> u32 {
    READINGS.set(READINGS.get().wrapping_add(1));
    READINGS.get()
}

/// Reads the board as the filters are and shows it, where it may be shown then. Whether it was, or a later reading was.
pub(super) async fn show_payload(
    state: BoardState,
    desk: CommandDesk,
    service: Signal<String>,
    query: Signal<BoardQuery>,
    may_show: impl FnOnce() -> bool,
) -> Result<bool, AppError> {
    let own = next_reading();
    let filter = query.get_untracked();
    let payload = read(service.get_untracked(), filter.clone()).await?;
    if READINGS.get() != own {
        return Ok(true);
    }
    let is_shown = may_show();
    if is_shown {
        ticker::correct(payload.board.as_of);
        state.reset(payload, filter);
        desk.judge_by(Arc::clone(&state.facts().standards));
    }
    load_rest(state, service, query);
    Ok(is_shown)
}

/// How many cards two windows share, since files come and go between two readings.
const WINDOWS_SHARE: u32 = 8;

/// Reads the cards behind the first windows, some at a time, so that the page stays at hand meanwhile.
fn load_rest(state: BoardState, service: Signal<String>, query: Signal<BoardQuery>) {
    let own = next_reading();
    let (service, query) = (service.get_untracked(), query.get_untracked());
    spawn_local(async move {
        let mut skip = FIRST_WINDOW;
        while READINGS.get() == own && state.lacks_cards() {
            // Where it fails, what is behind is read with the next move or filter.
            let Ok(next) = window(service.clone(), query.clone(), skip - WINDOWS_SHARE).await else { return };
            if READINGS.get() != own || next.cards.is_empty() {
                return;
            }
            state.append(next.cards, next.as_of);
            skip += NEXT_WINDOW - WINDOWS_SHARE;
        }
    });
}

/// Lets every card's verdict turn when its time comes, drawn or not, and says aloud what has become late.
fn follow_clocks(state: BoardState, toasts: Toasting) {
    let lang = words::lang();
    let followed = ticker::follow(state.as_of(), move |now| {
        let (late, next) = state.turn(now);
        // Ticking text is not read aloud, a turn of the verdict is.
        for placed in late {
            let card = &placed.card;
            toasts.announce(&words::board::turned_late(lang, card.short_register(), &card.name.name));
        }
        next
    });
    state.follow_turns(followed);
}

/// Reads the board anew when the filters of the address change.
fn follow_filters(
    state: BoardState,
    desk: CommandDesk,
    service: Signal<String>,
    query: Signal<BoardQuery>,
    is_waiting: RwSignal<bool>,
) {
    let toasts = use_toasts();
    Effect::new(move |before: Option<BoardQuery>| {
        let wanted = query.get();
        if before.is_some_and(|before| before != wanted) {
            is_waiting.set(true);
            spawn_local(async move {
                let shown = show_payload(state, desk, service, query, || true).await;
                is_waiting.try_set(false);
                if let Err(error) = shown {
                    toasts.error(&error);
                }
            });
        }
        wanted
    });
}

/// Shows a dossier as it is now, after somebody else was quicker.
fn show_anew(state: BoardState, id: DossierId) {
    spawn_local(async move {
        if let Ok(acted) = card(id).await {
            ticker::correct(acted.as_of);
            let id = acted.card.id.clone();
            pass(&id, Passing::Slides, || state.place(acted.card, acted.as_of));
        }
    });
}

/// The columns, and on a phone the strip of steps that shows one of them.
#[component]
fn Columns(
    /// What clicks and keys reach.
    hands: Hands,
    /// Whether other filters are being read.
    is_waiting: RwSignal<bool>,
    /// What the legend marks.
    marked: Marked,
    /// The column that a phone shows.
    shown: RwSignal<usize>,
) -> impl IntoView {
    let state = hands.state;
    let node = NodeRef::<html::Div>::new();
    let widened = RwSignal::new(None::<usize>);
    if cfg!(target_arch = "wasm32") {
        // While a pointer holds a card the focus may be anywhere.
        let listener = window_event_listener(leptos::ev::keydown, move |event| {
            if event.key() == "Escape" && drag::holds_the_page() {
                hands.give_up();
            }
        });
        on_cleanup(move || listener.remove());
    }
    Effect::new(move |_| {
        state.track_cards();
        if let Some(board) = node.get() {
            request_animation_frame(move || settle_stops(&board));
        }
    });
    let is_dense = Memo::new(move |_| state.is_dense());
    let worked = WorkedToday::follow(state, hands.service);
    let columns = move || {
        let filtered = hands.query.with_untracked(|query| !query.is_open());
        let facts = state.facts();
        let phase = |place: usize| facts.standard.steps.get(place).map(|step| &step.phase);
        let all = state.columns();
        let count = all.len();
        all.iter()
            .enumerate()
            .map(|(place, (column, measure, cards))| {
                let begins =
                    (0..=place).rev().take_while(|at| phase(*at) == phase(place)).last().unwrap_or(place);
                let ends = (place..count).take_while(|at| phase(*at) == phase(place)).last().unwrap_or(place);
                let is_narrow =
                    |at: usize| all.get(at).is_some_and(|(_, measure, _)| measure.width != Width::Wide);
                let in_phase = InPhase {
                    begins,
                    first: place == begins,
                    last: place == ends,
                    widens: ends > begins && (begins..=ends).any(is_narrow),
                };
                if is_dense.get() {
                    let name =
                        phase(place).filter(|_| in_phase.first).map(|name| name.get(facts.lang).to_owned());
                    let kind = facts.standard.steps.get(place).map(|step| step.kind);
                    let (accepting, working) = bulk_acts(kind, *measure);
                    return view! {
                        <DenseColumn
                            state=state
                            desk=hands.desk
                            column=column.clone()
                            measure=*measure
                            cards=*cards
                            phase=(in_phase.class(), name)
                            shown=shown
                            lift=hands.lift
                            marked=marked
                            accepting=accepting
                            working=working
                        />
                    }
                    .into_any();
                }
                view! {
                    <Column
                        state=state
                        desk=hands.desk
                        column=column.clone()
                        measure=*measure
                        cards=*cards
                        phase=in_phase
                        shown=shown
                        widened=widened
                        filtered=filtered
                        lift=hands.lift
                        worked=worked
                        service=hands.service
                        query=hands.query
                    />
                }
                .into_any()
            })
            .collect_view()
    };
    let class = move || {
        let lifting = if hands.lift.get().is_some() { " lifting" } else { "" };
        format!("board{lifting} {}", marked.get().map_or("", Mark::class))
    };
    view! {
        <StepStrip state=state shown=shown/>
        <div
            node_ref=node
            class=class
            aria-busy=move || is_waiting.get().then_some("true")
            on:click=move |event| hands.click(&event)
            on:keydown=move |event| hands.key(&event)
            on:focusin=move |event| entered(&event)
            on:pointerdown=move |event| hands.press(&event)
            on:pointermove=move |event| hands.drag(&event)
            on:pointerup=move |event| hands.release(&event)
            on:pointercancel=move |_| hands.give_up()
            on:dragstart=|event| event.prevent_default()
            on:touchmove=|event| if drag::holds_the_page() { event.prevent_default() }
            on:contextmenu=|event| if drag::holds_the_page() { event.prevent_default() }
        >
            {columns}
        </div>
    }
}

/// On a phone: one cell for each step, its count below, a square where something is late.
#[component]
fn StepStrip(
    /// The board.
    state: BoardState,
    /// The column that is shown.
    shown: RwSignal<usize>,
) -> impl IntoView {
    let (w, lang) = (words(), words::lang());
    let cells = move || {
        let facts = state.facts();
        let cells = state.columns();
        cells
            .iter()
            .enumerate()
            .map(|(place, (column, measure, cards))| {
                let counts = cards.counts;
                let name = facts.standard.step(column.step).map_or("", |step| step.name.get(lang)).to_owned();
                let count = move || counts.with(ColumnCounts::in_process);
                let late = move || counts.with(|counts| counts.late);
                let told = move || words::board::step_name(lang, &name, count(), late());
                let flag = move || {
                    (late() > 0).then(|| view! { <span class="step-late verdict-late">{crate::ui::Shape::Square.view()}</span> })
                };
                let class = if measure.mine { "step mine" } else { "step" };
                view! {
                    <button
                        type="button"
                        class=class
                        aria-current=move || (shown.get() == place).then_some("step")
                        on:click=move |_| shown.set(place)
                    >
                        <span class="plate">{column.step.number()}</span>
                        " "
                        <span class="step-count">{count}</span>
                        {flag}
                        <span class="unseen">{told}</span>
                    </button>
                }
            })
            .collect_view()
    };
    view! { <nav class="steps" aria-label=w.board.steps>{cells}</nav> }
}

/// The address without a service leads to the first board.
#[component]
pub fn BoardsPage() -> impl IntoView {
    let w = words();
    let all = Resource::new(|| (), |()| services());
    let retry = Callback::new(move |()| all.refetch());
    view! {
        <main id="isi" class="page">
            <Suspense fallback=skeleton>
                {move || Suspend::new(async move {
                    match all.await.map(|services| services.into_iter().next()) {
                        Ok(Some(first)) => view! { <Redirect path=routes::board(&first.key)/> }.into_any(),
                        Ok(None) => {
                            view! { <Empty title=w.board.no_service text=w.board.no_service_hint/> }.into_any()
                        }
                        Err(error) => view! { <Failed error=error retry=retry/> }.into_any(),
                    }
                })}
            </Suspense>
        </main>
    }
}

//! A column: its head stays, the tray and the groups of cards scroll below it.

use domain::batch::{BatchPaper, MOST};
use domain::board::{BoardColumn, Group};
use domain::role::Permission;
use domain::standard::StepKind;
use domain::transition::BulkAct;
use leptos::html::{self, Div};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::api::FIRST_WINDOW;
use super::below::BelowLabel;
use super::card::{DeskCard, Initials, TrayCard};
use super::filter::BoardQuery;
use super::head::{ColumnHead, head_id, role_name};
use super::lift::{Lift, Reception};
use super::slot::{Slot, SlotAt};
use super::state::{BoardState, Cards, ColumnState, DRAWS_ALL, Placed};
use super::width::Measure;
use super::worked::WorkedToday;
use crate::command::{CommandDesk, bulk_key};
use crate::routes;
use crate::ui::Icon;
use crate::words::{self, words};

/// A tray with more files than this shows the two longest waits and folds the rest.
const TRAY_OPEN: usize = 3;
/// What a folded tray shows.
const TRAY_FOLDED: usize = 2;

/// Where a column stands in its phase of the SOP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InPhase {
    /// The place of the phase's first column, which tells phases apart.
    pub begins: usize,
    /// Whether the phase begins here.
    pub first: bool,
    /// Whether it ends here.
    pub last: bool,
    /// Whether the phase has compact columns, so that it can be widened.
    pub widens: bool,
}

/// How many more are drawn then.
const DRAWS_MORE: usize = 48;

/// How many cards of each group a column draws, a large tray folded.
#[derive(Clone, Copy, Debug)]
struct Drawn {
    most: [RwSignal<usize>; 4],
    /// Whether the tray is unfolded.
    unfolded: RwSignal<bool>,
}

impl Drawn {
    /// At first what the page carries; on a board of usual size all of them as soon as they are here.
    fn follow(state: BoardState) -> Self {
        let most = [(); 4].map(|()| RwSignal::new(FIRST_WINDOW as usize));
        let drawn = Self { most, unfolded: RwSignal::new(false) };
        if cfg!(target_arch = "wasm32") {
            Effect::new(move |_| {
                let is_usual = state.total() <= DRAWS_ALL;
                for most in drawn.most {
                    match (is_usual, most.get_untracked()) {
                        (true, most_now) if most_now != usize::MAX => most.set(usize::MAX),
                        (false, usize::MAX) => most.set(FIRST_WINDOW as usize),
                        _ => {}
                    }
                }
            });
        }
        drawn
    }

    const fn of(self, group: Group) -> RwSignal<usize> {
        let [tray, desk, with_applicant, ready] = self.most;
        match group {
            Group::Tray => tray,
            Group::Desk => desk,
            Group::WithApplicant => with_applicant,
            Group::Ready => ready,
        }
    }

    fn most(self, group: Group) -> usize {
        self.of(group).get()
    }

    fn grow(self, group: Group) {
        self.of(group).update(|most| *most = most.saturating_add(DRAWS_MORE));
    }

    /// Asks to be told when more or fewer are drawn.
    fn track(self) {
        self.unfolded.track();
        self.most.iter().for_each(Track::track);
    }
}

impl InPhase {
    /// The class of the bracket.
    pub fn class(self) -> String {
        let first = if self.first { " phase-first" } else { "" };
        let last = if self.last { " phase-last" } else { "" };
        format!("phase{first}{last}")
    }
}

/// The acts that one's own desk offers on all files of a column: in its tray, and on the desk.
pub fn bulk_acts(kind: Option<StepKind>, measure: Measure) -> (Option<BulkAct>, Option<BulkAct>) {
    let kind = kind.filter(|_| measure.mine);
    (kind.and_then(BulkAct::of_tray), kind.and_then(BulkAct::of_desk))
}

/// One column.
#[component]
pub fn Column(
    /// The board.
    state: BoardState,
    /// What sends commands.
    desk: CommandDesk,
    /// The column as the payload had it.
    column: BoardColumn,
    /// Its width and whose it is.
    measure: Measure,
    /// Its cards and counts.
    cards: ColumnState,
    /// Where it stands in its phase.
    phase: InPhase,
    /// The column that a phone shows.
    shown: RwSignal<usize>,
    /// The phase whose compact columns are widened, by its first column.
    widened: RwSignal<Option<usize>>,
    /// Whether filters leave something out.
    filtered: bool,
    /// What is lifted.
    lift: Lift,
    /// How long the steps took today.
    worked: WorkedToday,
    /// The service.
    service: Signal<String>,
    /// The filters of the address.
    query: Signal<BoardQuery>,
) -> impl IntoView {
    let facts = state.facts();
    let lang = words::lang();
    let place = usize::from(column.step.0);
    let base = format!(
        "column {}{}{}{}",
        measure.width.class(),
        if measure.mine { " mine" } else { "" },
        if measure.longest { " longest" } else { "" },
        if measure.folds { " folds" } else { "" },
    );
    let class = move || {
        let shown = if shown.get() == place { " shown" } else { "" };
        let widened = if widened.get() == Some(phase.begins) { " widened" } else { "" };
        format!("{base}{shown}{widened}{}", lift.class_of(place))
    };
    let step = facts.standard.step(column.step);
    let step_name = step.map(|step| step.name.get(lang).to_owned()).unwrap_or_default();
    let phase_name = step.map(|step| step.phase.get(lang).to_owned()).unwrap_or_default();
    let rail_name = step.map(|step| {
        let of = format!(" · {} · {}", role_name(state, &step.role), step.norm.text(lang));
        view! { <p class="rail-name" aria-hidden="true"><b>{step.name.get(lang).to_owned()}</b>{of}</p> }
    });
    let phase_class = phase.class();
    let (accepting, working) = bulk_acts(step.map(|step| step.kind), measure);
    let drawn = Drawn::follow(state);
    let initials = if column.holders.len() > 1 { Initials::Shown } else { Initials::Left };
    let head = column.clone();
    let (list, scrolled) = (NodeRef::<Div>::new(), RwSignal::new(0_u32));
    let changed = Signal::derive(move || {
        drawn.track();
        scrolled.get()
    });
    show_slot(lift, place, list);
    view! {
        <section
            class=class
            aria-labelledby=head_id(&column)
            aria-disabled=move || lift.disabled(place)
            data-column=place.to_string()
        >
            <p class=phase_class>
                {phase.first.then(|| view! { <span class="phase-name">{phase_name}</span> })}
                {widen_view(phase, widened)}
            </p>
            <ColumnHead
                state=state
                column=head
                measure=measure
                cards=cards
                worked=worked
                service=service
                query=query
            />
            <div class="column-cards" node_ref=list on:scroll=move |_| scrolled.update(|count| *count = count.wrapping_add(1))>
                <Slot state=state lift=lift place=place at=SlotAt::Column/>
                <Tray
                    state=state
                    desk=desk
                    cards=cards
                    bulk=accepting
                    step=step_name
                    drawn=drawn
                    lift=lift
                    place=place
                />
                <CardGroup state=state desk=desk cards=cards group=Group::Desk initials=initials drawn=drawn bulk=working/>
                <CardGroup
                    state=state
                    desk=desk
                    cards=cards
                    group=Group::WithApplicant
                    initials=initials
                    drawn=drawn
                    bulk=None
                />
                <CardGroup
                    state=state
                    desk=desk
                    cards=cards
                    group=Group::Ready
                    initials=Initials::Left
                    drawn=drawn
                    bulk=None
                />
                {nothing_view(state, place, cards, filtered)}
                {rail_name}
            </div>
            <BelowLabel list=list cards=cards changed=changed/>
        </section>
    }
}

/// The slot of a column that takes the lifted card is seen: the column scrolls up to it, and back to where it was once the
/// card has gone elsewhere.
fn show_slot(lift: Lift, place: usize, list: NodeRef<Div>) {
    let takes = Memo::new(move |_| matches!(lift.met_by(place), Some(Reception::Accepts { .. })));
    Effect::new(move |kept: Option<Option<i32>>| {
        let takes = takes.get();
        let list = list.get_untracked()?;
        let kept = kept.flatten();
        if takes {
            let top = kept.unwrap_or_else(|| list.scroll_top());
            list.set_scroll_top(0);
            return Some(top);
        }
        if let Some(top) = kept.filter(|_| lift.ended_above() != Some(place)) {
            // Once the slot is gone.
            request_animation_frame(move || list.set_scroll_top(top));
        }
        None
    });
}

/// Opens the compact columns of a phase in place, at the end of its bracket.
fn widen_view(phase: InPhase, widened: RwSignal<Option<usize>>) -> impl IntoView {
    let w = words();
    let is_widened = move || widened.get() == Some(phase.begins);
    (phase.last && phase.widens).then(|| {
        view! {
            <button
                type="button"
                class="link phase-widen"
                aria-pressed=move || is_widened().to_string()
                on:click=move |_| widened.set((!is_widened()).then_some(phase.begins))
            >
                {move || if is_widened() { w.board.narrow } else { w.board.widen }}
            </button>
        }
    })
}

/// What an empty column says: what will come there.
fn nothing_view(state: BoardState, place: usize, cards: ColumnState, filtered: bool) -> impl IntoView {
    let (w, lang, facts) = (words(), words::lang(), state.facts());
    let before = place.checked_sub(1).and_then(|before| facts.standard.steps.get(before));
    let text = match before {
        _ if filtered => w.board.nothing_matches_hint.to_owned(),
        Some(before) => words::board::nothing_yet(lang, before.name.get(lang)),
        None => w.board.nothing_yet_first.to_owned(),
    };
    let title = if filtered { w.board.nothing_matches } else { w.board.nothing };
    move || {
        let empty = cards.counts.with(|counts| Group::ALL.into_iter().all(|group| counts.of(group) == 0));
        empty.then(|| view! { <p class="empty column-empty"><b>{title}</b><span>{text.clone()}</span></p> })
    }
}

/// The tray: files given and not yet received, the longest wait first.
#[component]
fn Tray(
    /// The board.
    state: BoardState,
    /// What sends commands.
    desk: CommandDesk,
    /// The column's cards.
    cards: ColumnState,
    /// The act that is offered on all its files.
    bulk: Option<BulkAct>,
    /// The step's name.
    step: String,
    /// How many cards are drawn.
    drawn: Drawn,
    /// What is lifted: the tray that would take it shows its slot, empty or not.
    lift: Lift,
    /// The column.
    place: usize,
) -> impl IntoView {
    let w = words();
    let list = cards.cards(Group::Tray);
    let count = Memo::new(move |_| cards.counts.with(|counts| counts.tray) as usize);
    let is_seen =
        Memo::new(move |_| count.get() > 0 || lift.met_by(place).is_some_and(|met| met.fills_tray()));
    let open = drawn.unfolded;
    let is_folded = Memo::new(move |_| !open.get() && count.get() > TRAY_OPEN);
    let shown = move || {
        let all = list.get();
        let most = if is_folded.get() { TRAY_FOLDED } else { drawn.most(Group::Tray) };
        all.into_iter().take(most).collect::<Vec<_>>()
    };
    let foot = NodeRef::<html::Footer>::new();
    // The button that was pressed gives way to the other, which takes the focus over.
    let turn = move |unfold: bool| {
        open.set(unfold);
        request_animation_frame(move || {
            let Some(foot) = foot.get_untracked() else { return };
            let other = foot.query_selector(if unfold { ".tray-fold" } else { ".tray-more" });
            if let Some(other) = other.ok().flatten() {
                drop(other.unchecked_into::<HtmlElement>().focus());
            }
        });
    };
    let more = move || {
        let left =
            count.get().saturating_sub(if is_folded.get() { TRAY_FOLDED } else { drawn.most(Group::Tray) });
        (left > 0).then(|| {
            view! {
                <button
                    type="button"
                    class="link tray-more"
                    aria-expanded=(!open.get()).then_some("false")
                    on:click=move |_| if open.get_untracked() { drawn.grow(Group::Tray) } else { turn(true) }
                >
                    {words::board::more(words::lang(), left)}
                </button>
            }
        })
    };
    let fold = move || {
        (open.get() && count.get() > TRAY_OPEN).then(|| {
            view! {
                <button type="button" class="link tray-fold" aria-expanded="true" on:click=move |_| turn(false)>
                    {w.board.fold}
                </button>
            }
        })
    };
    let all = move || {
        bulk.filter(|_| count.get() > 1).map(|act| {
            view! {
                <button type="button" class="link tray-all" data-do=bulk_key(act)>
                    {words::bulk::offer(words::lang(), act)}
                </button>
            }
        })
    };
    move || {
        is_seen.get().then(|| {
            view! {
                <section class="tray" aria-label=format!("{}: {step}", w.board.tray)>
                    <header>
                        <h3>
                            <span class="when-wide">{w.board.tray}" "</span>
                            <span class="when-compact">{w.board.tray_short}" "</span>
                            {count}
                        </h3>
                        <span class="when-wide muted">{w.board.queue}</span>
                    </header>
                    <Slot state=state lift=lift place=place at=SlotAt::Tray/>
                    <div class="tray-cards">
                        <For each=shown key=Placed::key_of let:placed>
                            <TrayCard state=state desk=desk placed=placed/>
                        </For>
                    </div>
                    <footer node_ref=foot>{more} {fold} {all}</footer>
                </section>
            }
        })
    }
}

/// A group of cards below a line that says what they have in common.
#[component]
fn CardGroup(
    /// The board.
    state: BoardState,
    /// What sends commands.
    desk: CommandDesk,
    /// The column's cards.
    cards: ColumnState,
    /// The group.
    group: Group,
    /// Whether the holder's initials stand on the cards.
    initials: Initials,
    /// How many cards are drawn.
    drawn: Drawn,
    /// The act that is offered on all its files.
    bulk: Option<BulkAct>,
) -> impl IntoView {
    let w = words();
    let list = cards.cards(group);
    let count = Memo::new(move |_| cards.counts.with(|counts| counts.of(group)) as usize);
    let (title, short) = match group {
        Group::Tray => (w.board.tray, w.board.tray_short),
        Group::Desk => (w.board.desk, w.board.desk_short),
        Group::WithApplicant => (w.board.with_applicant, w.board.with_applicant_short),
        Group::Ready => (w.board.ready, w.board.ready_short),
    };
    let more = move || {
        let left = count.get().saturating_sub(drawn.most(group));
        (left > 0).then(|| {
            view! {
                <button type="button" class="link group-more" on:click=move |_| drawn.grow(group)>
                    {Icon::ChevronDown.small()}
                    {words::board::more(words::lang(), left)}
                </button>
            }
        })
    };
    let has_cards = Memo::new(move |_| count.get() > 0);
    let cards_drawn = move || list.get().into_iter().take(drawn.most(group)).collect::<Vec<_>>();
    let all = move || {
        bulk.filter(|_| count.get() > 1).map(|act| {
            view! {
                <button type="button" class="link group-all" data-do=bulk_key(act)>
                    {words::bulk::offer(words::lang(), act)}
                </button>
            }
        })
    };
    let print = move || print_ready(state, group, list);
    move || {
        has_cards.get().then(|| {
            view! {
                <h3 class="group-name">
                    <span class="when-wide">{title}</span>
                    <span class="when-compact">{short}</span>
                    " "
                    {count}
                    {all}
                    {print}
                </h3>
                <For each=cards_drawn key=Placed::key_of let:placed>
                    <DeskCard state=state desk=desk placed=placed initials=initials/>
                </For>
                {more}
            }
        })
    }
}

/// The way to print the letters of those that wait to be collected, for whoever may open them: as many as a batch holds.
pub(super) fn print_ready(state: BoardState, group: Group, list: Cards) -> Option<impl IntoView> {
    let may_print = group == Group::Ready && state.facts().actor.may(Permission::SeeDossier);
    let ids: Vec<_> = list.with(|list| list.iter().take(MOST).map(|placed| placed.card.id.clone()).collect());
    (may_print && ids.len() > 1).then(|| {
        let begin = routes::batch_of_paper(BatchPaper::Licence, &ids);
        view! { <a class="link group-all" href=begin>{words().batch.print_letters}</a> }
    })
}

//! The dense board: rows instead of cards, grouped by verdict, the tray folded above them, a map of the whole column
//! beside the list. Only the rows that are seen are drawn, however many there are.

use std::sync::Arc;

use domain::board::{BoardColumn, ColumnCounts, Group};
use domain::dossier::Stage;
use domain::event::By;
use domain::transition::BulkAct;
use leptos::ev::PointerEvent;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::card::{dots_view, live_face, name_view, number_view};
use super::column::print_ready;
use super::head::{head_id, late_view, role_name};
use super::lift::Lift;
use super::lines::{HEAD_PX, Line, Lines, ROW_PX, Section, Seen, lines_of};
use super::mark::Marked;
use super::slot::{Slot, SlotAt};
use super::state::{BoardState, ColumnState, Placed};
use super::width::Measure;
use crate::card_face::{Look, waited};
use crate::command::offer::may_accept;
use crate::command::{CommandDesk, bulk_key};
use crate::routes;
use crate::ticker;
use crate::ui::{Icon, portion};
use crate::words::{self, words};

/// How many pixels are drawn above and below what is seen.
const BEYOND_PX: i64 = 340;
/// What is drawn before the height of the list is known.
const FIRST_PX: i64 = 700;

/// One column of the dense board.
#[component]
pub fn DenseColumn(
    /// The board.
    state: BoardState,
    /// What sends commands.
    desk: CommandDesk,
    /// The column as the payload had it.
    column: BoardColumn,
    /// Whose it is.
    measure: Measure,
    /// Its cards and counts.
    cards: ColumnState,
    /// The class of the phase's bracket and, where the phase begins, its name.
    phase: (String, Option<String>),
    /// The column that a phone shows.
    shown: RwSignal<usize>,
    /// What is lifted.
    lift: Lift,
    /// What the legend marks: the list goes to its section.
    marked: Marked,
    /// The act that is offered on all files of the tray.
    accepting: Option<BulkAct>,
    /// The act that is offered on all files of the desk.
    working: Option<BulkAct>,
) -> impl IntoView {
    let place = usize::from(column.step.0);
    let shows_tray = RwSignal::new(false);
    let seen = RwSignal::new(Seen { top: 0, height: FIRST_PX, row_px: ROW_PX });
    let row_px = Memo::new(move |_| seen.get().row_px);
    let list = NodeRef::<Div>::new();
    let of_desk = Memo::new_with_compare(move |_| lines_of(state, cards, false, row_px.get()), |_, _| true);
    let lines = Memo::new_with_compare(
        move |_| if shows_tray.get() { lines_of(state, cards, true, row_px.get()) } else { of_desk.get() },
        |_, _| true,
    );
    let window = Memo::new(move |_| {
        let Seen { top, height, .. } = seen.get();
        lines.with(|lines| lines.between(top - BEYOND_PX, top + height + BEYOND_PX))
    });
    let drawn = move || {
        // Asked before the window, which may stay the same while the lines are others.
        lines.track();
        let (first, last) = window.get();
        lines.with(|lines| {
            // The head of a section that began above stays with its rows.
            let above = lines.all[..first].iter().rposition(|line| matches!(line, Line::Head(..)));
            let begins = matches!(lines.all.get(first), Some(Line::Head(..)));
            let head = above.filter(|_| !begins).map(|at| lines.all[at].clone());
            head.into_iter().chain(lines.all[first..last].iter().cloned()).collect::<Vec<_>>()
        })
    };
    let (above, below) = (NodeRef::<Div>::new(), NodeRef::<Div>::new());
    if cfg!(target_arch = "wasm32") {
        Effect::new(move |_| {
            let Some((section, list)) = marked.get().map(Section::of_mark).zip(list.get_untracked()) else {
                return;
            };
            shows_tray.set(false);
            if let Some(top) = of_desk.with_untracked(|lines| lines.top_of(section)) {
                request_animation_frame(move || list.set_scroll_top(i32::try_from(top).unwrap_or(i32::MAX)));
            }
        });
        Effect::new(move |_| {
            lines.track();
            let (first, last) = window.get();
            let (top, bottom) = lines.with(|lines| {
                let at = |line: usize| lines.tops.get(line).copied().unwrap_or(0);
                let keeps_head = first > 0 && !matches!(lines.all.get(first), Some(Line::Head(..)));
                let top = at(first) - if keeps_head { HEAD_PX } else { 0 };
                (top, lines.height() - at(last))
            });
            set_height(above, top);
            set_height(below, bottom);
        });
        Effect::new(move |_| {
            if let Some(list) = list.get() {
                measure_list(&list, seen);
            }
        });
        let listener = window_event_listener(leptos::ev::resize, move |_| {
            if let Some(list) = list.get_untracked() {
                measure_list(&list, seen);
            }
        });
        on_cleanup(move || listener.remove());
    }
    let on_scroll = move |_| {
        if let Some(list) = list.get_untracked() {
            measure_list(&list, seen);
        }
    };
    let class = move || {
        let shown = if shown.get() == place { " shown" } else { "" };
        let mine = if measure.mine { " mine" } else { "" };
        format!("column wide dense{mine}{shown}{}", lift.class_of(place))
    };
    let foot = move || {
        let Seen { top, height, .. } = seen.get();
        let span = lines.with(|lines| {
            let (first, last) = lines.between(top, top + height);
            let all: usize = lines.sections.iter().map(|(_, count)| count).sum();
            let from = lines.cards_until(first) + 1;
            let to = lines.cards_until(last);
            // An opened tray may leave no room for the list.
            (all > 0 && to >= from).then_some((from, to, all + lines.missing))
        });
        span.map(|(from, to, of)| words::board::span(words::lang(), from, to, of))
    };
    // All that lie on the desk, whatever their verdict: once for the whole list.
    let all = move || {
        working.filter(|act| !shows_tray.get() && cards.counts.with(|counts| counts.of(act.group())) > 1).map(
            |act| {
                view! {
                    <button type="button" class="link group-all" data-do=bulk_key(act)>
                        {words::bulk::offer(words::lang(), act)}
                    </button>
                }
            },
        )
    };
    let print =
        move || (!shows_tray.get()).then(|| print_ready(state, Group::Ready, cards.cards(Group::Ready)));
    let (phase_class, phase_name) = phase;
    let head = column.clone();
    view! {
        <section
            class=class
            aria-labelledby=head_id(&column)
            aria-disabled=move || lift.disabled(place)
            data-column=place.to_string()
        >
            <p class=phase_class>{phase_name.map(|name| view! { <span class="phase-name">{name}</span> })}</p>
            <DenseHead state=state column=head measure=measure cards=cards lines=of_desk/>
            <Slot state=state lift=lift place=place at=SlotAt::Column/>
            <TrayFold
                state=state
                cards=cards
                open=shows_tray
                list=list
                accepting=accepting
                lift=lift
                place=place
            />
            <div class="dense-body">
                <div class="column-cards dense-list" node_ref=list on:scroll=on_scroll>
                    <div node_ref=above></div>
                    <For each=drawn key=Line::key let:line>
                        {line_view(state, desk, line)}
                    </For>
                    <div node_ref=below></div>
                </div>
                <Map lines=lines seen=seen list=list/>
            </div>
            <footer class="dense-foot">
                <span>{foot}</span>
                {all}
                {print}
            </footer>
        </section>
    }
}

fn set_height(node: NodeRef<Div>, height: i64) {
    if let Some(element) = node.get() {
        let element: &HtmlElement = element.unchecked_ref();
        // The name is known to every browser.
        drop(element.style().set_property("height", &format!("{}px", height.max(0))));
    }
}

fn measure_list(list: &web_sys::Element, seen: RwSignal<Seen>) {
    let row = list.query_selector(".dense-row").ok().flatten();
    let drawn = row.map(|row| i64::from(row.unchecked_ref::<HtmlElement>().offset_height()));
    let row_px = drawn.filter(|height| *height > 0).unwrap_or(seen.get_untracked().row_px);
    let now = Seen { top: i64::from(list.scroll_top()), height: i64::from(list.client_height()), row_px };
    if seen.get_untracked() != now {
        seen.set(now);
    }
}

fn line_view(state: BoardState, desk: CommandDesk, line: Line) -> AnyView {
    match line {
        Line::Head(section, count) => view! {
            <h3 class=format!("dense-head verdict {}", section.tone().class())>
                {section.shape().view()}
                <span class="when-wide">{section.word()}</span>
                <span class="when-compact">{section.short_word()}</span>
                " "
                <b>{count}</b>
            </h3>
        }
        .into_any(),
        Line::Card(placed) => row_view(state, desk, &placed).into_any(),
    }
}

/// The word before an amount or a date, which a narrow row leaves to the head of its section, and the rest.
fn led(text: &str) -> (&str, &str) {
    let begins_with_letters = |word: &str| word.chars().all(char::is_alphabetic);
    match text.split_once(' ') {
        Some((word, rest)) if begins_with_letters(word) && !text.contains('·') => (word, rest),
        _ => ("", text),
    }
}

/// A card as a row: name; number and the words of its clock.
fn row_view(state: BoardState, desk: CommandDesk, placed: &Arc<Placed>) -> impl IntoView + use<> {
    let w = words();
    let shown = live_face(state, placed);
    let card = &placed.card;
    let facts = state.facts();
    let id = card.id.clone();
    let sending = move || desk.is_sending(&id).then_some("true");
    let ready = if card.group() == Some(Group::Ready) { " dense-ready" } else { "" };
    let class = move || format!("card dense-row {}{ready}", shown.with(|face| face.look.tone().class()));
    // The head of the section says of what; the row since when, with the shape of its verdict, since both are there.
    let text = move || {
        shown.with(|face| {
            let mark = matches!(face.look, Look::Ready | Look::ReadyLate).then(|| face.look.shape().view());
            let text = match face.look {
                Look::Ready | Look::ReadyLate | Look::Paused => {
                    face.chip.text.split_once(' ').map_or(&*face.chip.text, |(_, date)| date)
                }
                _ => &*face.text,
            };
            let (lead, amount) = led(text);
            let lead =
                (!lead.is_empty()).then(|| view! { <span class="dense-lead">{lead.to_owned()}" "</span> });
            view! { {mark}{lead}{amount.to_owned()} }
        })
    };
    let in_tray = matches!(card.standing.stage, Stage::Tray { .. });
    let giver = match &card.standing.stage {
        Stage::Tray { giver: By::Officer(hand), .. } => {
            Some(view! { <span class="paraf">{hand.initials.to_string()}</span> })
        }
        _ => None,
    };
    let accepts = in_tray && may_accept(facts.standard_of(card), &card.standing, &facts.actor);
    let accept = accepts.then(|| {
        let name = words::board::accept_name(words::lang(), &card.name.name);
        view! {
            <button type="button" class="dense-accept" data-do="accept" tabindex="-1" aria-label=name>
                {w.board.accept}
            </button>
        }
    });
    view! {
        <article class=class data-card=card.id.to_string() tabindex="-1" aria-busy=sending>
            {name_view(&card.name, routes::dossier(&card.id))}
            <p class="dense-line">{number_view(card.short_register())} {giver} <b>{text}</b></p>
            {accept}
            {dots_view(&card.name)}
        </article>
    }
}

/// The head of a dense column: name, role and norm, count and late count, a bar of its verdicts.
#[component]
fn DenseHead(
    state: BoardState,
    column: BoardColumn,
    measure: Measure,
    cards: ColumnState,
    lines: Memo<Lines>,
) -> impl IntoView {
    let (w, lang, facts) = (words(), words::lang(), state.facts());
    let step = facts.standard.step(column.step);
    let name = step.map(|step| step.name.get(lang).to_owned()).unwrap_or_default();
    let role = step.map(|step| role_name(state, &step.role));
    let norm = step.map(|step| step.norm.text(lang));
    let plate = if measure.mine { "plate plate-mine" } else { "plate" };
    let counts = cards.counts;
    let bar = move || {
        let sections = lines.with(|lines| lines.sections.clone());
        let all: usize = sections.iter().map(|(_, count)| count).sum();
        let whole = i64::try_from(all).unwrap_or(0);
        let mut from = 0;
        sections
            .iter()
            .map(|(section, count)| {
                let part = i64::try_from(*count).unwrap_or(0);
                let x = portion(from, whole);
                from += part;
                view! { <rect class=section.tone().class() x=x width=portion(part, whole) height="5"></rect> }
            })
            .collect_view()
    };
    view! {
        <header class="column-head dense-column-head">
            <div class="head-title">
                <span class=plate aria-hidden="true">{column.step.number()}</span>
                <h2 id=head_id(&column)>{name}</h2>
            </div>
            <p class="head-line dense-head-line"><span class="head-role">{role}" · "</span><span class="dense-norm">{norm}</span></p>
            <p class="dense-counts">
                <b>{move || counts.with(ColumnCounts::in_process)}</b>
                <span class="unseen">" "{w.board.dossiers}</span>
                {late_view(counts)}
            </p>
            <svg class="dense-bar" width="100%" height="5" aria-hidden="true">{bar}</svg>
        </header>
    }
}

/// The folded tray: how many wait and the longest wait. Opened, its files take the place of the desk's.
#[component]
fn TrayFold(
    state: BoardState,
    cards: ColumnState,
    open: RwSignal<bool>,
    list: NodeRef<Div>,
    accepting: Option<BulkAct>,
    lift: Lift,
    place: usize,
) -> impl IntoView {
    let (w, lang) = (words(), words::lang());
    let facts = state.facts();
    let count = Memo::new(move |_| cards.counts.with(|counts| counts.tray));
    // Nothing is left to show.
    Effect::new(move |_| {
        if count.get() == 0 {
            open.set(false);
        }
    });
    let now = ticker::by_the_minute(state.as_of());
    let longest = move || {
        let first = cards.cards(Group::Tray).with(|cards| cards.first().cloned())?;
        let time = waited(&facts.here.calendar, first.card.standing.stage.since(), now.get(), lang);
        Some(view! { <span class="tray-longest">{w.board.longest}" "</span> {time} })
    };
    let toggle = move |_| {
        open.update(|open| *open = !*open);
        if let Some(list) = list.get_untracked() {
            list.set_scroll_top(0);
        }
    };
    let all = move || {
        accepting.filter(|_| open.get() && count.get() > 1).map(|act| {
            view! {
                <button type="button" class="link tray-all" data-do=bulk_key(act)>
                    {words::bulk::offer(lang, act)}
                </button>
            }
        })
    };
    let is_seen =
        Memo::new(move |_| count.get() > 0 || lift.met_by(place).is_some_and(|met| met.fills_tray()));
    move || {
        is_seen.get().then(|| {
            let longest = longest.clone();
            view! {
                <div class="dense-tray">
                    <button type="button" aria-expanded=move || open.get().to_string() on:click=toggle>
                        <b>{w.board.tray_short}" "{count}</b>
                        {move || if open.get() { Icon::ChevronDown.small() } else { Icon::ChevronRight.small() }}
                        <small>{longest}</small>
                    </button>
                    {all}
                    <Slot state=state lift=lift place=place at=SlotAt::Tray/>
                </div>
            }
        })
    }
}

/// The whole column beside its list, by verdict; a click or a pull leads there.
#[component]
fn Map(lines: Memo<Lines>, seen: RwSignal<Seen>, list: NodeRef<Div>) -> impl IntoView {
    let parts = move || {
        lines.with(|lines| {
            let whole = lines.height();
            let mut from = 0;
            lines
                .sections
                .iter()
                .map(|(section, count)| {
                    let part = HEAD_PX + lines.rows(*count);
                    let y = portion(from, whole);
                    from += part;
                    view! { <rect class=section.tone().class() y=y width="5" height=portion(part, whole)></rect> }
                })
                .collect_view()
        })
    };
    let frame = move || {
        let Seen { top, height, .. } = seen.get();
        let whole = lines.with(Lines::height);
        (whole > height).then(|| {
            view! {
                <rect class="map-frame" y=portion(top, whole) width="5" height=portion(height, whole)></rect>
            }
        })
    };
    let go = move |event: &PointerEvent| {
        let Some(list) = list.get_untracked() else { return };
        let at = list.get_bounding_client_rect();
        let share = (f64::from(event.client_y()) - at.top()) / at.height().max(1.0);
        let target = share * f64::from(list.scroll_height()) - at.height() / 2.0;
        #[expect(clippy::cast_possible_truncation, reason = "a list is lower than 2^31 pixels")]
        list.set_scroll_top(target.max(0.0) as i32);
    };
    view! {
        <svg
            class="dense-map"
            width="9"
            height="100%"
            aria-hidden="true"
            on:pointerdown=move |event| {
                event.prevent_default();
                event.stop_propagation();
                go(&event);
            }
            on:pointermove=move |event| if event.buttons() == 1 { go(&event) }
        >
            {parts}
            {frame}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_row_keeps_the_amount_and_leaves_its_word_to_the_head() {
        assert_eq!(led("lewat 8 j 25 m"), ("lewat", "8 j 25 m"));
        assert_eq!(led("lewat < 1 m"), ("lewat", "< 1 m"));
        assert_eq!(led("Kam 15/10"), ("Kam", "15/10"));
        assert_eq!(led("25 m"), ("", "25 m"));
        assert_eq!(led("sisa 18 m · lanjut 13.00"), ("", "sisa 18 m · lanjut 13.00"), "both are needed");
    }
}

//! The head of a column: number, name, count, role, norm, who works there, how many are late.

use domain::board::{BoardColumn, ColumnCounts};
use domain::clock::Norm;
use domain::role::RoleKey;
use leptos::prelude::*;

use super::filter::BoardQuery;
use super::state::{BoardState, ColumnState};
use super::width::Measure;
use super::worked::WorkedToday;
use crate::routes;
use crate::ui::{Icon, Shape};
use crate::words::{self, words};

/// The bar's whole width is this share of the norm, in thousandths.
const BAR_SCALE: u32 = 1500;

/// The head of a column.
#[component]
pub fn ColumnHead(
    /// The board.
    state: BoardState,
    /// The column as the payload had it.
    column: BoardColumn,
    /// Its width and whose it is.
    measure: Measure,
    /// Its counts and cards.
    cards: ColumnState,
    /// How long the steps took today.
    worked: WorkedToday,
    /// The service.
    service: Signal<String>,
    /// The filters of the address.
    query: Signal<BoardQuery>,
) -> impl IntoView {
    let (w, lang, facts) = (words(), words::lang(), state.facts());
    let step = facts.standard.step(column.step);
    let name = step.map(|step| step.name.get(lang).to_owned()).unwrap_or_default();
    let role = step.map(|step| role_name(state, &step.role)).unwrap_or_default();
    let norm = step.map(|step| step.norm.text(lang)).unwrap_or_default();
    let plate = if measure.mine { "plate plate-mine" } else { "plate" };
    let counts = cards.counts;
    let bar = bar_view(state, &column, step.map(|step| step.norm), worked);
    view! {
        <header class="column-head">
            <div class="head-title">
                <span class=plate aria-hidden="true">{column.step.number()}</span>
                <h2 id=head_id(&column)>{name}</h2>
                <span class="head-count">
                    {move || counts.with(ColumnCounts::in_process)}
                    <span class="unseen">" "{w.board.dossiers}</span>
                </span>
            </div>
            <div class="head-line">
                <span class="head-role">{role}</span>
                <span class="head-few">{holders_view(&column, service, query)}</span>
                <span class="head-norm">{Icon::Clock.small()}<span>{norm}</span></span>
            </div>
            <div class="head-line head-people">{holders_view(&column, service, query)} {late_view(counts)}</div>
            {bar}
        </header>
    }
}

/// How many are late; nothing where none is.
pub fn late_view(counts: RwSignal<ColumnCounts>) -> impl IntoView {
    let w = words();
    move || {
        let late = counts.with(|counts| counts.late);
        (late > 0).then(|| {
            view! {
                <span class="verdict verdict-late head-late">
                    {Shape::Square.view()}
                    <span>{late}<span class="head-late-word">" "{w.board.late}</span></span>
                </span>
            }
        })
    }
}

/// The id of a column's heading, which names the column.
pub fn head_id(column: &BoardColumn) -> String {
    format!("kolom-{}", column.step.number())
}

/// A role in words: the office's, or the one that the standard names for itself.
pub fn role_name(state: BoardState, role: &RoleKey) -> String {
    let (facts, lang) = (state.facts(), words::lang());
    words::common::role_name_under(lang, &facts.standard, role)
}

fn holders_view(
    column: &BoardColumn,
    service: Signal<String>,
    query: Signal<BoardQuery>,
) -> impl IntoView + use<> {
    let w = words();
    if column.holders.is_empty() {
        return view! {
            <span class="head-nobody" title=w.board.nobody_hint>
                {Icon::Warning.small()}
                {w.board.nobody}
            </span>
        }
        .into_any();
    }
    let all: Vec<_> = column
        .holders
        .iter()
        .enumerate()
        .map(|(place, holder)| {
            let form =
                holder.hand.lent.map(|form| view! { <span class="stand-in">{form.written()}" "</span> });
            let initials = holder.hand.initials.to_string();
            let of = initials.clone();
            let href =
                move || query.with(|query| query.of_holder(&of).address(&routes::board(&service.get())));
            let of = initials.clone();
            let is_on = move || query.with(|query| query.holder == of).then_some("true");
            let label = words::board::files_of(words::lang(), &holder.name);
            let title = label.clone();
            view! {
                {(place > 0).then_some(" · ")}
                {form}
                <a class="head-holder" href=href title=title aria-current=is_on>
                    {initials}
                    <span class="unseen">": "{label}</span>
                </a>
            }
        })
        .collect();
    view! { <span class="head-initials">{all}</span> }.into_any()
}

/// The median working time of today against the norm, with a tick at the norm.
fn bar_view(
    state: BoardState,
    column: &BoardColumn,
    norm: Option<Norm>,
    worked: WorkedToday,
) -> impl IntoView + use<> {
    let (lang, facts) = (words::lang(), state.facts());
    let (place, before) = (usize::from(column.step.0), column.worked);
    let day = facts.here.calendar.length(facts.here.calendar.date(state.as_of()));
    let found = Memo::new(move |_| {
        let (norm, worked) = norm.zip(worked.of(place, before))?;
        Some((worked, norm, worked.share_permille(norm, day)?))
    });
    let told = Memo::new(move |_| match found.get() {
        Some((worked, norm, _)) => words::board::worked_today(lang, worked, norm),
        None => words::words().board.not_worked_today.to_owned(),
    });
    let used = move || {
        found.get().map(|(_, _, share)| {
            let width = format!("{}%", share.min(BAR_SCALE) * 100 / BAR_SCALE);
            view! { <rect class="head-used" width=width height="4"></rect> }
        })
    };
    view! {
        <svg class="head-bar" role="img" aria-label=move || told.get()>
            <title>{move || told.get()}</title>
            <rect class="head-track" y="3" width="100%" height="4"></rect>
            <svg y="3" width="100%" height="4">{used}</svg>
            <rect class="head-norm-tick" x="66.6%" width="2" height="10"></rect>
        </svg>
    }
}

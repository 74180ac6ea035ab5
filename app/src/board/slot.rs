//! What the board shows while a card is lifted: in each column the slot or the rule, on a phone the bar of targets at the
//! thumb, and in the line below what is lifted and who takes it.

use domain::standard::StepNo;
use leptos::prelude::*;

use super::lift::{Hand, Lift, Lifted, Reception};
use super::state::BoardState;
use crate::command::offer::{Deed, Way};
use crate::ticker;
use crate::ui::{Giver, Icon, ParafPair, Receiver};
use crate::words::{self, words};

/// What dropping does beyond its verb: the initial that is set and when, or the dialog that opens.
fn meaning(state: BoardState, lifted: &Lifted, deed: &Deed, way: Way) -> String {
    let (facts, lang) = (state.facts(), words::lang());
    let time = facts.here.calendar.local(ticker::now(lifted.placed.as_of)).time(lang);
    match (deed, way) {
        (Deed::Ask(_), Way::Applicant) => words::lift::choose_items(lang).to_owned(),
        (Deed::Ask(_), Way::Back(_)) => words::lift::give_reason(lang).to_owned(),
        (_, Way::Retrieve) => words::lift::comes_back(lang).to_owned(),
        _ => words::lift::initial_is_set(lang, &time),
    }
}

/// Where in its column a slot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotAt {
    /// Inside the tray, where the card would lie.
    Tray,
    /// Above the tray: the card would not come to lie in it, or the column refuses.
    Column,
}

/// The slot of a column that takes the lifted card, or the rule of one that does not.
#[component]
pub fn Slot(
    /// The board.
    state: BoardState,
    /// The lift.
    lift: Lift,
    /// The column.
    place: usize,
    /// Where this slot stands.
    at: SlotAt,
) -> impl IntoView {
    move || {
        let lifted = lift.get()?;
        let met = lifted.receptions.get(place)?;
        if met.fills_tray() != (at == SlotAt::Tray) {
            return None;
        }
        match met {
            Reception::Origin => None,
            Reception::Accepts { deed, way, verb } => {
                let meaning = meaning(state, &lifted, deed, *way);
                let pair = met.fills_tray().then(|| {
                    let own = state.facts().actor.initials.to_string();
                    view! { <ParafPair giver=Giver::Officer(own) receiver=Receiver::Nobody/> }
                });
                let class = if pair.is_some() { "slot" } else { "slot slot-aside" };
                Some(
                    view! {
                        <div class=class>
                            <div class="slot-words"><b>{verb.clone()}</b><p>{meaning}</p>{pair}</div>
                            <div class="slot-place"></div>
                        </div>
                    }
                    .into_any(),
                )
            }
            Reception::Refuses { rule } => Some(
                view! {
                    <div class="slot-over">
                        <div class="slot-refused">{Icon::Refused.small()}<p>{rule.clone()}</p></div>
                    </div>
                }
                .into_any(),
            ),
        }
    }
}

/// On a phone: the columns that take the lifted card, at the thumb; those that refuse in one line.
#[component]
pub fn ThumbBar(
    /// The board.
    state: BoardState,
    /// The lift.
    lift: Lift,
) -> impl IntoView {
    let lang = words::lang();
    move || {
        let lifted = lift.get().filter(|lifted| lifted.hand == Hand::Finger)?;
        let standard = state.facts().standard.clone();
        let name = |place: usize| {
            let no = StepNo(u8::try_from(place).unwrap_or(u8::MAX));
            standard.step(no).map_or("", |step| step.name.get(lang)).to_owned()
        };
        // The way forward stands first; behind it the order of the board stays.
        let mut places: Vec<usize> = lifted.accepting().collect();
        places.sort_by_key(|place| {
            let met = lifted.receptions.get(*place);
            !matches!(met, Some(Reception::Accepts { way: Way::Forward(_), .. }))
        });
        let targets = places
            .into_iter()
            .filter_map(|place| {
                let Reception::Accepts { deed, way, verb } = lifted.receptions.get(place)? else {
                    return None;
                };
                let meaning = meaning(state, &lifted, deed, *way);
                let below = if matches!(way, Way::Forward(_)) { name(place) } else { meaning };
                let class =
                    move || if lift.over() == Some(place) { "thumb-target over" } else { "thumb-target" };
                Some(view! {
                    <div class=class data-target=place.to_string()>
                        <span class="plate plate-soft">{place + 1}</span>
                        <span class="grow"><b>{verb.clone()}</b><small>{below}</small></span>
                    </div>
                })
            })
            .collect_view();
        let (refusing, rule) = lifted.refusing();
        let plates = refusing
            .iter()
            .map(|place| view! { <span class="plate plate-refused">{place + 1}</span> })
            .collect_view();
        let register = lifted.placed.card.short_register().to_owned();
        Some(view! {
            <div class="thumb-scrim"></div>
            <div class="thumb-bar" aria-hidden="true">
                <p class="thumb-title">
                    <span>{words::lift::drop_on(lang)}" "<b>{register}</b></span>
                    <span class="muted">{words::lift::slide_out(lang)}</span>
                </p>
                {targets}
                {rule.map(|rule| {
                    view! {
                        <p class="thumb-refused">
                            <span>{plates}</span>
                            {format!("{}: {rule}", words::lift::refuse(lang))}
                        </p>
                    }
                })}
            </div>
        })
    }
}

/// The line below the columns while a card is lifted.
#[component]
pub fn LiftLine(
    /// The board.
    state: BoardState,
    /// The lift.
    lift: Lift,
) -> impl IntoView {
    let (w, lang) = (words(), words::lang());
    move || {
        let lifted = lift.get()?;
        let card = &lifted.placed.card;
        let facts = state.facts();
        let step = facts.standard_of(card).step(card.standing.step).map_or("", |step| step.name.get(lang));
        let from = format!("{} {step}", card.standing.step.number());
        let summary = words::lift::summary(lang, lifted.accepting().count(), lifted.refusing().0.len());
        Some(view! {
            <footer class="board-status board-status-lift">
                <span class="status-live">
                    {words::lift::lifting(lang)}" "
                    <b>{format!("{} {}", card.short_register(), card.name.name)}</b>
                    " "{words::lift::from(lang, &from)}
                </span>
                <span class="status-total">{summary}</span>
                <span class="status-keys">
                    <span>
                        <kbd class="key">"←"</kbd>" "<kbd class="key">"→"</kbd>" "{words::lift::key_choose(lang)}
                    </span>
                    <span><kbd class="key">{w.board.space_bar}</kbd>" "{words::lift::key_drop(lang)}</span>
                    <span><kbd class="key">"Esc"</kbd>" "{words::lift::key_cancel(lang)}</span>
                </span>
            </footer>
        })
    }
}

//! The bar of what is chosen: what can be done with all of it at once, and why not.

use std::collections::BTreeSet;

use domain::batch::MOST;
use domain::board::BoardCard;
use domain::transition::BulkAct;
use leptos::prelude::*;

use super::state::DeskState;
use crate::command::CommandDesk;
use crate::routes;
use crate::words::{self, words};

/// The acts that somebody may do in bulk at one of the own steps.
fn acts_of(state: DeskState) -> Vec<BulkAct> {
    let (actor, standards) = (state.actor(), state.standards());
    let steps = || standards.iter().flat_map(|pinned| &pinned.standard.steps);
    let mine = || steps().filter(|step| actor.holds(&step.role)).map(|step| step.kind);
    let does = |act: &BulkAct| {
        mine().any(|kind| [BulkAct::of_tray(kind), BulkAct::of_desk(kind)].contains(&Some(*act)))
    };
    BulkAct::ALL.into_iter().filter(does).collect()
}

/// The cards among these that an act fits.
fn fitting(state: DeskState, act: BulkAct, cards: &[BoardCard]) -> Vec<BoardCard> {
    let actor = state.actor();
    let fits = |card: &&BoardCard| {
        state.under(card, |standard| act.command(standard, &card.standing, &actor)).flatten().is_some()
    };
    cards.iter().filter(fits).cloned().collect()
}

/// Where the chosen files lie, if all at one desk: "Semua di baki Sekretaris, diterima sebagai Plh. Sekretaris".
fn about(state: DeskState, cards: &[BoardCard]) -> Option<String> {
    let lang = words::lang();
    let actor = state.actor();
    let mut roles = cards.iter().map(|card| {
        state.under(card, |standard| {
            let step = standard.step(card.standing.step)?;
            let name = words::common::role_name_under(lang, standard, &step.role);
            let lent = actor.grant(&step.role).and_then(|grant| grant.lent);
            let in_tray = matches!(card.standing.stage, domain::dossier::Stage::Tray { .. });
            Some((name, lent, in_tray))
        })
    });
    let first = roles.next()??;
    let first = roles.all(|role| role == Some(first.clone())).then_some(first).flatten();
    first.map(|(name, lent, in_tray)| {
        let stand_in = lent.map(|form| format!("{} {name}", form.written()));
        words::my_desk::all_at(lang, &name, stand_in.as_deref(), in_tray)
    })
}

/// The bar; nothing where nothing is chosen.
#[component]
pub fn BulkBar(
    /// The desk.
    state: DeskState,
    /// What sends commands.
    desk: CommandDesk,
) -> impl IntoView {
    let (w, lang) = (words(), words::lang());
    move || {
        let cards = state.chosen_cards();
        (!cards.is_empty()).then(|| {
            let buttons = acts_of(state)
                .into_iter()
                .map(|act| {
                    let fits = fitting(state, act, &cards);
                    let count = fits.len();
                    if count == 0 {
                        return view! {
                            <button type="button" class="button bulk-unfit" aria-disabled="true">
                                {words::bulk::unfit(lang, act)}
                            </button>
                        }
                        .into_any();
                    }
                    let run = move |_| desk.ask_in_bulk(act, fits.clone());
                    view! {
                        <button type="button" class="button button-primary" on:click=run>
                            {words::bulk::verb(lang, act, count)}
                        </button>
                    }
                    .into_any()
                })
                .collect_view();
            let ids: Vec<_> = cards.iter().take(MOST).map(|card| card.id.clone()).collect();
            let print = routes::batch_of(&ids);
            view! {
                <section class="bulk-bar" aria-label=w.my_desk.chosen>
                    <p>
                        <b role="status">{words::my_desk::chosen(lang, cards.len())}</b>
                        <small>{about(state, &cards)}</small>
                    </p>
                    {buttons}
                    <a class="button bulk-cancel" href=print>{w.batch.print}</a>
                    <button type="button" class="button bulk-cancel" on:click=move |_| state.chosen.update(BTreeSet::clear)>
                        {w.command.cancel}
                    </button>
                </section>
            }
        })
    }
}

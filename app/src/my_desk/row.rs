//! A row of the desk: when it is due, who it is, at which step, and the act in the row.

use std::sync::Arc;

use domain::board::BoardCard;
use domain::command::Command;
use domain::dossier::Stage;
use domain::event::By;
use domain::standard::StepKind;
use leptos::prelude::*;

use super::face::row_face;
use super::state::{DeskState, Kept};
use crate::card_face::Look;
use crate::command::offer::{Deed, Offer, Way, may_accept, offers};
use crate::command::{CommandDesk, MoveMenu, OfferLine, Subject};
use crate::routes;
use crate::ticker::live;
use crate::ui::{Giver, Icon, Paraf, ParafPair, Receiver};
use crate::words::{self, words};

/// The act that a row offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowAct {
    /// One that can be done at once.
    Do {
        /// Its verb.
        verb: String,
        /// The verb with the desk that follows.
        whole: String,
        /// What it does.
        deed: Deed,
    },
    /// The dossier must be opened first: something there is still to be done.
    Open,
}

/// The act of a card's row for the actor.
pub fn act_of(state: DeskState, card: &BoardCard) -> RowAct {
    let (w, lang, actor) = (words(), words::lang(), state.actor());
    let act = state.under(card, |standard| {
        if may_accept(standard, &card.standing, &actor) {
            let is_last =
                standard.step(card.standing.step).is_some_and(|step| step.kind == StepKind::Deliver);
            let verb = if is_last { w.my_desk.accept_ready } else { w.board.accept };
            let deed = Deed::Run(Command::Accept);
            return Some(RowAct::Do { verb: verb.to_owned(), whole: verb.to_owned(), deed });
        }
        let forward = |offer: &Offer| {
            matches!(offer.way, Way::Forward(_) | Way::Deliver) && !matches!(offer.deed, Deed::Refused(_))
        };
        let offer = offers(standard, card, &actor).into_iter().find(forward)?;
        let verb = words::command::forward_verb(lang, OfferLine::before(&offer.deed)).to_owned();
        let whole = OfferLine::of(standard, card, &offer).text;
        let verb = if offer.way == Way::Deliver { whole.clone() } else { verb };
        Some(RowAct::Do { verb, whole, deed: offer.deed })
    });
    act.flatten().unwrap_or(RowAct::Open)
}

/// One row.
#[component]
pub fn Row(
    /// The desk.
    state: DeskState,
    /// What sends commands.
    desk: CommandDesk,
    /// The menu of moves.
    menu: MoveMenu,
    /// The card.
    kept: Arc<Kept>,
) -> impl IntoView {
    let (w, lang) = (words(), words::lang());
    let card = &kept.card;
    let shown = {
        let kept = Arc::clone(&kept);
        live(kept.as_of, move |now| {
            state
                .in_light(&kept.card, |light| row_face(light, &kept.card, now))
                .map_or((None, None), |(face, next)| (Some(face), next))
        })
    };
    let id = StoredValue::new(card.id.clone());
    let is_chosen = move || state.chosen.with(|chosen| chosen.contains(&id.get_value()));
    let is_read = move || state.read.with(|read| read.as_ref() == Some(&id.get_value()));
    let class = move || {
        let chosen = if is_chosen() { " chosen" } else { "" };
        let read = if is_read() { " read" } else { "" };
        format!("desk-row{chosen}{read}")
    };
    let choose = move |event| {
        let on = event_target_checked(&event);
        state.chosen.update(|chosen| {
            if on {
                chosen.insert(id.get_value());
            } else {
                chosen.remove(&id.get_value());
            }
        });
    };
    let step = state.under(card, |standard| standard.step(card.standing.step).cloned()).flatten();
    let step_name = step.as_ref().map(|step| step.name.get(lang).to_owned());
    let role = step.as_ref().map(|step| {
        let name = state
            .under(card, |standard| words::common::role_name_under(lang, standard, &step.role))
            .unwrap_or_default();
        match state.actor().grant(&step.role).and_then(|grant| grant.lent) {
            Some(form) => view! { <span class="stand-in">{form.written()}" "{name}</span> }.into_any(),
            None => view! { <span class="muted">{name}</span> }.into_any(),
        }
    });
    let short = state.under(card, |standard| standard.short.get(lang).to_owned()).unwrap_or_default();
    let name = card.name.clone();
    let due = move || {
        shown.with(|face| {
            face.as_ref().map(|face| {
                let verdict = (!face.word.is_empty()).then(|| format!("{} · ", face.word));
                view! {
                    <b>{face.due.clone()}</b>
                    <span class=format!("verdict {}", face.look.tone().class())>
                        {face.look.shape().view()}
                        <span>{verdict}{face.text.clone()}</span>
                    </span>
                }
            })
        })
    };
    let promise = move || {
        shown.with(|face| {
            let face = face.as_ref()?;
            let text = words::my_desk::promised(lang, &face.promise);
            (!face.promise.is_empty())
                .then(|| promise_view(text, face.promise_full.clone(), face.promise_look))
        })
    };
    let since = move || shown.with(|face| face.as_ref().map(|face| face.since.clone()));
    let pair = pair_view(card);
    let act = act_view(state, desk, &kept);
    let kept_menu = Arc::clone(&kept);
    let open_menu = move |event: leptos::ev::MouseEvent| {
        use wasm_bindgen::JsCast;
        if let Some(button) =
            event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        {
            menu.open(kept_menu.card.clone(), button);
        }
    };
    let sending = {
        let id = card.id.clone();
        move || desk.is_sending(&id).then_some("true")
    };
    let number = card.short_register().to_owned();
    view! {
        <li
            class=class
            data-card=card.id.to_string()
            tabindex="-1"
            aria-busy=sending
            on:click=move |_| state.read.set(Some(id.get_value()))
            on:focusin=move |_| state.read.set(Some(id.get_value()))
        >
            <label class="desk-choose">
                <input
                    type="checkbox"
                    class="tick-box"
                    prop:checked=is_chosen
                    on:change=choose
                    aria-label=words::my_desk::choose(lang, &name.name)
                />
            </label>
            <div class="desk-due">{due}</div>
            <div class="desk-who">
                <h3 class="card-name">
                    <a href=routes::dossier(&card.id) title=name.full()>
                        {(!name.front.is_empty()).then(|| view! { <small>{name.front.clone()}" "</small> })}
                        {name.name.is_empty().then_some(w.board.erased_name)}
                        {name.name.clone()}
                        {(!name.back.is_empty()).then(|| view! { <small>", "{name.back.clone()}</small> })}
                    </a>
                </h3>
                <p class="desk-number"><span class="muted">{number}" · "{short}</span>" "{promise}</p>
            </div>
            <div class="desk-step">
                <span class="plate plate-soft">{card.standing.step.number()}</span>
                <p>{step_name}<br/>{role}</p>
            </div>
            <div class="desk-hands">{pair}<span class="muted">{since}</span></div>
            <div class="desk-act">
                {act}
                <button
                    type="button"
                    class="button button-icon-only"
                    aria-haspopup="menu"
                    aria-label=words::board::move_name(lang, &name.name)
                    on:click=open_menu
                >
                    {Icon::Dots.view()}
                </button>
            </div>
        </li>
    }
}

fn promise_view(text: String, full: String, look: Option<Look>) -> impl IntoView {
    let marked = look.filter(|look| matches!(look, Look::Near | Look::Late | Look::Paused));
    let class = marked.map_or("promise".to_owned(), |look| format!("promise {}", look.tone().class()));
    view! { <span class=class title=full>{marked.map(|look| look.shape().view())}{text}</span> }
}

/// Who gave and that nobody has received; once it is received, by whom.
fn pair_view(card: &BoardCard) -> impl IntoView + use<> {
    match &card.standing.stage {
        Stage::Tray { giver, .. } => {
            let giver = match giver {
                By::Officer(hand) => Giver::Officer(hand.initials.to_string()),
                _ => Giver::Applicant,
            };
            view! { <ParafPair giver=giver receiver=Receiver::Nobody/> }.into_any()
        }
        stage => stage
            .holder()
            .map(|hand| view! { <Paraf initials=hand.initials.to_string() mine=true/> })
            .into_any(),
    }
}

/// The act in the row.
fn act_view(state: DeskState, desk: CommandDesk, kept: &Arc<Kept>) -> impl IntoView + use<> {
    let card = &kept.card;
    match act_of(state, card) {
        RowAct::Open => view! {
            <a class="button" href=routes::dossier(&card.id)>{words().my_desk.open}</a>
        }
        .into_any(),
        RowAct::Do { verb, whole, deed } => {
            let kept = Arc::clone(kept);
            let id = card.id.clone();
            let busy = move || desk.is_sending(&id);
            let label = format!("{whole}: {}", card.name.name);
            let run = move |_| match &deed {
                Deed::Run(command) => desk.run(Subject::from(&kept.card), command.clone()),
                deed => desk.take(&kept.card, deed.clone()),
            };
            view! {
                <button type="button" class="button button-primary" disabled=busy aria-label=label on:click=run>
                    {verb}
                </button>
            }
            .into_any()
        }
    }
}

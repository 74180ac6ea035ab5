//! A card: three lines on a desk, two in a tray. Only what a clock says is live; the rest is drawn once.

use std::sync::Arc;

use domain::board::Group;
use domain::dossier::Stage;
use domain::event::{By, Hand};
use domain::person::PersonName;
use leptos::prelude::*;

use super::state::{BoardState, Placed};
use crate::card_face::{Face, face};
use crate::command::CommandDesk;
use crate::command::offer::{may_accept, may_retrieve};
use crate::routes;
use crate::ticker::live;
use crate::ui::{ClockBar, ClockFace, Giver, Icon, ParafPair, Receiver, Tone};
use crate::words::{self, words};

/// Whether the initials of the holder stand on the cards of a desk: where it has several people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Initials {
    /// They do.
    Shown,
    /// The head of the column says who it is.
    Left,
}

/// The face of a placed card, following the office's time.
pub fn live_face(state: BoardState, placed: &Arc<Placed>) -> ReadSignal<Face> {
    let (facts, kept) = (state.facts(), Arc::clone(placed));
    live(placed.as_of, move |now| face(facts.light(&kept.card), &kept.card, now))
}

/// Whether a command on the card is under way.
fn is_sending(desk: CommandDesk, placed: &Arc<Placed>) -> impl Fn() -> bool + Clone + 'static + use<> {
    let placed = Arc::clone(placed);
    move || desk.is_sending(&placed.card.id)
}

/// The name, its titles muted; the whole name in the tooltip where titles are left out.
pub fn name_view(name: &PersonName, href: String) -> impl IntoView + use<> {
    let erased = name.name.is_empty().then(|| words().board.erased_name);
    view! {
        <h3 class="card-name">
            <a href=href tabindex="-1" title=name.full()>
                {(!name.front.is_empty()).then(|| view! { <small>{name.front.clone()}" "</small> })}
                {erased}
                {name.name.clone()}
                {(!name.back.is_empty()).then(|| view! { <small>", "{name.back.clone()}</small> })}
            </a>
        </h3>
    }
}

/// The running number; a rail shows its last three digits.
pub fn number_view(register: &str) -> impl IntoView + use<> {
    let (head, last) = register.split_at_checked(register.len().saturating_sub(3)).unwrap_or(("", register));
    let (head, last) = (head.to_owned(), last.to_owned());
    view! { <span class="card-number"><span class="card-number-head">{head}</span>{last}</span> }
}

/// The button that opens the menu of a card's moves; its name says whose card it is.
pub fn dots_view(name: &PersonName) -> impl IntoView + use<> {
    view! {
        <button
            type="button"
            class="card-more"
            data-do="menu"
            aria-haspopup="menu"
            tabindex="-1"
            aria-label=words::board::move_name(words::lang(), &name.name)
        >
            {Icon::Dots.view()}
        </button>
    }
}

/// A card on a desk, with the applicant, or ready.
#[component]
pub fn DeskCard(
    /// The board.
    state: BoardState,
    /// What sends commands.
    desk: CommandDesk,
    /// The card.
    placed: Arc<Placed>,
    /// Whether the holder's initials are shown.
    initials: Initials,
) -> impl IntoView {
    let shown = live_face(state, &placed);
    let card = &placed.card;
    let ready = card.group() == Some(Group::Ready);
    let class = move || {
        let tone = shown.with(|face| face.look.tone());
        format!("card board-card {}{}", tone.class(), if ready { " board-ready" } else { "" })
    };
    let clock =
        Signal::derive(move || shown.with(|face| ClockFace { text: String::new(), ..face.clock.clone() }));
    let me = state.facts().actor.account.clone();
    let holder =
        card.standing.stage.holder().filter(|hand| initials == Initials::Shown || hand.lent.is_some());
    let holder = holder.cloned().map(|hand| holder_view(&hand, hand.account == me));
    let sending = is_sending(desk, &placed);
    let busy = sending.clone();
    view! {
        <article class=class data-card=card.id.to_string() tabindex="-1" aria-busy=move || sending().then_some("true")>
            <div class="card-body">
                {name_view(&card.name, routes::dossier(&card.id))}
                <div class="card-line">
                    {number_view(card.short_register())} {move || shown.with(chip_view)} {dots_view(&card.name)}
                </div>
            </div>
            <ClockBar face=clock/>
            <p class="card-foot">
                {move || if busy() { foot_sending().into_any() } else { shown.with(foot_view).into_any() }}
                {holder}
            </p>
        </article>
    }
}

fn holder_view(hand: &Hand, mine: bool) -> impl IntoView + use<> {
    let class = if mine { "paraf paraf-mine" } else { "paraf" };
    let form = hand.lent.map(|form| view! { <span class="stand-in">{form.written()}</span> });
    view! { <span class="card-holder">{form}<span class=class>{hand.initials.to_string()}</span></span> }
}

fn foot_sending() -> impl IntoView {
    view! { <span class="card-words">{words().board.sending}</span> }
}

/// Shape, verdict and words; where the words are long, a narrow card leaves the verdict to the shape and the ear.
fn foot_view(face: &Face) -> impl IntoView + use<> {
    let class = if face.text.contains('·') { "card-verdict long" } else { "card-verdict" };
    view! {
        {face.look.shape().view()}
        <b class=class>{face.word}</b>
        <span class="card-words">{face.text.clone()}<span class="card-tail">{face.tail}</span></span>
    }
}

fn chip_view(face: &Face) -> impl IntoView + use<> {
    let chip = &face.chip;
    match chip.look {
        None => {
            view! { <span class="card-since" title=chip.full.clone()>{chip.text.clone()}</span> }.into_any()
        }
        Some(look) => {
            let marked = matches!(look.tone(), Tone::Risk | Tone::Late | Tone::Paused);
            let class =
                if marked { format!("promise {}", look.tone().class()) } else { "promise".to_owned() };
            // A compact card has room for the date or the hour alone.
            let (lead, rest) = chip.text.rsplit_once(' ').unwrap_or(("", &chip.text));
            let lead =
                (!lead.is_empty()).then(|| view! { <span class="promise-lead">{lead.to_owned()}" "</span> });
            view! {
                <span class=class title=chip.full.clone()>
                    {marked.then(|| look.shape().view())}
                    {lead}
                    {rest.to_owned()}
                </span>
            }
            .into_any()
        }
    }
}

/// A card in a tray: who gave it, how long it has been waiting, and the place for the receiver's initial. On one's own
/// desk that place is the button that sets it.
#[component]
pub fn TrayCard(
    /// The board.
    state: BoardState,
    /// What sends commands.
    desk: CommandDesk,
    /// The card.
    placed: Arc<Placed>,
) -> impl IntoView {
    let w = words();
    let shown = live_face(state, &placed);
    let card = &placed.card;
    let facts = state.facts();
    let giver = match &card.standing.stage {
        Stage::Tray { giver: By::Officer(hand), .. } => Giver::Officer(hand.initials.to_string()),
        _ => Giver::Applicant,
    };
    let sending = is_sending(desk, &placed);
    let (busy, locked) = (sending.clone(), sending.clone());
    let accept_name = words::board::accept_name(words::lang(), &card.name.name);
    let pair = if may_accept(facts.standard_of(card), &card.standing, &facts.actor) {
        view! {
            <ParafPair giver=giver receiver=Receiver::Nobody>
                <button
                    type="button"
                    class="paraf-accept"
                    data-do="accept"
                    tabindex="-1"
                    disabled=locked
                    aria-label=accept_name
                >
                    {w.board.accept}
                </button>
            </ParafPair>
        }
        .into_any()
    } else if may_retrieve(&card.standing, &facts.actor) {
        view! {
            <button
                type="button"
                class="tray-retrieve"
                data-do="retrieve"
                tabindex="-1"
                disabled=locked
                title=w.board.retrieve
                aria-label=words::board::retrieve_name(words::lang(), &card.name.name)
            >
                {Icon::Undo.small()}
            </button>
            <ParafPair giver=giver receiver=Receiver::Nobody/>
        }
        .into_any()
    } else {
        view! { <ParafPair giver=giver receiver=Receiver::Nobody/> }.into_any()
    };
    let class = move || {
        let tone = shown.with(|face| face.look.tone());
        if tone == Tone::Late { "card tray-card verdict-late" } else { "card tray-card verdict-ontime" }
    };
    let queue = move || shown.with(|face| face.text.clone());
    let queue_title = move || shown.with(|face| face.clock.text.clone());
    let late = move || shown.with(|face| (face.look.tone() == Tone::Late).then(|| face.look.shape().view()));
    view! {
        <article class=class data-card=card.id.to_string() tabindex="-1" aria-busy=move || busy().then_some("true")>
            {name_view(&card.name, routes::dossier(&card.id))}
            <div class="card-line">
                {number_view(card.short_register())}
                <span class="tray-queue" title=queue_title>{late}<span class="tray-time">{queue}</span></span>
                {pair}
                {dots_view(&card.name)}
            </div>
        </article>
    }
}

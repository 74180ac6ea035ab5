//! The desk in the browser: its cards, which are chosen, which one is read; what others do waits while the pointer is on
//! the list.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::board::BoardCard;
use domain::id::DossierId;
use domain::lang::Lang;
use domain::my_desk::{DeskCounts, Lies, MyDesk};
use domain::role::Actor;
use domain::standard::{ServiceStandard, Standards};
use domain::time::Instant;
use leptos::prelude::*;

use super::face::{RowFace, row_face};
use crate::card_face::Light;
use crate::live::Moved;
use crate::ticker::live;
use crate::ui::Here;

/// A card as it was at an instant. A newer one is another card.
#[derive(Debug)]
pub struct Kept {
    /// The card.
    pub card: BoardCard,
    /// When it was so.
    pub as_of: Instant,
}

impl Kept {
    /// What tells rows apart: a changed card is drawn anew.
    pub fn key(&self) -> (DossierId, u32) {
        (self.card.id.clone(), self.card.standing.version)
    }
}

/// The desk. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct DeskState {
    here: StoredValue<Arc<Here>>,
    actor: StoredValue<Actor>,
    lang: Lang,
    standards: StoredValue<Arc<Standards>>,
    /// The cards, in no order: their due times move.
    pub cards: RwSignal<Vec<Arc<Kept>>>,
    /// The counts over all, of which a very full desk shows the first.
    pub counts: RwSignal<DeskCounts>,
    /// The chosen ones.
    pub chosen: RwSignal<BTreeSet<DossierId>>,
    /// The one that is read beside the list.
    pub read: RwSignal<Option<DossierId>>,
    /// Moves that wait for the pointer to leave the list.
    pub held: RwSignal<Vec<Moved>>,
    /// Whether the pointer is on the list.
    pub is_under_hand: RwSignal<bool>,
    /// When the payload was made.
    pub as_of: StoredValue<Instant>,
    /// Counts the moves after which the page lacks something that only the server has.
    pub lacks: RwSignal<u32>,
}

impl DeskState {
    /// The desk of a payload.
    pub fn new(desk: MyDesk, here: Arc<Here>, actor: Actor, lang: Lang) -> Self {
        let MyDesk { as_of, cards, counts, standards } = desk;
        Self {
            here: StoredValue::new(here),
            actor: StoredValue::new(actor),
            lang,
            standards: StoredValue::new(Arc::new(standards)),
            cards: RwSignal::new(kept(cards, as_of)),
            counts: RwSignal::new(counts),
            chosen: RwSignal::new(BTreeSet::new()),
            read: RwSignal::new(None),
            held: RwSignal::new(Vec::new()),
            is_under_hand: RwSignal::new(false),
            as_of: StoredValue::new(as_of),
            lacks: RwSignal::new(0),
        }
    }

    /// Shows another payload in its place.
    pub fn reset(self, desk: MyDesk) {
        let MyDesk { as_of, cards, counts, standards } = desk;
        self.standards.set_value(Arc::new(standards));
        self.as_of.set_value(as_of);
        self.counts.set(counts);
        self.held.set(Vec::new());
        self.cards.set(kept(cards, as_of));
        self.forget_gone();
    }

    /// The standards that the cards pin.
    pub fn standards(self) -> Arc<Standards> {
        self.standards.get_value()
    }

    /// Who looks.
    pub fn actor(self) -> Actor {
        self.actor.get_value()
    }

    /// What is known of the office.
    pub fn here(self) -> Arc<Here> {
        self.here.get_value()
    }

    /// Asks of a card under the standard that it pins; nothing where the page has not got it.
    pub fn under<T>(self, card: &BoardCard, ask: impl FnOnce(&ServiceStandard) -> T) -> Option<T> {
        self.standards().find(&card.service, card.standard).map(ask)
    }

    /// Asks of a card in the light that faces are made with.
    pub fn in_light<T>(self, card: &BoardCard, ask: impl FnOnce(Light<'_>) -> T) -> Option<T> {
        let here = self.here();
        self.under(card, |standard| ask(Light { standard, calendar: &here.calendar, lang: self.lang }))
    }

    /// The face of a row, following the office's time; none where the page has not got the standard.
    pub fn live_face(self, kept: &Arc<Kept>) -> ReadSignal<Option<RowFace>> {
        let kept = Arc::clone(kept);
        live(kept.as_of, move |now| {
            let shown = self.in_light(&kept.card, |light| row_face(light, &kept.card, now));
            shown.map_or((None, None), |(face, next)| (Some(face), next))
        })
    }

    /// Whether more lies on the desk than the page has.
    pub fn leaves_out(self) -> bool {
        let shown = self.cards.with_untracked(Vec::len);
        self.counts.with_untracked(|counts| counts.all() as usize) > shown
    }

    /// The desk is to be read anew.
    fn lack(self) {
        self.lacks.update(|lacks| *lacks = lacks.wrapping_add(1));
    }

    /// Takes what somebody else moved.
    pub fn take(self, moved: &Moved) {
        let is_here =
            self.cards.with_untracked(|cards| cards.iter().any(|kept| kept.card.id == moved.card.id));
        self.place(moved.card.clone(), moved.as_of);
        // It may have lain among those that are left out, which are counted.
        if !is_here && self.leaves_out() {
            self.lack();
        }
    }

    /// Puts a card where it belongs: on the desk, or away from it.
    pub fn place(self, card: BoardCard, as_of: Instant) {
        let Some(lies) = self.under(&card, |standard| Lies::under(standard, &card.standing)) else {
            self.lack();
            return;
        };
        let stays = lies.on_desk_of(&self.actor());
        let is_waiting =
            |card: &BoardCard| matches!(card.standing.stage, domain::dossier::Stage::Tray { .. });
        let known =
            self.cards.with_untracked(|cards| cards.iter().find(|kept| kept.card.id == card.id).cloned());
        if known.as_ref().is_some_and(|known| known.card.standing.version >= card.standing.version) {
            return;
        }
        let actor = self.actor();
        let grant_of = |card: &BoardCard| {
            let role =
                |standard: &ServiceStandard| standard.step(card.standing.step).map(|step| step.role.clone());
            self.under(card, role).flatten().and_then(|role| actor.grant(&role).cloned())
        };
        self.counts.update(|counts| {
            if let Some(known) = &known {
                counts.remove(is_waiting(&known.card), grant_of(&known.card).as_ref());
            }
            if stays {
                counts.add(is_waiting(&card), grant_of(&card).as_ref(), 1);
            }
        });
        self.cards.update(|cards| {
            cards.retain(|kept| kept.card.id != card.id);
            if stays {
                cards.push(Arc::new(Kept { card, as_of }));
            }
        });
        self.forget_gone();
        if !stays && self.leaves_out() {
            self.lack();
        }
    }

    /// What is no more on the desk is neither chosen nor read.
    fn forget_gone(self) {
        let here: BTreeSet<DossierId> =
            self.cards.with_untracked(|cards| cards.iter().map(|kept| kept.card.id.clone()).collect());
        if self.chosen.with_untracked(|chosen| !chosen.is_subset(&here)) {
            self.chosen.update(|chosen| chosen.retain(|id| here.contains(id)));
        }
        if self.read.with_untracked(|read| read.as_ref().is_some_and(|id| !here.contains(id))) {
            self.read.set(None);
        }
    }

    /// The chosen cards that are here.
    pub fn chosen_cards(self) -> Vec<BoardCard> {
        self.chosen.with(|chosen| {
            self.cards.with(|cards| {
                let chosen = cards.iter().filter(|kept| chosen.contains(&kept.card.id));
                chosen.map(|kept| kept.card.clone()).collect()
            })
        })
    }
}

fn kept(cards: Vec<BoardCard>, as_of: Instant) -> Vec<Arc<Kept>> {
    cards.into_iter().map(|card| Arc::new(Kept { card, as_of })).collect()
}

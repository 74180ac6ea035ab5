//! The board in the browser: a card has one place; whatever moves it, a command or a message, goes through here.

use std::collections::HashMap;
use std::sync::Arc;

use domain::board::{Board, BoardCard, BoardColumn, ColumnCounts, Group};
use domain::id::DossierId;
use domain::lang::Lang;
use domain::role::Actor;
use domain::standard::ServiceStandard;
use domain::time::Instant;
use leptos::prelude::*;

use super::api::BoardPayload;
use super::face::{Face, Light, Look, face, step_due};
use super::width::{Measure, measures};
use crate::ui::Here;

/// What all cards of a board share.
#[derive(Debug)]
pub struct BoardFacts {
    /// The standard of the service, its prose left out.
    pub standard: ServiceStandard,
    /// The office, its hours among what is known of it.
    pub here: Arc<Here>,
    /// Who looks.
    pub actor: Actor,
    /// In which language.
    pub lang: Lang,
}

impl BoardFacts {
    /// What faces are made with.
    pub fn light(&self) -> Light<'_> {
        Light { standard: &self.standard, calendar: &self.here.calendar, lang: self.lang }
    }
}

/// A card as it was at an instant. A newer one is another card.
#[derive(Debug)]
pub struct Placed {
    /// The card.
    pub card: BoardCard,
    /// When it was so.
    pub as_of: Instant,
}

impl Placed {
    /// [`Placed::key`] of a list's item.
    pub fn key_of(placed: &Arc<Self>) -> (DossierId, u32) {
        placed.key()
    }

    /// What tells cards apart in a list: a changed card is drawn anew.
    pub fn key(&self) -> (DossierId, u32) {
        (self.card.id.clone(), self.card.standing.version)
    }
}

/// The cards of one group, in their order.
type Cards = RwSignal<Vec<Arc<Placed>>>;

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct ColumnState {
    /// Its counts.
    pub counts: RwSignal<ColumnCounts>,
    tray: Cards,
    desk: Cards,
    with_applicant: Cards,
    ready: Cards,
}

impl ColumnState {
    /// The cards of a group.
    pub const fn cards(&self, group: Group) -> Cards {
        match group {
            Group::Tray => self.tray,
            Group::Desk => self.desk,
            Group::WithApplicant => self.with_applicant,
            Group::Ready => self.ready,
        }
    }
}

/// A column as the payload had it, its width, and its cards as they are now.
pub type ColumnParts = (BoardColumn, Measure, ColumnState);

/// What a card adds to the counts of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Weight {
    overdue: bool,
    near: bool,
}

impl From<&Face> for Weight {
    fn from(face: &Face) -> Self {
        Self { overdue: face.overdue, near: face.look == Look::Near }
    }
}

#[derive(Debug, Default)]
struct Index {
    /// Where each card is: the column and the group.
    places: HashMap<DossierId, (usize, Group)>,
    /// What each card adds to the counts now.
    weights: HashMap<DossierId, Weight>,
}

/// The board in the browser. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct BoardState {
    facts: StoredValue<Arc<BoardFacts>>,
    columns: RwSignal<Arc<[ColumnParts]>>,
    index: StoredValue<Index>,
    as_of: StoredValue<Instant>,
    /// Cards on desks whose norm is nearly used.
    pub near: RwSignal<u32>,
}

impl BoardState {
    /// The board of a payload.
    pub fn new(payload: BoardPayload, here: Arc<Here>, actor: Actor, lang: Lang) -> Self {
        let BoardPayload { board, standard, .. } = payload;
        let facts = Arc::new(BoardFacts { standard, here, actor, lang });
        let as_of = board.as_of;
        let measures = measures(&facts.standard, &board.columns, &facts.actor);
        let (columns, index) = laid_out(&facts, board, measures);
        let near = near_of(&index);
        Self {
            facts: StoredValue::new(facts),
            columns: RwSignal::new(columns),
            index: StoredValue::new(index),
            as_of: StoredValue::new(as_of),
            near: RwSignal::new(near),
        }
    }

    /// Shows another payload of the same service in its place.
    pub fn reset(self, payload: BoardPayload) {
        let BoardPayload { board, standard, .. } = payload;
        let before = self.facts.get_value();
        let BoardFacts { here, actor, lang, .. } = &*before;
        let facts =
            Arc::new(BoardFacts { standard, here: Arc::clone(here), actor: actor.clone(), lang: *lang });
        self.as_of.set_value(board.as_of);
        // Filters change no width, or the columns would jump under the pointer.
        let measures =
            self.columns.with_untracked(|columns| columns.iter().map(|(_, measure, _)| *measure).collect());
        let (columns, index) = laid_out(&facts, board, measures);
        self.near.set(near_of(&index));
        self.facts.set_value(facts);
        self.index.set_value(index);
        self.columns.set(columns);
    }

    /// When the payload was made.
    pub fn as_of(self) -> Instant {
        self.as_of.get_value()
    }

    /// What all cards share.
    pub fn facts(self) -> Arc<BoardFacts> {
        self.facts.get_value()
    }

    /// The columns in the order of the SOP.
    pub fn columns(self) -> Arc<[ColumnParts]> {
        self.columns.get()
    }

    /// The columns as they are now.
    pub fn columns_untracked(self) -> Arc<[ColumnParts]> {
        self.columns.get_untracked()
    }

    /// Follows every list of cards: whoever calls this runs again when a card comes or goes.
    pub fn track_cards(self) {
        for (_, _, state) in self.columns.get().iter() {
            for group in Group::ALL {
                state.cards(group).track();
            }
        }
    }

    /// A sum over the counts of all columns.
    pub fn sum(self, of: impl Fn(&ColumnCounts) -> u32) -> u32 {
        self.columns.get().iter().map(|(_, _, state)| state.counts.with(&of)).sum()
    }

    /// How many files wait in the trays of the actor's own desks.
    pub fn waiting_for_me(self) -> u32 {
        let columns = self.columns.get();
        let mine = columns.iter().filter(|(_, measure, _)| measure.mine);
        mine.map(|(_, _, state)| state.counts.with(|counts| counts.tray)).sum()
    }

    /// How many of the cards that are here the actor holds, and whether those are all: what lies behind the first window
    /// of one's own desks is not known.
    pub fn mine(self) -> (usize, bool) {
        let facts = self.facts.get_value();
        let held = |placed: &Arc<Placed>| {
            placed.card.standing.stage.holder().is_some_and(|hand| hand.account == facts.actor.account)
        };
        let (mut count, mut all_loaded) = (0, true);
        for (_, measure, state) in self.columns.get().iter() {
            for group in [Group::Desk, Group::WithApplicant, Group::Ready] {
                let (loaded, own) =
                    state.cards(group).with(|cards| (cards.len(), cards.iter().filter(|c| held(c)).count()));
                count += own;
                all_loaded &=
                    !measure.mine || state.counts.with(|counts| counts.of(group) as usize) <= loaded;
            }
        }
        (count, all_loaded)
    }

    /// A card that is shown.
    pub fn card(self, id: &DossierId) -> Option<Arc<Placed>> {
        let (column, group) = self.index.with_value(|index| index.places.get(id).copied())?;
        let columns = self.columns.get_untracked();
        let (_, _, state) = columns.get(column)?;
        state.cards(group).with_untracked(|cards| cards.iter().find(|placed| placed.card.id == *id).cloned())
    }

    /// Puts a card where it is now, out of where it was. One that has ended leaves the board. An older version than the
    /// one shown changes nothing.
    pub fn place(self, card: BoardCard, as_of: Instant) {
        if let Some(shown) = self.card(&card.id)
            && shown.card.standing.version >= card.standing.version
        {
            return;
        }
        self.take_away(&card.id);
        let column = usize::from(card.standing.step.0);
        let columns = self.columns.get_untracked();
        let (Some(group), Some((_, _, state))) = (card.group(), columns.get(column)) else { return };
        let facts = self.facts.get_value();
        let weight = Weight::from(&face(facts.light(), &card, as_of).0);
        self.index.update_value(|index| {
            index.places.insert(card.id.clone(), (column, group));
            index.weights.insert(card.id.clone(), weight);
        });
        state.counts.update(|counts| {
            *count_mut(counts, group) += 1;
            counts.late += u32::from(weight.overdue);
        });
        self.near.update(|near| *near += u32::from(weight.near));
        let rank = rank(&facts, &card, group, as_of);
        let placed = Arc::new(Placed { card, as_of });
        state.cards(group).update(|cards| {
            let at = cards.partition_point(|other| self::rank(&facts, &other.card, group, as_of) <= rank);
            cards.insert(at, placed);
        });
    }

    /// Adds cards of a later window behind those that are shown.
    pub fn append(self, cards: Vec<BoardCard>, as_of: Instant) {
        let columns = self.columns.get_untracked();
        for card in cards {
            let column = usize::from(card.standing.step.0);
            let known = self.index.with_value(|index| index.places.contains_key(&card.id));
            let (Some(group), Some((_, _, state)), false) = (card.group(), columns.get(column), known) else {
                continue;
            };
            let weight = Weight::from(&face(self.facts.get_value().light(), &card, as_of).0);
            self.index.update_value(|index| {
                index.places.insert(card.id.clone(), (column, group));
                index.weights.insert(card.id.clone(), weight);
            });
            self.near.update(|near| *near += u32::from(weight.near));
            state.cards(group).update(|cards| cards.push(Arc::new(Placed { card, as_of })));
        }
    }

    /// What a card says of itself when its clock turns: the counts follow. True where it has just become late.
    pub fn tell(self, id: &DossierId, face: &Face) -> bool {
        let weight = Weight::from(face);
        let told = self.index.try_update_value(|index| {
            let place = index.places.get(id).copied()?;
            let before = index.weights.insert(id.clone(), weight)?;
            Some((place.0, before))
        });
        let Some(Some((column, before))) = told else { return false };
        if before.overdue != weight.overdue
            && let Some((_, _, state)) = self.columns.get_untracked().get(column)
        {
            state.counts.update(|counts| counts.late = moved(counts.late, before.overdue, weight.overdue));
        }
        if before.near != weight.near {
            self.near.update(|near| *near = moved(*near, before.near, weight.near));
        }
        weight.overdue && !before.overdue
    }

    fn take_away(self, id: &DossierId) {
        let old = self.index.try_update_value(|index| {
            let place = index.places.remove(id)?;
            Some((place, index.weights.remove(id)))
        });
        let Some(Some(((column, group), weight))) = old else { return };
        let columns = self.columns.get_untracked();
        let Some((_, _, state)) = columns.get(column) else { return };
        state.cards(group).update(|cards| cards.retain(|placed| placed.card.id != *id));
        let weight = weight.unwrap_or(Weight { overdue: false, near: false });
        state.counts.update(|counts| {
            let count = count_mut(counts, group);
            *count = count.saturating_sub(1);
            counts.late = moved(counts.late, weight.overdue, false);
        });
        self.near.update(|near| *near = moved(*near, weight.near, false));
    }
}

/// A count after one of what it counts has turned.
const fn moved(count: u32, before: bool, now: bool) -> u32 {
    match (before, now) {
        (false, true) => count + 1,
        (true, false) => count.saturating_sub(1),
        (true, true) | (false, false) => count,
    }
}

fn near_of(index: &Index) -> u32 {
    u32::try_from(index.weights.values().filter(|weight| weight.near).count()).unwrap_or(u32::MAX)
}

/// The columns of a board with its cards at their places.
fn laid_out(facts: &BoardFacts, board: Board, measures: Vec<Measure>) -> (Arc<[ColumnParts]>, Index) {
    let Board { as_of, columns, cards } = board;
    let mut index = Index::default();
    let mut groups: HashMap<(usize, Group), Vec<Arc<Placed>>> = HashMap::new();
    for card in cards {
        let column = usize::from(card.standing.step.0);
        let Some(group) = card.group() else { continue };
        index.places.insert(card.id.clone(), (column, group));
        index.weights.insert(card.id.clone(), Weight::from(&face(facts.light(), &card, as_of).0));
        groups.entry((column, group)).or_default().push(Arc::new(Placed { card, as_of }));
    }
    let columns = columns
        .into_iter()
        .zip(measures)
        .map(|(column, measure)| {
            let place = usize::from(column.step.0);
            let mut take = |group| RwSignal::new(groups.remove(&(place, group)).unwrap_or_default());
            let state = ColumnState {
                counts: RwSignal::new(column.counts),
                tray: take(Group::Tray),
                desk: take(Group::Desk),
                with_applicant: take(Group::WithApplicant),
                ready: take(Group::Ready),
            };
            (column, measure, state)
        })
        .collect();
    (columns, index)
}

fn count_mut(counts: &mut ColumnCounts, group: Group) -> &mut u32 {
    match group {
        Group::Tray => &mut counts.tray,
        Group::Desk => &mut counts.desk,
        Group::WithApplicant => &mut counts.with_applicant,
        Group::Ready => &mut counts.ready,
    }
}

/// The order within a group: desks by the earliest due, all others by the longest wait.
fn rank(facts: &BoardFacts, card: &BoardCard, group: Group, now: Instant) -> (Instant, String) {
    let since = card.standing.stage.since();
    let at = match group {
        Group::Desk => step_due(facts.light(), card, now).unwrap_or(Instant::MAX_UTC),
        Group::Tray | Group::WithApplicant | Group::Ready => since,
    };
    (at, card.register.clone())
}

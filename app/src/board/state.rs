//! The board in the browser: a card has one place; whatever moves it, a command or a message, goes through here.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

use domain::board::{Board, BoardCard, BoardColumn, ColumnCounts, Group};
use domain::id::DossierId;
use domain::lang::Lang;
use domain::role::Actor;
use domain::standard::{ServiceStandard, Standards, StepNo};
use domain::time::Instant;
use leptos::prelude::*;

use super::api::BoardPayload;
use super::filter::BoardQuery;
use super::view::{BoardView, Density};
use super::width::{Measure, measures};
use crate::card_face::{Light, Look, outlook, step_due};
use crate::ticker::Followed;
use crate::ui::Here;

/// What all cards of a board share.
#[derive(Debug)]
pub struct BoardFacts {
    /// The standard in force, whose steps are the columns; its prose left out.
    pub standard: ServiceStandard,
    /// The standards that the cards pin, the one in force among them.
    pub standards: Arc<Standards>,
    /// The office, its hours among what is known of it.
    pub here: Arc<Here>,
    /// Who looks.
    pub actor: Actor,
    /// In which language.
    pub lang: Lang,
}

impl BoardFacts {
    fn of(payload: &BoardPayload, here: Arc<Here>, actor: Actor, lang: Lang) -> Self {
        let standard = payload.standard().clone();
        Self { standard, standards: Arc::new(payload.board.standards.clone()), here, actor, lang }
    }

    /// The standard that a card is judged by: the one that its dossier pins.
    pub fn standard_of(&self, card: &BoardCard) -> &ServiceStandard {
        self.standards.find(&card.service, card.standard).unwrap_or(&self.standard)
    }

    /// Whether the page can judge a card: a version that came into force meanwhile is not here yet.
    pub fn knows(&self, card: &BoardCard) -> bool {
        self.standards.find(&card.service, card.standard).is_some()
    }

    /// The column of a step of the card's own standard.
    pub fn column_at(&self, card: &BoardCard, step: StepNo) -> usize {
        self.standard.column_of(self.standard_of(card), step)
    }

    /// The column where a card stands.
    pub fn column_of(&self, card: &BoardCard) -> usize {
        self.column_at(card, card.standing.step)
    }

    /// What the face of a card is made with.
    pub fn light(&self, card: &BoardCard) -> Light<'_> {
        Light { standard: self.standard_of(card), calendar: &self.here.calendar, lang: self.lang }
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
pub(super) type Cards = RwSignal<Vec<Arc<Placed>>>;

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct ColumnState {
    /// Its counts.
    pub counts: RwSignal<ColumnCounts>,
    /// Set whenever the look of one of its cards has turned.
    pub turned: Trigger,
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

#[derive(Debug, Default)]
struct Index {
    /// Where each card is: the column and the group.
    places: HashMap<DossierId, (usize, Group)>,
    /// How each card looks now.
    looks: HashMap<DossierId, Look>,
    /// When a look may turn next, drawn or not, the earliest first.
    turns: BinaryHeap<Reverse<(Instant, DossierId)>>,
}

impl Index {
    fn enter(&mut self, facts: &BoardFacts, card: &BoardCard, now: Instant) -> Option<(usize, Group, Look)> {
        let (group, column) = (card.group()?, facts.column_of(card));
        let found = outlook(facts.light(card), card, now);
        self.places.insert(card.id.clone(), (column, group));
        self.looks.insert(card.id.clone(), found.look);
        self.turns.extend(found.next.map(|at| Reverse((at, card.id.clone()))));
        Some((column, group, found.look))
    }
}

/// A board with more cards than this is shown as rows, or draws the first of each group and more when asked.
pub const DRAWS_ALL: u32 = 400;

/// The board in the browser. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct BoardState {
    facts: StoredValue<Arc<BoardFacts>>,
    /// The filters under which the cards were read.
    filter: StoredValue<BoardQuery>,
    columns: RwSignal<Arc<[ColumnParts]>>,
    index: StoredValue<Index>,
    as_of: StoredValue<Instant>,
    turning: StoredValue<Option<Followed>>,
    /// How the reader looks at it.
    pub view: RwSignal<BoardView>,
    /// Cards on desks whose norm is nearly used.
    pub near: RwSignal<u32>,
}

impl BoardState {
    /// The board of a payload that was read under a filter.
    pub fn new(payload: BoardPayload, filter: BoardQuery, here: Arc<Here>, actor: Actor, lang: Lang) -> Self {
        let facts = Arc::new(BoardFacts::of(&payload, here, actor, lang));
        let BoardPayload { board, view, .. } = payload;
        let as_of = board.as_of;
        let measures = measures(&facts.standard, &board.columns, &facts.actor, &view.widths);
        let (columns, index) = laid_out(&facts, board, measures);
        let near = near_of(&index);
        Self {
            facts: StoredValue::new(facts),
            filter: StoredValue::new(filter),
            columns: RwSignal::new(columns),
            index: StoredValue::new(index),
            as_of: StoredValue::new(as_of),
            turning: StoredValue::new(None),
            view: RwSignal::new(view),
            near: RwSignal::new(near),
        }
    }

    /// Shows another payload of the same service in its place.
    pub fn reset(self, payload: BoardPayload, filter: BoardQuery) {
        let before = self.facts.get_value();
        let BoardFacts { here, actor, lang, .. } = &*before;
        let facts = Arc::new(BoardFacts::of(&payload, Arc::clone(here), actor.clone(), *lang));
        let BoardPayload { board, .. } = payload;
        self.as_of.set_value(board.as_of);
        // Filters change no width, or the columns would jump under the pointer.
        let measures =
            self.columns.with_untracked(|columns| columns.iter().map(|(_, measure, _)| *measure).collect());
        let (columns, index) = laid_out(&facts, board, measures);
        self.near.set(near_of(&index));
        self.facts.set_value(facts);
        self.filter.set_value(filter);
        self.index.set_value(index);
        self.columns.set(columns);
        self.wake_turns();
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

    /// The filters under which the cards were read.
    pub fn filter(self) -> BoardQuery {
        self.filter.get_value()
    }

    /// The column where a card would be shown; none where it has ended or the filters leave it out.
    pub fn column_for(self, card: &BoardCard, as_of: Instant) -> Option<usize> {
        let facts = self.facts.get_value();
        let is_overdue = outlook(facts.light(card), card, as_of).overdue;
        let fits = self.filter.with_value(|filter| filter.fits(card, is_overdue, &facts.actor));
        (fits && card.group().is_some()).then(|| facts.column_of(card))
    }

    /// The column of a card that is shown.
    pub fn column_of(self, id: &DossierId) -> Option<usize> {
        self.index.with_value(|index| index.places.get(id).map(|(column, _)| *column))
    }

    /// Shows the board in another way.
    pub fn look_at(self, view: BoardView) {
        let facts = self.facts.get_value();
        let columns = self.columns.get_untracked();
        let counted: Vec<BoardColumn> = columns
            .iter()
            .map(|(column, _, state)| BoardColumn { counts: state.counts.get_untracked(), ..column.clone() })
            .collect();
        let measures = measures(&facts.standard, &counted, &facts.actor, &view.widths);
        let measured = columns
            .iter()
            .zip(measures)
            .map(|((column, _, state), measure)| (column.clone(), measure, *state));
        self.view.set(view);
        self.columns.set(measured.collect());
    }

    /// How many cards there are, here or not.
    pub fn total(self) -> u32 {
        self.sum(|counts| Group::ALL.into_iter().map(|group| counts.of(group)).sum())
    }

    /// Whether rows stand for cards: chosen, or because there are many.
    pub fn is_dense(self) -> bool {
        match self.view.with(|view| view.density) {
            Density::Dense => true,
            Density::Full => false,
            Density::Auto => self.total() > DRAWS_ALL,
        }
    }

    /// Whatever enters the board from now on wakes this.
    pub fn follow_turns(self, followed: Followed) {
        self.turning.set_value(Some(followed));
    }

    fn wake_turns(self) {
        let next = self.index.with_value(|index| index.turns.peek().map(|Reverse((at, _))| *at));
        if let (Some(followed), Some(at)) = (self.turning.get_value(), next) {
            followed.due_by(at);
        }
    }

    /// How a card looks now; none where it is not here.
    pub fn look(self, id: &DossierId) -> Option<Look> {
        self.index.with_value(|index| index.looks.get(id).copied())
    }

    /// Puts a card where it is now, out of where it was. One that has ended or no longer fits the filters leaves the board.
    /// An older version than the one shown changes nothing.
    pub fn place(self, card: BoardCard, as_of: Instant) {
        if let Some(shown) = self.card(&card.id)
            && shown.card.standing.version >= card.standing.version
        {
            return;
        }
        self.take_away(&card.id);
        if self.column_for(&card, as_of).is_none() {
            return;
        }
        let facts = self.facts.get_value();
        let entered = self.index.try_update_value(|index| index.enter(&facts, &card, as_of)).flatten();
        let Some((column, group, look)) = entered else { return };
        let columns = self.columns.get_untracked();
        let Some((_, _, state)) = columns.get(column) else { return };
        state.counts.update(|counts| {
            *count_mut(counts, group) += 1;
            counts.late += u32::from(group == Group::Desk && look == Look::Late);
        });
        self.near.update(|near| *near += u32::from(look == Look::Near));
        let rank = rank(&facts, &card, group, as_of);
        let placed = Arc::new(Placed { card, as_of });
        state.cards(group).update(|cards| {
            let at = cards.partition_point(|other| self::rank(&facts, &other.card, group, as_of) <= rank);
            cards.insert(at, placed);
        });
        self.wake_turns();
    }

    /// Adds cards of a later window to those that are here. Answers how many were new.
    pub fn append(self, cards: Vec<BoardCard>, as_of: Instant) -> usize {
        let (facts, columns) = (self.facts.get_value(), self.columns.get_untracked());
        let mut added: HashMap<(usize, Group), Vec<Arc<Placed>>> = HashMap::new();
        let (mut count, mut near) = (0, 0);
        self.index.update_value(|index| {
            for card in cards {
                if index.places.contains_key(&card.id) {
                    continue;
                }
                let Some((column, group, look)) = index.enter(&facts, &card, as_of) else { continue };
                near += u32::from(look == Look::Near);
                count += 1;
                added.entry((column, group)).or_default().push(Arc::new(Placed { card, as_of }));
            }
        });
        self.near.update(|known| *known += near);
        for ((column, group), mut new) in added {
            let Some((_, _, state)) = columns.get(column) else { continue };
            state.cards(group).update(|cards| {
                cards.append(&mut new);
                cards.sort_by_cached_key(|placed| rank(&facts, &placed.card, group, as_of));
            });
        }
        self.wake_turns();
        count
    }

    /// Whether cards are counted that are not here yet.
    pub fn lacks_cards(self) -> bool {
        self.columns.get_untracked().iter().any(|(_, _, state)| {
            let lacks = |group: Group| {
                let counted = state.counts.with_untracked(|counts| counts.of(group)) as usize;
                state.cards(group).with_untracked(Vec::len) < counted
            };
            Group::ALL.into_iter().any(lacks)
        })
    }

    /// Lets the looks turn whose time has come. Answers the cards that have just become late and when the next may turn.
    pub fn turn(self, now: Instant) -> (Vec<Arc<Placed>>, Option<Instant>) {
        let facts = self.facts.get_value();
        let mut late = Vec::new();
        loop {
            let due = self.index.try_update_value(|index| match index.turns.peek() {
                Some(Reverse((at, _))) if *at <= now => index.turns.pop().map(|Reverse((_, id))| id),
                _ => None,
            });
            let Some(id) = due.flatten() else { break };
            let Some(placed) = self.card(&id) else { continue };
            let found = outlook(facts.light(&placed.card), &placed.card, now);
            let told = self.index.try_update_value(|index| {
                // A clock that says no later time would be asked for ever.
                let next = found.next.filter(|at| *at > now);
                index.turns.extend(next.map(|at| Reverse((at, id.clone()))));
                Some((index.places.get(&id)?.0, index.looks.insert(id.clone(), found.look)?))
            });
            let Some((column, before)) = told.flatten() else { continue };
            if before == found.look {
                continue;
            }
            if let Some((_, _, state)) = self.columns.get_untracked().get(column) {
                let (was, is) = (before == Look::Late, found.overdue);
                if was != is {
                    state.counts.update(|counts| counts.late = moved(counts.late, was, is));
                }
                state.turned.notify();
            }
            let (was, is) = (before == Look::Near, found.look == Look::Near);
            if was != is {
                self.near.update(|near| *near = moved(*near, was, is));
            }
            if found.look == Look::Late {
                late.push(placed);
            }
        }
        let next = self.index.with_value(|index| index.turns.peek().map(|Reverse((at, _))| *at));
        (late, next)
    }

    fn take_away(self, id: &DossierId) {
        let old = self.index.try_update_value(|index| {
            let place = index.places.remove(id)?;
            Some((place, index.looks.remove(id)?))
        });
        let Some(Some(((column, group), look))) = old else { return };
        let columns = self.columns.get_untracked();
        let Some((_, _, state)) = columns.get(column) else { return };
        state.cards(group).update(|cards| cards.retain(|placed| placed.card.id != *id));
        let was_late = group == Group::Desk && look == Look::Late;
        state.counts.update(|counts| {
            let count = count_mut(counts, group);
            *count = count.saturating_sub(1);
            counts.late = moved(counts.late, was_late, false);
        });
        self.near.update(|near| *near = moved(*near, look == Look::Near, false));
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
    u32::try_from(index.looks.values().filter(|look| **look == Look::Near).count()).unwrap_or(u32::MAX)
}

/// The columns of a board with its cards at their places.
fn laid_out(facts: &BoardFacts, board: Board, measures: Vec<Measure>) -> (Arc<[ColumnParts]>, Index) {
    let Board { as_of, columns, cards, .. } = board;
    let mut index = Index::default();
    let mut groups: HashMap<(usize, Group), Vec<Arc<Placed>>> = HashMap::new();
    for card in cards {
        let Some((column, group, _)) = index.enter(facts, &card, as_of) else { continue };
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
                turned: Trigger::new(),
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
        Group::Desk => step_due(facts.light(card), card, now).unwrap_or(Instant::MAX_UTC),
        Group::Tray | Group::WithApplicant | Group::Ready => since,
    };
    (at, card.register.clone())
}

//! A lifted card: which columns would take it and what taking it means, which refuse it and by what rule. Mouse, touch and
//! keys lift by the same state; it ends in the very offers that the menu has.

use std::sync::Arc;

use domain::board::BoardCard;
use domain::standard::StepNo;
use leptos::prelude::*;

use super::state::{BoardFacts, BoardState, Placed};
use crate::command::OfferLine;
use crate::command::offer::{Deed, Offer, Way, offers};
use crate::words;

/// How a column meets the lifted card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reception {
    /// The card came from here.
    Origin,
    /// It takes the card: the offer, and its words.
    Accepts {
        /// What dropping does.
        deed: Deed,
        /// Which way it is.
        way: Way,
        /// "Serahkan ke Back Office".
        verb: String,
    },
    /// It does not.
    Refuses {
        /// The rule, in short.
        rule: String,
    },
}

impl Reception {
    /// Whether a card that is dropped here comes to lie in the tray of the column.
    pub const fn fills_tray(&self) -> bool {
        matches!(self, Self::Accepts { way: Way::Forward(_) | Way::Back(_), .. })
    }
}

/// To which side an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// To the earlier steps.
    Left,
    /// To the later ones.
    Right,
}

/// Where an arrow leads a lifted card from a column: the next that takes it, none where there is none on that side; and,
/// with their rules, the columns passed over, or all of that side. Neighbours that refuse by one rule are told as one.
pub fn led(receptions: &[Reception], from: usize, side: Side) -> (Option<usize>, Vec<(Vec<usize>, &str)>) {
    let on_the_way: Vec<usize> = match side {
        Side::Right => (from + 1..receptions.len()).collect(),
        Side::Left => (0..from).rev().collect(),
    };
    let mut passed: Vec<(Vec<usize>, &str)> = Vec::new();
    for place in on_the_way {
        match &receptions[place] {
            Reception::Accepts { .. } => return (Some(place), passed),
            Reception::Origin => {}
            Reception::Refuses { rule } => match passed.last_mut() {
                Some((places, same)) if same == rule => places.push(place),
                _ => passed.push((vec![place], rule)),
            },
        }
    }
    (None, passed)
}

/// By what a card was lifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// A mouse or a pen.
    Pointer,
    /// A finger.
    Finger,
    /// The keys.
    Keys,
}

/// A card that is lifted.
#[derive(Clone, Debug)]
pub struct Lifted {
    /// The card, as it was lifted.
    pub placed: Arc<Placed>,
    /// By what.
    pub hand: Hand,
    /// How each column meets it, in the order of the board.
    pub receptions: Arc<[Reception]>,
}

impl Lifted {
    /// The columns that take it, in the order of the board.
    pub fn accepting(&self) -> impl DoubleEndedIterator<Item = usize> {
        let places = self.receptions.iter().enumerate();
        places.filter(|(_, met)| matches!(met, Reception::Accepts { .. })).map(|(place, _)| place)
    }

    /// The columns that refuse it, with the rule of the first.
    pub fn refusing(&self) -> (Vec<usize>, Option<&str>) {
        let mut first = None;
        let mut places = Vec::new();
        for (place, met) in self.receptions.iter().enumerate() {
            if let Reception::Refuses { rule } = met {
                first = first.or(Some(rule.as_str()));
                places.push(place);
            }
        }
        (places, first)
    }
}

/// How every column meets a card: what the menu offers, seen from the columns.
pub fn receptions(facts: &BoardFacts, card: &BoardCard, columns: usize) -> Arc<[Reception]> {
    let origin = facts.column_of(card);
    let standard = facts.standard_of(card);
    let offers = offers(standard, card, &facts.actor);
    (0..columns)
        .map(|place| {
            let leads_here = |offer: &&Offer| column_of(facts, card, offer.way) == Some(place);
            let Some(offer) = offers.iter().find(leads_here) else {
                return if place == origin {
                    Reception::Origin
                } else {
                    Reception::Refuses { rule: words::lift::no_way(facts.lang).to_owned() }
                };
            };
            let line = OfferLine::of(standard, card, offer);
            match &offer.deed {
                Deed::Run(_) | Deed::Ask(_) => {
                    Reception::Accepts { deed: offer.deed.clone(), way: offer.way, verb: line.text }
                }
                Deed::Refused(_) if place == origin => Reception::Origin,
                Deed::Refused(_) => Reception::Refuses { rule: line.below },
            }
        })
        .collect()
}

/// The column on which dropping a card means an offer.
fn column_of(facts: &BoardFacts, card: &BoardCard, way: Way) -> Option<usize> {
    let place = |no: StepNo| facts.column_at(card, no);
    match way {
        Way::Forward(to) | Way::Back(to) => Some(place(to)),
        // The applicant stands before the first desk.
        Way::Applicant => Some(0),
        // A file given away comes back to the desk that gave it.
        Way::Retrieve => Some(place(StepNo(card.standing.step.0.checked_sub(1)?))),
        Way::Accept
        | Way::TakeOver
        | Way::ForwardToMyself(_)
        | Way::Arrive
        | Way::Leave
        | Way::Deliver
        | Way::Refuse => None,
    }
}

/// The lift of a board: what is lifted, and above which column it is.
#[derive(Clone, Copy)]
pub struct Lift {
    lifted: RwSignal<Option<Lifted>>,
    over: RwSignal<Option<usize>>,
    /// The narrow column that opened under the card.
    opened: RwSignal<Option<usize>>,
    /// Above which column the last lift ended.
    ended: StoredValue<Option<usize>>,
}

impl Lift {
    /// Nothing is lifted.
    pub fn new() -> Self {
        Self {
            lifted: RwSignal::new(None),
            over: RwSignal::new(None),
            opened: RwSignal::new(None),
            ended: StoredValue::new(None),
        }
    }

    /// Lifts a card. Answers how the columns meet it.
    pub fn lift(self, state: BoardState, placed: Arc<Placed>, hand: Hand) -> Lifted {
        let receptions = receptions(&state.facts(), &placed.card, state.columns_untracked().len());
        let lifted = Lifted { placed, hand, receptions };
        self.over.set(None);
        self.lifted.set(Some(lifted.clone()));
        lifted
    }

    /// What is lifted, followed.
    pub fn get(self) -> Option<Lifted> {
        self.lifted.get()
    }

    /// What is lifted now.
    pub fn now(self) -> Option<Lifted> {
        self.lifted.get_untracked()
    }

    /// How a column meets the lifted card, followed; none while nothing is lifted.
    pub fn met_by(self, place: usize) -> Option<Reception> {
        self.lifted.with(|lifted| lifted.as_ref().and_then(|lifted| lifted.receptions.get(place).cloned()))
    }

    /// The column below the card, followed.
    pub fn over(self) -> Option<usize> {
        self.over.get()
    }

    /// The column below the card now.
    pub fn over_now(self) -> Option<usize> {
        self.over.get_untracked()
    }

    /// The card is above this column, or above none. Whether that is new.
    pub fn hover(self, place: Option<usize>) -> bool {
        let is_new = self.over.get_untracked() != place;
        if is_new {
            self.over.set(place);
            self.opened.set(None);
        }
        is_new
    }

    /// Opens a narrow column under the card, where the card is still above it.
    pub fn open(self, place: usize) {
        if self.over.try_get_untracked().flatten() == Some(place) {
            self.opened.set(Some(place));
        }
    }

    /// Ends the lift. Answers what was lifted.
    pub fn end(self) -> Option<Lifted> {
        self.ended.set_value(self.over.get_untracked());
        self.over.set(None);
        self.opened.set(None);
        self.lifted.try_update(Option::take).flatten()
    }

    /// Above which column the last lift ended.
    pub fn ended_above(self) -> Option<usize> {
        self.ended.get_value()
    }

    /// What a column shows of the lift by its class.
    pub fn class_of(self, place: usize) -> &'static str {
        let is_over = self.over.get() == Some(place);
        let is_opened = self.opened.get() == Some(place);
        self.lifted.with(|lifted| match lifted.as_ref().and_then(|lifted| lifted.receptions.get(place)) {
            None => "",
            Some(Reception::Origin) => " origin",
            Some(Reception::Accepts { .. }) if is_over && is_opened => " accepts over opened",
            Some(Reception::Accepts { .. }) if is_over => " accepts over",
            Some(Reception::Accepts { .. }) => " accepts",
            Some(Reception::Refuses { .. }) => " refuses",
        })
    }

    /// `aria-disabled` of a column: what a lifted card cannot go to is faded, and said to be out of reach.
    pub fn disabled(self, place: usize) -> Option<&'static str> {
        let refuses = self.lifted.with(|lifted| {
            let reception = lifted.as_ref().and_then(|lifted| lifted.receptions.get(place));
            matches!(reception, Some(Reception::Refuses { .. }))
        });
        refuses.then_some("true")
    }
}

#[cfg(test)]
mod tests {
    use domain::command::Command;

    use super::*;

    fn takes(way: Way) -> Reception {
        Reception::Accepts { deed: Deed::Run(Command::Accept), way, verb: String::new() }
    }

    fn refuses(rule: &str) -> Reception {
        Reception::Refuses { rule: rule.to_owned() }
    }

    #[test]
    fn an_arrow_leads_to_columns_that_take_the_card_and_tells_the_rule_of_each_it_passes() {
        let board = [
            takes(Way::Applicant),
            refuses("a"),
            Reception::Origin,
            refuses("b"),
            refuses("b"),
            refuses("c"),
            takes(Way::Forward(StepNo(6))),
            refuses("d"),
        ];
        assert_eq!(led(&board, 2, Side::Right), (Some(6), vec![(vec![3, 4], "b"), (vec![5], "c")]));
        assert_eq!(led(&board, 2, Side::Left), (Some(0), vec![(vec![1], "a")]));
        assert_eq!(led(&board, 6, Side::Right), (None, vec![(vec![7], "d")]), "the end tells why it is one");
        assert_eq!(
            led(&board, 6, Side::Left),
            (Some(0), vec![(vec![5], "c"), (vec![4, 3], "b"), (vec![1], "a")]),
            "where the card came from says nothing"
        );
        assert_eq!(led(&board, 0, Side::Left), (None, Vec::new()));
    }

    #[test]
    fn what_goes_to_a_desk_falls_into_its_tray() {
        assert!(takes(Way::Forward(StepNo(2))).fills_tray() && takes(Way::Back(StepNo(0))).fills_tray());
        assert!(!takes(Way::Applicant).fills_tray() && !takes(Way::Retrieve).fills_tray());
        assert!(!refuses("a").fills_tray() && !Reception::Origin.fills_tray());
    }
}

//! The board follows what others do: each move is put in its place, but nothing shifts the box of a card that the hand is on.
//! What would waits until the hand has left.

use std::cell::{Cell, RefCell};

use domain::id::DossierId;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keys::{Hands, card_of};
use super::page::show_payload;
use super::passing::{Passing, pass};
use super::state::{BoardState, DRAWS_ALL};
use crate::live::{self, Heard, Moved, Topic};

/// How often what waits for the hand asks whether it has left.
const ASKS_EVERY_MS: u32 = 300;
/// How long the board waits for further moves before it reads itself anew.
const READS_AFTER_MS: u32 = 1_200;

thread_local! {
    static HELD: RefCell<Vec<Moved>> = const { RefCell::new(Vec::new()) };
    static ASKING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    static READING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// Whether the pointer that came last can rest on a card. A finger is gone when it leaves the glass, though the
    /// browser says that it hovers on.
    static RESTS: Cell<bool> = const { Cell::new(true) };
}

/// Follows the board's service from an event on, until the page is left.
pub fn follow(hands: Hands, since: i64) {
    if !cfg!(target_arch = "wasm32") {
        return;
    }
    let service = hands.service.get_untracked();
    live::follow(Topic::Board(service.clone()), since, move |heard| match heard {
        Heard::Moved(moved) if moved.card.service == service => take(hands, Moved::clone(moved)),
        Heard::Moved(_) | Heard::Printed(_) | Heard::OtherProgram => {}
        Heard::Anew => read_anew(hands),
    });
    let pointers = window_event_listener(leptos::ev::pointerover, |event| {
        RESTS.set(event.pointer_type() != "touch");
    });
    on_cleanup(move || {
        pointers.remove();
        HELD.take();
        ASKING.take();
        READING.take();
    });
}

/// The columns of the cards that the hand is on: the one that is lifted, with the column above which it is, the one whose
/// menu is open, the one below the pointer. The focus is no hand: it stays on a card long after one has turned to something
/// else.
fn columns_in_hand(hands: Hands) -> Vec<usize> {
    let lifted = hands.lift.now().map(|lifted| lifted.placed.card.id.clone());
    let cards = [lifted, hands.menu.card(), hovered()];
    let columns = cards.into_iter().flatten().filter_map(|id| hands.state.column_of(&id));
    columns.chain(hands.lift.over_now()).collect()
}

fn hovered() -> Option<DossierId> {
    let below = RESTS.get().then(|| document().query_selector(".board [data-card]:hover"))?;
    card_of(&below.ok().flatten()?)
}

/// Whether a move would shift a card in one of these columns: its card goes out of their column or into it, or with it the
/// board begins to draw other cards.
fn would_shift(state: BoardState, columns: &[usize], moved: &Moved) -> bool {
    let from = state.column_of(&moved.card.id);
    let to = state.column_for(&moved.card, moved.as_of);
    let total = untrack(|| state.total());
    let then = total + u32::from(to.is_some()) - u32::from(from.is_some());
    let touches = [from, to].into_iter().flatten().any(|column| columns.contains(&column));
    touches || !columns.is_empty() && (total > DRAWS_ALL) != (then > DRAWS_ALL)
}

/// What a move is to the board as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    /// It is known, or of a card that the filters leave out as before.
    None,
    /// The card has another place, or none.
    Place,
    /// Only the server can say: it was not loaded, is searched for, or pins a standard that the page has not.
    Unclear,
}

fn news(state: BoardState, moved: &Moved) -> News {
    let filter = state.filter();
    let searches = filter.text().is_some();
    let shown = state.card(&moved.card.id);
    if shown.as_ref().is_some_and(|shown| shown.card.standing.version >= moved.card.standing.version) {
        return News::None;
    }
    let fits = state.column_for(&moved.card, moved.as_of).is_some();
    let is_unclear = if let Some(shown) = &shown {
        searches && shown.card.name != moved.card.name
    } else {
        // A new file was never counted; what is counted may not be here yet.
        let is_new = moved.lay.is_none() && filter.is_open();
        !is_new && state.lacks_cards() || searches && fits
    };
    if is_unclear || !state.facts().knows(&moved.card) {
        News::Unclear
    } else if fits || shown.is_some() {
        News::Place
    } else {
        News::None
    }
}

/// Puts a move in its place, or keeps it until the hand has left.
fn take(hands: Hands, moved: Moved) {
    match news(hands.state, &moved) {
        News::None => {}
        News::Unclear => read_soon(hands),
        News::Place if would_shift(hands.state, &columns_in_hand(hands), &moved) => {
            HELD.with_borrow_mut(|held| held.push(moved));
            once_soon(&ASKING, ASKS_EVERY_MS, move || {
                for moved in HELD.take() {
                    take(hands, moved);
                }
            });
        }
        News::Place => {
            let id = moved.card.id.clone();
            pass(&id, Passing::Fades, || hands.state.place(moved.card, moved.as_of));
        }
    }
}

/// Does something after a while, once however often it is asked for meanwhile.
fn once_soon(
    waiting: &'static std::thread::LocalKey<RefCell<Option<Timeout>>>,
    ms: u32,
    act: impl FnOnce() + 'static,
) {
    if waiting.with_borrow(Option::is_some) {
        return;
    }
    let timer = Timeout::new(ms, move || {
        waiting.take();
        act();
    });
    waiting.set(Some(timer));
}

fn read_soon(hands: Hands) {
    once_soon(&READING, READS_AFTER_MS, move || read_anew(hands));
}

/// Reads the board anew, as the filters are, and shows it once no hand is on a card.
fn read_anew(hands: Hands) {
    let is_free = move || columns_in_hand(hands).is_empty();
    if !is_free() {
        read_soon(hands);
        return;
    }
    spawn_local(async move {
        // Where it fails the next move tries again.
        let shown = show_payload(hands.state, hands.desk, hands.service, hands.query, is_free).await;
        if matches!(shown, Ok(false)) {
            read_soon(hands);
        }
    });
}

#[cfg(test)]
mod tests {
    use domain::board::{BoardCard, Group};
    use domain::my_desk::Lies;

    use super::super::filter::{BoardQuery, Sieve};
    use super::super::sample::{accepted_by, board, board_under, in_tray, moved_to, now};
    use super::*;

    fn told(card: BoardCard) -> Moved {
        Moved { as_of: now(), lay: Some(Lies::Elsewhere), lies: Lies::Elsewhere, card }
    }

    fn counts(state: BoardState, group: Group) -> u32 {
        untrack(|| state.sum(|counts| counts.of(group)))
    }

    #[test]
    fn what_goes_out_of_a_column_or_into_it_waits_for_the_hand_on_one_of_its_cards() {
        Owner::new().with(|| {
            let (under_hand, above, beside) = (in_tray(2, 3), in_tray(1, 3), in_tray(3, 5));
            let state = board(vec![above.clone(), under_hand.clone(), beside.clone()]);
            let hand = [state.column_of(&under_hand.id).expect("it is shown")];
            let waits = |card| would_shift(state, &hand, &told(card));
            assert!(waits(moved_to(&above, 4)), "what lay above it goes");
            assert!(waits(moved_to(&beside, 3)), "something comes to lie above it");
            assert!(waits(moved_to(&under_hand, 4)), "it goes itself");
            assert!(waits(in_tray(4, 3)), "a new file comes");
            assert!(!waits(moved_to(&beside, 6)), "other columns go on");
            assert!(!would_shift(state, &[], &told(moved_to(&above, 4))), "no hand is on a card");
        });
    }

    #[test]
    fn a_board_that_grows_too_large_for_cards_waits_for_the_hand_wherever_it_is() {
        Owner::new().with(|| {
            let state = board((1..=400).map(|number| in_tray(number, 2)).collect());
            assert_eq!(untrack(|| state.total()), DRAWS_ALL);
            assert!(would_shift(state, &[7], &told(in_tray(401, 3))));
            assert!(!would_shift(state, &[7], &told(moved_to(&in_tray(1, 2), 3))));
        });
    }

    #[test]
    fn a_card_that_no_longer_fits_the_filter_leaves_the_board_and_the_counts_follow() {
        Owner::new().with(|| {
            let (first, second) = (in_tray(1, 3), in_tray(2, 3));
            let waiting = BoardQuery::default().toggled(Sieve::In(Group::Tray));
            let state = board_under(waiting, vec![first.clone(), second.clone()]);
            let accepted = told(accepted_by("DK", &first));
            assert_eq!(news(state, &accepted), News::Place);
            assert!(would_shift(state, &[2], &accepted), "but not under the hand");
            state.place(accepted.card, accepted.as_of);
            assert!(state.card(&first.id).is_none());
            assert_eq!((counts(state, Group::Tray), counts(state, Group::Desk)), (1, 0));
            let on = told(moved_to(&second, 4));
            state.place(on.card, on.as_of);
            assert_eq!(state.column_of(&second.id), Some(3), "what fits goes where it is");
            assert_eq!(counts(state, Group::Tray), 1);
        });
    }

    #[test]
    fn what_a_filter_leaves_out_comes_when_it_fits_and_asks_nobody_before() {
        Owner::new().with(|| {
            let (mine, others) = (accepted_by("DK", &in_tray(1, 3)), accepted_by("FR", &in_tray(2, 3)));
            let state = board_under(BoardQuery::default().toggled(Sieve::Mine), vec![mine]);
            assert_eq!(news(state, &told(moved_to(&others, 4))), News::None);
            let taken_over = told(accepted_by("DK", &others));
            assert_eq!(news(state, &taken_over), News::Place);
            state.place(taken_over.card, taken_over.as_of);
            assert_eq!(counts(state, Group::Desk), 2);
        });
    }

    #[test]
    fn what_is_searched_for_is_asked_of_the_server_where_the_card_does_not_tell() {
        Owner::new().with(|| {
            let card = in_tray(1, 3);
            let state = board_under(BoardQuery::default().searching("rak 7"), vec![card.clone()]);
            assert_eq!(news(state, &told(moved_to(&card, 4))), News::Place, "a move changes no place");
            let mut renamed = moved_to(&card, 4);
            renamed.name.name = "Rahmawati".to_owned();
            assert_eq!(news(state, &told(renamed)), News::Unclear);
            assert_eq!(news(state, &told(in_tray(2, 3))), News::Unclear, "it may lie there");
        });
    }
}

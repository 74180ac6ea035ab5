//! What the legend marks: the cards of one verdict stand out, the others step back. For verdicts that no filter of the
//! server knows, since they come and go with the clock.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::keys::closest;

/// A verdict of a card on a desk that the legend marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Tepat waktu.
    OnTime,
    /// Mendekati.
    Near,
    /// Di luar jam kerja.
    Closed,
}

impl Mark {
    /// The class of the board while it is marked.
    pub const fn class(self) -> &'static str {
        match self {
            Self::OnTime => "marks-ontime",
            Self::Near => "marks-near",
            Self::Closed => "marks-closed",
        }
    }

    /// The cards that it marks.
    const fn selector(self) -> &'static str {
        match self {
            Self::OnTime => ".card.verdict-ontime:not(.board-ready)",
            Self::Near => ".card.verdict-risk",
            Self::Closed => ".card.verdict-closed",
        }
    }

    /// Shows the first of them in each column.
    pub fn reveal(self) {
        let Ok(cards) = document().query_selector_all(self.selector()) else { return };
        let mut shown: Option<Element> = None;
        for index in 0..cards.length() {
            let Some(card) = cards.item(index).and_then(|card| card.dyn_into::<Element>().ok()) else {
                continue;
            };
            let Some(list) = closest(&card, ".column-cards:not(.dense-list)") else { continue };
            if shown.as_ref().is_some_and(|shown| shown.is_same_node(Some(&list))) {
                continue;
            }
            let (at, room) = (card.get_bounding_client_rect(), list.get_bounding_client_rect());
            if at.top() < room.top() || at.bottom() > room.bottom() {
                #[expect(clippy::cast_possible_truncation, reason = "a list is lower than 2^31 pixels")]
                list.set_scroll_top(list.scroll_top() + (at.top() - room.top() - room.height() / 3.0) as i32);
            }
            shown = Some(list);
        }
    }
}

/// What is marked; none where nothing is.
pub type Marked = RwSignal<Option<Mark>>;

//! How many cards lie below the edge of a column: a label at its foot that leads to them.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::state::ColumnState;
use crate::ui::Icon;
use crate::words::{self, words};
use domain::board::Group;

/// A card counts as below when less than this of it is seen.
const SEEN: f64 = 40.0;

/// The cards of a scrolled list that lie below its edge.
fn below(list: &Element) -> usize {
    let edge = list.get_bounding_client_rect().bottom() - SEEN;
    let Ok(cards) = list.query_selector_all("[data-card]") else { return 0 };
    (0..cards.length())
        .filter_map(|index| cards.item(index)?.dyn_into::<Element>().ok())
        .filter(|card| card.get_bounding_client_rect().top() > edge)
        .count()
}

/// The label at the foot of a column.
#[component]
pub fn BelowLabel(
    /// The list that scrolls.
    list: NodeRef<Div>,
    /// Its cards.
    cards: ColumnState,
    /// Told at every scroll, and when more or fewer cards are drawn.
    changed: Signal<u32>,
) -> impl IntoView {
    let count = RwSignal::new(0_usize);
    let measure = move || {
        request_animation_frame(move || {
            if let Some(list) = list.get_untracked() {
                let found = below(&list);
                if count.try_get_untracked().is_some_and(|count| count != found) {
                    count.set(found);
                }
            }
        });
    };
    if cfg!(target_arch = "wasm32") {
        Effect::new(move |_| {
            changed.track();
            for group in Group::ALL {
                cards.cards(group).track();
            }
            measure();
        });
        let listener = window_event_listener(leptos::ev::resize, move |_| measure());
        on_cleanup(move || listener.remove());
    }
    let lead = move |_| {
        if let Some(list) = list.get_untracked() {
            list.set_scroll_top(list.scroll_top() + list.client_height() * 3 / 4);
        }
    };
    move || {
        let count = count.get();
        (count > 0).then(|| {
            view! {
                <button type="button" class="column-below" tabindex="-1" aria-hidden="true" on:click=lead>
                    {Icon::ChevronDown.small()}
                    {words::board::more(words::lang(), count)}
                    " "
                    {words().board.below}
                </button>
            }
        })
    }
}

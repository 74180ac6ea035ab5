//! How long each step took today, for the heads of the columns: the page brings it, and some time after files have gone on
//! it is asked for anew, whoever moved them.

use std::cell::RefCell;

use domain::board::{Group, Worked};
use domain::time::ms_of;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::time_worked;
use super::state::BoardState;
use crate::ticker;

/// How long the board waits for further moves before it asks.
const ASKS_AFTER_MS: i64 = 2_000;
/// How long it then rests: a median of a day does not hurry, and many boards are open.
const RESTS_MS: i64 = 30_000;

thread_local! {
    static ASKING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// What the server told last, by the place of the column.
#[derive(Clone, Copy)]
pub struct WorkedToday {
    told: RwSignal<Vec<Option<Worked>>>,
    /// When it was asked, in milliseconds of the office's time.
    asked: StoredValue<i64>,
    state: BoardState,
    service: Signal<String>,
}

impl WorkedToday {
    /// Follows the board: when the number of files of any group changes, the figures are asked for.
    pub fn follow(state: BoardState, service: Signal<String>) -> Self {
        let asked = StoredValue::new(ms_of(state.as_of()) - RESTS_MS);
        let own = Self { told: RwSignal::new(Vec::new()), asked, state, service };
        if cfg!(target_arch = "wasm32") {
            Effect::new(move |before: Option<Vec<[u32; 4]>>| {
                let counted = own.counted();
                if before.is_some_and(|before| before != counted) {
                    own.ask_soon();
                }
                counted
            });
            on_cleanup(|| drop(ASKING.take()));
        }
        own
    }

    fn counted(self) -> Vec<[u32; 4]> {
        let of = |group: Group| move |counts: &domain::board::ColumnCounts| counts.of(group);
        self.state
            .columns()
            .iter()
            .map(|(_, _, column)| Group::ALL.map(|group| column.counts.with(of(group))))
            .collect()
    }

    fn ask_soon(self) {
        let is_asking = ASKING.with_borrow(Option::is_some);
        if !is_asking {
            let now = ms_of(ticker::now(self.state.as_of()));
            let wait = (self.asked.get_value() + RESTS_MS - now).clamp(ASKS_AFTER_MS, RESTS_MS);
            ASKING.set(Some(Timeout::new(u32::try_from(wait).unwrap_or(0), move || self.ask())));
        }
    }

    fn ask(self) {
        drop(ASKING.take());
        let Some(service) = self.service.try_get_untracked() else { return };
        self.asked.set_value(ms_of(ticker::now(self.state.as_of())));
        spawn_local(async move {
            // Where it fails the next move asks again.
            if let Ok(found) = time_worked(service).await {
                self.told.try_set(found);
            }
        });
    }

    /// How long a column took today, followed; `before` is what the page brought.
    pub fn of(self, place: usize, before: Option<Worked>) -> Option<Worked> {
        self.told.with(|told| told.get(place).copied().unwrap_or(before))
    }
}

//! How a person looks at a board: full cards or rows, and columns whose width was set by hand. Kept for each person and
//! service, whatever computer.

use std::collections::BTreeMap;

use domain::standard::ServiceStandard;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::api::keep_view;
use super::state::BoardState;
use super::width::Width;
use crate::ui::{
    Button, ButtonKind, Choice, Dialog, Icon, Menu, MenuItem, SelectField, Toasting, use_toasts,
};
use crate::words::{self, words};

/// Full cards or rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// Rows where there are many cards.
    #[default]
    Auto,
    /// Always cards.
    Full,
    /// Always rows.
    Dense,
}

impl Density {
    /// Every density, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Full, Self::Dense];
}

/// How a person looks at a board.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BoardView {
    /// Cards or rows.
    pub density: Density,
    /// The widths set by hand, by the keys of the steps.
    pub widths: BTreeMap<String, Width>,
}

impl BoardView {
    /// The key under which it is kept.
    pub fn key(service: &str) -> String {
        format!("board:{service}")
    }

    /// The same without what no step of the standard has.
    #[must_use]
    pub fn of_standard(mut self, standard: &ServiceStandard) -> Self {
        self.widths.retain(|key, _| standard.steps.iter().any(|step| step.key == *key));
        self
    }
}

/// Keeps what was chosen; where it cannot be kept the page shows it all the same and says so.
fn keep(state: BoardState, toasts: Toasting, service: Signal<String>, view: BoardView) {
    state.look_at(view.clone());
    let service = service.get_untracked();
    spawn_local(async move {
        if let Err(error) = keep_view(service, view).await {
            toasts.error(&error);
        }
    });
}

/// The menu of the bar: cards or rows, and the way to the widths.
#[component]
pub fn ViewMenu(
    /// The board.
    state: BoardState,
    /// The service.
    service: Signal<String>,
) -> impl IntoView {
    let (w, lang, toasts) = (words(), words::lang(), use_toasts());
    let open = RwSignal::new(false);
    let told = move || {
        state.view.with(|view| match view.density {
            Density::Dense => words::board::view_is(lang, w.board.dense),
            _ if state.is_dense() => words::board::view_is(lang, w.board.dense),
            Density::Auto | Density::Full if view.widths.is_empty() => {
                words::board::widths_are(lang, w.board.auto)
            }
            Density::Auto | Density::Full => words::board::widths_are(lang, w.board.by_hand),
        })
    };
    let button = ViewFn::from(move || {
        view! { <span class="chip">{Icon::Board.small()} <span class="view-told">{told}</span> {Icon::ChevronDown.small()}</span> }
    });
    view! {
        <Menu name=Signal::derive(told) class="board-view" button=button>
            {move || {
                let chosen = state.view.with(|view| view.density);
                Density::ALL
                    .into_iter()
                    .map(|density| {
                        let name = match density {
                            Density::Auto => w.board.density_auto,
                            Density::Full => w.board.density_full,
                            Density::Dense => w.board.density_dense,
                        };
                        let choose = move |()| {
                            let view = BoardView { density, ..state.view.get_untracked() };
                            keep(state, toasts, service, view);
                        };
                        let mark = (density == chosen).then(|| Icon::Tick.small());
                        view! { <MenuItem on_choose=choose><span class="grow">{name}</span>{mark}</MenuItem> }
                    })
                    .collect_view()
            }}
            <MenuItem on_choose=move |()| open.set(true)>{w.board.widths}"…"</MenuItem>
        </Menu>
        <Dialog id="lebar" title=w.board.widths.to_owned() lead=w.board.widths_lead.to_owned() open=open>
            {move || open.get().then(|| view! { <Widths state=state service=service open=open/> })}
        </Dialog>
    }
}

/// The widths of all columns, each by itself.
#[component]
fn Widths(state: BoardState, service: Signal<String>, open: RwSignal<bool>) -> impl IntoView {
    let (w, lang, facts, toasts) = (words(), words::lang(), state.facts(), use_toasts());
    let pinned = state.view.with_untracked(|view| view.widths.clone());
    let key_of = |width: Option<&Width>| width.map_or("", |width| width.class()).to_owned();
    let chosen: Vec<(String, RwSignal<String>)> = facts
        .standard
        .steps
        .iter()
        .map(|step| (step.key.clone(), RwSignal::new(key_of(pinned.get(&step.key)))))
        .collect();
    let rows = facts
        .standard
        .numbered()
        .zip(chosen.clone())
        .map(|((no, step), (key, value))| {
            let choices = [
                Choice::new("", w.board.auto),
                Choice::new(Width::Wide.class(), w.board.width_wide),
                Choice::new(Width::Compact.class(), w.board.width_compact),
                Choice::new(Width::Rail.class(), w.board.width_rail),
            ];
            let label = format!("{} {}", no.number(), step.name.get(lang));
            view! { <SelectField name=format!("lebar-{key}") label=label value=value choices=choices.to_vec()/> }
        })
        .collect_view();
    let all = StoredValue::new(chosen);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let widths = all.with_value(|all| {
            let width = |key: &str| Width::ALL.into_iter().find(|width| width.class() == key);
            let set =
                all.iter().filter_map(|(key, value)| Some((key.clone(), width(&value.get_untracked())?)));
            set.collect()
        });
        keep(state, toasts, service, BoardView { widths, ..state.view.get_untracked() });
        open.set(false);
    };
    let reset = move |_| all.with_value(|all| all.iter().for_each(|(_, value)| value.set(String::new())));
    view! {
        <form class="dialog-body" on:submit=save>
            <div class="board-widths">{rows}</div>
            <div class="dialog-actions">
                <Button on:click=reset>{w.board.widths_reset}</Button>
                <Button kind=ButtonKind::Primary role=crate::ui::ButtonRole::Submit>{w.common.save}</Button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_by_an_earlier_program_is_read() {
        let view: BoardView =
            serde_json::from_str(r#"{"widths":{"draft":"compact"},"other":1}"#).expect("read");
        assert_eq!(view.widths.get("draft"), Some(&Width::Compact));
        assert_eq!(view.density, Density::Auto);
    }
}

//! The steps in a row: what each took, and where the file is.

use domain::clock::Verdict;
use domain::control_card::{CardRow, ControlCard};
use domain::dossier::Stage;
use domain::standard::{ServiceStandard, StepNo};
use leptos::prelude::*;

use super::page::Shown;
use crate::ui::{Paraf, Shape, Tone};
use crate::words::dossier::{over, working};
use crate::words::{lang, words};

/// What a cell of the trail shows of the last visit to its step.
fn last_row(card: &ControlCard, step: StepNo) -> Option<&CardRow> {
    card.rows.iter().rev().find(|row| row.step == step)
}

/// The trail of the file.
#[component]
pub(super) fn Trail(shown: Shown) -> impl IntoView {
    let w = words();
    let view = &shown.view;
    let card = ControlCard::of(&shown.standard, &shown.calendar, &view.dossier, view.as_of).ok();
    let now = view.dossier.standing.step;
    let ended = matches!(view.dossier.standing.stage, Stage::Ended { .. });
    let cells = cells(&shown.standard, card.as_ref(), now, ended);
    view! { <ol class="trail" aria-label=w.dossier.trail>{cells}</ol> }
}

fn cells(
    standard: &ServiceStandard,
    card: Option<&ControlCard>,
    now: StepNo,
    ended: bool,
) -> Vec<impl IntoView + use<>> {
    let (lang, w) = (lang(), words());
    standard
        .numbered()
        .map(|(no, step)| {
            let row = card.and_then(|card| last_row(card, no));
            let class = if no == now && !ended {
                "now"
            } else if row.is_some() {
                "done"
            } else {
                "to-come"
            };
            let receiver = row
                .and_then(|row| row.trays.last())
                .and_then(|wait| wait.receiver.as_ref())
                .map(|hand| view! { <Paraf initials=hand.initials.to_string()/> });
            let verdict = row.and_then(|row| {
                let (tone, shape, text) = match row.verdict? {
                    Verdict::Missed | Verdict::Overdue => (Tone::Late, Shape::Square, over(lang, row.over)),
                    Verdict::AtRisk => (Tone::Risk, Shape::Triangle, working(lang, row.work?)),
                    Verdict::OnTrack | Verdict::Met => {
                        (Tone::OnTime, Shape::Circle, working(lang, row.work?))
                    }
                };
                let class = format!("verdict {}", tone.class());
                Some(view! { <span class=class>{shape.view()} {text}</span> })
            });
            let queue = row.map(|row| format!("{} {}", w.dossier.queue, working(lang, row.queue)));
            let not_reached = row.is_none().then_some(w.dossier.not_reached);
            view! {
                <li class=class aria-current=(class == "now").then_some("step")>
                    <span class="trail-head">
                        <span class="plate plate-soft">{no.number()}</span>
                        {receiver}
                    </span>
                    <b class="trail-name">{step.name.get(lang).to_owned()}</b>
                    {verdict}
                    <span class="trail-queue">{queue} {not_reached}</span>
                </li>
            }
        })
        .collect()
}

//! The steps in a row: what each took, and where the file is.

use domain::clock::Verdict;
use domain::control_card::{CardRow, ControlCard};
use domain::standard::StepNo;
use domain::time::Instant;
use leptos::prelude::*;

use super::control_card::left_of;
use super::page::Shown;
use crate::ui::{Paraf, Shape, Tone};
use crate::words::dossier::{over, steps_to_come, working};
use crate::words::{lang, words};

/// What a cell of the trail shows of the last visit to its step.
fn last_row(card: &ControlCard, step: StepNo) -> Option<&CardRow> {
    card.rows.iter().rev().find(|row| row.step == step)
}

/// The trail of the file; below it, where the names have no room, the step where the file is.
#[component]
pub(super) fn Trail(
    shown: Shown,
    card: Memo<Option<ControlCard>>,
    #[prop(into)] now: Signal<Instant>,
) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let standing = &shown.view.dossier.standing;
    let step = standing.step;
    let name = shown.standard.step(step).map(|step| step.name.get(lang).to_owned());
    let rest = standing.ended().is_none().then(|| {
        let names = shown.standard.numbered().filter(|(no, _)| *no > step);
        let names: Vec<String> = names.map(|(_, step)| step.name.get(lang).to_lowercase()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        steps_to_come(lang, &names)
    });
    let cells = move || card.with(|card| cells(&shown, card.as_ref(), now.get()));
    view! {
        <ol class="trail" aria-label=w.dossier.trail>{cells}</ol>
        <p class="trail-line">
            <b>{step.number()}" "{name}</b>
            {rest.map(|rest| view! { <span class="muted">" · "{rest}</span> })}
        </p>
    }
}

/// How a visit stands: late by how much, what it took, or while it lasts what is left.
fn verdict(row: &CardRow, left: Option<String>) -> Option<impl IntoView + use<>> {
    let (lang, w) = (lang(), words());
    let told = left.unwrap_or(working(lang, row.work?));
    let (tone, shape, text) = match row.verdict? {
        Verdict::Missed | Verdict::Overdue => (Tone::Late, Shape::Square, over(lang, row.over)),
        Verdict::AtRisk => (Tone::Risk, Shape::Triangle, format!("{} {told}", w.dossier.near_short)),
        Verdict::OnTrack | Verdict::Met => {
            (Tone::OnTime, Shape::Circle, format!("{} {told}", w.dossier.on_time_short))
        }
    };
    Some(view! { <span class=format!("verdict {}", tone.class())>{shape.view()} {text}</span> })
}

fn cells(shown: &Shown, card: Option<&ControlCard>, now: Instant) -> Vec<impl IntoView + use<>> {
    let (lang, w) = (lang(), words());
    let here = shown.view.dossier.standing.step;
    let left = left_of(shown, now);
    let ended = shown.view.dossier.standing.ended().is_some();
    shown
        .standard
        .numbered()
        .map(|(no, step)| {
            let row = card.and_then(|card| last_row(card, no));
            let class = if no == here && !ended {
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
                let running = class == "now" && row.end.is_none();
                verdict(row, left.clone().filter(|_| running))
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

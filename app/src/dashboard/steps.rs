//! Waiting and working per step against the norm: two thin bars a step on one scale, and beside them the same numbers.

use domain::clock::Norm;
use domain::dashboard::StepFigures;
use domain::register::State;
use domain::time::WorkingMs;
use leptos::prelude::*;

use super::api::DashboardPayload;
use super::page::{Links, figure};
use crate::ui::portion;
use crate::words::dashboard::{finding, share};
use crate::words::dossier::working;
use crate::words::register::grouped;
use crate::words::{lang, words};

/// The scale of the bars: the longest mean, or the largest norm in minutes where that is longer.
fn scale(payload: &DashboardPayload) -> WorkingMs {
    let means =
        payload.dashboard.steps.iter().flat_map(|step| [step.mean_waiting(), step.mean_working()]).flatten();
    let norms = payload.standard.steps.iter().filter_map(|step| norm_minutes(step.norm));
    means.chain(norms).max().unwrap_or_default()
}

/// A norm that is a line in the bar; one in days is compared by verdict alone.
const fn norm_minutes(norm: Norm) -> Option<WorkingMs> {
    match norm {
        Norm::Minutes(minutes) => Some(WorkingMs::minutes(minutes as i64)),
        Norm::WorkingDays(_) => None,
    }
}

#[component]
fn Bars(step: StepFigures, norm: Norm, scale: WorkingMs) -> impl IntoView {
    let queue = portion(step.mean_waiting().unwrap_or_default().0, scale.0);
    let work = portion(step.mean_working().unwrap_or_default().0, scale.0);
    let norm = norm_minutes(norm).map(|norm| {
        view! { <rect class="figure-norm" x=portion(norm.0, scale.0) y="0" width="2" height="20"></rect> }
    });
    view! {
        <svg class="figure-bars" aria-hidden="true">
            <rect class="figure-queue" y="2" width=queue height="7"></rect>
            <rect class="figure-work" y="11" width=work height="7"></rect>
            {norm}
        </svg>
    }
}

/// The table of the steps.
#[component]
pub(super) fn Steps(payload: DashboardPayload, links: Links) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let scale = scale(&payload);
    let found = payload.dashboard.waiting_permille().zip(payload.dashboard.longest_wait()).and_then(
        |(permille, step)| {
            let name = payload.standard.step(step)?.name.get(lang);
            Some(finding(lang, permille, name))
        },
    );
    let rows = payload
        .dashboard
        .steps
        .iter()
        .zip(&payload.standard.steps)
        .map(|(figures, step)| {
            let no = figures.step;
            let number = |value: u64| grouped(lang, value);
            let time = |time: Option<WorkingMs>| {
                time.map_or_else(|| w.dashboard.no_value.to_owned(), |time| working(lang, time))
            };
            view! {
                <tr>
                    <th scope="row">
                        <span class="plate plate-soft">{no.number()}</span>
                        " "
                        {step.name.get(lang).to_owned()}
                    </th>
                    <td class="number">{figure(number(figures.tray), links.state(State::Tray, Some(no)))}</td>
                    <td class="number">{figure(number(figures.desk), links.state(State::Desk, Some(no)))}</td>
                    <td class="number">{figure(number(figures.late), links.state(State::Late, Some(no)))}</td>
                    <td class="number">{figure(number(figures.visits), links.visits(no))}</td>
                    <td class="number">{time(figures.mean_waiting())}</td>
                    <td class="number">{time(figures.mean_working())}</td>
                    <td class="number muted">{step.norm.text(lang)}</td>
                    <td class="number">{share(lang, figures.met_permille())}</td>
                    <td class="figure-cell"><Bars step=*figures norm=step.norm scale=scale/></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="panel" aria-labelledby="steps">
            <div class="panel-head">
                <h2 class="panel-title" id="steps">{found.unwrap_or_else(|| w.dashboard.steps.to_owned())}</h2>
                <span class="figure-key">
                    <svg viewBox="0 0 18 8" aria-hidden="true"><rect class="figure-queue" width="18" height="8"></rect></svg>
                    {w.dashboard.key_queue}
                    <svg viewBox="0 0 18 8" aria-hidden="true"><rect class="figure-work" width="18" height="8"></rect></svg>
                    {w.dashboard.key_work}
                    <svg viewBox="0 0 4 8" aria-hidden="true"><rect class="figure-norm" width="4" height="8"></rect></svg>
                    {w.dashboard.key_norm}
                </span>
            </div>
            <FigurePatterns/>
            <div class="table-scroll" tabindex="0" role="group" aria-labelledby="steps">
                <table class="table figures">
                    <caption class="unseen">{w.dashboard.steps}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{w.dashboard.step}</th>
                            <th scope="col" class="number">{w.dashboard.tray}</th>
                            <th scope="col" class="number">{w.dashboard.desk}</th>
                            <th scope="col" class="number">{w.dashboard.late_now}</th>
                            <th scope="col" class="number">{w.dashboard.visits}</th>
                            <th scope="col" class="number">{w.dashboard.waiting}</th>
                            <th scope="col" class="number">{w.dashboard.working}</th>
                            <th scope="col" class="number">{w.dashboard.norm}</th>
                            <th scope="col" class="number">{w.dashboard.kept}</th>
                            <th scope="col">{w.dashboard.drawing}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// The hatching of waiting: readable in greyscale.
#[component]
fn FigurePatterns() -> impl IntoView {
    view! {
        <svg class="patterns" width="0" height="0" aria-hidden="true">
            <defs>
                <pattern id="figure-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <line class="hatch-muted" x1="0" y1="0" x2="0" y2="6" stroke-width="3"></line>
                </pattern>
            </defs>
        </svg>
    }
}

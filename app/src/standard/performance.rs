//! How the standard is kept: the share of promises kept, and per step the mean and the share within the norm.

use domain::dashboard::{Dashboard, StepFigures};
use domain::standard::{ServiceStandard, StepNo};
use leptos::prelude::*;

use crate::words::standard::{kept, kept_since, mean, percent, queued};
use crate::words::{self, tracking::sentence};

/// Below this many a share says nothing of the office.
const ENOUGH: u64 = 10;

/// The panel.
pub(super) fn panel(standard: &ServiceStandard, figures: &Dashboard) -> AnyView {
    let w = &words::words().standard;
    let lang = words::lang();
    let promise = figures.promise;
    let share = promise.share_permille().filter(|_| promise.decided() >= ENOUGH);
    let told = match share {
        None => view! { <p>{w.too_few}</p> }.into_any(),
        Some(share) => {
            let norm = sentence::unbroken(&standard.promise.text(lang));
            let (count, rest) = kept(lang, promise.met, promise.decided(), &norm);
            view! {
                <p class="small muted">{kept_since(lang, figures.period.from)}</p>
                <p class="huge">{percent(lang, share)}<small>{"\u{a0}%"}</small></p>
                <p><b>{count}</b>{" "}{rest}</p>
                <p class="small muted">{w.performance_note}</p>
            }
            .into_any()
        }
    };
    view! {
        <section class="pub-card kept" aria-labelledby="kinerja">
            <h2 id="kinerja">{w.performance}</h2>
            {told}
        </section>
    }
    .into_any()
}

fn of(figures: &Dashboard, step: StepNo) -> Option<&StepFigures> {
    figures.steps.iter().find(|figures| figures.step == step)
}

/// The mean time at a step, and the queue before it.
pub(super) fn times(figures: &Dashboard, step: StepNo) -> AnyView {
    let lang = words::lang();
    let counted = of(figures, step).filter(|figures| figures.visits >= ENOUGH);
    let Some(working) = counted.and_then(StepFigures::mean_working) else {
        return words::words().common.no_value.into_any();
    };
    let queue = counted.and_then(StepFigures::mean_waiting).map(|time| queued(lang, time));
    view! { <b>{mean(lang, working)}</b>{queue.map(|queue| view! { <small>{queue}</small> })} }.into_any()
}

/// The share of a step's visits within its norm.
pub(super) fn within(figures: &Dashboard, step: StepNo) -> String {
    let counted = of(figures, step).filter(|figures| figures.clocked >= ENOUGH);
    counted.and_then(StepFigures::met_permille).map_or_else(
        || words::words().common.no_value.to_owned(),
        |share| format!("{}\u{a0}%", (share + 5) / 10),
    )
}

/// The share of all promises, for the foot of the table.
pub(super) fn total(figures: &Dashboard) -> String {
    let promise = figures.promise;
    let share = promise.share_permille().filter(|_| promise.decided() >= ENOUGH);
    share.map_or_else(
        || words::words().common.no_value.to_owned(),
        |share| format!("{}\u{a0}%", percent(words::lang(), share)),
    )
}

//! The way of the file: a list of what is done, what goes on and what comes next.

use domain::tracking::{Band, Milestone, Official, Progress, Row};
use leptos::prelude::*;

use super::status::Page;
use crate::public::Mark;
use crate::words::tracking::{sentence, timeline};

/// The rows under a heading.
pub(super) fn open(page: &Page<'_>) -> AnyView {
    view! {
        <section class="block" aria-labelledby="perjalanan">
            <h2 id="perjalanan">{page.w.journey}</h2>
            {rows(page)}
        </section>
    }
    .into_any()
}

/// The rows behind a line that opens them.
pub(super) fn folded(page: &Page<'_>) -> AnyView {
    view! {
        <details class="block pub-why">
            <summary>{page.w.journey}</summary>
            {rows(page)}
        </details>
    }
    .into_any()
}

fn rows(page: &Page<'_>) -> AnyView {
    let late = matches!(page.status.band, Band::Late(_));
    let rows = page.status.timeline.iter().map(|row| one(page, row, late)).collect_view();
    view! { <ol class="way">{rows}</ol> }.into_any()
}

fn one(page: &Page<'_>, row: &Row, late: bool) -> AnyView {
    let w = page.w;
    let (class, read) = match row.progress {
        Progress::Done if matches!(row.milestone, Milestone::Ended(_)) => ("done ended", None),
        Progress::Done => ("done", Some(w.done)),
        Progress::Now if late => ("now late", None),
        Progress::Now => ("now", None),
        Progress::WithYou => ("with-you", None),
        Progress::Next => ("next", Some(w.next)),
    };
    let going_on = matches!(row.progress, Progress::Now | Progress::WithYou);
    let dot = match row.progress {
        Progress::Done if matches!(row.milestone, Milestone::Ended(_)) => Mark::Dash.view().into_any(),
        Progress::Done => Mark::Tick.view().into_any(),
        Progress::WithYou => bars(),
        Progress::Now | Progress::Next => ().into_any(),
    };
    view! {
        <li class=class aria-current=going_on.then_some("step")>
            <span class="dot" aria-hidden="true">{dot}</span>
            <h3>
                {read.map(|read| view! { <span class="unseen">{read}{" "}</span> })}
                {timeline::title(page.teller.lang, row)}
                {going_on.then(|| view! { <span class="tag">{w.now}</span> })}
            </h3>
            {timeline::line(page.teller, row).map(|line| view! { <p class="when">{line}</p> })}
            {officials(page, row)}
        </li>
    }
    .into_any()
}

fn bars() -> AnyView {
    view! {
        <svg class="bars" viewBox="0 0 20 20">
            <path d="M4 1.5h4.5v17H4zM11.5 1.5H16v17h-4.5z"></path>
        </svg>
    }
    .into_any()
}

/// The officials of a row of initials while it goes on.
fn officials(page: &Page<'_>, row: &Row) -> Option<AnyView> {
    let Milestone::Initials { officials } = &row.milestone else { return None };
    if row.progress != Progress::Now || officials.len() < 2 {
        return None;
    }
    let list = officials.iter().map(|official| one_official(page, official)).collect_view();
    Some(view! { <ul class="rows officials">{list}</ul> }.into_any())
}

fn one_official(page: &Page<'_>, official: &Official) -> AnyView {
    let (w, teller) = (page.w, page.teller);
    let at = official.at.map(|at| teller.short_moment(at, page.status.as_of));
    let (class, told) = match official.progress {
        Progress::Done => ("done", at.unwrap_or_default()),
        Progress::Now => ("now", at.map_or_else(String::new, |at| timeline::since(teller.lang, &at))),
        Progress::Next | Progress::WithYou => ("next", w.not_yet.to_owned()),
    };
    let mark = match official.progress {
        Progress::Done => Mark::Tick.view().into_any(),
        Progress::Now | Progress::Next | Progress::WithYou => {
            view! { <svg class="pub-mark pip" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="5"></circle></svg> }
                .into_any()
        }
    };
    view! {
        <li class=class>
            {mark}
            <span class="who">{sentence::role(teller.lang, &official.role)}</span>
            <span class="muted">{told}</span>
        </li>
    }
    .into_any()
}

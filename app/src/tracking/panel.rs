//! The panel at the head: band, promise, and why this date.

use domain::time::Instant;
use domain::tracking::{Band, Heading, WhyDay};
use leptos::prelude::*;

use super::status::Page;
use crate::public::tone;
use crate::words::tracking::sentence;

/// The panel, and the line beside it.
pub(super) fn promise(page: &Page<'_>) -> AnyView {
    let band = page.status.band;
    let tone = tone(band);
    view! {
        <section class=tone.class>
            <p class="pub-panel-band">{tone.shape}<span>{sentence::band(page.teller.lang, band)}</span></p>
            <div class="pub-panel-body">{body(page)}</div>
        </section>
        {note(page)}
    }
    .into_any()
}

fn date(page: &Page<'_>, label: &'static str, at: Instant) -> AnyView {
    view! {
        <p class="label">{label}</p>
        <p class="big">
            <span>{page.teller.full_day_of(at)}</span>
            <small>{page.teller.clock(at)}</small>
        </p>
    }
    .into_any()
}

fn body(page: &Page<'_>) -> AnyView {
    let (status, w, teller) = (page.status, page.w, page.teller);
    let promise = &status.promise;
    let provisional = promise.provisional.then(|| view! { <p class="small">{w.provisional}</p> });
    if let Some(returned) = &status.returned {
        let sorry =
            promise.late_before_return.then(|| view! { <p class="small">{w.sorry_before_return}</p> });
        return view! {
            <p class="label">{w.complete_until}</p>
            <p class="big"><span>{teller.full_day(returned.last_day)}</span></p>
            <p class="small">{sentence::returned(teller, returned.since, returned.after, promise.norm)}</p>
            {sorry}
        }
        .into_any();
    }
    if let Some(ready) = &status.collection {
        let promised = promise
            .due_at
            .map(|due| view! { <p class="small muted">{sentence::our_promise(teller, due)}</p> });
        let sorry =
            matches!(status.band, Band::FinishedLate(_)).then(|| view! { <p class="small">{w.sorry}</p> });
        return view! { {date(page, w.ready_since, ready.since)}{promised}{sorry} }.into_any();
    }
    if let Some(ended) = &status.ended {
        let label = if status.heading == Heading::Delivered { w.delivered_at } else { w.ended_at };
        return date(page, label, ended.at);
    }
    let Some(due) = promise.due_at else { return ().into_any() };
    let late = matches!(status.band, Band::Late(_));
    let label = if late { w.promised_until } else { w.ready_until };
    let sorry = late.then(|| view! { <p class="sorry">{w.sorry}</p> });
    let earlier =
        (promise.late_before_return && !late).then(|| view! { <p class="small">{w.sorry_before_return}</p> });
    view! { {date(page, label, due)}{sorry}{earlier}{provisional}{why(page)} }.into_any()
}

fn why(page: &Page<'_>) -> Option<AnyView> {
    let (w, teller) = (page.w, page.teller);
    let promise = &page.status.promise;
    if promise.why.is_empty() {
        return None;
    }
    let days = |days: &WhyDay| {
        let told = if days.from == days.to {
            teller.day(days.from)
        } else {
            format!("{} – {}", teller.day(days.from), teller.day(days.to))
        };
        view! { <li><span>{told}</span><span class="muted">{sentence::day_reason(teller, &days.reason)}</span></li> }
    };
    let text = format!("{} {}", sentence::promise(teller.lang, promise.norm), w.why_received);
    let list = promise.why.iter().map(days).collect_view();
    let details = view! {
        <details class="pub-why">
            <summary>{w.why}</summary>
            <p class="small">{text}</p>
            <ul class="rows">{list}</ul>
        </details>
    };
    Some(details.into_any())
}

/// What the applicant need not do.
fn note(page: &Page<'_>) -> Option<AnyView> {
    let w = page.w;
    let after = match page.status.heading {
        Heading::Checking => w.we_tell_if_missing,
        Heading::Drafting
        | Heading::Initialling
        | Heading::Signing
        | Heading::Numbering
        | Heading::Preparing => w.we_text_when_ready,
        Heading::Returned { .. }
        | Heading::Late
        | Heading::Ready
        | Heading::Delivered
        | Heading::Refused
        | Heading::Withdrawn
        | Heading::Closed
        | Heading::Annulled
        | Heading::Revoked
        | Heading::Replaced => return None,
    };
    Some(view! { <p class="pub-note"><b>{w.nothing_to_do}</b>{" "}{after}</p> }.into_any())
}

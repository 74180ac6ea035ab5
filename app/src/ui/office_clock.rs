//! The office's date and time, and whether it is open: ticking with the minute.

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::time::words::full_day;
use domain::time::{Instant, MINUTE_MS, instant_ms, ms_of};
use leptos::prelude::*;
use std::sync::Arc;

use crate::{ticker, words};

/// Pixels of the day's line.
const LINE: i64 = 108;

/// What the clock shows during one minute.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Face {
    date: NaiveDate,
    time: String,
    state: String,
    gone: i64,
}

fn face_of(calendar: &Calendar, now: Instant) -> (Face, Option<Instant>) {
    let lang = words::lang();
    let local = calendar.local(now);
    let hours = calendar.intervals(local.date);
    let gone = day_of(&hours).map_or(0, |(open, close)| place(now, open, close));
    let face = Face {
        date: local.date,
        time: local.time(lang),
        state: words::common::office_state(lang, calendar, now),
        gone,
    };
    let next = instant_ms((ms_of(now).div_euclid(MINUTE_MS) + 1) * MINUTE_MS);
    (face, Some(next))
}

/// From the first opening to the last close.
fn day_of(hours: &[(Instant, Instant)]) -> Option<(Instant, Instant)> {
    Some((hours.first()?.0, hours.last()?.1))
}

/// Where an instant lies on the day's line, in pixels.
fn place(at: Instant, open: Instant, close: Instant) -> i64 {
    let whole = (ms_of(close) - ms_of(open)).max(1);
    ((ms_of(at) - ms_of(open)) * LINE / whole).clamp(0, LINE)
}

/// The office's clock: date, whether it is open and until when, the time, and how much of the day is gone.
#[component]
pub fn OfficeClock(
    /// The working calendar.
    calendar: Arc<Calendar>,
    /// The server's time of the page.
    as_of: Instant,
) -> impl IntoView {
    let lang = words::lang();
    let zone = calendar.offset().zone();
    let ticking = Arc::clone(&calendar);
    let face = ticker::live(as_of, move |now| face_of(&ticking, now));
    let date = Memo::new(move |_| face.with(|face| face.date));
    let line = move || {
        let hours = calendar.intervals(date.get());
        let (open, close) = day_of(&hours)?;
        let breaks = hours
            .windows(2)
            .map(|pair| {
                let (from, to) = (place(pair[0].1, open, close), place(pair[1].0, open, close));
                view! {
                    <rect class="break" x=from.to_string() y="0.5" width=(to - from).to_string() height="5"></rect>
                }
            })
            .collect_view();
        let gone = move || face.with(|face| face.gone.to_string());
        Some(view! {
            <svg class="day-line" viewBox="0 0 108 6" aria-hidden="true">
                <rect class="hours" y="1" width="108" height="4" rx="2"></rect>
                <rect class="gone" y="1" width=gone height="4" rx="2"></rect>
                {breaks}
            </svg>
        })
    };
    view! {
        <div class="office-clock">
            <div class="office-day">
                <b>{move || full_day(date.get(), lang)}</b>
                {move || face.with(|face| face.state.clone())}
            </div>
            <div>
                <div class="office-time">
                    {move || face.with(|face| face.time.clone())} " " <small>{zone}</small>
                </div>
                {line}
            </div>
        </div>
    }
    .into_any()
}

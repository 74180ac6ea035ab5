//! "Mengapa tenggat ini?": a row per day, hours across, a pattern and a word per reason, the working time at the right.
//! The sums are those of the clock.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use domain::calendar::Calendar;
use domain::clock::{ClockEvent, Norm};
use domain::explain::{Explanation, Phase, Reason, Span, explain};
use domain::time::{DAY_MS, HOUR_MS, WorkingMs, ms_of};
use leptos::prelude::*;

use super::clocks::Which;
use super::page::Shown;
use crate::ui::portion;
use crate::words::dossier::working;
use crate::words::{lang, words};

/// The drawing's hours: local, from the opening that comes first to the close that comes last.
const FROM_HOUR: i64 = 7;
const TO_HOUR: i64 = 17;
const TICKS: [i64; 6] = [7, 9, 11, 13, 15, 17];
/// Minutes across the drawing.
const WIDTH: i64 = (TO_HOUR - FROM_HOUR) * 60;
/// Most days drawn; a longer history is told by its last days.
const MOST_DAYS: usize = 21;

/// The class of a span: a pattern per reason.
fn class_of(span: &Span) -> &'static str {
    match (&span.reason, span.phase) {
        (Reason::Counted | Reason::Condensed, Phase::Ahead | Phase::IfResumed) => "why-ahead",
        (Reason::Counted | Reason::Condensed, Phase::Late) => "why-late",
        (Reason::Counted | Reason::Condensed, Phase::Gone) => "why-counted",
        (Reason::DayZero, _) => "why-zero",
        (Reason::OutsideHours, _) => "why-outside",
        (Reason::Break, _) => "why-break",
        (Reason::Weekend, _) => "why-weekend",
        (Reason::Holiday { .. }, _) => "why-holiday",
        (Reason::WithApplicant, _) => "why-applicant",
    }
}

/// A piece of a day's row, in minutes of the drawing.
struct Piece {
    class: &'static str,
    x: i64,
    width: i64,
    title: String,
    label: Option<String>,
}

/// One day of the drawing.
#[derive(Default)]
struct Day {
    pieces: Vec<Piece>,
    counted: WorkingMs,
    word: Option<String>,
}

fn days(calendar: &Calendar, explanation: &Explanation) -> BTreeMap<NaiveDate, Day> {
    let lang = lang();
    let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
    for span in &explanation.spans {
        let mut from = span.from;
        while from < span.to {
            let date = calendar.date(from);
            let local = calendar.local(from);
            let into_day = i64::from(local.hour) * HOUR_MS + i64::from(local.minute) * 60_000;
            let midnight = domain::time::instant_ms(
                ms_of(from) - into_day - i64::from(local.second) * 1_000 - ms_of(from).rem_euclid(1_000)
                    + DAY_MS,
            );
            let to = span.to.min(midnight);
            let day = days.entry(date).or_default();
            let start = (into_day / 60_000 - FROM_HOUR * 60).clamp(0, WIDTH);
            let end =
                (into_day / 60_000 - FROM_HOUR * 60 + (ms_of(to) - ms_of(from)) / 60_000).clamp(0, WIDTH);
            if span.reason.is_clock_time() && span.from >= from {
                day.counted += span.working;
            }
            let plain = matches!(span.reason, Reason::OutsideHours);
            if !plain && matches!(span.reason, Reason::Weekend | Reason::Holiday { .. } | Reason::DayZero) {
                day.word = Some(span.reason.text(lang));
            }
            if end > start {
                let title = span.reason.text(lang);
                let label = (span.working > WorkingMs::ZERO && end - start >= 40)
                    .then(|| working(lang, span.working));
                day.pieces.push(Piece { class: class_of(span), x: start, width: end - start, title, label });
            }
            from = to;
        }
    }
    days
}

fn row(date: NaiveDate, day: Day) -> impl IntoView {
    let lang = lang();
    let pieces = day
        .pieces
        .into_iter()
        .map(|piece| {
            let label = piece.label.map(|label| {
                let middle = portion(piece.x + piece.width / 2, WIDTH);
                view! { <text class="why-label" x=middle y="15" text-anchor="middle">{label}</text> }
            });
            view! {
                <g>
                    <title>{piece.title}</title>
                    <rect class=piece.class x=portion(piece.x, WIDTH) y="2" width=portion(piece.width, WIDTH) height="18"></rect>
                    {label}
                </g>
            }
        })
        .collect_view();
    let sum = day.word.unwrap_or_else(|| working(lang, day.counted));
    view! {
        <tr>
            <th scope="row">{domain::time::words::short_day(date, lang)}</th>
            <td class="why-drawing">
                <svg aria-hidden="true">{pieces}</svg>
            </td>
            <td class="number">{sum}</td>
        </tr>
    }
}

fn explained(shown: &Shown, norm: Norm, events: &[ClockEvent]) -> Option<impl IntoView + use<>> {
    let (lang, w) = (lang(), words());
    let explanation = explain(&shown.calendar, norm, events, shown.view.as_of).ok()?;
    let mut days: Vec<(NaiveDate, Day)> = days(&shown.calendar, &explanation).into_iter().collect();
    let surplus = days.len().saturating_sub(MOST_DAYS);
    days.drain(..surplus);
    let hours = TICKS
        .iter()
        .map(|hour| {
            let at = portion((hour - FROM_HOUR) * 60, WIDTH);
            let anchor = match *hour {
                FROM_HOUR => "start",
                TO_HOUR => "end",
                _ => "middle",
            };
            view! { <text class="why-hour" x=at y="12" text-anchor=anchor>{format!("{hour:02}.00")}</text> }
        })
        .collect_view();
    let due = explanation.evaluation.due_at.map(|due| shown.calendar.local(due).long(lang));
    let rows = days.into_iter().map(|(date, day)| row(date, day)).collect_view();
    let lines = last_spans(&explanation).iter().map(|span| line(&shown.calendar, span)).collect_view();
    let used = working(lang, explanation.counted());
    let left = domain::clock_words::duration(explanation.left_to_count().begun_minutes(), lang);
    Some(view! {
        <div class="table-scroll">
            <table class="why-table">
                <thead>
                    <tr>
                        <th scope="col">{w.dossier.why_day}</th>
                        <td class="why-drawing">
                            <svg class="why-hours" aria-hidden="true">{hours}</svg>
                        </td>
                        <th scope="col" class="number">{w.dossier.why_sum}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <td colspan="2">
                            {due.map(|due| view! { {w.dossier.why_due}" "<b>{due}</b> })}
                        </td>
                        <td class="number">
                            {w.dossier.why_total}" "<b>{used.clone()}</b><br/>{w.dossier.why_left}" "<b>{left.clone()}</b>
                        </td>
                    </tr>
                </tfoot>
            </table>
        </div>
        <ul class="why-list">
            {lines}
            <li class="why-end"><span>{w.dossier.why_total}</span><b>{used}</b></li>
            <li class="why-end"><span>{w.dossier.why_left}</span><b>{left}</b></li>
        </ul>
    })
}

/// The spans that a list tells: nights are left out, a long history is told by its end.
fn last_spans(explanation: &Explanation) -> Vec<&Span> {
    let told: Vec<&Span> =
        explanation.spans.iter().filter(|span| !matches!(span.reason, Reason::OutsideHours)).collect();
    let surplus = told.len().saturating_sub(2 * MOST_DAYS);
    told.into_iter().skip(surplus).collect()
}

/// A span as a line, where the page is too narrow for the drawing.
fn line(calendar: &Calendar, span: &Span) -> impl IntoView + use<> {
    let lang = lang();
    let (from, to) = (calendar.local(span.from), calendar.local(span.to));
    let day = |date: NaiveDate| domain::time::words::short_day(date, lang);
    // A span that ends at midnight ends with the day before.
    let last = calendar.date(span.to - TimeDelta::milliseconds(1));
    let when = if from.date == last && span.reason.is_clock_time() {
        format!("{}, {}–{}", day(from.date), from.time(lang), to.time(lang))
    } else if from.date == last {
        day(from.date)
    } else {
        format!("{} – {}", day(from.date), day(last))
    };
    let time = if span.reason.is_clock_time() { working(lang, span.working) } else { "–".to_owned() };
    view! {
        <li>
            <svg class="why-swatch" viewBox="0 0 22 12" aria-hidden="true">
                <rect class=class_of(span) width="22" height="12"></rect>
            </svg>
            <span>{span.reason.text(lang)}<small>{when}</small></span>
            <b>{time}</b>
        </li>
    }
}

/// The legend: every pattern with its word.
#[component]
fn Legend() -> impl IntoView {
    let lang = lang();
    let entries = [
        ("why-counted", Reason::Counted.text(lang)),
        ("why-late", lang.pick("dihitung, sesudah tenggat", "counted, after the due time").to_owned()),
        ("why-ahead", words().dossier.why_left.to_owned()),
        ("why-zero", Reason::DayZero.text(lang)),
        ("why-break", Reason::Break.text(lang)),
        ("why-outside", Reason::OutsideHours.text(lang)),
        ("why-weekend", Reason::Weekend.text(lang)),
        ("why-holiday", lang.pick("libur", "holiday").to_owned()),
        ("why-applicant", Reason::WithApplicant.text(lang)),
    ];
    let entries = entries
        .into_iter()
        .map(|(class, text)| {
            view! {
                <li>
                    <svg viewBox="0 0 22 12" aria-hidden="true"><rect class=class width="22" height="12"></rect></svg>
                    {text}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="why-legend">{entries}</ul> }
}

/// The patterns that the drawings are filled with, once on the page.
#[component]
fn Patterns() -> impl IntoView {
    let hatch = |id: &'static str, class: &'static str, size: &'static str| {
        view! {
            <pattern id=id width=size height=size patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <line class=class x1="0" y1="0" x2="0" y2=size stroke-width="3"></line>
            </pattern>
        }
    };
    view! {
        <svg class="patterns" width="0" height="0" aria-hidden="true">
            <defs>
                {hatch("hatch-break", "hatch-muted", "6")}
                {hatch("hatch-weekend", "hatch-line", "9")}
                {hatch("hatch-holiday", "hatch-accent", "6")}
                {hatch("hatch-applicant", "hatch-paused", "5")}
                {hatch("hatch-late", "hatch-late", "5")}
            </defs>
        </svg>
    }
}

/// The reasons of a due time; the promise's first, the others by choice.
#[component]
pub(super) fn Why(shown: Shown) -> impl IntoView {
    let w = words();
    let chosen = RwSignal::new(Which::Promise);
    let choice = move |which: Which, label: &'static str| {
        let pressed = move || if chosen.get() == which { "true" } else { "false" };
        view! {
            <button type="button" aria-pressed=pressed on:click=move |_| chosen.set(which)>{label}</button>
        }
    };
    let drawing = move || {
        let dossier = &shown.view.dossier;
        match chosen.get() {
            Which::Promise => explained(&shown, shown.standard.promise, &dossier.promise).into_any(),
            Which::Legal => explained(&shown, shown.standard.legal, &dossier.legal).into_any(),
            Which::Step => {
                let norm = shown.standard.step(dossier.standing.step).map(|step| step.norm);
                let drawn = norm.and_then(|norm| explained(&shown, norm, dossier.step_clock()));
                match drawn {
                    Some(drawn) => drawn.into_any(),
                    None => view! { <p class="muted">{w.dossier.no_clock}</p> }.into_any(),
                }
            }
        }
    };
    view! {
        <details class="why" open>
            <summary>{w.dossier.why}</summary>
            <Patterns/>
            <div class="segmented why-choice" role="group" aria-label=w.dossier.why_clock>
                {choice(Which::Promise, w.dossier.promise)}
                {choice(Which::Step, w.dossier.step)}
                {choice(Which::Legal, w.dossier.legal)}
            </div>
            {drawing}
            <Legend/>
        </details>
    }
}

//! The drawing of a due time: hours across, a row per day, a pattern and a word per reason.

use std::collections::BTreeMap;

use domain::calendar::Calendar;
use domain::explain::{DayLine, DayTable, Phase, Reason, Span};
use domain::time::{DAY_MS, Instant, MINUTE_MS, WorkingMs, ms_of};
use leptos::prelude::*;

use crate::ui::portion;
use crate::words::dossier::working;
use crate::words::{lang, why, words};

/// Minutes before the first opening and after the last close that are drawn.
const MARGIN: i64 = 30;
/// Minutes between two hours that are named.
const TICK: i64 = 90;
/// The hours that are drawn where no day is open.
const USUAL: (i64, i64) = (7 * 60, 17 * 60);
/// How wide a drawing usually is, in pixels: whether a word has room is told by it.
const USUAL_WIDTH: i64 = 560;
/// How wide a letter of a label is, in pixels.
const LETTER: i64 = 7;
/// How wide the flag of the due time is, in pixels.
const FLAG: i64 = 92;

/// The class of a span: a pattern per reason.
pub(super) fn class_of(span: &Span) -> &'static str {
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

/// The minutes of the day that are drawn, and the hours that are named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Axis {
    from: i64,
    to: i64,
    ticks: Vec<i64>,
}

impl Axis {
    /// The axis of some days: from the opening that comes first to the close that comes last; the hours named are those of
    /// the most of them.
    pub(super) fn of(calendar: &Calendar, table: &DayTable) -> Self {
        let mut weeks: BTreeMap<Vec<(i64, i64)>, usize> = BTreeMap::new();
        let open = table.lines.iter().filter(|line| line.whole.is_none());
        for line in open {
            let hours: Vec<(i64, i64)> = calendar
                .intervals(line.from)
                .into_iter()
                .map(|(open, close)| (minute_of(calendar, open), minute_before(calendar, close)))
                .collect();
            if !hours.is_empty() {
                *weeks.entry(hours).or_default() += 1;
            }
        }
        let opens = weeks.keys().filter_map(|hours| hours.first()).map(|(open, _)| *open).min();
        let closes = weeks.keys().filter_map(|hours| hours.last()).map(|(_, close)| *close).max();
        let (from, to) = opens.zip(closes).map_or(USUAL, |(open, close)| {
            (
                (open - MARGIN).max(0) / MARGIN * MARGIN,
                (close + 2 * MARGIN - 1).min(24 * 60) / MARGIN * MARGIN,
            )
        });
        let most =
            weeks.into_iter().max_by_key(|(_, days)| *days).map(|(hours, _)| hours).unwrap_or_default();
        let ticks = most.into_iter().flat_map(|(open, close)| {
            let within = (1..).map(move |n| open + n * TICK).take_while(move |at| close - at >= TICK / 2);
            std::iter::once(open).chain(within).chain(std::iter::once(close))
        });
        Self { from, to, ticks: ticks.collect() }
    }

    const fn width(&self) -> i64 {
        self.to - self.from
    }

    fn at(&self, minute: i64) -> i64 {
        (minute - self.from).clamp(0, self.width())
    }

    /// The named hours.
    pub(super) fn view(&self) -> impl IntoView + use<> {
        let lang = lang();
        let last = self.ticks.len().saturating_sub(1);
        let width = self.width();
        let ticks = self
            .ticks
            .iter()
            .enumerate()
            .map(|(place, minute)| {
                let anchor = if place == last && minute + MARGIN >= self.to { "end" } else { "middle" };
                let at = portion(self.at(*minute), width);
                view! { <text class="why-hour" x=at y="12" text-anchor=anchor>{why::hour(lang, *minute)}</text> }
            })
            .collect_view();
        view! { <svg class="why-hours" aria-hidden="true">{ticks}</svg> }
    }
}

fn minute_of(calendar: &Calendar, at: Instant) -> i64 {
    (ms_of(at) - ms_of(calendar.midnight(calendar.date(at)))) / MINUTE_MS
}

/// The minute of an end: midnight is the end of the day before.
fn minute_before(calendar: &Calendar, at: Instant) -> i64 {
    match minute_of(calendar, at) {
        0 => DAY_MS / MINUTE_MS,
        minute => minute,
    }
}

/// What stands on a piece, where it has room.
fn label_of(span: &Span) -> Option<String> {
    let lang = lang();
    let time = working(lang, span.working);
    match (&span.reason, span.phase) {
        (Reason::Counted | Reason::Condensed, Phase::Ahead | Phase::IfResumed) => {
            Some(why::left(lang, &domain::clock_words::duration(span.working.begun_minutes(), lang)))
        }
        (Reason::Counted | Reason::Condensed, _) => (span.working > WorkingMs::ZERO).then_some(time),
        (Reason::OutsideHours | Reason::Break, _) => None,
        (reason, _) => Some(why::pattern(lang, reason)),
    }
}

/// One row of the drawing; `due` and `now` where they lie on its day.
pub(super) fn row(
    calendar: &Calendar,
    axis: &Axis,
    line: &DayLine,
    (due, now): (Option<Instant>, Option<Instant>),
) -> impl IntoView + use<> {
    let lang = lang();
    let width = axis.width();
    let fits = |label: &String, minutes: i64| {
        i64::try_from(label.chars().count()).unwrap_or(i64::MAX) * LETTER <= minutes * USUAL_WIDTH / width
    };
    let pieces = line
        .spans
        .iter()
        .filter_map(|span| {
            let (from, to) = if line.whole.is_some() {
                (0, width)
            } else {
                (axis.at(minute_of(calendar, span.from)), axis.at(minute_before(calendar, span.to)))
            };
            if to <= from {
                return None;
            }
            // A flag that flies backwards lies on what ends at it.
            let flagged =
                due.is_some_and(|due| span.to == due && flies_back(axis, minute_before(calendar, due)));
            let label = label_of(span).filter(|label| !flagged && fits(label, to - from)).map(|label| {
                let middle = portion(from + (to - from) / 2, width);
                view! { <text class="why-label" x=middle y="15" text-anchor="middle">{label}</text> }
            });
            let (x, wide) = (portion(from, width), portion(to - from, width));
            Some(view! {
                <g>
                    <title>{why::pattern(lang, &span.reason)}</title>
                    <rect class=class_of(span) x=x y="2" width=wide height="18"></rect>
                    {label}
                </g>
            })
        })
        .take(if line.whole.is_some() { 1 } else { usize::MAX })
        .collect_view();
    let now = now.map(|now| {
        let at = portion(axis.at(minute_of(calendar, now)), width);
        view! { <line class="why-now" x1=at.clone() x2=at y1="0" y2="22"></line> }
    });
    let due = due.map(|due| flag(axis, minute_before(calendar, due), &calendar.local(due).time(lang)));
    view! { <svg aria-hidden="true">{pieces} {now} {due}</svg> }
}

/// Whether behind this minute there is no room for the flag of the due time.
fn flies_back(axis: &Axis, minute: i64) -> bool {
    (axis.width() - axis.at(minute)) * USUAL_WIDTH / axis.width() < FLAG
}

/// The due time, as a flag that flies to the side where there is room.
fn flag(axis: &Axis, minute: i64, time: &str) -> impl IntoView + use<> {
    let at = portion(axis.at(minute), axis.width());
    let shift = format!("translate({} 0)", if flies_back(axis, minute) { -FLAG } else { 0 });
    let text = why::due_at(lang(), time);
    view! {
        <g class="why-due">
            <line x1=at.clone() x2=at.clone() y1="0" y2="22"></line>
            <g transform=shift>
                <rect x=at.clone() y="2" width=FLAG height="18" rx="3"></rect>
                <text x=at dx=FLAG / 2 y="15" text-anchor="middle">{text}</text>
            </g>
        </g>
    }
}

/// The legend: every pattern that is drawn, with its word.
#[component]
pub(super) fn Legend(
    /// The spans that are drawn.
    spans: Vec<Span>,
) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let all = [
        ("why-counted", Reason::Counted.text(lang)),
        ("why-late", why::late(lang).to_owned()),
        ("why-ahead", w.dossier.why_left.to_owned()),
        ("why-zero", why::pattern(lang, &Reason::DayZero)),
        ("why-break", Reason::Break.text(lang)),
        ("why-outside", Reason::OutsideHours.text(lang)),
        ("why-weekend", Reason::Weekend.text(lang)),
        ("why-holiday", why::holiday(lang).to_owned()),
        ("why-applicant", Reason::WithApplicant.text(lang)),
    ];
    let entries = all
        .into_iter()
        .filter(|(class, _)| spans.iter().any(|span| class_of(span) == *class))
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

/// The patterns that drawings are filled with, once on the page.
#[component]
pub(super) fn Patterns() -> impl IntoView {
    let hatch = |id: &'static str, class: &'static str, size: &'static str, stroke: &'static str, turn| {
        view! {
            <pattern id=id width=size height=size patternUnits="userSpaceOnUse" patternTransform=turn>
                <line class=class x1="0" y1="0" x2="0" y2=size stroke-width=stroke></line>
            </pattern>
        }
    };
    let (left, right, upright) = ("rotate(45)", "rotate(-45)", "rotate(0)");
    view! {
        <svg class="patterns" width="0" height="0" aria-hidden="true">
            <defs>
                {hatch("hatch-queue", "hatch-ink", "4", "2", left)}
                {hatch("hatch-break", "hatch-pale", "6", "2", left)}
                {hatch("hatch-weekend", "hatch-line", "10", "8", left)}
                {hatch("hatch-holiday", "hatch-accent", "6", "3", right)}
                {hatch("hatch-applicant", "hatch-paused", "7", "3", upright)}
                {hatch("hatch-late", "hatch-late", "5", "4", left)}
            </defs>
        </svg>
    }
}

//! The office's day as a line, with a mark for each dossier due today: late ones behind the hand, the rest before it.

use std::collections::BTreeMap;

use domain::time::{Instant, ms_of};
use leptos::prelude::*;

use super::face::{due_of, row_face};
use super::state::DeskState;
use crate::card_face::Look;
use crate::words::{self, words};

/// The width of the drawing in its own units; the page stretches nothing but the line.
const WIDE: i64 = 1000;
/// Marks nearer than this are told as one with a count.
const NEAR: i64 = 14;

struct Mark {
    at: i64,
    look: Look,
    count: usize,
}

/// Where an instant lies between the opening and the close of the day.
fn place(opens: Instant, closes: Instant, at: Instant) -> i64 {
    let (from, to) = (ms_of(opens), ms_of(closes));
    ((ms_of(at).clamp(from, to) - from) * WIDE) / (to - from).max(1)
}

/// The line. An ornament: the groups below say the same.
#[component]
pub fn DayLine(
    /// The desk.
    state: DeskState,
    /// The office's time, by the minute.
    now: ReadSignal<Instant>,
) -> impl IntoView {
    let lang = words::lang();
    move || {
        let (now, here) = (now.get(), state.here());
        let calendar = &here.calendar;
        let hours = calendar.intervals(calendar.date(now));
        let (opens, closes) = (hours.first()?.0, hours.last()?.1);
        let at = |instant: Instant| place(opens, closes, instant);
        let time = |instant: Instant| calendar.local(instant).time(lang);
        let breaks: Vec<(Instant, Instant)> = hours.windows(2).map(|pair| (pair[0].1, pair[1].0)).collect();
        let mut marks: BTreeMap<i64, Mark> = BTreeMap::new();
        state.cards.with(|cards| {
            for kept in cards {
                let due = state.in_light(&kept.card, |light| {
                    let due = due_of(light, &kept.card, now)?;
                    let today = calendar.date(due) == calendar.date(now);
                    (today || due < now).then(|| (at(due), row_face(light, &kept.card, now).0.look))
                });
                let Some((at, look)) = due.flatten() else { continue };
                let slot = at / NEAR * NEAR;
                let mark = marks.entry(slot).or_insert(Mark { at, look, count: 0 });
                mark.count += 1;
                if worse(look) > worse(mark.look) {
                    mark.look = look;
                }
            }
        });
        let percent = |at: i64| format!("{}.{}%", at / 10, at % 10);
        let marks = marks
            .into_values()
            .map(|mark| {
                let count = (mark.count > 1).then_some(mark.count);
                let class = format!("day-mark {}", mark.look.tone().class());
                view! {
                    <svg class="day-at" x=percent(mark.at) y="0" width="1" height="20" overflow="visible">
                        <foreignObject x="-24" y="0" width="30" height="20">
                            <span class=class>{count}{mark.look.shape().view()}</span>
                        </foreignObject>
                    </svg>
                }
            })
            .collect_view();
        let rest = breaks
            .iter()
            .map(|(from, to)| {
                let width = percent(at(*to) - at(*from));
                view! { <rect class="day-break" x=percent(at(*from)) y="22" width=width height="5"></rect> }
            })
            .collect_view();
        let hand = percent(at(now));
        let labels = std::iter::once(opens)
            .chain(breaks.iter().flat_map(|(from, to)| [*from, *to]))
            .chain([closes])
            .map(|instant| {
                let anchor = if instant == opens {
                    "start"
                } else if instant == closes {
                    "end"
                } else {
                    "middle"
                };
                view! { <text class="day-label" x=percent(at(instant)) y="42" text-anchor=anchor>{time(instant)}</text> }
            })
            .collect_view();
        let names = breaks
            .iter()
            .map(|(from, to)| {
                let middle = percent(i64::midpoint(at(*from), at(*to)));
                view! { <text class="day-label day-break-name" x=middle y="42" text-anchor="middle">{words().my_desk.rest}</text> }
            })
            .collect_view();
        let is_today = now >= opens && now <= closes;
        let flag = is_today.then(|| {
            view! {
                <line class="day-hand" x1=hand.clone() x2=hand.clone() y1="4" y2="31"></line>
                <svg class="day-at" x=hand.clone() y="-12" overflow="visible">
                    <rect class="day-plate" x="-21" width="42" height="17" rx="4"></rect>
                    <text class="day-now" y="12.5" text-anchor="middle">{time(now)}</text>
                </svg>
            }
        });
        Some(view! {
            <svg class="desk-day" height="48" width="100%" aria-hidden="true">
                <rect class="day-track" y="22" width="100%" height="5"></rect>
                <rect class="day-gone" y="22" width=hand height="5"></rect>
                {rest}
                {marks}
                {flag}
                {labels}
                {names}
            </svg>
        })
    }
}

const fn worse(look: Look) -> u8 {
    match look {
        Look::Late | Look::ReadyLate => 3,
        Look::Near => 2,
        Look::OnTime | Look::Waiting | Look::Ready => 1,
        Look::Paused | Look::Closed => 0,
    }
}

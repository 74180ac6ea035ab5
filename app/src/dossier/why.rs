//! "Mengapa tenggat ini?": what a clock counts since when, a row per day with what it took, and what a calendar moved. The
//! sums are those of the clock.

use std::sync::Arc;

use domain::calendar::Calendar;
use domain::clock::{ClockEvent, ClockEventKind, Norm, Status};
use domain::event::{ClockName, Event};
use domain::explain::{DayLine, DayTable, Reason, Span, Used, by_days};
use domain::time::{Instant, WorkingMs};
use leptos::prelude::*;

use super::clocks::Which;
use super::page::Shown;
use super::paper::{PaperHead, Part};
use super::why_drawing::{Axis, Legend, class_of, row};
use crate::ui::Icon;
use crate::words::dossier::working;
use crate::words::tracking::moment::Teller;
use crate::words::why::{Began, Explained};
use crate::words::{lang, why, words};

/// Most lines of days that are told; a longer history is told by its last days.
const MOST_LINES: usize = 21;

/// A clock to be explained.
#[derive(Clone, Copy)]
struct Clock<'a> {
    which: Which,
    norm: Norm,
    events: &'a [ClockEvent],
}

impl<'a> Clock<'a> {
    /// One of the three; the step's only where it runs.
    fn of(shown: &'a Shown, which: Which) -> Option<Self> {
        let dossier = &shown.view.dossier;
        let (norm, events) = match which {
            Which::Promise => (shown.standard.promise, &dossier.promise[..]),
            Which::Legal => (shown.standard.legal, &dossier.legal[..]),
            Which::Step => (shown.standard.step(dossier.standing.step)?.norm, dossier.step_clock()),
        };
        (!events.is_empty()).then_some(Self { which, norm, events })
    }

    const fn name(&self) -> ClockName {
        match self.which {
            Which::Promise => ClockName::Promise,
            Which::Legal => ClockName::Legal,
            Which::Step => ClockName::Step,
        }
    }

    /// From where it runs: its last start.
    fn began(&self) -> Option<&ClockEvent> {
        self.events.iter().rev().find(|event| event.event.begins())
    }
}

/// What a clock counts and since when; when it stopped.
fn opening(shown: &Shown, clock: Clock<'_>, now: Instant, day_zero: Option<chrono::NaiveDate>) -> String {
    let lang = lang();
    let Some(began) = clock.began() else { return String::new() };
    let calendar = &shown.calendar;
    let teller = Teller::new(lang, calendar.local(now).offset, now);
    let at = teller.moment(began.at);
    let counted_as = day_zero.filter(|day| *day != calendar.date(began.at)).map(|day| teller.day(day));
    let began =
        Began { at: &at, again: began.event == ClockEventKind::Restart, counted_as: counted_as.as_deref() };
    let step = shown.view.dossier.standing.step;
    let name = shown.standard.step(step).map_or("", |step| step.name.get(lang));
    let step = format!("{} {name}", step.number());
    let explained = match clock.which {
        Which::Promise => Explained::Promise,
        Which::Legal => Explained::Legal,
        Which::Step => Explained::Step(&step),
    };
    let told = why::opening(lang, explained, clock.norm, began);
    let stopped = clock.events.last().filter(|event| event.event == ClockEventKind::Stop);
    match stopped {
        Some(stop) => format!("{told} {}", why::stopped(lang, &teller.moment(stop.at))),
        None => told,
    }
}

/// The notes of what calendars moved of this run of the clock.
fn moves(shown: &Shown, clock: Clock<'_>, now: Instant) -> Vec<impl IntoView + use<>> {
    let lang = lang();
    let teller = Teller::new(lang, shown.calendar.local(now).offset, now);
    let since = clock.began().map(|began| began.at);
    let lines = shown.view.card.iter().filter(|line| since.is_some_and(|since| line.at >= since));
    lines
        .filter_map(|line| match &line.event {
            Event::CalendarMoved { calendar, moved } => {
                let moved = moved.iter().find(|moved| moved.clock == clock.name())?;
                let at = |at: Option<Instant>| at.map(|at| teller.moment(at));
                let (from, to) = (at(moved.from), at(moved.to));
                let (what, way) = why::moved(lang, from.as_deref(), to.as_deref());
                let by = why::calendar(lang, *calendar, &teller.moment(line.at));
                Some(view! {
                    <p class="note why-moved">
                        {Icon::Info.view()}
                        <span><b>{what}</b>" "{way}": "<span lang="id">{moved.because.clone()}</span>" ("{by}")."</span>
                    </p>
                })
            }
            _ => None,
        })
        .collect()
}

/// The working time of a line at the right: what has gone by, what is ahead, or why nothing counts.
fn time_of(line: &DayLine) -> String {
    let lang = lang();
    match &line.whole {
        Some(reason @ (Reason::Weekend | Reason::WithApplicant)) => reason.text(lang),
        Some(_) => why::holiday(lang).to_owned(),
        None if line.gone > WorkingMs::ZERO => working(lang, line.gone),
        None if line.ahead > WorkingMs::ZERO => {
            why::left(lang, &domain::clock_words::duration(line.ahead.begun_minutes(), lang))
        }
        None => "–".to_owned(),
    }
}

/// What a line took of a norm in working days.
fn share_of(line: &DayLine) -> Option<String> {
    let w = words();
    let day_zero = line.spans.iter().any(|span| span.reason == Reason::DayZero);
    let share = why::share_of_day(lang(), line.used)?;
    Some(match &line.whole {
        Some(Reason::WithApplicant) => w.dossier.why_not_counted.to_owned(),
        None if day_zero => w.dossier.why_not_counted.to_owned(),
        None if line.gone == WorkingMs::ZERO && line.ahead > WorkingMs::ZERO => String::new(),
        _ => share,
    })
}

fn table_row(calendar: &Calendar, axis: &Axis, line: &DayLine, marks: Marks) -> impl IntoView + use<> {
    let lang = lang();
    let (weekday, day) = why::day_of(lang, line.from, line.to);
    let on_it = |at: Option<Instant>| at.filter(|at| calendar.date(*at) == line.from && line.from == line.to);
    let drawn = row(calendar, axis, line, (on_it(marks.due), on_it(marks.now)));
    let share = share_of(line).map(|share| view! { <td class="number why-share">{share}</td> });
    let ahead_only = line.gone == WorkingMs::ZERO;
    view! {
        <tr>
            <th scope="row">{weekday}" "<span>{day}</span></th>
            <td class="why-drawing">{drawn}</td>
            <td class="number" class:muted=ahead_only>{time_of(line)}</td>
            {share}
        </tr>
    }
}

/// The instants that are marked on the drawing.
#[derive(Clone, Copy)]
struct Marks {
    due: Option<Instant>,
    now: Option<Instant>,
}

/// Days that stand in no line of their own.
fn earlier_row(table: &DayTable) -> Option<impl IntoView + use<>> {
    let lang = lang();
    (table.earlier_days > 0).then(|| {
        let (time, share) = match table.earlier {
            Used::Time(time) => (working(lang, time), None),
            used @ Used::DayThousandths(_) => (String::new(), why::share_of_day(lang, used)),
        };
        view! {
            <tr>
                <th scope="row" colspan="2">{why::earlier(lang, table.earlier_days)}</th>
                <td class="number">{time}</td>
                {share.map(|share| view! { <td class="number why-share">{share}</td> })}
            </tr>
        }
    })
}

fn explained(shown: &Shown, clock: Clock<'_>, now: Instant) -> Option<impl IntoView + use<>> {
    let (lang, w) = (lang(), words());
    let calendar = &shown.calendar;
    let (explanation, table) = by_days(calendar, clock.norm, clock.events, now, MOST_LINES).ok()?;
    let evaluation = &explanation.evaluation;
    let axis = Axis::of(calendar, &table);
    let spans: Vec<Span> = table.spans().cloned().collect();
    let open = !matches!(evaluation.status, Status::Stopped | Status::NotStarted);
    let marks = Marks { due: evaluation.due_at, now: open.then_some(now) };
    let rows = table.lines.iter().map(|line| table_row(calendar, &axis, line, marks)).collect_view();
    let lines = table.lines.iter().flat_map(|line| list_lines(calendar, line)).collect_view();
    let used = why::used_of(lang, table.used, clock.norm);
    let left = domain::clock_words::duration(explanation.left_to_count().begun_minutes(), lang);
    let left = open.then_some(left);
    let due = evaluation.due_at.map(|due| calendar.local(due).long(lang));
    let by_share = matches!(table.used, Used::DayThousandths(_));
    let columns = if by_share { "2" } else { "1" };
    let told_before = (table.earlier_days > 0).then(|| {
        let used = why::share_of_day(lang, table.earlier).unwrap_or_else(|| match table.earlier {
            Used::Time(time) => working(lang, time),
            Used::DayThousandths(_) => String::new(),
        });
        view! { <li class="why-end"><span>{why::earlier(lang, table.earlier_days)}</span><b>{used}</b></li> }
    });
    Some(view! {
        <p class="why-opening">{opening(shown, clock, now, explanation.day_zero)}</p>
        <div class="table-scroll">
            <table class="why-table">
                <thead>
                    <tr>
                        <th scope="col"><span class="unseen">{w.dossier.why_day}</span></th>
                        <td class="why-drawing">{axis.view()}</td>
                        <th scope="col" class="number">{w.dossier.why_sum}</th>
                        {by_share.then(|| view! { <th scope="col" class="number">{w.dossier.why_share}</th> })}
                    </tr>
                </thead>
                <tbody>
                    {earlier_row(&table)}
                    {rows}
                </tbody>
                <tfoot>
                    <tr>
                        <td colspan="2">{due.clone().map(|due| view! { {w.dossier.why_due}" "<b>{due}</b> })}</td>
                        <td class="number" colspan=columns>
                            {w.dossier.why_total}" "<b>{used.clone()}</b>
                            {left.clone().map(|left| view! { <br/>{w.dossier.why_left}" "<b>{left}</b> })}
                        </td>
                    </tr>
                </tfoot>
            </table>
        </div>
        <ul class="why-list">
            {told_before}
            {lines}
            {due.map(|due| view! { <li class="why-end"><span>{w.dossier.why_due}</span><b>{due}</b></li> })}
            <li class="why-end"><span>{w.dossier.why_total}</span><b>{used}</b></li>
            {left.map(|left| view! { <li class="why-end"><span>{w.dossier.why_left}</span><b>{left}</b></li> })}
        </ul>
        <Legend spans=spans/>
        {moves(shown, clock, now)}
    })
}

/// The spans of a line, where the page is too narrow for the drawing; nights are left out.
fn list_lines(calendar: &Calendar, line: &DayLine) -> Vec<impl IntoView + use<>> {
    let told = line.spans.iter().filter(|span| !matches!(span.reason, Reason::OutsideHours));
    told.map(|span| list_line(calendar, line, span)).collect()
}

fn list_line(calendar: &Calendar, line: &DayLine, span: &Span) -> impl IntoView + use<> {
    let (lang, w) = (lang(), words());
    let time = |at: Instant| calendar.local(at).time(lang);
    let (open, close) = (time(span.from), time(span.to));
    let times = line.whole.is_none().then_some((open.as_str(), close.as_str()));
    let when = why::span_of(lang, line.from, line.to, times);
    let class = class_of(span);
    let (text, amount) = match &span.reason {
        Reason::WithApplicant => (span.reason.text(lang), w.dossier.why_not_counted.to_owned()),
        reason if !reason.is_clock_time() => (reason.text(lang), "–".to_owned()),
        _ if class == "why-ahead" => (
            w.dossier.why_until_due.to_owned(),
            domain::clock_words::duration(span.working.begun_minutes(), lang),
        ),
        reason => (why::pattern(lang, reason), working(lang, span.working)),
    };
    view! {
        <li>
            <svg class="why-swatch" viewBox="0 0 22 12" aria-hidden="true">
                <rect class=class width="22" height="12"></rect>
            </svg>
            <span class="why-what">{text}<small>{when}</small></span>
            <b>{amount}</b>
        </li>
    }
}

/// The reasons of a due time; the promise's first, the others by choice.
#[component]
pub(super) fn Why(shown: Shown, #[prop(into)] now: Signal<Instant>) -> impl IntoView {
    let w = words();
    let chosen = RwSignal::new(Which::Promise);
    let choice = move |which: Which, label: &'static str| {
        let pressed = move || if chosen.get() == which { "true" } else { "false" };
        view! {
            <button type="button" aria-pressed=pressed on:click=move |_| chosen.set(which)>{label}</button>
        }
    };
    let paper = shown.clone();
    let shown = Arc::new(shown);
    let drawing = move || {
        let drawn = Clock::of(&shown, chosen.get()).and_then(|clock| explained(&shown, clock, now.get()));
        match drawn {
            Some(drawn) => drawn.into_any(),
            None => view! { <p class="muted">{w.dossier.no_clock}</p> }.into_any(),
        }
    };
    view! {
        <details class="why" open>
            <summary>{w.dossier.why}</summary>
            <PaperHead shown=paper title=w.dossier.why/>
            <div class="why-bar">
                <div class="segmented why-choice" role="group" aria-label=w.dossier.why_clock>
                    {choice(Which::Promise, w.dossier.promise)}
                    {choice(Which::Step, w.dossier.step)}
                    {choice(Which::Legal, w.dossier.legal)}
                </div>
                <button type="button" class="link why-print" on:click=move |_| Part::Why.print()>
                    {Icon::Print.small()}
                    {w.dossier.print_why}
                </button>
            </div>
            {drawing}
        </details>
    }
}

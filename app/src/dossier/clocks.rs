//! The three clocks of a dossier, live, with their reasons.

use domain::clock_words::{ClockFacts, promise_words, step_words};
use domain::dossier_clock::{promise_facts, step_facts};
use domain::time::Instant;
use leptos::prelude::*;

use super::page::Shown;
use super::why::Why;
use crate::ticker::live;
use crate::ui::{ClockBar, ClockFace, VerdictChip};
use crate::words::common::today_at;
use crate::words::{lang, words};

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The promise.
    Promise,
    /// The step's.
    Step,
    /// The legal limit.
    Legal,
}

/// What a clock says at an instant: its face, its due time in words, and when either changes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    face: ClockFace,
    due: String,
    provisional: bool,
}

fn say(shown: &Shown, which: Which, now: Instant) -> (Said, Option<Instant>) {
    let lang = lang();
    let dossier = &shown.view.dossier;
    let standing = &dossier.standing;
    let none =
        || Said { face: ClockFace::none(), due: words().dossier.no_clock.to_owned(), provisional: false };
    let spoken = match which {
        Which::Promise => {
            let facts =
                promise_facts(&shown.calendar, &standing.stage, shown.standard.promise, &dossier.promise);
            promise_words(&shown.calendar, &facts, now, lang)
        }
        Which::Legal => {
            let facts = promise_facts(&shown.calendar, &standing.stage, shown.standard.legal, &dossier.legal);
            promise_words(&shown.calendar, &facts, now, lang)
        }
        Which::Step => {
            let Some(step) = shown.standard.step(standing.step) else { return (none(), None) };
            match step_facts(&standing.stage, step.norm, dossier.step_clock()) {
                Some(facts) => step_words(&shown.calendar, &facts, now, lang),
                None => return (none(), None),
            }
        }
    };
    let Ok(spoken) = spoken else { return (none(), None) };
    let calendar = &shown.calendar;
    let due = spoken.due_at.map(|due| {
        let local = calendar.local(due);
        if local.date == calendar.date(now) { today_at(lang, &local.time(lang)) } else { local.chip(lang) }
    });
    // On the eve it is told by its date, on the day itself by the hour.
    let turns = spoken.due_at.into_iter().flat_map(|due| {
        let day = calendar.date(due);
        [Some(calendar.midnight(day)), day.succ_opt().map(|next| calendar.midnight(next))]
    });
    let next = turns.flatten().filter(|turn| *turn > now).chain(spoken.next_text_change_at).min();
    let due = due.unwrap_or_else(|| words().dossier.no_clock.to_owned());
    (Said { face: ClockFace::of(&spoken), due, provisional: spoken.provisional }, next)
}

/// The remaining time of a promise is not in its chip, so the clock's own words are told below the date.
fn left(shown: &Shown, which: Which, now: Instant) -> (String, Option<Instant>) {
    let dossier = &shown.view.dossier;
    let (norm, events) = match which {
        Which::Promise => (shown.standard.promise, &dossier.promise),
        Which::Legal => (shown.standard.legal, &dossier.legal),
        Which::Step => return (String::new(), None),
    };
    let facts = domain::clock_words::StepClockFacts::Clocked(ClockFacts::new(norm, events));
    step_words(&shown.calendar, &facts, now, lang())
        .map_or((String::new(), None), |said| (said.text, said.next_text_change_at))
}

/// One clock with its bar and words.
#[component]
pub(super) fn Clock(shown: Shown, which: Which) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let standing = &shown.view.dossier.standing;
    let title = match which {
        Which::Promise => format!("{} · {}", w.dossier.promise, shown.standard.promise.text(lang)),
        Which::Legal => format!("{} · {}", w.dossier.legal, shown.standard.legal.text(lang)),
        Which::Step => {
            let norm =
                shown.standard.step(standing.step).map(|step| step.norm.text(lang)).unwrap_or_default();
            format!("{} {} · {norm}", w.dossier.step, standing.step.number())
        }
    };
    let as_of = shown.view.as_of;
    let said = {
        let shown = shown.clone();
        live(as_of, move |now| say(&shown, which, now))
    };
    let remaining = live(as_of, move |now| left(&shown, which, now));
    let face = Signal::derive(move || said.get().face);
    let class = move || said.with(|said| format!("clock {}", said.face.tone_class()));
    let used = move || {
        said.with(|said| said.face.share_permille)
            .map(|share| format!("{} % {}", (share + 5) / 10, w.dossier.used))
    };
    let text = move || if which == Which::Step { said.get().face.text } else { remaining.get() };
    view! {
        <article class=class>
            <h3>{title}</h3>
            <b class="clock-due">{move || said.get().due}</b>
            {move || said.get().provisional.then_some(view! { <small class="muted">{w.dossier.provisional}</small> })}
            <ClockBar face=face/>
            <p class="clock-foot">
                <VerdictChip face=face/>
                <span class="clock-text">{text}</span>
                <span class="clock-used">{used}</span>
            </p>
        </article>
    }
}

/// The panel of the clocks.
#[component]
pub(super) fn Clocks(shown: Shown, #[prop(into)] now: Signal<Instant>) -> impl IntoView {
    let w = words();
    view! {
        <section class="panel clocks-panel" aria-labelledby="clocks">
            <div class="panel-head">
                <h2 class="panel-title" id="clocks">{w.dossier.clocks}</h2>
                <span class="muted">{w.dossier.clocks_lead}</span>
            </div>
            <div class="clocks">
                <Clock shown=shown.clone() which=Which::Promise/>
                <Clock shown=shown.clone() which=Which::Step/>
                <Clock shown=shown.clone() which=Which::Legal/>
            </div>
            <Why shown=shown now=now/>
        </section>
    }
}

//! Laws of the clocks, over any calendar and any clock.

mod office;

use chrono::NaiveDate;
use domain::calendar::{Calendar, ClosedKind, DaySpec};
use domain::clock::{
    ClockEvent, ClockEventKind, Consumed, Evaluation, Norm, Status, consumed, consumed_share, evaluate,
};
use domain::clock_words::{ClockFacts, PromiseFacts, StepClockFacts, Words, promise_words, step_words};
use domain::explain::{Reason, Used, by_days, explain};
use domain::lang::Lang;
use domain::time::{DAY_MS, MINUTE_MS, WorkingMs, day_number, instant_ms, ms_of};
use office::{DAWN_MS, WORLD_DAYS, calendar, clock, date, instant, norm, oracle};
use proptest::prelude::*;

fn event(at: i64, event: ClockEventKind) -> ClockEvent {
    ClockEvent { at: instant_ms(at), event }
}

fn at(calendar: &Calendar, norm: Norm, events: &[ClockEvent], now: i64) -> Evaluation {
    evaluate(calendar, norm, events, instant_ms(now)).expect("a clock")
}

/// Everything that [`Evaluation::next_change_at`] watches.
fn watched(evaluation: &Evaluation) -> impl PartialEq + std::fmt::Debug + use<> {
    (evaluation.status, evaluation.verdict, evaluation.due_at, evaluation.provisional)
}

/// Everything that [`Words::next_text_change_at`] watches, in both languages.
fn said(words: &[Words; 2]) -> impl PartialEq + std::fmt::Debug + use<> {
    words.clone().map(|words| (words.text, words.status, words.verdict, words.verdict_word))
}

/// Instants to look at between two others: whole minutes, thinned out over long stretches, and the very last.
fn between(from: i64, to: i64) -> Vec<i64> {
    let step = MINUTE_MS * ((to - from) / MINUTE_MS / 300 + 1);
    let first = (from.div_euclid(step) + 1) * step;
    let mut instants = Vec::new();
    let mut ms = first;
    while ms < to {
        instants.push(ms);
        ms += step;
    }
    instants.extend([from + 1, to - 1].iter().filter(|&&ms| from < ms && ms < to));
    instants
}

fn steps(clock: ClockFacts<'_>, since: i64) -> [StepClockFacts<'_>; 4] {
    let since = instant_ms(since);
    [
        StepClockFacts::Clocked(clock),
        StepClockFacts::Tray { since },
        StepClockFacts::Answered { since, clock: Some(clock) },
        StepClockFacts::Ready { since },
    ]
}

fn both(words: impl Fn(Lang) -> Words) -> [Words; 2] {
    Lang::ALL.map(words)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, max_global_rejects: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn a_clock_says_what_counting_minute_by_minute_says(
        calendar in calendar(), norm in norm(), events in clock(), now in instant(),
    ) {
        let found = at(&calendar, norm, &events, now);
        let expected = oracle::evaluate(calendar.spec(), norm, &events, now);
        prop_assert_eq!(found.status, expected.status);
        prop_assert_eq!(found.due_at.map(ms_of), expected.due_at);
        prop_assert_eq!(found.verdict, expected.verdict);
        prop_assert_eq!(found.elapsed, WorkingMs(expected.elapsed));
        prop_assert_eq!(found.remaining, WorkingMs(expected.remaining));
        prop_assert_eq!(found.overdue, WorkingMs(expected.overdue));
        prop_assert_eq!(found.provisional, expected.provisional);
    }

    #[test]
    fn working_time_adds_up_near_and_far(
        calendar in calendar(), from in instant(), length in 0..20 * DAY_MS, far in 0..2_900_000_i64,
    ) {
        let to = from + length;
        let near = calendar.working_between(instant_ms(from), instant_ms(to));
        prop_assert_eq!(near, WorkingMs(oracle::worked(calendar.spec(), from, to)));
        let distant = instant_ms(far * DAY_MS);
        let detour = calendar.working_between(instant_ms(from), distant)
            + calendar.working_between(distant, instant_ms(to));
        prop_assert_eq!(near, detour);
        let reached = calendar.after_working(instant_ms(from), near);
        prop_assert!(reached <= instant_ms(to));
        prop_assert_eq!(calendar.working_between(instant_ms(from), reached), near);
        let earlier = reached - chrono::TimeDelta::milliseconds(1);
        prop_assert!(near == WorkingMs::ZERO || calendar.working_between(instant_ms(from), earlier) < near);
    }

    #[test]
    fn a_pause_outside_hours_costs_nothing(
        calendar in calendar(), norm in norm(), events in clock(), from in instant(), cut in 0..=100_i64, now in instant(),
    ) {
        let opening = ms_of(calendar.next_opening(instant_ms(from)));
        let closed = opening - from;
        prop_assume!(closed > 0);
        let (pause, resume) = (from + closed * cut / 200, opening);
        // The pause lies where the clock runs.
        let found = at(&calendar, norm, &events, from);
        prop_assume!(found.status == Status::OutsideHours);
        prop_assume!(events.iter().all(|event| ms_of(event.at) <= from || ms_of(event.at) >= opening));
        prop_assume!(now < pause || now >= resume);
        let place = events.iter().take_while(|event| ms_of(event.at) <= from).count();
        let mut paused = events.clone();
        paused.splice(place..place, [event(pause, ClockEventKind::Pause), event(resume, ClockEventKind::Resume)]);
        prop_assert_eq!(at(&calendar, norm, &paused, now), at(&calendar, norm, &events, now));
    }

    #[test]
    fn splitting_a_pause_changes_nothing(
        calendar in calendar(), norm in norm(), start in instant(), pause in instant(), split in instant(),
        resume in instant(), now in instant(),
    ) {
        let mut instants = [start, pause, split, resume];
        instants.sort_unstable();
        let [start, pause, split, resume] = instants;
        let whole = [event(start, ClockEventKind::Start), event(pause, ClockEventKind::Pause), event(resume, ClockEventKind::Resume)];
        let halves = [
            event(start, ClockEventKind::Start), event(pause, ClockEventKind::Pause), event(split, ClockEventKind::Resume), event(split, ClockEventKind::Pause), event(resume, ClockEventKind::Resume),
        ];
        prop_assert_eq!(at(&calendar, norm, &halves, now), at(&calendar, norm, &whole, now));
    }

    #[test]
    fn one_more_holiday_makes_no_due_time_earlier(
        calendar in calendar(), norm in norm(), events in clock(), now in instant(), holiday in 0_u64..40,
    ) {
        let date: NaiveDate = date(holiday);
        prop_assume!(calendar.spec().days.iter().all(|day| day.date != date));
        let mut spec = calendar.spec().clone();
        let (kind, name) = (Some(ClosedKind::SpecialClosing), Some("Libur".to_owned()));
        spec.days.push(DaySpec { date, kind, name, open: None });
        let closed = Calendar::build(spec).expect("a calendar");
        let before = at(&calendar, norm, &events, now);
        prop_assume!(before.status != Status::Paused);
        prop_assert!(at(&closed, norm, &events, now).due_at >= before.due_at);
    }

    #[test]
    fn who_starts_later_is_due_no_earlier(
        calendar in calendar(), norm in norm(), start in instant(), later in 0..10 * DAY_MS,
    ) {
        let due = |start| {
            at(&calendar, norm, &[event(start, ClockEventKind::Start)], start).due_at
        };
        prop_assert!(due(start) <= due(start + later));
    }

    #[test]
    fn an_explanation_adds_up_to_its_evaluation(
        calendar in calendar(), norm in norm(), events in clock(), now in instant(),
    ) {
        let told = explain(&calendar, norm, &events, instant_ms(now)).expect("a clock");
        let evaluation = at(&calendar, norm, &events, now);
        prop_assert_eq!(told.evaluation, evaluation);
        prop_assert_eq!(told.elapsed(), evaluation.elapsed);
        prop_assert_eq!(told.remaining(), evaluation.remaining);
        prop_assert_eq!(told.overdue(), evaluation.overdue);
        for pair in told.spans.windows(2) {
            prop_assert_eq!(pair[0].to, pair[1].from);
        }
        for span in &told.spans {
            prop_assert!(span.from < span.to);
            let is_working = span.reason.is_clock_time() || span.reason == Reason::WithApplicant;
            let worked = oracle::worked(calendar.spec(), ms_of(span.from), ms_of(span.to));
            prop_assert_eq!(span.working, WorkingMs(worked));
            prop_assert!(is_working || worked == 0, "{:?}", span);
        }
        let last = told.spans.last().map(|span| span.to);
        match evaluation.status {
            Status::NotStarted => prop_assert_eq!(last, None),
            Status::Stopped => prop_assert!(last.is_none() || last == events.last().map(|event| event.at)),
            Status::Running | Status::OutsideHours | Status::Paused => {
                prop_assert!(last.is_none_or(|last| last >= instant_ms(now)));
            }
        }
    }

    #[test]
    fn the_days_of_an_explanation_add_up_to_what_the_clock_has_used(
        calendar in calendar(), norm in norm(), events in clock(), now in instant(), most in 1_usize..60,
    ) {
        let now = instant_ms(now);
        let (told, table) = by_days(&calendar, norm, &events, now, most).expect("a clock");
        let used = consumed(&calendar, norm, &events, now).expect("a clock");
        let number = |used: Used| match used {
            Used::Time(time) => time.0,
            Used::DayThousandths(thousandths) => thousandths,
        };
        let sum: i64 = table.lines.iter().map(|line| number(line.used)).sum();
        prop_assert_eq!(sum + number(table.earlier), number(table.used));
        prop_assert_eq!(number(table.used), match used {
            Consumed::Working(time) => time.0,
            Consumed::DayThousandths(thousandths) => thousandths,
        });
        prop_assert!(table.lines.len() <= most);
        prop_assert!(table.lines.iter().all(|line| number(line.used) >= 0));
        if table.earlier_days == 0 {
            prop_assert_eq!(number(table.earlier), 0);
            prop_assert_eq!(table.lines.iter().map(|line| line.gone).sum::<WorkingMs>(), told.elapsed());
            prop_assert_eq!(table.lines.iter().map(|line| line.ahead).sum::<WorkingMs>(), told.remaining());
        }
        for pair in table.lines.windows(2) {
            prop_assert_eq!(pair[0].to.succ_opt(), Some(pair[1].from));
        }
    }

    #[test]
    fn nothing_changes_before_the_next_change_and_something_does_then(
        calendar in calendar(), norm in norm(), events in clock(), now in instant(),
    ) {
        let seen: Vec<ClockEvent> = match events.iter().filter(|event| ms_of(event.at) <= now).count() {
            0 => events[..1].to_vec(),
            count => events[..count].to_vec(),
        };
        let here = at(&calendar, norm, &seen, now);
        let next = here.next_change_at.map(ms_of);
        prop_assert!(next.is_none_or(|next| next > now));
        for ms in between(now, next.unwrap_or(now + 40 * DAY_MS)) {
            prop_assert_eq!(watched(&at(&calendar, norm, &seen, ms)), watched(&here), "at {}", ms);
        }
        if let Some(next) = next {
            prop_assert_ne!(watched(&at(&calendar, norm, &seen, next)), watched(&here));
        }
    }

    #[test]
    fn words_change_when_they_said_they_would(
        calendar in calendar(), norm in norm(), events in clock(), now in instant(),
    ) {
        let seen: Vec<ClockEvent> = match events.iter().filter(|event| ms_of(event.at) <= now).count() {
            0 => events[..1].to_vec(),
            count => events[..count].to_vec(),
        };
        let clock = ClockFacts::new(norm, &seen);
        let since = seen.last().map_or(now, |event| ms_of(event.at).min(now));
        for facts in steps(clock, since) {
            let say = |ms| both(|lang| step_words(&calendar, &facts, instant_ms(ms), lang).expect("a clock"));
            let here = say(now);
            let next = here[0].next_text_change_at.map(ms_of);
            prop_assert_eq!(here[1].next_text_change_at.map(ms_of), next);
            prop_assert!(next.is_none_or(|next| next > now));
            for ms in between(now, next.unwrap_or(now + 20 * DAY_MS)) {
                prop_assert_eq!(said(&say(ms)), said(&here), "at {} of {:?}", ms, facts);
            }
            if let Some(next) = next {
                prop_assert_ne!(said(&say(next)), said(&here), "of {:?}", facts);
            }
        }
        let facts = PromiseFacts::new(clock);
        let say = |ms| both(|lang| promise_words(&calendar, &facts, instant_ms(ms), lang).expect("a clock"));
        let here = say(now);
        let next = here[0].next_text_change_at.map(ms_of);
        for ms in between(now, next.unwrap_or(now + 20 * DAY_MS)) {
            prop_assert_eq!(said(&say(ms)), said(&here));
        }
        if let Some(next) = next {
            prop_assert_ne!(said(&say(next)), said(&here));
        }
    }

    #[test]
    fn the_bar_is_full_exactly_when_the_budget_is_used(
        calendar in calendar(), norm in norm(), events in clock(), now in instant(),
    ) {
        let share = consumed_share(&calendar, norm, &events, instant_ms(now)).expect("a clock");
        let evaluation = at(&calendar, norm, &events, now);
        let read_at = match evaluation.status {
            Status::Stopped => events.last().map_or(now, |event| ms_of(event.at)),
            Status::NotStarted | Status::Running | Status::OutsideHours | Status::Paused => now,
        };
        prop_assert_eq!(share >= 1000, evaluation.due_at.is_some_and(|due| ms_of(due) <= read_at));
        if evaluation.overdue == WorkingMs::ZERO {
            prop_assert!(share <= 1000);
        }
        if let Norm::Minutes(minutes) = norm {
            let exact = evaluation.elapsed.0 * 1000 / (i64::from(minutes) * MINUTE_MS);
            prop_assert_eq!(i64::from(share), exact);
        }
    }

    #[test]
    fn the_calendar_of_a_far_century_is_the_ordinary_week(calendar in calendar(), day in 60_000_i64..2_900_000) {
        let date = domain::time::date_of(day);
        let hours: Vec<(i64, i64)> = calendar
            .intervals(date)
            .into_iter()
            .map(|(open, close)| (ms_of(open), ms_of(close)))
            .map(|(open, close)| {
                let midnight = ms_of(calendar.midnight(date));
                (open - midnight, close - midnight)
            })
            .collect();
        prop_assert_eq!(&hours, &oracle::hours(calendar.spec(), date));
        prop_assert_eq!(calendar.length(date).0, oracle::length(calendar.spec(), date));
        prop_assert_eq!(day_number(date), day);
    }
}

#[test]
fn the_world_of_the_tests_begins_on_a_monday() {
    assert_eq!(day_number(date(0)) * DAY_MS, DAWN_MS);
    assert_eq!(date(0).to_string(), "2026-01-05");
    assert_eq!(WORLD_DAYS % 7, 0);
}

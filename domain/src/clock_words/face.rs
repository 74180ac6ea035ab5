//! What the words of a step say, before any language: equal faces are equal texts.
//!
//! The next change is found by asking for the next instant at which something *might* change and comparing faces there.
//! Nothing changes between two such instants.

use super::{ClockFacts, StepClockFacts, VerdictWord};
use crate::calendar::{Calendar, Table};
use crate::clock::{Progress, Reading, Status, Verdict, earliest, not_started};
use crate::time::{MINUTE_MS, WorkingMs, ms_of};

/// How many instants are tried at most; more midnights than any closing of an office lasts.
const MOST_TRIES: usize = 800;

/// From how many days ahead an opening is told with its date, since the weekday alone would be read as the nearer one.
const WEEKDAY_REACH: i64 = 7;

/// Text, status and verdict of a step, as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StepFace {
    pub(super) place: StepPlace,
    pub(super) amount: Option<Amount>,
    pub(super) resumes: Option<Resumes>,
    pub(super) status: Option<Status>,
    pub(super) verdict: Option<Verdict>,
}

/// Where the dossier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepPlace {
    /// In the tray for so many whole working minutes.
    Tray(i64),
    Answered(i64),
    NotStarted,
    Desk,
    Applicant,
    /// Handed over after so many whole working minutes.
    Done(i64),
    /// Ready since that instant.
    Ready(i64),
}

/// What is left or late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    LeftMinutes(i64),
    LeftDays(i64),
    LateMinutes(i64),
    LateDays(i64),
}

/// When a clock goes on that stands still for closing time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resumes {
    Today(i64),
    ThisWeek(i64),
    Later(i64),
}

/// A face with what the words carry beside it.
pub(super) struct Shown {
    pub(super) face: StepFace,
    pub(super) share_permille: Option<u32>,
    pub(super) due_at: Option<i64>,
    pub(super) provisional: bool,
}

impl StepFace {
    fn bare(place: StepPlace) -> StepFace {
        StepFace { place, amount: None, resumes: None, status: None, verdict: None }
    }

    pub(super) fn verdict_word(&self) -> Option<VerdictWord> {
        match (self.place, self.verdict) {
            (StepPlace::Ready(_), _) => Some(VerdictWord::Ready),
            (StepPlace::Answered(_) | StepPlace::Applicant, Some(Verdict::Overdue)) => {
                Some(VerdictWord::Late)
            }
            (StepPlace::Applicant, _) => Some(VerdictWord::WaitingApplicant),
            (StepPlace::Tray(_) | StepPlace::Answered(_), _) => None,
            (StepPlace::NotStarted | StepPlace::Desk | StepPlace::Done(_), verdict) => {
                verdict.map(VerdictWord::of)
            }
        }
    }
}

impl Shown {
    fn bare(face: StepFace) -> Shown {
        Shown { face, share_permille: None, due_at: None, provisional: false }
    }
}

/// The face at an instant, and the next instant at which it might be another.
pub(super) fn of(calendar: &Calendar, facts: &StepClockFacts<'_>, now: i64) -> (Shown, Option<i64>) {
    match *facts {
        StepClockFacts::Tray { since } => {
            let (minutes, next) = queue(calendar.table(), ms_of(since), now);
            (Shown::bare(StepFace::bare(StepPlace::Tray(minutes))), Some(next))
        }
        StepClockFacts::Answered { since, clock } => {
            let (minutes, next) = queue(calendar.table(), ms_of(since), now);
            let place = StepPlace::Answered(minutes);
            let Some(clock) = clock else {
                return (Shown::bare(StepFace::bare(place)), Some(next));
            };
            let (mut shown, clock_next) = clocked(calendar, &clock, now);
            shown.face.place = place;
            shown.face.resumes = None;
            (shown, earliest(Some(next), clock_next))
        }
        StepClockFacts::Clocked(clock) => clocked(calendar, &clock, now),
        StepClockFacts::Unclocked => (Shown::bare(StepFace::bare(StepPlace::Desk)), None),
        StepClockFacts::WithApplicant => (Shown::bare(StepFace::bare(StepPlace::Applicant)), None),
        StepClockFacts::Ready { since } => {
            (Shown::bare(StepFace::bare(StepPlace::Ready(ms_of(since)))), None)
        }
    }
}

/// The first instant, from a candidate on, at which the face is another.
pub(super) fn next_change(
    calendar: &Calendar,
    facts: &StepClockFacts<'_>,
    face: &StepFace,
    mut candidate: Option<i64>,
) -> Option<i64> {
    for _ in 0..MOST_TRIES {
        let (shown, next) = of(calendar, facts, candidate?);
        if shown.face != *face {
            break;
        }
        candidate = next;
    }
    candidate
}

/// Whole working minutes since an instant, and the instant at which they become one more.
fn queue(table: &Table, since: i64, now: i64) -> (i64, i64) {
    let since = table.spot(since).worked;
    let minutes = WorkingMs((table.spot(now).worked - since).max(0)).whole_minutes();
    (minutes, table.point_at(since + (minutes + 1) * MINUTE_MS).ms)
}

fn clocked(calendar: &Calendar, clock: &ClockFacts<'_>, now: i64) -> (Shown, Option<i64>) {
    let ClockFacts { norm, events, at_risk } = *clock;
    let Some(reading) = Reading::take(calendar, norm, events, now) else {
        let waiting = not_started(events);
        let face = StepFace {
            status: Some(waiting.status),
            verdict: Some(waiting.verdict),
            ..StepFace::bare(StepPlace::NotStarted)
        };
        return (Shown::bare(face), waiting.next_change_at.map(ms_of));
    };
    let evaluation = reading.evaluation(at_risk);
    let mut next = evaluation.next_change_at.map(ms_of);
    let place = match reading.progress {
        Progress::Running => StepPlace::Desk,
        Progress::Paused(_) => StepPlace::Applicant,
        Progress::Stopped(_) => StepPlace::Done(evaluation.elapsed.whole_minutes()),
    };
    let amount = match place {
        StepPlace::Done(_) => None,
        _ if evaluation.verdict == Verdict::Overdue => Some(late(&reading, &mut next)),
        _ => Some(left(&reading, &mut next)),
    };
    let resumes = (evaluation.status == Status::OutsideHours).then(|| resumes(&reading, &mut next)).flatten();
    let face = StepFace {
        place,
        amount,
        resumes,
        status: Some(evaluation.status),
        verdict: Some(evaluation.verdict),
    };
    let shown = Shown {
        face,
        share_permille: Some(reading.share_permille()),
        due_at: evaluation.due_at.map(ms_of),
        provisional: evaluation.provisional,
    };
    (shown, next)
}

fn left(reading: &Reading<'_>, next: &mut Option<i64>) -> Amount {
    let (table, now) = (reading.table(), &reading.now);
    let is_paused = matches!(reading.progress, Progress::Paused(_));
    if reading.counts_days() {
        // The date, and for a paused clock the day its budget would reach into, may change the count.
        let dates = reading.due_date_crossings().into_iter().chain([Some(table.midnight(now.day + 1))]);
        *next = dates.fold(*next, earliest);
        let days = table.days_before(reading.due.day + 1) - table.days_before(now.day + 1);
        if days > 0 {
            return Amount::LeftDays(days);
        }
    }
    let minutes = WorkingMs(reading.remaining()).begun_minutes();
    if !is_paused && minutes > 0 {
        *next = earliest(*next, Some(table.point_at(reading.due.worked - (minutes - 1) * MINUTE_MS).ms));
    }
    Amount::LeftMinutes(minutes)
}

fn late(reading: &Reading<'_>, next: &mut Option<i64>) -> Amount {
    let (table, now) = (reading.table(), &reading.now);
    let ticks = matches!(reading.progress, Progress::Running);
    if ticks {
        *next = earliest(*next, Some(table.next_close(now)));
    }
    let days = reading.closes_late();
    if days > 0 {
        return Amount::LateDays(days);
    }
    let minutes = WorkingMs(reading.overdue).whole_minutes();
    if ticks {
        let to_next = (minutes + 1) * MINUTE_MS - reading.overdue;
        *next = earliest(*next, Some(table.point_at(now.worked + to_next).ms));
    }
    Amount::LateMinutes(minutes)
}

fn resumes(reading: &Reading<'_>, next: &mut Option<i64>) -> Option<Resumes> {
    let (table, now) = (reading.table(), &reading.now);
    let opening = table.next_turn(now)?;
    *next = earliest(*next, Some(table.midnight(now.day + 1)));
    Some(match table.day_of(opening) - now.day {
        0 => Resumes::Today(opening),
        days if days < WEEKDAY_REACH => Resumes::ThisWeek(opening),
        _ => Resumes::Later(opening),
    })
}

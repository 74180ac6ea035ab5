//! What a dossier adds to the office's figures: how its promise came out, and how long each visit waited and was worked on.
//!
//! A period's figures are sums of these. The promise belongs to the local date on which its clock stopped, a visit to the
//! one on which it ended. Source: house rule on figures; SP komponen Evaluasi kinerja pelaksana.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::clock::{ClockError, ClockEvent, ClockEventKind, Norm, Verdict, evaluate};
use crate::dossier::{Dossier, End, Visit, VisitEnd};
use crate::standard::{ServiceStandard, StepNo};
use crate::time::{Instant, WorkingMs};

/// How the promise to the applicant came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseOutcome {
    /// Ready or refused in time.
    Met,
    /// Ready or refused too late, or late before a return whatever the clock said afterwards.
    Missed,
    /// Stopped by a withdrawal, a closing or an annulment ("dihentikan"): in no share.
    Stopped,
    /// Neither ready nor ended.
    Open,
}

impl PromiseOutcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Met, Self::Missed, Self::Stopped, Self::Open];

    /// The key in the database and in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Stopped => "stopped",
            Self::Open => "open",
        }
    }

    /// The outcome with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// Whether the promise was overdue when the file was returned to the applicant ("terlambat sebelum dikembalikan").
///
/// The fact stays when the answer starts the clock anew. A list of events that is no clock was never late.
pub fn promise_late_before_return(calendar: &Calendar, norm: Norm, events: &[ClockEvent]) -> bool {
    events.iter().enumerate().filter(|(_, event)| event.event == ClockEventKind::Pause).any(
        |(place, event)| {
            evaluate(calendar, norm, &events[..=place], event.at)
                .is_ok_and(|evaluation| evaluation.verdict == Verdict::Overdue)
        },
    )
}

/// When a clock stopped; none while it has not.
pub fn stopped_at(events: &[ClockEvent]) -> Option<Instant> {
    events.last().filter(|event| event.event == ClockEventKind::Stop).map(|event| event.at)
}

/// How the promise of a dossier came out.
///
/// # Errors
/// [`ClockError`] where the promise clock or its norm is none; a card that was read back makes none.
pub fn promise_outcome(
    calendar: &Calendar,
    norm: Norm,
    dossier: &Dossier,
) -> Result<PromiseOutcome, ClockError> {
    let Some(stopped) = stopped_at(&dossier.promise) else { return Ok(PromiseOutcome::Open) };
    match dossier.standing.ended() {
        Some(End::Withdrawn | End::Closed | End::Annulled) => return Ok(PromiseOutcome::Stopped),
        Some(End::Delivered | End::Refused | End::Revoked | End::Replaced) | None => {}
    }
    let verdict = evaluate(calendar, norm, &dossier.promise, stopped)?.verdict;
    let late = verdict == Verdict::Missed || promise_late_before_return(calendar, norm, &dossier.promise);
    Ok(if late { PromiseOutcome::Missed } else { PromiseOutcome::Met })
}

/// The local date to which the promise's outcome belongs; none while it is open.
pub fn promise_date(calendar: &Calendar, dossier: &Dossier) -> Option<NaiveDate> {
    stopped_at(&dossier.promise).map(|at| calendar.date(at))
}

/// Whether the promise is open and overdue now, with the applicant too.
///
/// # Errors
/// As [`promise_outcome`].
pub fn promise_overdue(
    calendar: &Calendar,
    norm: Norm,
    promise: &[ClockEvent],
    now: Instant,
) -> Result<bool, ClockError> {
    Ok(evaluate(calendar, norm, promise, now)?.verdict == Verdict::Overdue)
}

/// What one visit to a step adds to the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitFigure {
    /// The step.
    pub step: StepNo,
    /// How it ended; never [`VisitEnd::Cut`].
    pub end: VisitEnd,
    /// When it ended.
    #[serde(with = "crate::millis::at")]
    pub ended_at: Instant,
    /// The local date to which it belongs.
    pub date: NaiveDate,
    /// Working time in the desk's trays, those after an answer of the applicant too.
    pub waiting: WorkingMs,
    /// Working time at the desk: what its clock counted. Time with the applicant is in neither.
    pub working: WorkingMs,
    /// [`Verdict::Met`] or [`Verdict::Missed`]; none where no clock ran.
    pub verdict: Option<Verdict>,
}

/// The working time that a visit spent in trays up to an instant: a wait that lasts counts as far as it goes.
pub fn waiting(calendar: &Calendar, visit: &Visit, until: Instant) -> WorkingMs {
    visit
        .trays
        .iter()
        .map(|wait| calendar.working_between(wait.from, wait.to.unwrap_or(until).max(wait.from)))
        .sum()
}

/// The figure of a visit; none while it lasts, and none where another end of the dossier cut it off.
///
/// # Errors
/// [`ClockError`] where the visit's clock or the step's norm is none; a card that was read back makes none.
pub fn visit_figure(
    calendar: &Calendar,
    standard: &ServiceStandard,
    visit: &Visit,
) -> Result<Option<VisitFigure>, ClockError> {
    let (Some(end), Some(ended_at), Some(step)) = (visit.end, visit.ended_at, standard.step(visit.step))
    else {
        return Ok(None);
    };
    if end == VisitEnd::Cut {
        return Ok(None);
    }
    let (working, verdict) = if visit.clock.is_empty() {
        (WorkingMs::ZERO, None)
    } else {
        let evaluation = evaluate(calendar, step.norm, &visit.clock, ended_at)?;
        (evaluation.elapsed, Some(evaluation.verdict))
    };
    Ok(Some(VisitFigure {
        step: visit.step,
        end,
        ended_at,
        date: calendar.date(ended_at),
        waiting: waiting(calendar, visit, ended_at),
        working,
        verdict,
    }))
}

/// The figures of every visit of a dossier that counts, in their order.
///
/// # Errors
/// As [`visit_figure`].
pub fn visit_figures(
    calendar: &Calendar,
    standard: &ServiceStandard,
    dossier: &Dossier,
) -> Result<Vec<VisitFigure>, ClockError> {
    dossier.visits.iter().filter_map(|visit| visit_figure(calendar, standard, visit).transpose()).collect()
}

//! A dossier's clocks against a calendar: due times for the board, verdicts for the dashboard.
//!
//! A clock that stopped keeps due time, verdict and calendar of its stop, whatever calendar comes later.

use domain::clock::{ClockEvent, Evaluation, Norm, Verdict, evaluate};
use domain::dossier::{Dossier, End, Stage, Visit};
use domain::event::Event;
use domain::figures::{VisitFigure, promise_late_before_return, stopped_at, visit_figure};
use domain::standard::ServiceStandard;
use domain::time::{Instant, ms_of};

use crate::error::StorageError;
use crate::rulebook::VersionedCalendar;

/// How a clock stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// When.
    pub at: Instant,
    /// [`Verdict::Met`] or [`Verdict::Missed`].
    pub verdict: Verdict,
    /// The calendar by which it was judged.
    pub calendar: i64,
}

/// A clock of a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockFigures {
    /// When it is due, or was; none while it is paused with time in hand.
    pub due_at: Option<Instant>,
    /// How it stopped, none while it is open.
    pub stopped: Option<Stopped>,
}

/// What stopped the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoppedBy {
    /// The licence is ready.
    Ready,
    /// The application was refused.
    Refused,
    /// Withdrawn, closed or annulled: in no share.
    Other,
}

impl StoppedBy {
    /// As it is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Refused => "refused",
            Self::Other => "other",
        }
    }

    /// What stopped the promise of a dossier that is where it is.
    pub const fn of(stage: &Stage) -> Option<Self> {
        match stage {
            Stage::Tray { .. } | Stage::Desk { .. } | Stage::WithApplicant { .. } => None,
            Stage::Ready { .. } | Stage::Ended { end: End::Delivered | End::Revoked | End::Replaced, .. } => {
                Some(Self::Ready)
            }
            Stage::Ended { end: End::Refused, .. } => Some(Self::Refused),
            Stage::Ended { end: End::Withdrawn | End::Closed | End::Annulled, .. } => Some(Self::Other),
        }
    }
}

/// The clocks of a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The calendar by which the open clocks are timed.
    pub calendar: i64,
    /// The promise.
    pub promise: ClockFigures,
    /// The legal limit.
    pub legal: ClockFigures,
    /// When the running visit is due; none without a running clock.
    pub step_due_at: Option<Instant>,
    /// Whether the promise was overdue when the file was returned: it counts as missed, whatever a restart says.
    pub late_before_return: bool,
}

/// A visit that has ended and counts in the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VisitFigures {
    /// Its place among the dossier's visits, from 0.
    pub(crate) no: usize,
    pub(crate) visit: Visit,
    pub(crate) figure: VisitFigure,
    pub(crate) norm: Norm,
    pub(crate) step_key: String,
    pub(crate) calendar: i64,
}

/// A clock at an instant; none where it has no events.
fn read(
    calendar: &VersionedCalendar,
    norm: Norm,
    clock: &[ClockEvent],
    at: Instant,
    dossier: &Dossier,
) -> Result<Option<Evaluation>, StorageError> {
    if clock.is_empty() {
        return Ok(None);
    }
    evaluate(&calendar.calendar, norm, clock, at)
        .map(Some)
        .map_err(|_| StorageError::corrupt("dossiers", "promise", dossier.id.as_str()))
}

fn follow(
    figures: &mut ClockFigures,
    calendar: &VersionedCalendar,
    norm: Norm,
    clock: &[ClockEvent],
    dossier: &Dossier,
) -> Result<(), StorageError> {
    match stopped_at(clock) {
        None => figures.stopped = None,
        Some(at) if figures.stopped.is_some_and(|stopped| stopped.at == at) => {}
        Some(at) => {
            let now = read(calendar, norm, clock, at, dossier)?;
            figures.due_at = now.and_then(|now| now.due_at);
            figures.stopped = now.map(|now| Stopped { at, verdict: now.verdict, calendar: calendar.version });
        }
    }
    Ok(())
}

impl Figures {
    /// Follows a change of the dossier: what stopped or went on by it. `event` is the change's own.
    pub(crate) fn follow(
        &mut self,
        standard: &ServiceStandard,
        calendar: &VersionedCalendar,
        dossier: &Dossier,
        event: &Event,
    ) -> Result<(), StorageError> {
        follow(&mut self.promise, calendar, standard.promise, &dossier.promise, dossier)?;
        follow(&mut self.legal, calendar, standard.legal, &dossier.legal, dossier)?;
        if matches!(event, Event::Returned { .. }) {
            self.late_before_return |=
                promise_late_before_return(&calendar.calendar, standard.promise, &dossier.promise);
        }
        Ok(())
    }

    /// Times the open clocks by a calendar.
    pub(crate) fn settle(
        &mut self,
        standard: &ServiceStandard,
        calendar: &VersionedCalendar,
        dossier: &Dossier,
    ) -> Result<(), StorageError> {
        self.calendar = calendar.version;
        let at = dossier.newest_at;
        let due = |norm, clock: &[ClockEvent]| {
            read(calendar, norm, clock, at, dossier).map(|now| now.and_then(|now| now.due_at))
        };
        if self.promise.stopped.is_none() {
            self.promise.due_at = due(standard.promise, &dossier.promise)?;
        }
        if self.legal.stopped.is_none() {
            self.legal.due_at = due(standard.legal, &dossier.legal)?;
        }
        let norm = standard.step(dossier.standing.step).map(|step| step.norm);
        self.step_due_at = match (norm, dossier.standing.ended()) {
            (Some(norm), None) => due(norm, dossier.step_clock())?,
            (None, _) | (_, Some(_)) => None,
        };
        Ok(())
    }
}

impl VisitFigures {
    /// The figures of the visit at a place; none while it goes on, and none where another end cut it off.
    pub(crate) fn of(
        no: usize,
        standard: &ServiceStandard,
        calendar: &VersionedCalendar,
        dossier: &Dossier,
    ) -> Result<Option<Self>, StorageError> {
        let corrupt = || StorageError::corrupt("dossiers", "visits", dossier.id.as_str());
        let Some(visit) = dossier.visits.get(no) else { return Ok(None) };
        let step = standard.step(visit.step).ok_or_else(corrupt)?;
        let figure = visit_figure(&calendar.calendar, standard, visit).map_err(|_| corrupt())?;
        Ok(figure.map(|figure| Self {
            no,
            figure,
            norm: step.norm,
            step_key: step.key.clone(),
            calendar: calendar.version,
            visit: visit.clone(),
        }))
    }

    /// When the file came to the step.
    pub(crate) fn arrived_ms(&self) -> i64 {
        ms_of(self.visit.trays.first().map_or(self.figure.ended_at, |wait| wait.from))
    }
}

//! The control card (kartu kendali) as it is read: a row per visit with both initials, waiting, work and norm, so that it
//! is seen where a delay arose. Source: SP komponen 4 of manufacturing, b and c.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::clock::{ClockError, ClockEventKind, Norm, Verdict, evaluate};
use crate::dossier::{Dossier, Stage, TrayWait, Visit, VisitEnd};
use crate::figures::waiting;
use crate::standard::{ServiceStandard, StepNo};
use crate::time::{Instant, MINUTE_MS, WorkingMs};

/// One visit to a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardRow {
    /// The step.
    pub step: StepNo,
    /// Each wait with the giver's and the receiver's initial.
    pub trays: Vec<TrayWait>,
    /// Working time in the desk's trays.
    pub queue: WorkingMs,
    /// Working time on the desk; none where no clock ran.
    pub work: Option<WorkingMs>,
    /// Working time over the norm.
    pub over: WorkingMs,
    /// The step's norm.
    pub norm: Norm,
    /// The verdict of the visit's clock; none where it has none.
    pub verdict: Option<Verdict>,
    /// How it ended; none while it lasts.
    pub end: Option<VisitEnd>,
}

/// The whole card, with where the time went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlCard {
    /// A row per visit, in order.
    pub rows: Vec<CardRow>,
    /// Working time in trays.
    pub queue: WorkingMs,
    /// Working time on desks.
    pub work: WorkingMs,
    /// Working time with the applicant, in neither of the two.
    pub with_applicant: WorkingMs,
    /// Share of the waiting in waiting and work together, in per cent, rounded half up; none without either.
    pub waiting_percent: Option<u8>,
    /// The step where the file waited longest; none where it never waited.
    pub longest_wait: Option<StepNo>,
}

impl ControlCard {
    /// The card of a dossier at an instant.
    ///
    /// # Errors
    /// [`ClockError`] where a clock of the dossier is none; a card that was read back makes none.
    pub fn of(
        standard: &ServiceStandard,
        calendar: &Calendar,
        dossier: &Dossier,
        now: Instant,
    ) -> Result<Self, ClockError> {
        let mut rows = Vec::with_capacity(dossier.visits.len());
        for visit in &dossier.visits {
            let Some(step) = standard.step(visit.step) else { continue };
            rows.push(row(calendar, step.norm, visit, now)?);
        }
        let queue: WorkingMs = rows.iter().map(|row| row.queue).sum();
        let work: WorkingMs = rows.iter().filter_map(|row| row.work).sum();
        let both = (queue + work).0;
        let waiting_percent =
            (both > 0).then(|| u8::try_from((queue.0 * 200 + both) / (2 * both)).unwrap_or(100));
        let mut longest: Option<(WorkingMs, StepNo)> = None;
        for row in &rows {
            let at_step = rows.iter().filter(|other| other.step == row.step).map(|other| other.queue).sum();
            if at_step > WorkingMs::ZERO && longest.is_none_or(|(most, _)| at_step > most) {
                longest = Some((at_step, row.step));
            }
        }
        let with_applicant = with_applicant(calendar, dossier, now);
        Ok(Self {
            rows,
            queue,
            work,
            with_applicant,
            waiting_percent,
            longest_wait: longest.map(|(_, step)| step),
        })
    }
}

impl ControlCard {
    /// The next instant at which a whole minute of the card is full, or counting begins or ends; none where nothing of it
    /// runs: ended, or a licence that waits to be collected.
    pub fn next_minute(&self, calendar: &Calendar, dossier: &Dossier, now: Instant) -> Option<Instant> {
        match dossier.standing.stage {
            Stage::Ended { .. } | Stage::Ready { arrived: None, .. } => return None,
            Stage::Tray { .. } | Stage::Desk { .. } | Stage::WithApplicant { .. } | Stage::Ready { .. } => {}
        }
        let turn = calendar.next_turn(now);
        if !calendar.is_open(now) {
            return turn;
        }
        let counted =
            |time: WorkingMs| now + TimeDelta::milliseconds(MINUTE_MS - time.0.rem_euclid(MINUTE_MS));
        let row = self.rows.last();
        let times = row.into_iter().flat_map(|row| [Some(row.queue), row.work]).flatten();
        let next = times.chain([self.with_applicant]).map(counted).min();
        next.into_iter().chain(turn).min()
    }
}

fn row(calendar: &Calendar, norm: Norm, visit: &Visit, now: Instant) -> Result<CardRow, ClockError> {
    let until = visit.ended_at.unwrap_or(now);
    let clock =
        if visit.clock.is_empty() { None } else { Some(evaluate(calendar, norm, &visit.clock, until)?) };
    Ok(CardRow {
        step: visit.step,
        trays: visit.trays.clone(),
        queue: waiting(calendar, visit, until),
        work: clock.as_ref().map(|clock| clock.elapsed),
        over: clock.as_ref().map_or(WorkingMs::ZERO, |clock| clock.overdue),
        norm,
        verdict: clock.map(|clock| clock.verdict),
        end: visit.end,
    })
}

/// Working time between each return and its answer.
fn with_applicant(calendar: &Calendar, dossier: &Dossier, now: Instant) -> WorkingMs {
    let mut since: Option<Instant> = None;
    let mut sum = WorkingMs::ZERO;
    for event in dossier.promise.iter().filter(|event| event.at <= now) {
        match event.event {
            ClockEventKind::Pause => since = Some(event.at),
            ClockEventKind::Resume | ClockEventKind::Restart | ClockEventKind::Stop => {
                if let Some(from) = since.take() {
                    sum += calendar.working_between(from, event.at);
                }
            }
            ClockEventKind::Start => {}
        }
    }
    if let Some(from) = since {
        sum += calendar.working_between(from, now);
    }
    sum
}

//! What the management sees of a service: the on-time share of a period, what lies where now, and how long each step waits
//! and works. Every figure is a sum of what [`crate::figures`] says of one dossier.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::clock::{ClockError, Verdict, evaluate};
use crate::dossier::{Dossier, Stage};
use crate::figures::{
    PromiseOutcome, promise_date, promise_outcome, promise_overdue, stopped_at, visit_figures,
};
use crate::standard::{ServiceStandard, StepNo};
use crate::time::{Instant, WorkingMs};

/// A span of local dates, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first date.
    pub from: NaiveDate,
    /// The last date.
    pub to: NaiveDate,
}

impl Period {
    /// The calendar month of a date.
    pub fn month_of(date: NaiveDate) -> Self {
        let from = date.with_day(1).unwrap_or(date);
        let next = from.checked_add_months(Months::new(1)).unwrap_or(from);
        Self { from, to: next.checked_sub_days(Days::new(1)).unwrap_or(from) }
    }

    /// The period of an address, `?dari=2026-11-01&sampai=2026-11-30`; the month of `today` where neither is given. Where
    /// one is missing or no date the other's month stands in; two that are the wrong way round are turned.
    pub fn read(from: Option<&str>, to: Option<&str>, today: NaiveDate) -> Self {
        match (date(from), date(to)) {
            (Some(one), Some(other)) => Self::between(one, other),
            (Some(from), None) => Self { from, to: Self::month_of(from).to },
            (None, Some(to)) => Self { from: Self::month_of(to).from, to },
            (None, None) => Self::month_of(today),
        }
    }

    /// From the earlier of two days to the later: written the wrong way round, it is still clear which are meant.
    pub fn between(one: NaiveDate, other: NaiveDate) -> Self {
        Self { from: one.min(other), to: one.max(other) }
    }

    /// Whether an address gives its two days the wrong way round: whoever wrote it is told that they were turned.
    pub fn is_turned(from: Option<&str>, to: Option<&str>) -> bool {
        date(from).zip(date(to)).is_some_and(|(from, to)| from > to)
    }

    /// Whether a date lies within.
    pub fn holds(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }
}

/// A date of an address; none where it is missing or no date.
fn date(text: Option<&str>) -> Option<NaiveDate> {
    text.and_then(|text| text.parse().ok())
}

/// A share as a whole per mille, rounded half up; none without a denominator, never 100 %.
///
/// # Example
/// ```
/// use domain::dashboard::share_permille;
/// assert_eq!(share_permille(2, 3), Some(667));
/// assert_eq!(share_permille(0, 0), None);
/// ```
pub fn share_permille(part: u64, whole: u64) -> Option<u64> {
    if whole == 0 { None } else { Some((part * 2_000 + whole) / (2 * whole)) }
}

/// The promises that stopped in the period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseFigures {
    /// Ready or refused in time.
    pub met: u64,
    /// Ready or refused too late.
    pub missed: u64,
    /// Withdrawn, closed or annulled ("dihentikan"): counted apart, in no share.
    pub stopped: u64,
}

impl PromiseFigures {
    /// Promises that came out: the denominator of the share.
    pub const fn decided(&self) -> u64 {
        self.met + self.missed
    }

    /// The on-time share; none where nothing came out.
    pub fn share_permille(&self) -> Option<u64> {
        share_permille(self.met, self.decided())
    }
}

/// What a step did in the period and holds now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepFigures {
    /// The step.
    pub step: StepNo,
    /// In its tray now.
    pub tray: u64,
    /// Accepted now.
    pub desk: u64,
    /// Accepted visits whose step clock is overdue now.
    pub late: u64,
    /// Visits that ended in the period.
    pub visits: u64,
    /// Their working time in trays.
    pub waiting: WorkingMs,
    /// Their working time on the desk.
    pub working: WorkingMs,
    /// Visits with a clock: the denominator of the share.
    pub clocked: u64,
    /// Those that kept the norm.
    pub met: u64,
}

impl StepFigures {
    /// A step without anything.
    pub const fn empty(step: StepNo) -> Self {
        Self {
            step,
            tray: 0,
            desk: 0,
            late: 0,
            visits: 0,
            waiting: WorkingMs::ZERO,
            working: WorkingMs::ZERO,
            clocked: 0,
            met: 0,
        }
    }

    /// In process at the step.
    pub const fn in_process(&self) -> u64 {
        self.tray + self.desk
    }

    /// Mean waiting of a visit, cut to the millisecond; none without visits.
    pub fn mean_waiting(&self) -> Option<WorkingMs> {
        mean(self.waiting, self.visits)
    }

    /// Mean work of a visit, cut to the millisecond; none without visits.
    pub fn mean_working(&self) -> Option<WorkingMs> {
        mean(self.working, self.visits)
    }

    /// The share of visits that kept the norm; none where no clock ran.
    pub fn met_permille(&self) -> Option<u64> {
        share_permille(self.met, self.clocked)
    }
}

fn mean(sum: WorkingMs, count: u64) -> Option<WorkingMs> {
    let count = i64::try_from(count).ok().filter(|count| *count > 0)?;
    Some(WorkingMs(sum.0 / count))
}

/// The dashboard of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dashboard {
    /// When it was drawn up.
    #[serde(with = "crate::millis::at")]
    pub as_of: Instant,
    /// The period of what has ended.
    pub period: Period,
    /// The promises that stopped in it.
    pub promise: PromiseFigures,
    /// Open promises that are overdue now, those with the applicant too.
    pub open_overdue: u64,
    /// With the applicant now.
    pub with_applicant: u64,
    /// Ready to be collected now.
    pub ready: u64,
    /// A row per step.
    pub steps: Vec<StepFigures>,
}

impl Dashboard {
    /// The dashboard of no dossier.
    pub fn empty(standard: &ServiceStandard, period: Period, as_of: Instant) -> Self {
        Self {
            as_of,
            period,
            promise: PromiseFigures::default(),
            open_overdue: 0,
            with_applicant: 0,
            ready: 0,
            steps: standard.numbered().map(|(no, _)| StepFigures::empty(no)).collect(),
        }
    }

    /// In process over all steps.
    pub fn in_process(&self) -> u64 {
        self.steps.iter().map(StepFigures::in_process).sum()
    }

    /// The share of waiting in all the time of the visits of the period; none without any.
    pub fn waiting_permille(&self) -> Option<u64> {
        let waiting: WorkingMs = self.steps.iter().map(|step| step.waiting).sum();
        let working: WorkingMs = self.steps.iter().map(|step| step.working).sum();
        let whole = u64::try_from((waiting + working).0).ok()?;
        share_permille(u64::try_from(waiting.0).ok()?, whole)
    }

    /// The step where a visit waits longest on average; none where nothing waited.
    pub fn longest_wait(&self) -> Option<StepNo> {
        let waited = self.steps.iter().filter(|step| step.waiting > WorkingMs::ZERO);
        waited.max_by_key(|step| (step.mean_waiting(), std::cmp::Reverse(step.step))).map(|step| step.step)
    }

    /// Adds one dossier, as its control card tells it: the full recount.
    ///
    /// # Errors
    /// [`ClockError`] where a clock of the dossier is none; a card that was read back makes none.
    pub fn add(
        &mut self,
        standard: &ServiceStandard,
        calendar: &Calendar,
        dossier: &Dossier,
    ) -> Result<(), ClockError> {
        if promise_date(calendar, dossier).is_some_and(|date| self.period.holds(date)) {
            match promise_outcome(calendar, standard.promise, dossier)? {
                PromiseOutcome::Met => self.promise.met += 1,
                PromiseOutcome::Missed => self.promise.missed += 1,
                PromiseOutcome::Stopped => self.promise.stopped += 1,
                PromiseOutcome::Open => {}
            }
        }
        let open = stopped_at(&dossier.promise).is_none();
        if open && promise_overdue(calendar, standard.promise, &dossier.promise, self.as_of)? {
            self.open_overdue += 1;
        }
        let here = dossier.standing.step;
        let late = match standard.step(here) {
            Some(step) if !dossier.step_clock().is_empty() => {
                evaluate(calendar, step.norm, dossier.step_clock(), self.as_of)?.verdict == Verdict::Overdue
            }
            _ => false,
        };
        match &dossier.standing.stage {
            Stage::WithApplicant { .. } => self.with_applicant += 1,
            Stage::Ready { .. } => self.ready += 1,
            Stage::Ended { .. } => {}
            Stage::Tray { .. } => {
                if let Some(step) = self.step_mut(here) {
                    step.tray += 1;
                }
            }
            Stage::Desk { .. } => {
                if let Some(step) = self.step_mut(here) {
                    step.desk += 1;
                    step.late += u64::from(late);
                }
            }
        }
        for figure in visit_figures(calendar, standard, dossier)? {
            if !self.period.holds(figure.date) {
                continue;
            }
            if let Some(step) = self.step_mut(figure.step) {
                step.visits += 1;
                step.waiting += figure.waiting;
                step.working += figure.working;
                step.clocked += u64::from(figure.verdict.is_some());
                step.met += u64::from(figure.verdict == Some(Verdict::Met));
            }
        }
        Ok(())
    }

    fn step_mut(&mut self, step: StepNo) -> Option<&mut StepFigures> {
        self.steps.get_mut(usize::from(step.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_period_of_an_address_is_the_current_month_unless_it_says_otherwise() {
        let today = date("2026-02-24");
        let february = Period { from: date("2026-02-01"), to: date("2026-02-28") };
        assert_eq!(Period::read(None, None, today), february);
        // The wrong way round.
        let ten_days = Period { from: date("2026-02-01"), to: date("2026-02-10") };
        assert_eq!(Period::read(Some("2026-02-10"), Some("2026-02-01"), today), ten_days);
        assert_eq!(Period::read(Some("kapan"), None, today), february);
        let april = Period { from: date("2026-04-07"), to: date("2026-04-30") };
        assert_eq!(Period::read(Some("2026-04-07"), None, today), april);
        let days = Period { from: date("2025-12-30"), to: date("2026-01-02") };
        assert_eq!(Period::read(Some("2025-12-30"), Some("2026-01-02"), today), days);
        assert!(days.holds(date("2026-01-02")) && !days.holds(date("2026-01-03")));
    }

    #[test]
    fn no_promise_is_no_share() {
        assert_eq!(PromiseFigures { stopped: 3, ..PromiseFigures::default() }.share_permille(), None);
        assert_eq!(PromiseFigures { met: 1, missed: 2, stopped: 9 }.share_permille(), Some(333));
    }
}

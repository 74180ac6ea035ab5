//! One pass over the events of a clock: how far it ran, and when its budget is used up.

use super::target::Target;
use super::{AtRisk, ClockEvent, ClockEventKind, Evaluation, Norm, Status, Verdict};
use crate::calendar::{Calendar, Point, Spot, Table};
use crate::time::{MINUTE_MS, WorkingMs, instant_ms, ms_of};

/// What the clock is doing at the instant of the reading.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Progress {
    /// Counting, inside hours or not.
    Running,
    /// Paused since that spot.
    Paused(Spot),
    /// Ended there; if it was paused then, the pause is the end of its run.
    Stopped(Spot),
}

/// A started clock, read at an instant. The events are taken to be checked.
#[derive(Clone, Debug)]
pub(crate) struct Reading<'c> {
    calendar: &'c Calendar,
    norm: Norm,
    target: Target,
    /// The last start or restart.
    pub(crate) start: Spot,
    /// Where the reading is taken.
    pub(crate) now: Spot,
    /// Up to where the clock ran: now, the pause, or the stop.
    pub(crate) ran_until: Spot,
    pub(crate) progress: Progress,
    /// When the budget is or was used up. While paused with budget left: were the clock resumed now.
    pub(crate) due: Point,
    /// Whether `due` is a due time; while paused with budget left it is not.
    pub(crate) is_due_fixed: bool,
    /// Working time while the clock ran, up to `ran_until`.
    pub(crate) elapsed: i64,
    /// The same after `due`.
    pub(crate) overdue: i64,
    /// Closes of working days after the due date that came while the clock was paused.
    closes_paused: i64,
}

impl<'c> Reading<'c> {
    /// Reads a clock; none where it has not started by `now`.
    pub(crate) fn take(
        calendar: &'c Calendar,
        norm: Norm,
        events: &[ClockEvent],
        now: i64,
    ) -> Option<Reading<'c>> {
        let table = calendar.table();
        let read_at = instant_ms(now);
        let seen = &events[..events.iter().take_while(|event| event.at <= read_at).count()];
        let began = seen.iter().rposition(|event| event.event.begins())?;
        let start = table.spot(ms_of(seen[began].at));
        let mut target = Target::of(table, norm, &start);
        let mut fixed: Option<(Point, i64)> = None;
        let (mut paused_ms, mut closes_paused) = (0, 0);
        let mut pause: Option<Spot> = None;
        let mut stop: Option<Spot> = None;
        for event in &seen[began + 1..] {
            let spot = table.spot(ms_of(event.at));
            match event.event {
                ClockEventKind::Pause => {
                    if fixed.is_none() && target.is_reached(&spot) {
                        fixed = Some((target.point(table), paused_ms));
                    }
                    pause = Some(spot);
                }
                ClockEventKind::Resume => {
                    if let Some(from) = pause.take() {
                        paused_ms += spot.worked - from.worked;
                        if let Some((due, _)) = fixed {
                            let due_closes = table.days_before(due.day + 1);
                            closes_paused += (spot.closes() - from.closes().max(due_closes)).max(0);
                        }
                        // Past the due time too: what is used must not grow by a pause.
                        target.postpone(&from, &spot);
                    }
                }
                ClockEventKind::Stop => stop = Some(spot),
                ClockEventKind::Start | ClockEventKind::Restart => {}
            }
        }
        let now = table.spot(now);
        let ran_until = pause.or(stop).unwrap_or(now);
        let elapsed = ran_until.worked - start.worked - paused_ms;
        let (due, paused_before_due) = fixed.unwrap_or_else(|| match pause {
            None => (target.point(table), paused_ms),
            Some(from) => {
                let resumed = stop.unwrap_or(now);
                let mut postponed = target.clone();
                postponed.postpone(&from, &resumed);
                (postponed.point(table), paused_ms + resumed.worked - from.worked)
            }
        });
        let progress = match (stop, pause) {
            (Some(stop), _) => Progress::Stopped(stop),
            (None, Some(pause)) => Progress::Paused(pause),
            (None, None) => Progress::Running,
        };
        let is_due_fixed = fixed.is_some() || !matches!(progress, Progress::Paused(_));
        let overdue = (elapsed - (due.worked - start.worked - paused_before_due)).max(0);
        Some(Reading {
            calendar,
            norm,
            target,
            start,
            now,
            ran_until,
            progress,
            due,
            is_due_fixed,
            elapsed,
            overdue,
            closes_paused,
        })
    }

    /// The fields of the evaluation.
    pub(crate) fn evaluation(&self, at_risk: AtRisk) -> Evaluation {
        let status = self.status();
        let verdict = self.verdict(at_risk);
        Evaluation {
            status,
            verdict,
            due_at: self.is_due_fixed.then(|| instant_ms(self.due.ms)),
            elapsed: WorkingMs(self.elapsed),
            remaining: WorkingMs(self.remaining()),
            overdue: WorkingMs(self.overdue),
            next_change_at: self.next_change(status, verdict, at_risk).map(instant_ms),
            provisional: self.is_due_fixed && self.due.day > self.calendar.horizon_day(),
        }
    }

    pub(crate) fn status(&self) -> Status {
        match self.progress {
            Progress::Stopped(_) => Status::Stopped,
            Progress::Paused(_) => Status::Paused,
            Progress::Running if self.now.within.is_some() => Status::Running,
            Progress::Running => Status::OutsideHours,
        }
    }

    fn verdict(&self, at_risk: AtRisk) -> Verdict {
        match self.progress {
            Progress::Stopped(stop) if stop.ms <= self.due.ms => Verdict::Met,
            Progress::Stopped(_) => Verdict::Missed,
            Progress::Running | Progress::Paused(_) if self.is_overdue() => Verdict::Overdue,
            Progress::Running | Progress::Paused(_) => {
                if self.target.share(self.norm, at_risk.percent).is_reached(&self.ran_until) {
                    Verdict::AtRisk
                } else {
                    Verdict::OnTrack
                }
            }
        }
    }

    /// Whether an open clock is past its due time.
    fn is_overdue(&self) -> bool {
        self.is_due_fixed && self.now.ms > self.due.ms
    }

    /// Working time left, 0 once past or stopped.
    pub(crate) fn remaining(&self) -> i64 {
        match self.progress {
            Progress::Stopped(_) => 0,
            Progress::Running | Progress::Paused(_) => (self.due.worked - self.now.worked).max(0),
        }
    }

    fn next_change(&self, status: Status, verdict: Verdict, at_risk: AtRisk) -> Option<i64> {
        let lateness = (self.is_due_fixed && !self.is_overdue()).then_some(self.due.ms + 1);
        let table = self.calendar.table();
        match status {
            Status::NotStarted | Status::Stopped => None,
            Status::Paused => lateness,
            Status::OutsideHours => earliest(lateness, table.next_turn(&self.now)),
            Status::Running => {
                let risk = (verdict == Verdict::OnTrack)
                    .then(|| self.target.share(self.norm, at_risk.percent).point(table).ms);
                earliest(earliest(lateness, table.next_turn(&self.now)), risk)
            }
        }
    }

    /// Thousandths of a working day that are used, or of a millisecond of working time for a norm in minutes.
    fn used(&self) -> (i64, i64) {
        let budget = i64::from(self.norm.amount())
            * match self.norm {
                Norm::Minutes(_) => MINUTE_MS,
                Norm::WorkingDays(_) => 1000,
            };
        (budget - self.target.left(&self.ran_until), budget)
    }

    /// Thousandths of a working day that are used, cut off.
    pub(crate) fn consumed_thousandths(&self) -> i64 {
        self.used().0
    }

    /// Thousandths of the budget that are used, cut off.
    pub(crate) fn share_permille(&self) -> u32 {
        let (used, budget) = self.used();
        u32::try_from(used.max(0) * 1000 / budget).unwrap_or(u32::MAX)
    }

    /// Whether the norm is in working days.
    pub(crate) fn counts_days(&self) -> bool {
        matches!(self.norm, Norm::WorkingDays(_))
    }

    /// Closes of working days after the due date that came while the clock ran.
    pub(crate) fn closes_late(&self) -> i64 {
        let due_closes = self.table().days_before(self.due.day + 1);
        (self.ran_until.closes() - due_closes - self.closes_paused).max(0)
    }

    /// The number of the day of receipt, for a norm in working days.
    pub(crate) fn day_zero(&self) -> Option<i64> {
        self.target.day_zero()
    }

    pub(crate) fn table(&self) -> &'c Table {
        self.calendar.table()
    }

    /// The instants at which the due date of a paused clock, were it resumed then, moves to another day.
    pub(crate) fn due_date_crossings(&self) -> [Option<i64>; 2] {
        match self.progress {
            Progress::Paused(pause) if !self.is_due_fixed => {
                self.target.crossings(self.table(), &pause, &self.now)
            }
            Progress::Running | Progress::Paused(_) | Progress::Stopped(_) => [None, None],
        }
    }
}

/// The earlier of two instants, either of which may never come.
pub(crate) fn earliest(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

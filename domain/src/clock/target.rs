//! The point at which a budget is used up, and how pauses move it.
//!
//! Each norm has a scale of its own: working time for minutes; for working days the number of working days gone by, a
//! begun one as the share of it that is worked. On its scale a running clock moves with the calendar, so that a budget is
//! a fixed point, and a pause moves that point by exactly what the scale ran during the pause.

use super::Norm;
use super::days::DayCount;
use crate::calendar::{Point, Spot, Table};
use crate::time::MINUTE_MS;

/// Where on its scale a clock's budget, or a share of it, is used up.
#[derive(Clone, Debug)]
pub(super) enum Target {
    Worked(i64),
    Days {
        /// Day zero's number: up to its end the scale stands still.
        zero: i64,
        /// Working days before the day after day zero.
        origin: i64,
        at: DayCount,
    },
}

impl Target {
    /// The point for a clock that starts at `start`.
    pub(super) fn of(table: &Table, norm: Norm, start: &Spot) -> Target {
        match norm {
            Norm::Minutes(minutes) => Target::Worked(start.worked + i64::from(minutes) * MINUTE_MS),
            Norm::WorkingDays(days) => {
                // Received before the day's close: that day, else the next working day. Where nothing of the date is
                // left to work, its close has passed.
                let received_today = start.today < start.length;
                let before = start.days_before + i64::from(start.length > 0 && !received_today);
                let zero = if received_today { start.day } else { table.working_day(before) };
                let origin = before + 1;
                Target::Days { zero, origin, at: DayCount::whole(origin + i64::from(days)) }
            }
        }
    }

    /// The number of the day of receipt, for a norm in working days.
    pub(super) fn day_zero(&self) -> Option<i64> {
        match self {
            Target::Worked(_) => None,
            Target::Days { zero, .. } => Some(*zero),
        }
    }

    /// Moves the point by a pause.
    pub(super) fn postpone(&mut self, from: &Spot, to: &Spot) {
        match self {
            Target::Worked(at) => *at += to.worked - from.worked,
            Target::Days { zero, origin, at } => {
                let (from, to) = (Mark::of(*zero, *origin, from), Mark::of(*zero, *origin, to));
                at.add_whole(to.whole - from.whole);
                if from.of == to.of {
                    at.add_share(to.part - from.part, to.of);
                } else {
                    at.add_share(to.part, to.of);
                    at.add_share(-from.part, from.of);
                }
            }
        }
    }

    /// Whether a running clock has used up the budget at `spot`.
    pub(super) fn is_reached(&self, spot: &Spot) -> bool {
        match self {
            Target::Worked(at) => spot.worked >= *at,
            Target::Days { zero, origin, at } => {
                let mark = Mark::of(*zero, *origin, spot);
                at.at_least() <= mark.whole && at.mixed().is_at_most(mark.whole, mark.part, mark.of)
            }
        }
    }

    /// The earliest instant at which a running clock uses up the budget.
    pub(super) fn point(&self, table: &Table) -> Point {
        match self {
            Target::Worked(at) => table.point_at(*at),
            Target::Days { at, .. } => {
                let mixed = at.mixed();
                if mixed.part == 0 {
                    table.point_of_day(table.working_day(mixed.whole - 1), |length| length)
                } else {
                    table.point_of_day(table.working_day(mixed.whole), |length| mixed.of_length(length))
                }
            }
        }
    }

    /// The point at which `percent` of the budget is used.
    pub(super) fn share(&self, norm: Norm, percent: u8) -> Target {
        let mut target = self.clone();
        let budget = i64::from(norm.amount());
        match &mut target {
            Target::Worked(at) => {
                let budget = budget * MINUTE_MS;
                *at -= budget - (budget * i64::from(percent) + 99).div_euclid(100);
            }
            Target::Days { at, .. } => {
                at.add_whole(-budget);
                at.add_share(budget * i64::from(percent), 100);
            }
        }
        target
    }

    /// What of the budget is left at `spot`: milliseconds of working time, or thousandths of a working day rounded up, so
    /// that what is used is rounded down. Negative once more than the budget is used.
    pub(super) fn left(&self, spot: &Spot) -> i64 {
        match self {
            Target::Worked(at) => at - spot.worked,
            Target::Days { zero, origin, at } => {
                let mark = Mark::of(*zero, *origin, spot);
                let mut left = at.clone();
                left.add_whole(-mark.whole);
                left.add_share(-mark.part, mark.of);
                let left = left.mixed();
                left.whole * 1000 + left.of_length(1000)
            }
        }
    }

    /// The instants after `spot` at which the due date of a clock changes that is paused since `pause` and would be
    /// resumed then: where its due point moves from one working day into the next. The first that is at or before the
    /// change and the one a working millisecond later; none on the scale of working time.
    pub(super) fn crossings(&self, table: &Table, pause: &Spot, spot: &Spot) -> [Option<i64>; 2] {
        let mut resumed = self.clone();
        resumed.postpone(pause, spot);
        let Target::Days { zero, origin, at } = resumed else {
            return [None, None];
        };
        let mark = Mark::of(zero, origin, spot);
        let due = at.mixed();
        // The scale may run on until the due point stands at the end of its working day.
        let mut limit = DayCount::whole(mark.whole + due.whole + i64::from(due.part > 0));
        limit.add_share(mark.part, mark.of);
        limit.subtract(&at);
        let last = Target::Days { zero, origin, at: limit }.point(table);
        let beyond = table.point_at(last.worked + 1);
        [last.ms, beyond.ms].map(|ms| (ms > spot.ms).then_some(ms))
    }
}

/// An instant on the scale of working days: `whole + part / of`.
struct Mark {
    whole: i64,
    part: i64,
    of: i64,
}

impl Mark {
    fn of(zero: i64, origin: i64, spot: &Spot) -> Mark {
        if spot.day <= zero {
            Mark { whole: origin, part: 0, of: 1 }
        } else if spot.today < spot.length {
            Mark { whole: spot.days_before, part: spot.today, of: spot.length }
        } else {
            Mark { whole: spot.days_before + i64::from(spot.length > 0), part: 0, of: 1 }
        }
    }
}

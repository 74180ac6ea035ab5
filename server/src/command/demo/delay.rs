//! Walking the office's time: forward to what comes next, and backward to when a file must have come in.

use chrono::{Duration, NaiveDate};
use domain::calendar::Calendar;
use domain::deadline::calendar_days;
use domain::time::{Instant, WorkingMs, instant_ms, ms_of};

/// Calendar days in which a returned file is completed before the program closes it.
const DAYS_TO_COMPLETE: u32 = 30;

/// How long something lets wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delay {
    /// Seconds of working time.
    Working(i64),
    /// Seconds on the wall, ended by the next opening: what applicants take.
    Wall(i64),
    /// Until the program closes what was not completed.
    ToClosing,
}

/// When something happens that waits so long after `from`; always inside the hours.
pub(super) fn after(calendar: &Calendar, from: Instant, delay: Delay) -> Instant {
    match delay {
        Delay::Working(seconds) => {
            calendar.next_opening(calendar.after_working(from, WorkingMs(seconds * 1_000)))
        }
        Delay::Wall(seconds) => calendar.next_opening(from + Duration::seconds(seconds)),
        Delay::ToClosing => calendar_days(calendar, calendar.date(from), DAYS_TO_COMPLETE).acts_at,
    }
}

/// The latest instant inside the hours after which `delay` has passed by `until`.
pub(super) fn before(calendar: &Calendar, until: Instant, delay: Delay) -> Instant {
    match delay {
        Delay::Working(seconds) => before_working(calendar, until, seconds.max(1) * 1_000),
        Delay::Wall(seconds) => last_open(calendar, until - Duration::seconds(seconds)),
        // The term ends with a working day's service and the program acts at an opening: a fortnight holds both.
        Delay::ToClosing => last_open(calendar, until - Duration::days(i64::from(DAYS_TO_COMPLETE) + 14)),
    }
}

fn last_open(calendar: &Calendar, until: Instant) -> Instant {
    if calendar.is_open(until) { until } else { before_working(calendar, until, 1_000) }
}

/// The instant inside the hours from which exactly so much working time has passed by `until`.
fn before_working(calendar: &Calendar, until: Instant, mut left: i64) -> Instant {
    let mut date: NaiveDate = calendar.date(until);
    loop {
        for (open, close) in calendar.intervals(date).into_iter().rev() {
            let close = close.min(until);
            let length = ms_of(close) - ms_of(open);
            if length >= left {
                return instant_ms(ms_of(close) - left);
            }
            left -= length.max(0);
        }
        let Some(earlier) = date.pred_opt() else { return until };
        date = earlier;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::demo::rng::Rng;

    #[test]
    fn what_lies_before_an_instant_leads_up_to_it() {
        let calendar = domain::calendar_file::read(crate::shipped::CALENDAR).unwrap();
        let mut rng = Rng::of(1, 1, 1);
        for _ in 0..2_000 {
            let until = instant_ms(1_780_000_000_000 + rng.between(0, 20_000_000) * 1_000);
            let last = before(&calendar, until, Delay::Working(rng.between(1, 600)));
            assert!(calendar.is_open(last) && last < until, "{until}: {last}");
            for delay in [
                Delay::Working(rng.between(1, 90_000)),
                Delay::Wall(rng.between(1, 2_000_000)),
                Delay::ToClosing,
            ] {
                let from = before(&calendar, last, delay);
                let again = after(&calendar, from, delay);
                assert!(
                    calendar.is_open(from) && again <= last,
                    "{until} {delay:?}: {from} leads to {again}"
                );
                assert!(matches!(delay, Delay::Wall(_) | Delay::ToClosing) || again == last);
            }
        }
    }
}

//! Deadlines in calendar time: thirty days to complete a file, a month to collect a licence, the legal days of a complaint.
//!
//! They end with the service of their last date. Where that date has no service, they end with the next working day's;
//! what the office then does of itself it does at the next opening.

use chrono::{Days, Months, NaiveDate};

use crate::calendar::Calendar;
use crate::time::Instant;

/// Calendar days within which a returned file is completed. Source: house rule; each return has its own.
pub const COMPLETE_WITHIN_DAYS: u32 = 30;
/// Calendar days before the last one on which the applicant is reminded.
pub const NOTICE_BEFORE_DAYS: u32 = 7;
/// Calendar months within which a licence is collected. Source: SP komponen Jaminan pelayanan b.
pub const COLLECT_WITHIN_MONTHS: u32 = 1;

/// A deadline in calendar time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    /// The date the count leads to, working day or not.
    pub date: NaiveDate,
    /// The last instant in time: the close of that date's service, or of the next working day's.
    pub due_at: Instant,
    /// When the office acts on a missed deadline: the next opening after `due_at`.
    pub acts_at: Instant,
}

impl Deadline {
    /// The deadline that ends with a date's service.
    pub fn on(calendar: &Calendar, date: NaiveDate) -> Deadline {
        let working = calendar.working_day_from(date);
        let due_at = calendar.close(working).unwrap_or_else(|| calendar.midnight(working));
        Deadline { date, due_at, acts_at: calendar.next_opening(due_at) }
    }

    /// Whether the deadline has passed: `due_at` itself is in time.
    pub fn has_passed(&self, now: Instant) -> bool {
        now > self.due_at
    }
}

/// `n` calendar days after a date. The date itself is not counted.
///
/// ```
/// # use domain::{calendar_file, deadline};
/// # let calendar = calendar_file::read(include_str!("../../server/calendars/default.toml")).expect("the shipped calendar");
/// let returned = "2026-11-24".parse().expect("a date");
/// assert_eq!(deadline::calendar_days(&calendar, returned, 30).date.to_string(), "2026-12-24");
/// ```
pub fn calendar_days(calendar: &Calendar, from: NaiveDate, n: u32) -> Deadline {
    let date = from.checked_add_days(Days::new(u64::from(n))).unwrap_or(NaiveDate::MAX);
    Deadline::on(calendar, date)
}

/// `n` calendar days before a date: notices and reminders.
pub fn calendar_days_before(calendar: &Calendar, until: NaiveDate, n: u32) -> Deadline {
    let date = until.checked_sub_days(Days::new(u64::from(n))).unwrap_or(NaiveDate::MIN);
    Deadline::on(calendar, date)
}

/// The same day of the month `n` months later, or that month's last: 31 January and one month is 28 or 29 February.
pub fn calendar_months(calendar: &Calendar, from: NaiveDate, n: u32) -> Deadline {
    let date = from.checked_add_months(Months::new(n)).unwrap_or(NaiveDate::MAX);
    Deadline::on(calendar, date)
}

/// Until when a file that went back to the applicant is to be completed. The office closes it at `acts_at`.
pub fn to_complete(calendar: &Calendar, returned_at: Instant) -> Deadline {
    calendar_days(calendar, calendar.date(returned_at), COMPLETE_WITHIN_DAYS)
}

/// Until when a licence is to be collected: ready on 23 November, on 23 December.
pub fn to_collect(calendar: &Calendar, ready_at: Instant) -> Deadline {
    calendar_months(calendar, calendar.date(ready_at), COLLECT_WITHIN_MONTHS)
}

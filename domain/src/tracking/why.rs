//! Why this date? The days between receipt and promise, one line each.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::explain::{Explanation, Phase, Reason};
use crate::time::{Instant, WorkingMs};

/// Days that are told; a promise of more is told without them.
const MOST_DAYS: usize = 40;

/// Some days in a row with one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyDay {
    /// The first.
    pub from: NaiveDate,
    /// The last, often the same.
    pub to: NaiveDate,
    /// Why they count or not.
    pub reason: DayReason,
}

/// Why a day counts or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum DayReason {
    /// It came in after closing time.
    AfterHours,
    /// The day of receipt.
    Received,
    /// A working day that counts.
    Counted {
        /// Which of the promised days, from 1; none where a part of one was with the applicant.
        nth: Option<u32>,
        /// On the last of them: until when.
        #[serde(with = "crate::millis::optional")]
        until: Option<Instant>,
    },
    /// With the applicant.
    WithYou,
    /// A day of the week without service.
    Weekend,
    /// A holiday or another day without service.
    Holiday {
        /// Its name.
        name: String,
    },
}

/// What the office made of a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Receipt,
    Counted,
}

#[derive(Default)]
struct Day {
    used: Option<Use>,
    with_you: bool,
    closed: Option<DayReason>,
}

/// The days up to the promised date; none where it has no date.
pub(super) fn days(calendar: &Calendar, explanation: &Explanation) -> Vec<WhyDay> {
    let Some(due) = explanation.evaluation.due_at else { return Vec::new() };
    let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
    let before_due = |phase: Phase| matches!(phase, Phase::Gone | Phase::Ahead);
    for span in explanation.spans.iter().filter(|span| before_due(span.phase)) {
        let last = calendar.date(span.to - chrono::TimeDelta::milliseconds(1));
        for date in calendar.date(span.from).iter_days().take_while(|date| *date <= last).take(MOST_DAYS + 1)
        {
            let day = days.entry(date).or_default();
            match &span.reason {
                Reason::Counted | Reason::Condensed if span.working > WorkingMs::ZERO => {
                    day.used = Some(Use::Counted);
                }
                Reason::DayZero => day.used = Some(Use::Receipt),
                Reason::Counted | Reason::Condensed | Reason::OutsideHours | Reason::Break => {}
                Reason::Weekend => day.closed = Some(DayReason::Weekend),
                Reason::Holiday { name, .. } => day.closed = Some(DayReason::Holiday { name: name.clone() }),
                Reason::WithApplicant => day.with_you = true,
            }
        }
    }
    if days.len() > MOST_DAYS {
        return Vec::new();
    }
    let whole = explanation.day_zero.is_some() && days.values().all(|day| !day.with_you);
    let mut told: Vec<WhyDay> = Vec::new();
    let mut nth = 0;
    for (date, day) in days {
        let used = if Some(date) == explanation.day_zero { Some(Use::Receipt) } else { day.used };
        let reason = match used {
            Some(Use::Receipt) => DayReason::Received,
            Some(Use::Counted) => {
                nth += 1;
                DayReason::Counted {
                    nth: whole.then_some(nth),
                    until: (date == calendar.date(due)).then_some(due),
                }
            }
            None if day.with_you => DayReason::WithYou,
            None => day.closed.unwrap_or(DayReason::AfterHours),
        };
        match told.last_mut() {
            Some(last) if last.reason == reason && last.to.succ_opt() == Some(date) => last.to = date,
            _ => told.push(WhyDay { from: date, to: date, reason }),
        }
    }
    told
}

//! A calendar as it is written down: the fields of a calendar file, of the wire and of the database.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, Weekday};
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::lang::Lang;
use crate::time::Offset;

/// A calendar as data. `day` beats `period` beats `week`. Nothing is checked before
/// [`Calendar::build`](super::Calendar::build).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarSpec {
    /// The office's fixed distance from UTC.
    pub offset: Offset,
    /// The hours of an ordinary week.
    pub week: WeekSpec,
    /// Date ranges with a week of their own, as the month of fasting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<PeriodSpec>,
    /// Single dates: closed by decree or by the office, or opened with hours of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<DaySpec>,
    /// The last date for which the yearly holiday decree is known. Due times after it are provisional.
    #[serde(deserialize_with = "date")]
    pub horizon: NaiveDate,
}

/// The hours of each weekday. A weekday left out is a mistake; a closed one is an empty list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeekSpec {
    /// Monday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mon: Option<Vec<HoursSpec>>,
    /// Tuesday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tue: Option<Vec<HoursSpec>>,
    /// Wednesday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wed: Option<Vec<HoursSpec>>,
    /// Thursday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thu: Option<Vec<HoursSpec>>,
    /// Friday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fri: Option<Vec<HoursSpec>>,
    /// Saturday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sat: Option<Vec<HoursSpec>>,
    /// Sunday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sun: Option<Vec<HoursSpec>>,
}

impl WeekSpec {
    /// The hours of a weekday, where the week names it.
    pub fn day(&self, weekday: Weekday) -> Option<&[HoursSpec]> {
        match weekday {
            Weekday::Mon => self.mon.as_deref(),
            Weekday::Tue => self.tue.as_deref(),
            Weekday::Wed => self.wed.as_deref(),
            Weekday::Thu => self.thu.as_deref(),
            Weekday::Fri => self.fri.as_deref(),
            Weekday::Sat => self.sat.as_deref(),
            Weekday::Sun => self.sun.as_deref(),
        }
    }
}

/// An inclusive range of dates with a week of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodSpec {
    /// Its first date.
    #[serde(deserialize_with = "date")]
    pub from: NaiveDate,
    /// Its last date.
    #[serde(deserialize_with = "date")]
    pub to: NaiveDate,
    /// What it is called, as "Ramadan 1447 H".
    pub name: String,
    /// Its hours.
    pub week: WeekSpec,
}

/// One date: closed with a kind and a name, or open with hours of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaySpec {
    /// The date.
    #[serde(deserialize_with = "date")]
    pub date: NaiveDate,
    /// Why it is closed; none on an open day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ClosedKind>,
    /// What the day is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The hours of an open day; none on a closed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<Vec<HoursSpec>>,
}

/// Why a listed day is closed.
///
/// Source: the joint decree of three ministers (SKB 3 Menteri) for the first two, the office itself for the third.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ClosedKind {
    /// A national holiday.
    #[serde(rename = "libur nasional")]
    NationalHoliday,
    /// A day of collective leave.
    #[serde(rename = "cuti bersama")]
    CollectiveLeave,
    /// A closing of this office alone.
    #[serde(rename = "penutupan khusus")]
    SpecialClosing,
}

impl ClosedKind {
    /// The kind in words.
    pub const fn text(self, lang: Lang) -> &'static str {
        match self {
            ClosedKind::NationalHoliday => lang.pick("libur nasional", "national holiday"),
            ClosedKind::CollectiveLeave => lang.pick("cuti bersama", "collective leave"),
            ClosedKind::SpecialClosing => lang.pick("penutupan khusus", "special closing"),
        }
    }
}

/// Opening and closing time of one interval, the closing time not included. Written `["07:30", "12:00"]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HoursSpec(pub TimeOfDay, pub TimeOfDay);

impl fmt::Display for HoursSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0, self.1)
    }
}

/// A local time of day in whole minutes, 00:00 to 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    minutes: u16,
}

/// A text that is no time of day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("time `{0}` is not of the form 07:30, 00:00 to 24:00")]
pub struct TimeOfDayError(String);

impl TimeOfDay {
    /// The time of a number of minutes after midnight; none above 1440.
    pub const fn of_minutes(minutes: u16) -> Option<TimeOfDay> {
        if minutes <= 24 * 60 { Some(TimeOfDay { minutes }) } else { None }
    }

    /// Minutes after midnight.
    pub const fn minutes(self) -> u16 {
        self.minutes
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = TimeOfDayError;

    fn from_str(text: &str) -> Result<TimeOfDay, TimeOfDayError> {
        let wrong = || TimeOfDayError(text.to_owned());
        let digit = |byte: u8| byte.is_ascii_digit().then(|| u16::from(byte - b'0')).ok_or_else(wrong);
        let &[h1, h2, b':', m1, m2] = text.as_bytes() else {
            return Err(wrong());
        };
        let hours = digit(h1)? * 10 + digit(h2)?;
        let minutes = digit(m1)? * 10 + digit(m2)?;
        if minutes > 59 {
            return Err(wrong());
        }
        TimeOfDay::of_minutes(hours * 60 + minutes).ok_or_else(wrong)
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = TimeOfDayError;
    fn try_from(text: String) -> Result<TimeOfDay, TimeOfDayError> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> String {
        time.to_string()
    }
}

/// Reads a date written as text, or as the bare date that TOML knows.
fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    struct Date;

    impl<'de> Visitor<'de> for Date {
        type Value = NaiveDate;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a date as 2026-12-31")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<NaiveDate, E> {
            let plain = text.len() == 10;
            let date = text.parse().ok().filter(|_| plain);
            date.ok_or_else(|| E::custom(format_args!("`{text}` is not a date as 2026-12-31")))
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NaiveDate, A::Error> {
            match map.next_entry::<String, String>()? {
                Some((_, text)) => self.visit_str(&text),
                None => Err(de::Error::custom("an empty table is not a date")),
            }
        }
    }

    deserializer.deserialize_any(Date)
}

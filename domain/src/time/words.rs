//! Dates and times in words. Written by hand: a general formatter would weigh more than the rest of the crate in the
//! browser.

use chrono::{Datelike, NaiveDate};

use super::Local;
use crate::lang::Lang;

const DAYS_ID: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a date's weekday: "Selasa".
pub fn weekday_name(date: NaiveDate, lang: Lang) -> &'static str {
    let index = date.weekday().num_days_from_monday() as usize;
    match lang {
        Lang::Id => DAYS_ID[index],
        Lang::En => DAYS_EN[index],
    }
}

/// The name of a date's month: "November".
pub fn month_name(date: NaiveDate, lang: Lang) -> &'static str {
    let index = date.month0() as usize;
    match lang {
        Lang::Id => MONTHS_ID[index],
        Lang::En => MONTHS_EN[index],
    }
}

/// "24 Nov".
pub fn day_month(date: NaiveDate, lang: Lang) -> String {
    format!("{} {}", date.day(), short(month_name(date, lang)))
}

/// "24 November 2026".
pub fn full_date(date: NaiveDate, lang: Lang) -> String {
    format!("{} {} {}", date.day(), month_name(date, lang), date.year())
}

/// "Selasa, 24 November 2026".
pub fn full_day(date: NaiveDate, lang: Lang) -> String {
    format!("{}, {}", weekday_name(date, lang), full_date(date, lang))
}

/// "Sel 1/12"; in English "Tue 1 Dec", since the order of day and month is read both ways there.
pub fn short_day(date: NaiveDate, lang: Lang) -> String {
    let weekday = short(weekday_name(date, lang));
    match lang {
        Lang::Id => format!("{weekday} {}/{}", date.day(), date.month()),
        Lang::En => format!("{weekday} {}", day_month(date, lang)),
    }
}

/// The first three letters of a name; all names here are ASCII and longer than two.
fn short(name: &str) -> &str {
    &name[..3]
}

impl Local {
    /// "09.00"; in English "09:00".
    pub fn time(&self, lang: Lang) -> String {
        format!("{:02}{}{:02}", self.hour, lang.pick(".", ":"), self.minute)
    }

    /// "Selasa, 24 November 2026 pukul 09.00 WIB".
    pub fn long(&self, lang: Lang) -> String {
        let at = lang.pick("pukul", "at");
        format!("{} {at} {} {}", full_day(self.date, lang), self.time(lang), self.offset.zone())
    }

    /// "Kamis 26 Nov 16.00": a due time on a chip.
    pub fn chip(&self, lang: Lang) -> String {
        format!("{} {} {}", weekday_name(self.date, lang), day_month(self.date, lang), self.time(lang))
    }

    /// "Rabu 07.30": a time within the coming days.
    pub fn weekday_time(&self, lang: Lang) -> String {
        format!("{} {}", weekday_name(self.date, lang), self.time(lang))
    }

    /// "24 Nov 09.00".
    pub fn day_month_time(&self, lang: Lang) -> String {
        format!("{} {}", day_month(self.date, lang), self.time(lang))
    }

    /// "2026-11-24T09:00:00.000+07:00", the form of machines.
    pub fn rfc3339(&self) -> String {
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}{}",
            self.date.year(),
            self.date.month(),
            self.date.day(),
            self.hour,
            self.minute,
            self.second,
            self.milli,
            self.offset
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Offset, instant_ms};

    /// Tuesday 2026-11-24 09:00 in Pekanbaru.
    fn tuesday() -> Local {
        Local::of(instant_ms(1_795_485_600_000), Offset::WIB)
    }

    #[test]
    fn dates_and_times_are_told_in_indonesian() {
        let local = tuesday();
        assert_eq!(local.long(Lang::Id), "Selasa, 24 November 2026 pukul 09.00 WIB");
        assert_eq!(local.chip(Lang::Id), "Selasa 24 Nov 09.00");
        assert_eq!(local.weekday_time(Lang::Id), "Selasa 09.00");
        assert_eq!(local.day_month_time(Lang::Id), "24 Nov 09.00");
        let december = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a date");
        assert_eq!(short_day(december, Lang::Id), "Sel 1/12");
        assert_eq!(day_month(december, Lang::Id), "1 Des");
        let months: Vec<String> = (1..=12)
            .map(|month| day_month(NaiveDate::from_ymd_opt(2026, month, 1).expect("a date"), Lang::Id))
            .collect();
        assert_eq!(
            months.join(" "),
            "1 Jan 1 Feb 1 Mar 1 Apr 1 Mei 1 Jun 1 Jul 1 Agu 1 Sep 1 Okt 1 Nov 1 Des"
        );
    }

    #[test]
    fn dates_and_times_are_told_in_english() {
        let local = tuesday();
        assert_eq!(local.long(Lang::En), "Tuesday, 24 November 2026 at 09:00 WIB");
        assert_eq!(local.chip(Lang::En), "Tuesday 24 Nov 09:00");
        assert_eq!(short_day(local.date, Lang::En), "Tue 24 Nov");
    }

    #[test]
    fn machines_get_the_offset_and_the_milliseconds() {
        assert_eq!(tuesday().rfc3339(), "2026-11-24T09:00:00.000+07:00");
    }
}

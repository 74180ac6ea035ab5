//! Dates and times as the public reads them: in full, the year only where it is another one, never broken at "pukul".

use chrono::{Datelike, NaiveDate};
use domain::lang::Lang;
use domain::time::{Instant, Local, Offset, words};

/// What tells instants by the wall clock of the office.
#[derive(Clone, Copy, Debug)]
pub struct Teller {
    /// The language.
    pub lang: Lang,
    /// The office's distance from UTC.
    pub offset: Offset,
    /// The year that need not be told.
    pub year: i32,
}

impl Teller {
    /// A teller at an instant.
    pub fn new(lang: Lang, offset: Offset, now: Instant) -> Self {
        Self { lang, offset, year: Local::of(now, offset).date.year() }
    }

    fn local(self, at: Instant) -> Local {
        Local::of(at, self.offset)
    }

    /// "Kamis, 26 November 2026".
    pub fn full_day(self, date: NaiveDate) -> String {
        words::full_day(date, self.lang)
    }

    /// "Kamis, 26 November 2026" of an instant.
    pub fn full_day_of(self, at: Instant) -> String {
        self.full_day(self.local(at).date)
    }

    /// "23 Desember 2026".
    pub fn full_date(self, date: NaiveDate) -> String {
        words::full_date(date, self.lang)
    }

    /// "23 Desember 2026" of an instant.
    pub fn full_date_of(self, at: Instant) -> String {
        self.full_date(self.local(at).date)
    }

    /// "Kamis, 26 November", with the year where it is another one.
    pub fn day(self, date: NaiveDate) -> String {
        if date.year() != self.year {
            return self.full_day(date);
        }
        let (weekday, month) = (words::weekday_name(date, self.lang), words::month_name(date, self.lang));
        format!("{weekday}, {} {month}", date.day())
    }

    /// "pukul 16.00 WIB" without a place to break.
    pub fn clock(self, at: Instant) -> String {
        let local = self.local(at);
        format!("{}\u{a0}{}\u{a0}{}", self.at(), local.time(self.lang), local.offset.zone())
    }

    /// "16.00".
    pub fn time(self, at: Instant) -> String {
        self.local(at).time(self.lang)
    }

    /// "Kamis, 26 November pukul 16.00".
    pub fn moment(self, at: Instant) -> String {
        let local = self.local(at);
        format!("{} {}\u{a0}{}", self.day(local.date), self.at(), local.time(self.lang))
    }

    /// "Kamis, 26 November 2026 pukul 16.00 WIB".
    pub fn full_moment(self, at: Instant) -> String {
        format!("{} {}", self.full_day_of(at), self.clock(at))
    }

    /// "09.32" where it is the same day as `now`, else the whole moment.
    pub fn short_moment(self, at: Instant, now: Instant) -> String {
        if self.local(at).date == self.local(now).date { self.time(at) } else { self.moment(at) }
    }

    const fn at(self) -> &'static str {
        self.lang.pick("pukul", "at")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_told_where_it_is_another_one() {
        let at = |text: &str| text.parse::<Instant>().expect("an instant");
        let now = at("2026-11-24T03:42:00Z");
        let teller = Teller::new(Lang::Id, Offset::WIB, now);
        assert_eq!(teller.moment(at("2026-11-26T09:00:00Z")), "Kamis, 26 November pukul\u{a0}16.00");
        assert_eq!(teller.moment(at("2027-01-04T09:00:00Z")), "Senin, 4 Januari 2027 pukul\u{a0}16.00");
        assert_eq!(teller.full_moment(now), "Selasa, 24 November 2026 pukul\u{a0}10.42\u{a0}WIB");
        assert_eq!(teller.short_moment(at("2026-11-24T02:32:00Z"), now), "09.32");
        let english = Teller::new(Lang::En, Offset::WIB, now);
        assert_eq!(english.moment(at("2026-11-26T09:00:00Z")), "Thursday, 26 November at\u{a0}16:00");
    }
}

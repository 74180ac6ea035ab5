//! "Mengapa tenggat ini?" in words.

use chrono::NaiveDate;
use domain::clock::Norm;
use domain::explain::{Reason, Used};
use domain::lang::Lang;
use domain::time::words::{day_month, short_day, weekday_name};

use super::dossier::working;

/// Which clock is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explained<'a> {
    /// The promise.
    Promise,
    /// The legal limit.
    Legal,
    /// The step's, with its number and name.
    Step(&'a str),
}

/// From when a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Began<'a> {
    /// The moment in words: "Rabu, 18 November pukul 14.20".
    pub at: &'a str,
    /// Whether an answer of the applicant began it anew.
    pub again: bool,
    /// The day of receipt where it is a later one: "Kamis, 19 November".
    pub counted_as: Option<&'a str>,
}

/// What the clock counts, from when on, and what it leaves out.
pub fn opening(lang: Lang, clock: Explained<'_>, norm: Norm, began: Began<'_>) -> String {
    let time = norm.text(lang);
    let what = match (lang, clock) {
        (Lang::Id, Explained::Promise) => format!("Janji {time} berjalan"),
        (Lang::Id, Explained::Legal) => format!("Batas hukum {time} berjalan"),
        (Lang::Id, Explained::Step(step)) => format!("Norma {time} untuk langkah {step} berjalan"),
        (Lang::En, Explained::Promise) => format!("The promise of {time} runs"),
        (Lang::En, Explained::Legal) => format!("The legal limit of {time} runs"),
        (Lang::En, Explained::Step(step)) => format!("The norm of {time} for step {step} runs"),
    };
    let since = match (lang, clock, began.again) {
        (Lang::Id, Explained::Step(_), _) => "sejak berkas diterima",
        (Lang::Id, _, false) => "sejak pengajuan",
        (Lang::Id, _, true) => "lagi sejak jawaban pemohon",
        (Lang::En, Explained::Step(_), _) => "since the file was accepted on",
        (Lang::En, _, false) => "since the submission on",
        (Lang::En, _, true) => "anew since the applicant's answer on",
    };
    let zero = match (lang, norm, began.counted_as) {
        (_, Norm::Minutes(_), _) => String::new(),
        (Lang::Id, _, None) => "; hari itu hari ke-0 dan tidak dihitung".to_owned(),
        (Lang::Id, _, Some(day)) => format!("; {day} hari ke-0 dan tidak dihitung"),
        (Lang::En, _, None) => "; that day is day 0 and is not counted".to_owned(),
        (Lang::En, _, Some(day)) => format!("; {day} is day 0 and is not counted"),
    };
    let rest = lang.pick(
        "Waktu berhenti saat berkas di tangan pemohon dan di luar jam kerja.",
        "Time stops while the file is with the applicant and outside working hours.",
    );
    format!("{what} {since} {}{zero}. {rest}", began.at)
}

/// When a clock ended.
pub fn stopped(lang: Lang, at: &str) -> String {
    match lang {
        Lang::Id => format!("Jam berhenti {at}."),
        Lang::En => format!("The clock stopped on {at}."),
    }
}

/// Thousandths with the language's own comma: "0,433".
pub fn thousandths(lang: Lang, number: i64) -> String {
    format!("{}{}{:03}", number / 1_000, lang.pick(",", "."), number % 1_000)
}

/// What a day took of a norm in working days: "0,433 hari"; none of a norm in minutes, whose time says it.
pub fn share_of_day(lang: Lang, used: Used) -> Option<String> {
    match used {
        Used::Time(_) => None,
        Used::DayThousandths(0) => Some(lang.pick("0 hari", "0 days").to_owned()),
        Used::DayThousandths(number) => {
            Some(format!("{} {}", thousandths(lang, number), lang.pick("hari", "days")))
        }
    }
}

/// What is used of a norm: "1,860 dari 2 hari", "12 m dari 20 menit".
pub fn used_of(lang: Lang, used: Used, norm: Norm) -> String {
    let used = match used {
        Used::Time(time) => working(lang, time),
        Used::DayThousandths(number) => thousandths(lang, number),
    };
    let budget = match (lang, norm) {
        (_, Norm::Minutes(_)) => norm.text(lang),
        (Lang::Id, Norm::WorkingDays(days)) => format!("{days} hari"),
        (Lang::En, Norm::WorkingDays(1)) => "1 day".to_owned(),
        (Lang::En, Norm::WorkingDays(days)) => format!("{days} days"),
    };
    format!("{used} {} {budget}", lang.pick("dari", "of"))
}

/// The day, or some in a row: "Rab 18 Nov", "Sab–Min 21–22 Nov".
pub fn day_of(lang: Lang, from: NaiveDate, to: NaiveDate) -> (String, String) {
    use chrono::Datelike;
    let short = |date: NaiveDate| weekday_name(date, lang)[..3].to_owned();
    if from == to {
        return (short(from), day_month(from, lang));
    }
    let days = if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{}–{}", from.day(), day_month(to, lang))
    } else {
        format!("{} – {}", day_month(from, lang), day_month(to, lang))
    };
    (format!("{}–{}", short(from), short(to)), days)
}

/// When a span of the list is: "Kam 19/11, 07.30–10.00", "Sab 21/11 – Min 22/11".
pub fn span_of(lang: Lang, from: NaiveDate, to: NaiveDate, times: Option<(&str, &str)>) -> String {
    let (first, last) = (short_day(from, lang), short_day(to, lang));
    match times {
        Some((open, close)) if from == to => format!("{first}, {open}–{close}"),
        Some((open, close)) => format!("{first} {open} – {last} {close}"),
        None if from == to => first,
        None => format!("{first} – {last}"),
    }
}

/// The word on a pattern.
pub fn pattern(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::DayZero => lang.pick("hari ke-0", "day 0").to_owned(),
        other => other.text(lang),
    }
}

/// The counted time after the due time, in the legend.
pub const fn late(lang: Lang) -> &'static str {
    lang.pick("dihitung, sesudah tenggat", "counted, after the due time")
}

/// A closed day, in the legend.
pub const fn holiday(lang: Lang) -> &'static str {
    lang.pick("libur", "holiday")
}

/// "sisa 1 j 3 m".
pub fn left(lang: Lang, time: &str) -> String {
    match lang {
        Lang::Id => format!("sisa {time}"),
        Lang::En => format!("{time} left"),
    }
}

/// "tenggat 11.45".
pub fn due_at(lang: Lang, time: &str) -> String {
    format!("{} {time}", lang.pick("tenggat", "due"))
}

/// Days of a long history that stand in no line of their own: "12 hari sebelumnya".
pub fn earlier(lang: Lang, days: u32) -> String {
    match (lang, days) {
        (Lang::Id, _) => format!("{days} hari sebelumnya"),
        (Lang::En, 1) => "1 day before".to_owned(),
        (Lang::En, _) => format!("{days} days before"),
    }
}

/// An hour of the drawing: "07.30".
pub fn hour(lang: Lang, minutes: i64) -> String {
    format!("{:02}{}{:02}", minutes / 60, lang.pick(".", ":"), minutes % 60)
}

/// That a calendar moved this due time: the first words, from where to where, why, and by which calendar when.
pub fn moved(lang: Lang, from: Option<&str>, to: Option<&str>) -> (&'static str, String) {
    let none = lang.pick("tanpa tenggat", "no due time");
    let (from, to) = (from.unwrap_or(none), to.unwrap_or(none));
    match lang {
        Lang::Id => ("Tenggat bergeser", format!("dari {from} ke {to}")),
        Lang::En => ("The due time moved", format!("from {from} to {to}")),
    }
}

/// Which calendar it was: "kalender versi 14, Rabu, 18 November pukul 16.40".
pub fn calendar(lang: Lang, version: u32, at: &str) -> String {
    format!("{} {version}, {at}", lang.pick("kalender versi", "calendar version"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::WorkingMs;

    #[test]
    fn the_opening_says_what_runs_since_when_and_which_day_is_not_counted() {
        let began = Began { at: "Rabu, 18 November pukul 14.20", again: false, counted_as: None };
        assert_eq!(
            opening(Lang::Id, Explained::Promise, Norm::WorkingDays(2), began),
            "Janji 2 hari kerja berjalan sejak pengajuan Rabu, 18 November pukul 14.20; hari itu hari ke-0 dan tidak \
             dihitung. Waktu berhenti saat berkas di tangan pemohon dan di luar jam kerja."
        );
        let after_hours = Began { counted_as: Some("Kamis, 19 November"), again: true, ..began };
        let told = opening(Lang::Id, Explained::Legal, Norm::WorkingDays(5), after_hours);
        assert!(
            told.starts_with("Batas hukum 5 hari kerja berjalan lagi sejak jawaban pemohon Rabu"),
            "{told}"
        );
        assert!(told.contains("; Kamis, 19 November hari ke-0 dan tidak dihitung."), "{told}");
        let step = opening(Lang::Id, Explained::Step("2 Verifikasi"), Norm::Minutes(20), began);
        assert!(
            step.starts_with("Norma 20 menit untuk langkah 2 Verifikasi berjalan sejak berkas diterima"),
            "{step}"
        );
        assert!(!step.contains("ke-0"), "{step}");
    }

    #[test]
    fn shares_are_told_in_the_unit_of_the_norm() {
        let day = Used::DayThousandths(1_860);
        assert_eq!(used_of(Lang::Id, day, Norm::WorkingDays(2)), "1,860 dari 2 hari");
        assert_eq!(used_of(Lang::En, day, Norm::WorkingDays(2)), "1.860 of 2 days");
        let time = Used::Time(WorkingMs::minutes(12));
        assert_eq!(used_of(Lang::Id, time, Norm::Minutes(20)), "12 m dari 20 menit");
        assert_eq!(share_of_day(Lang::Id, Used::DayThousandths(433)).as_deref(), Some("0,433 hari"));
        assert_eq!(share_of_day(Lang::Id, time), None);
    }

    #[test]
    fn some_days_in_a_row_are_told_in_one_line() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let told = |from, to| day_of(Lang::Id, day(from), day(to));
        assert_eq!(told("2026-11-21", "2026-11-22"), ("Sab–Min".into(), "21–22 Nov".into()));
        assert_eq!(told("2026-11-28", "2026-12-01"), ("Sab–Sel".into(), "28 Nov – 1 Des".into()));
        assert_eq!(told("2026-11-18", "2026-11-18"), ("Rab".into(), "18 Nov".into()));
    }
}

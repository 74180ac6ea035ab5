//! Words that several sheets use.

use chrono::{Datelike, NaiveDate};

use crate::calendar::Calendar;
use crate::lang::Lang;
use crate::office::Office;
use crate::person::Nik;
use crate::time::words::{full_date, full_day};
use crate::time::{Instant, Local};

/// "24 November 2026".
pub(super) fn date(calendar: &Calendar, at: Instant) -> String {
    full_date(calendar.date(at), Lang::Id)
}

/// "Selasa, 24 November 2026".
pub(super) fn day(calendar: &Calendar, at: Instant) -> String {
    full_day(calendar.date(at), Lang::Id)
}

/// "Selasa, 24 November 2026 pukul 08.14 WIB".
pub(super) fn moment(calendar: &Calendar, at: Instant) -> String {
    calendar.local(at).long(Lang::Id)
}

/// "20/11 09.12", in the columns of a table.
pub(super) fn stamp(calendar: &Calendar, at: Instant) -> String {
    let local = calendar.local(at);
    format!("{:02}/{:02} {}", local.date.day(), local.date.month(), local.time(Lang::Id))
}

/// "20/11/2026 11.01".
pub(super) fn full_stamp(local: Local) -> String {
    let date = local.date;
    format!("{:02}/{:02}/{} {}", date.day(), date.month(), date.year(), local.time(Lang::Id))
}

/// A date as it was typed, in words where it is one: "2 Juli 2028".
pub(super) fn typed_date(text: &str) -> String {
    text.trim().parse::<NaiveDate>().map_or_else(|_| text.trim().to_owned(), |date| full_date(date, Lang::Id))
}

/// "GRATIS (Rp0)" or "Rp100.000".
pub(super) fn fee(rupiah: u64) -> String {
    if rupiah == 0 {
        return "GRATIS (Rp0)".to_owned();
    }
    let digits = rupiah.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    format!("Rp{grouped}")
}

/// The first four digits of a NIK and nothing of the rest: the last four are what opens the tracking page.
/// Source: house rule on receipts.
pub(super) fn nik_on_paper(nik: &Nik) -> String {
    format!("{}••••••••••••", &nik.full()[..4])
}

/// A number in words, up to ninety-nine: "dua puluh satu".
pub(super) fn in_words(number: u8) -> String {
    const ONES: [&str; 12] = [
        "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh",
        "sebelas",
    ];
    let one = |n: u8| ONES[usize::from(n)];
    match number {
        0..12 => one(number).to_owned(),
        12..20 => format!("{} belas", one(number - 10)),
        20..100 if number.is_multiple_of(10) => format!("{} puluh", one(number / 10)),
        20..100 => format!("{} puluh {}", one(number / 10), one(number % 10)),
        _ => number.to_string(),
    }
}

/// The ways to reach the office: "telepon (0761) 28262, SMS 0811 7515 133".
pub(super) fn reached_by(office: &Office) -> Vec<String> {
    let known = [("telepon", &office.phone), ("SMS", &office.sms)];
    let known = known.into_iter().filter(|(_, number)| !number.trim().is_empty());
    known.map(|(by, number)| format!("{by} {}", number.trim())).collect()
}

/// A list in a sentence: "a, b, atau c".
pub(super) fn any_of(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} atau {other}"),
        [first @ .., last] => format!("{}, atau {last}", first.join(", ")),
    }
}

/// Numbers in a sentence: "3, 5 dan 8".
pub(super) fn all_of(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} dan {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_words() {
        let told = [0, 1, 5, 10, 11, 12, 20, 21, 35].map(in_words).join(", ");
        assert_eq!(
            told,
            "nol, satu, lima, sepuluh, sebelas, dua belas, dua puluh, dua puluh satu, tiga puluh lima"
        );
    }

    #[test]
    fn a_paper_for_the_applicant_keeps_the_last_digits_to_itself() {
        let nik = Nik::parse("1471081203890003").expect("16 digits");
        assert_eq!(nik_on_paper(&nik), "1471••••••••••••");
    }

    #[test]
    fn lists_end_as_sentences_do() {
        let parts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(any_of(&parts(&["a"])), "a");
        assert_eq!(any_of(&parts(&["a", "b"])), "a atau b");
        assert_eq!(any_of(&parts(&["a", "b", "c"])), "a, b, atau c");
        assert_eq!(all_of(&parts(&["3", "5", "8"])), "3, 5 dan 8");
        assert_eq!((fee(0).as_str(), fee(1_250_000).as_str()), ("GRATIS (Rp0)", "Rp1.250.000"));
    }
}

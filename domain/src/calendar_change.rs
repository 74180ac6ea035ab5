//! What one calendar changes of another: in words for the control card, and whether it changes days that are past.

use chrono::{Days, NaiveDate};

use crate::calendar::{Calendar, CalendarSpec, DaySpec, PeriodSpec};
use crate::lang::Lang;
use crate::time::words::full_date;

/// The first date that a calendar may name; a change is looked for from here on.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a date of the calendar");
/// The most changes that a sentence names; the others are counted.
const NAMED: usize = 4;

/// Days before a date on which two calendars have different hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastChange {
    /// The first of them.
    pub first: NaiveDate,
    /// The last of them.
    pub last: NaiveDate,
    /// How many there are.
    pub days: usize,
}

/// Whether `new` changes the hours of a date before `today`. Today itself is not past: an office may close at noon.
pub fn past_change(old: &Calendar, new: &Calendar, today: NaiveDate) -> Option<PastChange> {
    let changed = |date: &NaiveDate| old.intervals(*date) != new.intervals(*date);
    let mut dates = FIRST.iter_days().take_while(|date| *date < today).filter(changed);
    let first = dates.next()?;
    let (days, last) = dates.fold((1, first), |(count, _), date| (count + 1, date));
    Some(PastChange { first, last, days })
}

/// What `new` changes of the hours in `old`, in one Indonesian phrase as the card keeps it: "libur Natal (25 Desember
/// 2026) ditambahkan". What is nearest to `today` comes first. None where no hours change.
pub fn because(old: &Calendar, new: &Calendar, today: NaiveDate) -> Option<String> {
    let (old, new) = (old.spec(), new.spec());
    let mut changes = days(old, new);
    changes.extend(periods(old, new));
    changes.sort_by_key(|(date, _)| ((*date - today).num_days().abs(), *date));
    let mut phrases: Vec<String> = Vec::new();
    if old.offset != new.offset {
        phrases.push("zona waktu diubah".to_owned());
    }
    if old.week != new.week {
        phrases.push("jam kerja mingguan diubah".to_owned());
    }
    phrases.extend(changes.into_iter().map(|(_, phrase)| phrase));
    let more = phrases.len().saturating_sub(NAMED);
    phrases.truncate(NAMED);
    let named = phrases.join(", ");
    match (named.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(named),
        (false, more) => Some(format!("{named}, dan {more} perubahan lain")),
    }
}

/// The listed days that come, go or change, each with its phrase.
fn days(old: &CalendarSpec, new: &CalendarSpec) -> Vec<(NaiveDate, String)> {
    let found = |days: &[DaySpec], date| days.iter().find(|day| day.date == date).cloned();
    let mut changes = Vec::new();
    for day in &new.days {
        match found(&old.days, day.date) {
            None => changes.push((day.date, format!("{} ditambahkan", name_of(day)))),
            Some(was) if was.open != day.open || was.kind.is_some() != day.kind.is_some() => {
                changes.push((day.date, format!("{} diubah", name_of(day))));
            }
            Some(_) => {}
        }
    }
    for day in &old.days {
        if found(&new.days, day.date).is_none() {
            changes.push((day.date, format!("{} dihapus", name_of(day))));
        }
    }
    changes
}

fn name_of(day: &DaySpec) -> String {
    let date = full_date(day.date, Lang::Id);
    match (&day.open, &day.name) {
        (None, Some(name)) => format!("libur {name} ({date})"),
        (None, None) => format!("libur {date}"),
        (Some(_), Some(name)) => format!("jam khusus {name} ({date})"),
        (Some(_), None) => format!("jam khusus {date}"),
    }
}

/// The periods that come, go or change, each with its phrase; one is the same where its dates are.
fn periods(old: &CalendarSpec, new: &CalendarSpec) -> Vec<(NaiveDate, String)> {
    let same = |a: &PeriodSpec, b: &PeriodSpec| a.from == b.from && a.to == b.to;
    let name = |period: &PeriodSpec| {
        let (from, to) = (full_date(period.from, Lang::Id), full_date(period.to, Lang::Id));
        format!("jam {} ({from} sampai {to})", period.name)
    };
    let mut changes = Vec::new();
    for period in &new.periods {
        match old.periods.iter().find(|was| same(was, period)) {
            None => changes.push((period.from, format!("{} ditambahkan", name(period)))),
            Some(was) if was.week != period.week => {
                changes.push((period.from, format!("{} diubah", name(period))));
            }
            Some(_) => {}
        }
    }
    for period in &old.periods {
        if !new.periods.iter().any(|is| same(is, period)) {
            changes.push((period.from, format!("{} dihapus", name(period))));
        }
    }
    changes
}

/// The last day that a lasting change of hours must leave as it was: the eve of `today`.
pub fn eve(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(Days::new(1)).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar_file::read;

    const BASE: &str = include_str!("../../server/calendars/default.toml");

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn calendar(added: &str) -> Calendar {
        read(&format!("{BASE}\n{added}")).unwrap()
    }

    fn holiday(date: &str, name: &str) -> String {
        format!("[[days]]\ndate = \"{date}\"\nkind = \"libur nasional\"\nname = \"{name}\"\n")
    }

    #[test]
    fn a_holiday_of_tomorrow_changes_no_past_day() {
        let today = day("2026-11-24");
        let new = calendar(&holiday("2026-11-25", "Pemilihan kepala daerah"));
        assert_eq!(past_change(&calendar(""), &new, today), None);
        let of_today = calendar(&holiday("2026-11-24", "Penutupan"));
        assert_eq!(past_change(&calendar(""), &of_today, today), None);
        let told = because(&calendar(""), &new, today).unwrap();
        assert_eq!(told, "libur Pemilihan kepala daerah (25 November 2026) ditambahkan");
        assert_eq!(because(&new, &calendar(""), today).unwrap().split(' ').next_back(), Some("dihapus"));
    }

    #[test]
    fn a_holiday_of_yesterday_changes_a_past_day() {
        let new = calendar(&(holiday("2026-11-23", "Satu") + &holiday("2026-11-19", "Dua")));
        let found = past_change(&calendar(""), &new, day("2026-11-24")).unwrap();
        assert_eq!(found, PastChange { first: day("2026-11-19"), last: day("2026-11-23"), days: 2 });
    }

    #[test]
    fn a_holiday_on_a_sunday_takes_no_hours_and_so_changes_no_past_day() {
        let new = calendar(&holiday("2026-11-22", "Hari Minggu"));
        assert_eq!(past_change(&calendar(""), &new, day("2026-11-24")), None);
    }

    #[test]
    fn new_hours_with_the_old_ones_as_a_period_up_to_the_eve_change_no_past_day() {
        let today = day("2027-01-04");
        let moved = BASE.replacen("mon = [[\"07:30\"", "mon = [[\"08:00\"", 1);
        assert!(past_change(&read(BASE).unwrap(), &read(&moved).unwrap(), today).is_some());
        let week = BASE.split("[week]\n").nth(1).unwrap().split("\n\n").next().unwrap();
        let period = |from: &str, to: &str, name: &str| {
            format!(
                "\n[[periods]]\nfrom = \"{from}\"\nto = \"{to}\"\nname = \"{name}\"\n[periods.week]\n{week}\n"
            )
        };
        let eve = eve(today).to_string();
        let kept = period("1970-01-01", "2026-02-18", "Jam lama") + &period("2026-03-21", &eve, "Jam lama");
        let lasting = read(&format!("{moved}{kept}")).unwrap();
        assert_eq!(past_change(&read(BASE).unwrap(), &lasting, today), None);
        let told = because(&read(BASE).unwrap(), &lasting, today).unwrap();
        assert!(told.starts_with("jam kerja mingguan diubah, jam Jam lama ("), "{told}");
    }

    #[test]
    fn many_changes_are_counted_the_nearest_named_first() {
        let many: String = (1..=9).map(|n| holiday(&format!("2027-07-0{n}"), &format!("Hari {n}"))).collect();
        let told = because(&calendar(""), &calendar(&many), day("2026-12-24")).unwrap();
        assert!(told.starts_with("libur Hari 1 (1 Juli 2027) ditambahkan, libur Hari 2"), "{told}");
        assert!(told.ends_with(", dan 5 perubahan lain"), "{told}");
    }

    #[test]
    fn a_new_horizon_or_name_moves_nothing() {
        let later = read(&BASE.replacen("2026-12-31", "2027-12-31", 1)).unwrap();
        assert_eq!(because(&calendar(""), &later, day("2026-11-24")), None);
        assert_eq!(past_change(&calendar(""), &later, day("2026-11-24")), None);
    }
}

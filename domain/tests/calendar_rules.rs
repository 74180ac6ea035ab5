//! Calendars: the shipped one, what is refused and where, and deadlines in calendar time.

use chrono::NaiveDate;
use domain::calendar::{Calendar, CalendarSpec, ClosedKind, DayName};
use domain::calendar_file::{self, CalendarFileError};
use domain::deadline::{calendar_days, calendar_days_before, calendar_months};
use domain::lang::Lang;
use domain::time::{DAY_MS, Instant, WorkingMs};

const HOLIDAYS: &str = include_str!("vectors/holidays-id.csv");

const SMALL: &str = r#"offset = "+07:00"
horizon = "2026-12-31"

[week]
mon = [["08:00", "12:00"], ["13:00", "16:00"]]
tue = [["08:00", "12:00"]]
wed = [["08:00", "12:00"]]
thu = [["08:00", "12:00"]]
fri = [["08:00", "12:00"]]
sat = []
sun = []

[[periods]]
from = "2026-02-19"
to = "2026-03-20"
name = "Ramadan"
week = { mon = [["09:00", "12:00"]], tue = [], wed = [], thu = [], fri = [], sat = [], sun = [] }

[[days]]
date = "2026-08-17"
kind = "libur nasional"
name = "Hari Kemerdekaan"

[[days]]
date = "2026-08-22"
open = [["08:00", "10:00"]]
"#;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The shipped calendar.
fn office() -> Calendar {
    domain::calendar_file::read(include_str!("../../server/calendars/default.toml")).expect("a calendar")
}

fn wib(text: &str) -> Instant {
    format!("{text}+07:00").parse().expect("an instant")
}

/// The refusal of the small calendar with one text replaced by another.
fn refusal(from: &str, to: &str) -> CalendarFileError {
    assert!(SMALL.contains(from), "{from}");
    calendar_file::read(&SMALL.replacen(from, to, 1)).expect_err(to)
}

#[test]
fn the_shipped_calendar_has_every_holiday_of_the_decrees() {
    let calendar = office();
    let listed: Vec<String> = calendar
        .spec()
        .days
        .iter()
        .map(|day| {
            let kind = day.kind.expect("a closed day").text(Lang::Id);
            format!("{},{kind},{}", day.date, day.name.as_deref().expect("a name"))
        })
        .collect();
    let decreed: Vec<&str> =
        HOLIDAYS.lines().skip(1).map(|line| line.rsplit_once(',').expect("four columns").0).collect();
    assert_eq!(listed, decreed);
    assert_eq!(calendar.horizon(), day("2026-12-31"));
}

#[test]
fn the_shipped_week_has_thirty_seven_hours_and_a_half() {
    let calendar = office();
    let monday = day("2026-11-23");
    let week: WorkingMs = monday.iter_days().take(7).map(|date| calendar.length(date)).sum();
    assert_eq!(week, WorkingMs::minutes(2_250));
    let hours = |date: &str| -> Vec<String> {
        let pairs = calendar.intervals(day(date)).into_iter();
        pairs
            .map(|(open, close)| [open, close].map(|at| calendar.local(at).time(Lang::En)).join("-"))
            .collect()
    };
    assert_eq!(hours("2026-11-26"), ["07:30-12:00", "13:00-16:00"]);
    assert_eq!(hours("2026-11-27"), ["07:30-11:30", "13:00-16:30"]);
    assert_eq!(hours("2026-11-28"), [""; 0]);
    assert_eq!(hours("2026-02-19"), ["08:00-12:00", "12:30-15:00"]);
    assert_eq!(hours("2026-02-20"), ["08:00-12:00", "13:00-15:30"]);
    assert_eq!(hours("2026-03-17"), ["08:00-12:00", "12:30-15:00"]);
    assert_eq!(hours("2026-03-20"), [""; 0], "collective leave within Ramadan");
    assert_eq!(calendar.length(day("2026-02-20")), WorkingMs::minutes(390));
}

#[test]
fn a_listed_day_comes_before_its_period_and_a_period_before_the_week() {
    let calendar = calendar_file::read(SMALL).expect("a calendar");
    let closed = DayName::Closed { kind: ClosedKind::NationalHoliday, name: "Hari Kemerdekaan" };
    assert_eq!(calendar.name_of_day(day("2026-08-17")), Some(closed));
    assert_eq!(calendar.name_of_day(day("2026-08-22")), Some(DayName::Opened { name: None }));
    assert_eq!(calendar.name_of_day(day("2026-02-23")), Some(DayName::Period { name: "Ramadan" }));
    assert_eq!(calendar.name_of_day(day("2026-02-18")), None);
    assert_eq!(calendar.length(day("2026-02-23")), WorkingMs::minutes(180));
    assert!(calendar.is_working_day(day("2026-08-22")) && !calendar.is_working_day(day("2026-08-17")));
    assert_eq!(calendar.close(day("2026-08-22")), Some(wib("2026-08-22T10:00:00")));
    assert_eq!(calendar.close(day("2026-08-17")), None);
    assert_eq!(calendar.next_opening(wib("2026-08-14T12:00:00")), wib("2026-08-18T08:00:00"));
    assert_eq!(calendar.next_opening(wib("2026-08-14T08:00:00")), wib("2026-08-14T08:00:00"));
    assert_eq!(calendar.working_days_after(day("2026-08-14"), day("2026-08-22")), 5);
}

#[test]
fn a_calendar_that_cannot_be_is_refused_by_line_and_entry() {
    let tue = r#"tue = [["08:00", "12:00"]]"#;
    let cases = [
        (
            tue,
            r#"tue = [["12:00", "08:00"]]"#,
            "line 6: calendar: week tue: interval 12:00-08:00 closes before it opens",
        ),
        (tue, r#"tue = [["08:00", "08:00"]]"#, "line 6: calendar: week tue: interval 08:00-08:00 is empty"),
        (
            tue,
            r#"tue = [["08:00", "12:00"], ["11:30", "16:00"]]"#,
            "line 6: calendar: week tue: interval 11:30-16:00 overlaps 08:00-12:00",
        ),
        (
            tue,
            r#"tue = [["13:00", "16:00"], ["08:00", "12:00"]]"#,
            "line 6: calendar: week tue: interval 08:00-12:00 is out of order, it lies before 13:00-16:00",
        ),
        (tue, "", "line 4: calendar: week tue: the weekday is missing (a closed day is an empty list)"),
        (
            r#"mon = [["09:00", "12:00"]]"#,
            "mon = []",
            "line 13: calendar: period 1 (from 2026-02-19): no day of the week opens",
        ),
        (
            r#"mon = [["09:00", "12:00"]]"#,
            r#"mon = [["09:00", "09:00"]]"#,
            "line 17: calendar: period 1 (from 2026-02-19) week mon: interval 09:00-09:00 is empty",
        ),
        (
            r#"to = "2026-03-20""#,
            r#"to = "2026-02-18""#,
            "line 13: calendar: period 1 (from 2026-02-19): it ends on 2026-02-18, before it begins",
        ),
        (
            r#"name = "Ramadan""#,
            r#"name = " ""#,
            "line 13: calendar: period 1 (from 2026-02-19): the name is missing",
        ),
        (
            r#"open = [["08:00", "10:00"]]"#,
            "open = []",
            "line 24: calendar: day 2 (2026-08-22): the day is open without hours",
        ),
        (
            r#"open = [["08:00", "10:00"]]"#,
            "",
            "line 24: calendar: day 2 (2026-08-22): the day is neither closed (kind) nor open (hours)",
        ),
        (
            r#"open = [["08:00", "10:00"]]"#,
            "open = [[\"08:00\", \"10:00\"]]\nkind = \"cuti bersama\"",
            "line 24: calendar: day 2 (2026-08-22): the day is both closed (cuti bersama) and open",
        ),
        (r#"name = "Hari Kemerdekaan""#, "", "line 19: calendar: day 1 (2026-08-17): the name is missing"),
        (
            r#"date = "2026-08-22""#,
            r#"date = "2026-08-17""#,
            "line 24: calendar: day 2 (2026-08-17): the date is given twice",
        ),
        (
            r#"horizon = "2026-12-31""#,
            r#"horizon = "1926-12-31""#,
            "line 2: calendar: horizon 1926-12-31: 1926-12-31 is outside the years 1970 to 9999",
        ),
    ];
    for (from, to, words) in cases {
        assert_eq!(refusal(from, to).to_string(), words);
    }
}

#[test]
fn a_week_that_never_opens_and_periods_that_meet_are_refused() {
    let spec = |text: &str| -> CalendarSpec { toml::from_str(text).expect("the form is right") };
    let mut closed = spec(SMALL);
    let week = &mut closed.week;
    for day in [&mut week.mon, &mut week.tue, &mut week.wed, &mut week.thu, &mut week.fri] {
        *day = Some(Vec::new());
    }
    let error = Calendar::build(closed).expect_err("a week without hours");
    assert_eq!(error.to_string(), "calendar: week: no day of the week opens");

    let mut twice = spec(SMALL);
    let mut second = twice.periods[0].clone();
    (second.from, second.to) = (day("2026-03-20"), day("2026-03-25"));
    twice.periods.push(second.clone());
    let error = Calendar::build(twice.clone()).expect_err("two periods on 20 March");
    let words = "calendar: period 2 (from 2026-03-20): it overlaps the period from 2026-02-19 to 2026-03-20";
    assert_eq!(error.to_string(), words);
    twice.periods[1].from = day("2026-03-21");
    Calendar::build(twice).expect("periods may follow each other");
}

#[test]
fn a_file_of_the_wrong_form_is_refused_by_line() {
    let cases = [
        (r#"offset = "+07:00""#, r#"offset = "WIB""#, 1, "offset `WIB` is not of the form +07:00"),
        (
            r#"tue = [["08:00", "12:00"]]"#,
            r#"tue = [["8:00", "12:00"]]"#,
            6,
            "time `8:00` is not of the form",
        ),
        (r#"tue = [["08:00", "12:00"]]"#, r#"tue = [["08:00"]]"#, 6, "invalid length 1"),
        (r#"tue = [["08:00", "12:00"]]"#, r#"tue = [["08:00", "24:01"]]"#, 6, "time `24:01`"),
        ("[[periods]]", "[[seasons]]", 13, "unknown field `seasons`"),
        (r#"kind = "libur nasional""#, r#"kind = "libur""#, 21, "unknown variant `libur`"),
        (r#"date = "2026-08-22""#, r#"date = "2026-02-30""#, 25, "`2026-02-30` is not a date"),
        ("sat = []", "sat = [", 11, ""),
        ("sat = []", "fri = []", 10, "duplicate key"),
    ];
    for (from, to, line, words) in cases {
        let error = refusal(from, to);
        assert_eq!((error.line, error.refused.is_none()), (Some(line), true), "{error}");
        assert!(error.reason.contains(words), "{error}");
    }
    assert!(refusal(r#"offset = "+07:00""#, "").reason.contains("missing field `offset`"));
}

#[test]
fn dates_may_be_written_bare_and_hours_may_touch_and_end_at_midnight() {
    let text = SMALL
        .replace(r#""2026-08-17""#, "2026-08-17")
        .replace(r#"fri = [["08:00", "12:00"]]"#, r#"fri = [["08:00", "12:00"], ["12:00", "24:00"]]"#);
    let calendar = calendar_file::read(&text).expect("a calendar");
    assert_eq!(calendar.close(day("2026-11-27")), Some(wib("2026-11-28T00:00:00")));
    assert_eq!(calendar.next_turn(wib("2026-11-27T08:00:00")), Some(wib("2026-11-28T00:00:00")));
    assert!(!calendar.is_working_day(day("2026-08-17")));
}

#[test]
fn a_calendar_survives_its_file_and_its_wire() {
    let calendar = office();
    let file = calendar_file::write(&calendar).expect("a file");
    assert_eq!(calendar_file::read(&file), Ok(calendar.clone()));
    let wire = serde_json::to_string(&calendar).expect("a wire form");
    assert_eq!(serde_json::from_str::<Calendar>(&wire).expect("a calendar"), calendar);
    let broken = wire.replacen(r#"["07:30","12:00"]"#, r#"["07:30","07:30"]"#, 1);
    let error = serde_json::from_str::<Calendar>(&broken).expect_err("an empty interval");
    assert!(error.to_string().starts_with("calendar: week mon: interval 07:30-07:30 is empty"), "{error}");
}

#[test]
fn an_office_that_never_closes_is_open_for_ever() {
    let all_day = r#"[["00:00", "12:00"], ["12:00", "24:00"]]"#;
    let week: Vec<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .iter()
        .map(|day| format!("{day} = {all_day}"))
        .collect();
    let always = format!("offset = \"+07:00\"\nhorizon = \"2026-12-31\"\n[week]\n{}\n", week.join("\n"));
    let calendar = calendar_file::read(&always).expect("a calendar");
    assert_eq!(calendar.next_turn(wib("2026-11-24T09:00:00")), None);
    let closed = "[[days]]\ndate = \"2028-02-29\"\nkind = \"penutupan khusus\"\nname = \"Hari kabisat\"\n";
    let calendar = calendar_file::read(&format!("{always}{closed}")).expect("a calendar");
    assert_eq!(calendar.next_turn(wib("2026-11-24T09:00:00")), Some(wib("2028-02-29T00:00:00")));
    assert_eq!(calendar.next_turn(wib("2028-02-29T00:00:00")), Some(wib("2028-03-01T00:00:00")));
    let (from, to) = (wib("2028-02-01T00:00:00"), wib("2028-03-02T00:00:00"));
    assert_eq!(calendar.working_between(from, to), WorkingMs(29 * DAY_MS));
}

#[test]
fn dates_listed_a_century_apart_do_not_slow_or_bend_the_calendar() {
    let far = "[[days]]\ndate = \"1970-01-01\"\nkind = \"penutupan khusus\"\nname = \"A\"\n\
               [[days]]\ndate = \"9999-12-31\"\nkind = \"penutupan khusus\"\nname = \"B\"\n";
    let calendar = calendar_file::read(&format!("{SMALL}{far}")).expect("a calendar");
    assert!(!calendar.is_working_day(day("1970-01-01")) && !calendar.is_working_day(day("9999-12-31")));
    assert!(calendar.is_working_day(day("5000-01-01")));
    let whole = calendar.working_between(wib("1970-01-01T00:00:00"), wib("9999-12-31T00:00:00"));
    let naive: WorkingMs = day("1970-01-01")
        .iter_days()
        .take_while(|date| *date < day("9999-12-31"))
        .map(|date| calendar.length(date))
        .sum();
    assert_eq!(whole, naive);
}

#[test]
fn thirty_days_end_with_the_service_of_a_working_day() {
    let calendar = office();
    let complete = calendar_days(&calendar, day("2026-11-24"), 30);
    assert_eq!(complete.date, day("2026-12-24"), "collective leave");
    assert_eq!(complete.due_at, wib("2026-12-28T16:00:00"), "after Christmas and the weekend");
    assert_eq!(complete.acts_at, wib("2026-12-29T07:30:00"));
    assert!(!complete.has_passed(complete.due_at) && complete.has_passed(wib("2026-12-28T16:00:00.001")));
    let notice = calendar_days_before(&calendar, complete.date, 7);
    assert_eq!((notice.date, notice.due_at), (day("2026-12-17"), wib("2026-12-17T16:00:00")));
}

#[test]
fn a_month_ends_on_the_same_day_or_on_the_last() {
    let calendar = office();
    let months = |from: &str, n: u32| calendar_months(&calendar, day(from), n).date;
    assert_eq!(months("2026-11-23", 1), day("2026-12-23"));
    assert_eq!(months("2026-01-31", 1), day("2026-02-28"));
    assert_eq!(months("2028-01-31", 1), day("2028-02-29"));
    assert_eq!(months("2026-08-31", 6), day("2027-02-28"));
    assert_eq!(calendar_months(&calendar, day("2026-11-23"), 1).due_at, wib("2026-12-23T16:00:00"));
}

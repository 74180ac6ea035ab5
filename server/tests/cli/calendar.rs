//! `kendali calendar`: checked and taken in by file, and what that moves.

use storage::settings_log::{By, Change};

use crate::{CALENDAR, Place, as_text};

fn with_holiday(date: &str, name: &str) -> String {
    format!("{CALENDAR}\n[[days]]\ndate = \"{date}\"\nkind = \"libur nasional\"\nname = \"{name}\"\n")
}

#[test]
fn a_calendar_in_order_is_told_without_a_database() {
    let place = Place::new();
    let file = place.file("kalender.toml", CALENDAR);
    let told = place.run(&["calendar", "check", as_text(&file)]).well();
    assert!(told.contains("in order") && told.contains("2026-12-31"), "{told}");
    assert!(place.is_untouched());
}

#[test]
fn a_fault_is_told_by_file_line_and_entry_and_nothing_is_written() {
    let place = Place::new();
    let reversed = CALENDAR.replacen("[\"13:00\", \"16:00\"]", "[\"16:00\", \"13:00\"]", 1);
    let line = 1 + reversed.lines().position(|line| line.contains("[\"16:00\", \"13:00\"]")).unwrap();
    let twice = with_holiday("2026-12-25", "Natal lagi");
    let unknown = format!("hari = 7\n{CALENDAR}");
    for (text, told) in [
        (reversed, format!("line {line}:")),
        (twice, "2026-12-25".to_owned()),
        (unknown, "line 1:".to_owned()),
    ] {
        let file = place.file("kalender.toml", &text);
        for command in ["check", "import"] {
            let error = place.run(&["calendar", command, as_text(&file)]).refused();
            assert!(error.contains("kalender.toml: line ") && error.contains(&told), "{told}: {error}");
        }
    }
    assert!(place.is_untouched());
}

#[tokio::test]
async fn a_calendar_is_taken_in_as_the_next_version_and_confirmed() {
    let place = Place::new();
    let first = place.file("kalender.toml", CALENDAR);
    assert!(place.run(&["calendar", "import", as_text(&first)]).well().contains("version 1"));
    assert!(place.run(&["calendar", "import", as_text(&first)]).well().contains("version 1 already"));
    let next = place.file("kalender.toml", &with_holiday("2999-01-02", "Hari jauh"));
    let told = place.run(&["calendar", "import", as_text(&next)]).well();
    assert!(
        told.contains("version 2") && told.contains("libur Hari jauh (2 Januari 2999) ditambahkan"),
        "{told}"
    );
    assert!(told.contains("0 open dossiers"), "{told}");

    let store = place.store().await;
    let all = store.calendars().await.unwrap();
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|text| text.confirmed_at.is_some() && text.retroactive_reason.is_none()));
    let log = store.settings_log(10).await.unwrap();
    assert_eq!(log.iter().filter(|entry| entry.what == Change::CalendarLoaded).count(), 2);
    assert!(log.iter().all(|entry| entry.by == By::CommandLine), "{log:?}");
}

#[tokio::test]
async fn the_hours_of_a_past_day_change_only_with_a_reason() {
    let place = Place::new();
    let first = place.file("kalender.toml", CALENDAR);
    place.run(&["calendar", "import", as_text(&first)]).well();
    let changed = place.file("kalender.toml", &with_holiday("2026-01-07", "Banjir"));
    let error = place.run(&["calendar", "import", as_text(&changed)]).refused();
    assert!(error.contains("--retroactive") && error.contains("1 past days"), "{error}");
    assert!(error.contains("2026-01-07") && error.contains("nothing was changed"), "{error}");
    let error = place.run(&["calendar", "import", as_text(&changed), "--retroactive", "  "]).refused();
    assert!(error.contains("--retroactive") && error.contains("must not be empty"), "{error}");
    assert_eq!(place.store().await.calendars().await.unwrap().len(), 1);

    let reason = "kantor tergenang, dicatat kemudian";
    let told = place.run(&["calendar", "import", as_text(&changed), "--retroactive", reason]).well();
    assert!(told.contains("version 2") && told.contains(reason), "{told}");
    let latest = place.store().await.latest_calendar().await.unwrap().unwrap();
    assert_eq!(latest.retroactive_reason.as_deref(), Some(reason));
}

#[tokio::test]
async fn a_new_holiday_moves_the_open_clocks_and_every_card_says_why() {
    let place = Place::new();
    let made = [("KENDALI_CLOCK", "2026-11-24T10:42:00+07:00")];
    place.run_with(&made, &["demo", "--dossiers", "40", "--open", "30"], "").well();
    let later = [("KENDALI_CLOCK", "2026-11-24T11:00:00+07:00")];
    let file = place.file("kalender.toml", &with_holiday("2026-11-25", "Pemilihan kepala daerah"));
    let told = place.run_with(&later, &["calendar", "import", as_text(&file)], "").well();
    assert!(told.contains("libur Pemilihan kepala daerah (25 November 2026) ditambahkan"), "{told}");
    let moved = told.lines().filter(|line| line.contains(" promise: ") && line.contains(" -> ")).count();
    assert!(moved > 0, "{told}");
    // Done again nothing moves, and every card still holds.
    let again = place.run_with(&later, &["calendar", "import", as_text(&file)], "").well();
    assert!(again.contains("version 2 already") && again.contains("0 open dossiers"), "{again}");
    let recomputed = place.run_with(&later, &["recompute-sla"], "").well();
    assert!(recomputed.contains("0 open dossiers"), "{recomputed}");
    let verified = place.run_with(&later, &["verify"], "");
    assert_eq!(verified.status, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn there_is_nothing_to_time_where_there_is_no_office() {
    let place = Place::new();
    let error = place.run(&["recompute-sla"]).refused();
    assert!(error.contains("there is no database"), "{error}");
    assert!(place.is_untouched());
}

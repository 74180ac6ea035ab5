//! A new calendar: checked against the past, loaded and carried to the open dossiers in one transaction.

use domain::calendar_file;
use domain::command::Command;
use domain::event::{ClockName, Event};
use domain::role::OfficeRole;
use domain::standard::StepKind;
use storage::dossier::calendar_change::{CalendarImport, CalendarImportError, NewCalendar};
use storage::settings_log::By;
use storage::standard::Loaded;
use storage::write_error::WriteError;

use crate::desk::{Desk, after, at_calendar, facts_of};
use crate::office::{Office, day};

stories! {
    a_calendar_taken_in_moves_the_open_clocks_and_says_why,
    a_past_day_changes_only_with_a_reason_and_nothing_is_written_without,
    a_calendar_taken_in_while_the_desks_work_times_every_clock,
}

async fn import(
    desk: &Desk,
    spec: &str,
    retroactive: Option<&str>,
    minutes: i64,
) -> Result<CalendarImport, CalendarImportError> {
    let calendar = calendar_file::read(spec).unwrap();
    let new = NewCalendar { spec, calendar: &calendar, retroactive };
    Box::pin(desk.office.store.import_calendar(&desk.rulebook, &new, &By::CommandLine, after(minutes))).await
}

async fn a_calendar_taken_in_moves_the_open_clocks_and_says_why(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let open = desk.accepted_at(StepKind::Verify, 3).await;
    let done = desk.delivered(4).await;
    let spec = at_calendar("2026-11-25", "Pemilihan kepala daerah");
    let taken = import(&desk, &spec, None, 60).await.unwrap();
    let why = "libur Pemilihan kepala daerah (25 November 2026) ditambahkan";
    assert_eq!((taken.loaded, taken.because.as_deref()), (Loaded::New(2), Some(why)));
    assert_eq!((taken.moved.len(), &taken.moved[0].dossier), (1, &open.id));
    let moved: Vec<ClockName> = taken.moved[0].moves.iter().map(|moved| moved.clock).collect();
    assert_eq!(moved, [ClockName::Promise, ClockName::Legal]);
    let last = store.card(&open.id).await.unwrap().entries.pop().unwrap();
    let Event::CalendarMoved { calendar: 2, moved } = last.event else { panic!("an entry of the move") };
    assert!(moved.iter().all(|moved| moved.because == why), "{moved:?}");
    assert_eq!(desk.read(&done.id).await.entries, done.entries, "a stopped clock is left alone");
    assert!(store.latest_calendar().await.unwrap().unwrap().confirmed_at.is_some());

    let again = import(&desk, &spec, None, 61).await.unwrap();
    assert_eq!((again.loaded, again.because, again.moved), (Loaded::Same(2), None, vec![]));
    assert_eq!(store.retime_open_dossiers(&desk.rulebook, why, after(62)).await.unwrap(), []);
    assert!(store.verify(None).await.unwrap().holds());
}

async fn a_calendar_taken_in_while_the_desks_work_times_every_clock(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let mut open = Vec::new();
    for tail in 1..=12 {
        open.push(desk.accepted_at(StepKind::Verify, tail).await);
    }
    let counter = async {
        for tail in 20..40 {
            desk.register(&facts_of("Budi Santoso", tail), after(60)).await;
        }
    };
    let desks = async {
        let clerk = desk.officer(OfficeRole::FrontOffice);
        for seen in &open {
            let phone = Command::ChangePhone { phone: "081276009999".to_owned() };
            match desk.ask(clerk, seen, &phone, after(60)).await {
                // The calendar was quicker: told as any other change.
                Ok(_) | Err(WriteError::Conflict(_)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
    };
    let spec = at_calendar("2026-11-25", "Pemilihan kepala daerah");
    let (taken, (), ()) = tokio::join!(import(&desk, &spec, None, 60), counter, desks);
    assert!(taken.unwrap().moved.len() >= open.len());
    let left = store.retime_open_dossiers(&desk.rulebook, "sisa", after(61)).await.unwrap();
    assert_eq!(left, [], "no clock is left to the old calendar");
    assert!(store.verify(None).await.unwrap().holds());
}

async fn a_past_day_changes_only_with_a_reason_and_nothing_is_written_without(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let open = desk.accepted_at(StepKind::Verify, 3).await;
    let log = store.settings_log(100).await.unwrap();
    let spec = at_calendar("2026-11-24", "Banjir");
    // The next day, the day on which the file came in is past.
    let refused = import(&desk, &spec, None, 24 * 60).await;
    let Err(CalendarImportError::ChangesThePast(past)) = refused else { panic!("refused") };
    assert_eq!((past.first, past.last, past.days), (day("2026-11-24"), day("2026-11-24"), 1));
    assert_eq!(store.calendars().await.unwrap().len(), 1);
    assert_eq!(store.settings_log(100).await.unwrap(), log);
    assert_eq!(desk.read(&open.id).await.entries, open.entries);

    let taken = import(&desk, &spec, Some("kantor tergenang"), 24 * 60).await.unwrap();
    assert_eq!(taken.moved.len(), 1);
    let why = &taken.moved[0].moves[0].because;
    assert!(why.ends_with("ditambahkan; berlaku surut: kantor tergenang"), "{why}");
    let latest = store.latest_calendar().await.unwrap().unwrap();
    assert_eq!(latest.retroactive_reason.as_deref(), Some("kantor tergenang"));
    assert!(store.verify(None).await.unwrap().holds());

    // A reason for what is not past is not kept.
    let ahead =
        format!("{spec}\n[[days]]\ndate = \"2026-12-29\"\nkind = \"penutupan khusus\"\nname = \"Pindah\"\n");
    import(&desk, &ahead, Some("tanpa sebab"), 24 * 60 + 1).await.unwrap();
    assert_eq!(store.latest_calendar().await.unwrap().unwrap().retroactive_reason, None);
}

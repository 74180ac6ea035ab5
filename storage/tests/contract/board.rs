//! The board: windows in the order of the column, counts over all, holders of the day.

use chrono::TimeDelta;
use domain::board::{Board, Group, Worked};
use domain::command::Command;
use domain::role::OfficeRole;
use domain::standard::{StepKind, StepNo};
use domain::time::WorkingMs;
use storage::board::{BoardFilter, BoardWindow};
use storage::grant::Absence;
use storage::settings_log::By;

use crate::desk::{Desk, SERVICE, after, facts_of, morning};
use crate::office::{Office, at, day, founded};

stories! {
    an_empty_board_shows_columns_and_holders,
    counts_are_over_all_and_cards_over_the_window,
    the_tray_shows_the_longest_wait_first_and_the_desk_the_earliest_due,
    an_overdue_desk_is_counted_late,
    a_card_says_what_its_dossier_says,
    a_dossier_under_an_earlier_standard_stands_in_the_column_of_its_step,
    the_board_is_filtered,
    a_column_tells_how_long_it_took_today,
    who_is_absent_does_not_hold_a_column,
    ended_dossiers_leave_the_board,
}

async fn board(desk: &Desk, filter: &BoardFilter, window: BoardWindow, minute: i64) -> Board {
    let Desk { office, rulebook, standard, calendar, .. } = desk;
    let now = after(minute);
    office.store.board(rulebook, standard, &calendar.calendar, filter, window, now).await.unwrap()
}

async fn all(desk: &Desk, minute: i64) -> Board {
    board(desk, &BoardFilter::default(), BoardWindow::ALL, minute).await
}

async fn an_empty_board_shows_columns_and_holders(office: Office) {
    let desk = Desk::open(office).await;
    let board = all(&desk, 0).await;
    assert_eq!(board.columns.len(), 9);
    assert_eq!(board.cards, []);
    let initials: Vec<&str> =
        board.columns.iter().map(|column| column.holders[0].hand.initials.as_str()).collect();
    assert_eq!(initials, ["YS", "YS", "RH", "DK", "NS", "HS", "AF", "RH", "YS"]);
}

async fn counts_are_over_all_and_cards_over_the_window(office: Office) {
    let desk = Desk::open(office).await;
    for tail in 1..=5 {
        let seen = desk.register(&facts_of("Rina Dewi Sartika", tail), after(i64::from(tail))).await.dossier;
        if tail > 3 {
            desk.walk(seen, after(10), |dossier| dossier.standing.step == StepNo(1)).await;
        }
    }
    let first = board(&desk, &BoardFilter::default(), BoardWindow::first(2), 30).await;
    assert_eq!((first.columns[0].counts.desk, first.columns[1].counts.tray), (3, 2));
    assert_eq!(first.cards.len(), 4);
    let rest = board(&desk, &BoardFilter::default(), BoardWindow { skip: 2, take: 100 }, 30).await;
    assert_eq!(rest.cards.len(), 1);
    assert_eq!(rest.columns, first.columns);
    assert!(first.cards.iter().all(|card| card.id != rest.cards[0].id));
}

async fn the_tray_shows_the_longest_wait_first_and_the_desk_the_earliest_due(office: Office) {
    let desk = Desk::open(office).await;
    let mut waiting = Vec::new();
    for tail in 1..=4 {
        let seen = desk.register(&facts_of("Rina Dewi Sartika", tail), morning()).await.dossier;
        // The later it was registered, the earlier it is handed over.
        let seen = desk.walk(seen, after(20 - i64::from(tail)), |d| d.standing.step == StepNo(1)).await;
        waiting.push(seen);
    }
    for (minute, seen) in [(30, &waiting[0]), (25, &waiting[1])] {
        desk.act(desk.at_desk(seen), seen, &Command::Accept, after(minute)).await;
    }
    let board = all(&desk, 40).await;
    let order: Vec<(Group, &str)> =
        board.cards.iter().map(|card| (card.group().unwrap(), card.short_register())).collect();
    let expected =
        [(Group::Tray, "000004"), (Group::Tray, "000003"), (Group::Desk, "000002"), (Group::Desk, "000001")];
    assert_eq!(order, expected);
}

async fn an_overdue_desk_is_counted_late(office: Office) {
    let desk = Desk::open(office).await;
    // Verification has twenty minutes; accepted at 3 minutes past.
    let seen = desk.accepted_at(StepKind::Verify, 1).await;
    let late = async |minute| all(&desk, minute).await.columns[1].counts.late;
    let accepted = (seen.newest_at - morning()).num_minutes();
    assert_eq!(late(accepted + 20).await, 0);
    assert_eq!(late(accepted + 21).await, 1);
    let filter = BoardFilter { late: true, ..BoardFilter::default() };
    assert_eq!(board(&desk, &filter, BoardWindow::ALL, accepted + 20).await.cards.len(), 0);
    assert_eq!(board(&desk, &filter, BoardWindow::ALL, accepted + 21).await.cards.len(), 1);
}

async fn a_card_says_what_its_dossier_says(office: Office) {
    let desk = Desk::open(office).await;
    let seen = desk.accepted_at(StepKind::Initial, 1).await;
    let board = all(&desk, 60).await;
    assert_eq!(board.cards, [domain::board::BoardCard::of(&seen)]);
    let card = desk.office.store.board_card(&seen.id).await.unwrap();
    assert_eq!(card, Some(domain::board::BoardCard::of(&seen)));
    let json = serde_json::to_string(&board).unwrap();
    assert!(!json.contains("1471") && !json.contains("+62"), "{json}");
}

async fn a_dossier_under_an_earlier_standard_stands_in_the_column_of_its_step(office: Office) {
    let mut desk = Desk::open(office).await;
    let seen = desk.accepted_at(StepKind::Sign, 1).await;
    assert_eq!(all(&desk, 60).await.columns[6].counts.desk, 1);
    // A version whose SOP has one initial less.
    let store = &desk.office.store;
    let text = store.standard(SERVICE, 1).await.unwrap().expect("the first version").toml;
    let (before, rest) = text.split_once("[[steps]]").expect("steps");
    let mut steps: Vec<&str> = rest.split("[[steps]]").collect();
    steps.remove(4);
    let shorter = format!("{before}[[steps]]{}", steps.join("[[steps]]"));
    let today = day("2026-11-24");
    store.add_standard(SERVICE, &shorter, today, &By::System, after(61)).await.unwrap();
    desk.standard = desk.rulebook.standard_on(store, SERVICE, today).await.unwrap().expect("the second");
    let board = all(&desk, 70).await;
    assert_eq!((board.columns.len(), board.columns[5].counts.desk), (8, 1));
    let pinned = board.standards.find(SERVICE, board.cards[0].standard).expect("its own standard");
    assert_eq!((seen.standing.step, pinned.steps.len()), (StepNo(6), 9));
}

async fn the_board_is_filtered(office: Office) {
    let desk = Desk::open(office).await;
    let rina = desk.register(&facts_of("Rina Dewi Sartika", 1), morning()).await.dossier;
    let budi = desk.register(&facts_of("Budi 100% Santoso", 2), after(1)).await.dossier;
    desk.walk(budi.clone(), after(2), |dossier| dossier.standing.step == StepNo(1)).await;
    let found = async |filter: BoardFilter| {
        let board = board(&desk, &filter, BoardWindow::ALL, 30).await;
        let counted: u32 = board.columns.iter().map(|column| column.counts.in_process()).sum();
        assert_eq!(counted as usize, board.cards.len());
        board.cards.into_iter().map(|card| card.id).collect::<Vec<_>>()
    };
    let text = |text: &str| BoardFilter { text: Some(text.to_owned()), ..BoardFilter::default() };
    assert_eq!(found(text("  rina   dewi ")).await, std::slice::from_ref(&rina.id));
    assert_eq!(found(text("2026/000002")).await, std::slice::from_ref(&budi.id));
    assert_eq!(found(text("0% s")).await, std::slice::from_ref(&budi.id));
    assert_eq!(found(text("_")).await, []);
    assert_eq!(found(text(" ")).await.len(), 2);
    let waiting = BoardFilter { group: Some(Group::Tray), ..BoardFilter::default() };
    assert_eq!(found(waiting).await, std::slice::from_ref(&budi.id));
    let held_by = |role| {
        let initials = desk.officer(role).initials.clone();
        BoardFilter { held_by: Some(initials), ..BoardFilter::default() }
    };
    assert_eq!(found(held_by(OfficeRole::FrontOffice)).await, std::slice::from_ref(&rina.id));
    assert_eq!(found(held_by(OfficeRole::Head)).await, []);
}

async fn a_column_tells_how_long_it_took_today(office: Office) {
    let desk = Desk::open(office).await;
    let verify = async |minute| all(&desk, minute).await.columns[1].worked;
    assert_eq!(verify(0).await, None);
    let mut handed_over = Vec::new();
    for (tail, minutes) in [(1, 19), (2, 4), (3, 9), (4, 30)] {
        let seen = desk.accepted_at(StepKind::Verify, tail).await;
        // All items are looked at a minute before the handover.
        let marked = seen.newest_at + TimeDelta::minutes(minutes - 1);
        handed_over.push(desk.walk(seen, marked, |dossier| dossier.standing.step == StepNo(2)).await);
    }
    let worked = |minutes, visits| Some(Worked { median: WorkingMs::minutes(minutes), visits });
    assert_eq!(verify(60).await, worked(9, 4), "of an even number the lower of the middle two");
    let late = BoardFilter { late: true, ..BoardFilter::default() };
    assert_eq!(board(&desk, &late, BoardWindow::ALL, 60).await.columns[1].worked, worked(9, 4));
    // A handover that is taken back has ended no visit.
    let seen = &handed_over[1];
    desk.act(desk.officer(OfficeRole::FrontOffice), seen, &Command::TakeBack, after(61)).await;
    assert_eq!(verify(62).await, worked(19, 3));
    let board = all(&desk, 62).await;
    assert_eq!(board.columns[2].worked, None, "the next desk has not ended any");
    let told: Vec<_> = board.columns.iter().map(|column| column.worked).collect();
    let standard = &desk.standard.standard;
    assert_eq!(desk.office.store.worked_on(standard, day("2026-11-24")).await.unwrap(), told);
    assert_eq!(verify(24 * 60).await, None, "another day");
}

async fn who_is_absent_does_not_hold_a_column(office: Office) {
    let desk = Desk::open(office).await;
    let absence = Absence {
        account: desk.account(OfficeRole::Head).clone(),
        from: day("2026-11-24"),
        to: day("2026-11-25"),
        note: "dinas luar".to_owned(),
    };
    desk.office.store.enter_absence(&absence, &By::CommandLine, founded()).await.unwrap();
    assert_eq!(all(&desk, 0).await.columns[6].holders, []);
    let Desk { rulebook, standard, calendar, .. } = &desk;
    let later = at("2026-11-26T02:00:00Z");
    let filter = BoardFilter::default();
    let board =
        desk.office.store.board(rulebook, standard, &calendar.calendar, &filter, BoardWindow::ALL, later);
    let board = board.await.unwrap();
    assert_eq!(board.columns[6].holders.len(), 1);
}

async fn ended_dossiers_leave_the_board(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(1).await;
    let board = all(&desk, 600).await;
    assert_eq!(board.cards, []);
    assert!(board.columns.iter().all(|column| column.counts == domain::board::ColumnCounts::default()));
    let card = desk.office.store.board_card(&done.id).await.unwrap().expect("it is still told");
    assert_eq!(card.group(), None);
}

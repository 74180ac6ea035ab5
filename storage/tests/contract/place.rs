//! Where the file of paper lies: on the card, in the row, found by searches.

use domain::command::Command;
use domain::event::{Event, Personal};
use domain::refusal::Refusal;
use domain::register::{RegisterQuery, Sight};
use domain::role::OfficeRole;
use domain::standard::StepKind;
use storage::board::{BoardFilter, BoardWindow};
use storage::dossier::Registration;
use storage::identity::fresh_command;
use storage::write_error::WriteError;

use crate::desk::{Desk, after, facts_of, morning, today};
use crate::office::Office;

stories! {
    a_place_is_kept_on_the_card_and_in_the_row_also_of_an_ended_file,
    a_file_is_found_by_its_place,
    the_counter_names_the_place_with_the_registration,
    a_place_conflicts_like_any_other_command,
    an_erased_dossier_keeps_its_place,
}

fn put(place: &str) -> Command {
    Command::Place { place: place.to_owned() }
}

async fn a_place_is_kept_on_the_card_and_in_the_row_also_of_an_ended_file(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let secretary = desk.officer(OfficeRole::Secretary);
    let open = desk.accepted_at(StepKind::Verify, 1).await;
    let placed = desk.act(secretary, &open, &put(" Map 12, rak 3 "), after(30)).await;
    assert_eq!(placed.place.as_deref(), Some("Map 12, rak 3"));
    assert_eq!(desk.read(&open.id).await, placed);
    let last = store.card(&open.id).await.unwrap().entries.pop().unwrap();
    assert_eq!(last.event, Event::Placed { place: Some("Map 12, rak 3".into()) });
    assert_eq!(last.personal, Personal::None);
    let none = desk.act(secretary, &placed, &put(""), after(31)).await;
    assert_eq!(desk.read(&none.id).await.place, None);

    let done = desk.delivered(2).await;
    let archived = desk.act(secretary, &done, &put("Arsip, kotak 7"), after(60)).await;
    assert_eq!(desk.read(&done.id).await, archived);
    let refused = desk.ask(secretary, &archived, &put("Arsip, kotak 7"), after(61)).await;
    assert!(matches!(refused, Err(WriteError::Refused(Refusal::NothingChanged))), "{refused:?}");
    let report = store.verify(None).await.unwrap();
    assert!(report.holds(), "{report:?}");
}

async fn a_file_is_found_by_its_place(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let clerk = desk.officer(OfficeRole::FrontOffice);
    desk.register(&facts_of("Rina Dewi Sartika", 1), morning()).await;
    let budi = desk.register(&facts_of("Budi Santoso", 2), after(1)).await.dossier;
    desk.act(clerk, &budi, &put("Map 12, Rak Étage C"), after(2)).await;
    for find in ["étage c", "ÉTAGE", "MAP 12"] {
        let query = RegisterQuery { find: find.into(), ..RegisterQuery::default() };
        // Who may see no names finds it too: the place is the office's own.
        for sight in [Sight::Names, Sight::Numbers] {
            let page = store.register_page(&query, sight, today(), after(600)).await.unwrap();
            let found: Vec<_> = page.lines.iter().map(|line| (&line.id, line.place.as_deref())).collect();
            assert_eq!(found, [(&budi.id, Some("Map 12, Rak Étage C"))], "{find}");
        }
        let filter = BoardFilter { text: Some(find.to_owned()), ..BoardFilter::default() };
        let Desk { rulebook, standard, calendar, .. } = &desk;
        let board = store
            .board(rulebook, standard, &calendar.calendar, &filter, BoardWindow::ALL, after(3))
            .await
            .unwrap();
        assert_eq!(board.cards.iter().map(|card| &card.id).collect::<Vec<_>>(), [&budi.id], "{find}");
    }
}

async fn the_counter_names_the_place_with_the_registration(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let clerk = desk.officer(OfficeRole::FrontOffice);
    let facts = facts_of("Rina Dewi Sartika", 3);
    let id = fresh_command(morning());
    let asked = Registration {
        standard: &desk.standard,
        rulebook: &desk.rulebook,
        id: &id,
        facts: &facts,
        place: "Map 12",
        predecessor: None,
    };
    let registered = store.register(asked, clerk, &[], morning()).await.unwrap().dossier;
    assert_eq!((registered.place.as_deref(), registered.standing.version), (Some("Map 12"), 1));
    assert_eq!(desk.read(&registered.id).await, registered);
    let (id, long) = (fresh_command(after(1)), "a".repeat(61));
    let refused = store.register(Registration { id: &id, place: &long, ..asked }, clerk, &[], after(1)).await;
    assert!(matches!(refused, Err(WriteError::Refused(Refusal::TextTooLong { limit: 60 }))), "{refused:?}");
    assert_eq!(store.dossiers_of(&facts.nik, Sight::Names, after(1)).await.unwrap().len(), 1);
    assert!(store.verify(None).await.unwrap().holds());
}

async fn a_place_conflicts_like_any_other_command(office: Office) {
    let desk = Desk::open(office).await;
    let (clerk, head) = (desk.officer(OfficeRole::FrontOffice), desk.officer(OfficeRole::Head));
    let seen = desk.register(&facts_of("Rina Dewi Sartika", 1), morning()).await.dossier;
    desk.act(head, &seen, &put("Meja Kepala Dinas"), after(1)).await;
    let late = desk.ask(clerk, &seen, &put("Rak 3"), after(2)).await;
    let Err(WriteError::Conflict(conflict)) = late else { panic!("{late:?}") };
    assert_eq!(conflict.event, Event::Placed { place: Some("Meja Kepala Dinas".into()) });
    assert_eq!(desk.read(&seen.id).await.place.as_deref(), Some("Meja Kepala Dinas"));
}

async fn an_erased_dossier_keeps_its_place(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let secretary = desk.officer(OfficeRole::Secretary);
    let done = desk.delivered(1).await;
    desk.act(secretary, &done, &put("Arsip, kotak 7"), after(60)).await;
    assert!(store.erase_personal(&desk.rulebook, &done.id, after(600)).await.unwrap());
    let erased = desk.read(&done.id).await;
    assert_eq!((erased.facts.is_none(), erased.place.as_deref()), (true, Some("Arsip, kotak 7")));
    let moved = desk.act(secretary, &erased, &put("Arsip, kotak 8"), after(601)).await;
    assert_eq!(moved.place.as_deref(), Some("Arsip, kotak 8"));
    assert!(store.verify(None).await.unwrap().holds());
}

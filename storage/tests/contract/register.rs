//! The register: all dossiers by their filters, a page at a time.

use domain::dossier::End;
use domain::figures::PromiseOutcome;
use domain::register::{Place, RegisterLine, RegisterQuery};
use domain::standard::{StepKind, StepNo};
use storage::register::FoundBy;

use crate::desk::{Desk, after, facts_of, morning};
use crate::office::Office;

stories! {
    the_register_shows_the_newest_first_and_ended_ones_too,
    the_register_is_searched_by_name_and_number,
    the_register_goes_page_by_page,
}

async fn lines(desk: &Desk, query: RegisterQuery) -> Vec<RegisterLine> {
    desk.office.store.register_page(&query, FoundBy::NameOrNumber, after(600)).await.unwrap().lines
}

async fn the_register_shows_the_newest_first_and_ended_ones_too(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(1).await;
    let waiting = desk.register(&facts_of("Budi Santoso", 2), after(90)).await.dossier;
    let all = lines(&desk, RegisterQuery::default()).await;
    assert_eq!(all.iter().map(|line| &line.id).collect::<Vec<_>>(), [&waiting.id, &done.id]);
    assert_eq!((all[0].end, all[0].outcome, all[0].step), (None, PromiseOutcome::Open, StepNo(0)));
    assert_eq!(
        (all[1].end, all[1].outcome, all[1].step),
        (Some(End::Delivered), PromiseOutcome::Met, StepNo(8))
    );
    let ended = RegisterQuery { place: Some(Place::Ended), ..RegisterQuery::default() };
    assert_eq!(lines(&desk, ended).await.len(), 1);
}

async fn the_register_is_searched_by_name_and_number(office: Office) {
    let desk = Desk::open(office).await;
    desk.accepted_at(StepKind::Verify, 1).await;
    let budi = desk.register(&facts_of("Budi 100% Santoso", 2), morning()).await.dossier;
    for find in ["budi", "100%", "SANTOSO", "000002", "reg/2026/000002"] {
        let found = lines(&desk, RegisterQuery { find: find.into(), ..RegisterQuery::default() }).await;
        assert_eq!(found.iter().map(|line| &line.id).collect::<Vec<_>>(), [&budi.id], "{find}");
    }
    let nothing = lines(&desk, RegisterQuery { find: "siapa".into(), ..RegisterQuery::default() }).await;
    assert_eq!(nothing, []);
    // For a reader who may see no names.
    let by_number = async |find: &str| {
        let query = RegisterQuery { find: find.into(), ..RegisterQuery::default() };
        desk.office.store.register_page(&query, FoundBy::Number, after(600)).await.unwrap().lines.len()
    };
    assert_eq!((by_number("budi").await, by_number("000002").await), (0, 1));
    let other = RegisterQuery { service: Some("lain".into()), ..RegisterQuery::default() };
    assert_eq!(lines(&desk, other).await, []);
}

async fn the_register_goes_page_by_page(office: Office) {
    let desk = Desk::open(office).await;
    let many = RegisterQuery::PAGE + 3;
    for tail in 1..=many {
        desk.register(&facts_of("Rina Dewi Sartika", tail), after(i64::from(tail))).await;
    }
    let page = async |page| {
        let query = RegisterQuery { page, ..RegisterQuery::default() };
        desk.office.store.register_page(&query, FoundBy::NameOrNumber, after(600)).await.unwrap()
    };
    let (first, second, third) = (page(0).await, page(1).await, page(2).await);
    assert_eq!((first.total, second.total, third.total), (53, 53, 53));
    assert_eq!((first.lines.len(), second.lines.len(), third.lines.len()), (50, 3, 0));
    assert_eq!(second.lines.last().map(|line| line.register.as_str()), Some("REG/2026/000001"));
}

//! Meja Saya: what lies on one person's desk.

use domain::command::Command;
use domain::dossier::Stage;
use domain::my_desk::MyDesk;
use domain::role::{Actor, OfficeRole};
use domain::standard::{StepKind, StepNo};

use crate::desk::{Desk, after, facts_of};
use crate::office::{Office, day};

stories! {
    a_desk_holds_its_trays_and_what_was_accepted_there,
    the_earliest_due_comes_first_by_step_or_by_promise,
    a_colleagues_file_is_not_on_ones_desk,
    a_licence_is_on_the_desk_while_the_applicant_stands_there,
}

async fn of(desk: &Desk, actor: &Actor, minute: i64) -> MyDesk {
    let read = desk.office.store.my_desk(&desk.rulebook, actor, after(minute)).await.unwrap();
    assert_eq!(read.counts, desk.office.store.my_desk_counts(&desk.rulebook, actor).await.unwrap());
    read
}

async fn a_desk_holds_its_trays_and_what_was_accepted_there(office: Office) {
    let desk = Desk::open(office).await;
    let accepted = desk.accepted_at(StepKind::Draft, 1).await;
    let second = desk.register(&facts_of("Budi Santoso", 2), after(1)).await.dossier;
    let waiting = desk.walk(second, after(2), |dossier| dossier.standing.step == StepNo(2)).await;
    let back = of(&desk, desk.officer(OfficeRole::BackOffice), 30).await;
    assert_eq!((back.counts.waiting, back.counts.working, back.counts.services), (1, 1, 1));
    let ids: Vec<_> = back.cards.iter().map(|card| card.id.clone()).collect();
    assert_eq!(ids, [accepted.id, waiting.id], "three minutes of norm are due before two working days");
    assert!(back.standards.find(&back.cards[0].service, back.cards[0].standard).is_some());
    let head = of(&desk, desk.officer(OfficeRole::Head), 30).await;
    assert_eq!((head.cards.len(), head.counts.all()), (0, 0));
}

async fn the_earliest_due_comes_first_by_step_or_by_promise(office: Office) {
    let desk = Desk::open(office).await;
    let mut seen = Vec::new();
    for (tail, minute) in [(1, 0), (2, 500), (3, 1)] {
        let dossier = desk.register(&facts_of("Rina Dewi Sartika", tail), after(minute)).await.dossier;
        seen.push(desk.walk(dossier, after(minute), |d| d.standing.step == StepNo(3)).await);
    }
    let junior = desk.officer(OfficeRole::JuniorAnalyst);
    desk.act(junior, &seen[1], &Command::Accept, after(520)).await;
    let order: Vec<String> =
        of(&desk, junior, 521).await.cards.iter().map(|card| card.short_register().to_owned()).collect();
    assert_eq!(order, ["000002", "000001", "000003"]);
}

async fn a_colleagues_file_is_not_on_ones_desk(office: Office) {
    let desk = Desk::open(office).await;
    desk.accepted_at(StepKind::Draft, 1).await;
    let id = desk.office.employ("rina", "RN", &[OfficeRole::BackOffice]).await;
    let colleague = desk.office.store.actor_on(&id, day("2026-11-24")).await.unwrap().expect("just employed");
    assert_eq!(of(&desk, &colleague, 30).await.cards, []);
}

async fn a_licence_is_on_the_desk_while_the_applicant_stands_there(office: Office) {
    let desk = Desk::open(office).await;
    let seen = desk.register(&facts_of("Rina Dewi Sartika", 1), after(0)).await.dossier;
    let ready = desk.walk(seen, after(1), |d| matches!(d.standing.stage, Stage::Ready { .. })).await;
    let front = desk.officer(OfficeRole::FrontOffice);
    assert_eq!(of(&desk, front, 600).await.cards, []);
    desk.act(front, &ready, &Command::ApplicantArrived, after(601)).await;
    assert_eq!(of(&desk, front, 602).await.counts.working, 1);
}

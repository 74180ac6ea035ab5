//! The figures of a service, against a full recount from the control cards.

use chrono::{DateTime, Utc};
use domain::command::Command;
use domain::dashboard::{Dashboard, Period};
use domain::dossier::Dossier;
use domain::event::ItemNote;
use domain::id::DossierId;
use domain::register::{Outcome, RegisterQuery, State};
use domain::role::OfficeRole;
use domain::standard::StepKind;

use crate::desk::{Desk, after, facts_of, morning};
use crate::office::{Office, at, day};
use domain::register::Sight;

stories! {
    an_empty_office_has_no_share,
    the_figures_are_those_of_a_recount_from_the_cards,
    a_visit_belongs_to_the_period_in_which_it_ended,
    each_figure_opens_its_dossiers,
}

const NOVEMBER: (&str, &str) = ("2026-11-01", "2026-11-30");

fn period((from, to): (&str, &str)) -> Period {
    Period { from: day(from), to: day(to) }
}

async fn stored(desk: &Desk, period: Period, now: DateTime<Utc>) -> Dashboard {
    desk.office.store.dashboard(&desk.standard.standard, period, now).await.unwrap()
}

/// The same from nothing but the cards.
async fn recounted(desk: &Desk, ids: &[DossierId], period: Period, now: DateTime<Utc>) -> Dashboard {
    let (standard, calendar) = (&desk.standard.standard, &desk.calendar.calendar);
    let mut dashboard = Dashboard::empty(standard, period, now);
    for id in ids {
        let card = desk.office.store.card(id).await.unwrap();
        let dossier = Dossier::project(id.clone(), standard, &card.entries).unwrap();
        dashboard.add(standard, calendar, &dossier).unwrap();
    }
    dashboard
}

/// An office in which everything has happened once.
async fn busy(desk: &Desk) -> Vec<DossierId> {
    let mut ids = vec![desk.delivered(1).await.id];
    // Refused at the signature, and withdrawn at the counter.
    let seen = desk.accepted_at(StepKind::Sign, 2).await;
    let refuse = Command::Refuse { reasons: "Tempat praktik tidak memenuhi syarat".into() };
    ids.push(desk.act(desk.officer(OfficeRole::Head), &seen, &refuse, after(200)).await.id);
    let seen = desk.register(&facts_of("Budi Santoso", 3), morning()).await.dossier;
    let withdraw = Command::Withdraw { reason: "Pindah kota".into() };
    ids.push(desk.act(desk.officer(OfficeRole::FrontOffice), &seen, &withdraw, after(5)).await.id);
    // Late at the verifying desk, one returned, one in a tray, one ready long after the promise.
    ids.push(desk.accepted_at(StepKind::Verify, 4).await.id);
    let seen = desk.accepted_at(StepKind::Verify, 5).await;
    let key = seen.items[0].key.clone();
    let note = ItemNote { key, note: "Tidak terbaca".into(), ..ItemNote::default() };
    let back = Command::Return { items: vec![note], remark: String::new() };
    ids.push(desk.act(desk.officer(OfficeRole::FrontOffice), &seen, &back, after(30)).await.id);
    let seen = desk.register(&facts_of("Rosmawati", 6), after(2)).await.dossier;
    ids.push(desk.walk(seen, after(3), |dossier| dossier.visits.len() == 2).await.id);
    let seen = desk.accepted_at(StepKind::Sign, 7).await;
    let late = at("2026-12-04T02:00:00Z");
    let ready = |dossier: &Dossier| matches!(dossier.standing.stage, domain::dossier::Stage::Ready { .. });
    ids.push(desk.walk(seen, late, ready).await.id);
    ids
}

async fn an_empty_office_has_no_share(office: Office) {
    let desk = Desk::open(office).await;
    let dashboard = stored(&desk, period(NOVEMBER), morning()).await;
    assert_eq!(dashboard.promise.share_permille(), None);
    assert_eq!(dashboard, Dashboard::empty(&desk.standard.standard, period(NOVEMBER), morning()));
}

async fn the_figures_are_those_of_a_recount_from_the_cards(office: Office) {
    let desk = Desk::open(office).await;
    let ids = Box::pin(busy(&desk)).await;
    for (span, now) in [
        (NOVEMBER, after(60)),
        (NOVEMBER, at("2026-12-07T02:00:00Z")),
        (("2026-12-01", "2026-12-31"), at("2026-12-07T02:00:00Z")),
        (("2026-10-01", "2026-10-31"), at("2026-12-07T02:00:00Z")),
    ] {
        let counted = recounted(&desk, &ids, period(span), now).await;
        assert_eq!(stored(&desk, period(span), now).await, counted, "{span:?} at {now}");
    }
    let november = stored(&desk, period(NOVEMBER), at("2026-12-07T02:00:00Z")).await;
    assert_eq!((november.promise.met, november.promise.missed, november.promise.stopped), (2, 0, 1));
    assert_eq!(
        november.open_overdue, 2,
        "the late one and the one in the tray; a returned promise stands still"
    );
    let december = stored(&desk, period(("2026-12-01", "2026-12-31")), at("2026-12-07T02:00:00Z")).await;
    assert_eq!((december.promise.met, december.promise.missed), (0, 1));
}

async fn a_visit_belongs_to_the_period_in_which_it_ended(office: Office) {
    let desk = Desk::open(office).await;
    desk.delivered(1).await;
    let today = Period { from: day("2026-11-24"), to: day("2026-11-24") };
    let visits = |dashboard: &Dashboard| dashboard.steps.iter().map(|step| step.visits).collect::<Vec<_>>();
    let now = at("2026-11-30T02:00:00Z");
    assert_eq!(visits(&stored(&desk, today, now).await), [1; 9]);
    let tomorrow = Period { from: day("2026-11-25"), to: day("2026-11-30") };
    assert_eq!(visits(&stored(&desk, tomorrow, now).await), [0; 9]);
}

async fn each_figure_opens_its_dossiers(office: Office) {
    let desk = Desk::open(office).await;
    Box::pin(busy(&desk)).await;
    let now = at("2026-12-07T02:00:00Z");
    let november = period(NOVEMBER);
    let dashboard = stored(&desk, november, now).await;
    let service = Some(desk.standard.standard.service.clone());
    let open = async |query: RegisterQuery| {
        let query = RegisterQuery { service: service.clone(), ..query };
        let page =
            desk.office.store.register_page(&query, Sight::Names, crate::desk::today(), now).await.unwrap();
        assert_eq!(page.total, page.lines.len() as u64);
        page.total
    };
    let of_outcome = |outcome| RegisterQuery {
        outcome: Some(outcome),
        period: Some(november),
        ..RegisterQuery::default()
    };
    assert_eq!(open(of_outcome(Outcome::Met)).await, dashboard.promise.met);
    assert_eq!(open(of_outcome(Outcome::Missed)).await, dashboard.promise.missed);
    assert_eq!(open(of_outcome(Outcome::Decided)).await, dashboard.promise.decided());
    assert_eq!(open(of_outcome(Outcome::Stopped)).await, dashboard.promise.stopped);
    let in_state = |state, step| RegisterQuery { state: Some(state), step, ..RegisterQuery::default() };
    assert_eq!(open(in_state(State::Overdue, None)).await, dashboard.open_overdue);
    assert_eq!(open(in_state(State::InProcess, None)).await, dashboard.in_process());
    assert_eq!(open(in_state(State::WithApplicant, None)).await, dashboard.with_applicant);
    assert_eq!(open(in_state(State::Ready, None)).await, dashboard.ready);
    for step in &dashboard.steps {
        assert_eq!(open(in_state(State::Tray, Some(step.step))).await, step.tray);
        assert_eq!(open(in_state(State::Desk, Some(step.step))).await, step.desk);
        assert_eq!(open(in_state(State::Late, Some(step.step))).await, step.late);
        let visits = RegisterQuery {
            visits: true,
            step: Some(step.step),
            period: Some(november),
            ..RegisterQuery::default()
        };
        // Here no dossier visits a step twice, so visits and dossiers are the same number.
        assert_eq!(open(visits).await, step.visits, "step {}", step.step.number());
    }
}

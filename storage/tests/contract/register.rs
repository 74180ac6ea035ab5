//! The register: all dossiers by their filters, a page at a time.

use chrono::NaiveDate;
use domain::command::Command;
use domain::dashboard::Period;
use domain::dossier::End;
use domain::figures::PromiseOutcome;
use domain::id::DossierId;
use domain::licence::{Expiring, LicenceState, LicenceStatus};
use domain::person::PersonName;
use domain::register::{LicenceFilter, RegisterLine, RegisterQuery, Sight, State};
use domain::role::OfficeRole;
use domain::standard::{StepKind, StepNo};
use storage::access::Export;
use storage::register::After;

use crate::desk::{Desk, SERVICE, after, facts_of, morning, today};
use crate::office::Office;
use crate::press::Press;

stories! {
    the_register_shows_the_newest_first_and_ended_ones_too,
    the_register_is_searched_by_name_number_and_code,
    the_register_goes_page_by_page,
    line_after_line_every_dossier_is_met_once_also_where_some_come_in_meanwhile,
    the_longest_visits_come_first_line_after_line_too,
    who_took_the_register_along_is_kept,
    a_period_alone_is_that_of_the_submission,
    licences_are_found_by_how_they_stand_and_counted_before_they_end,
}

async fn lines(desk: &Desk, query: RegisterQuery) -> Vec<RegisterLine> {
    desk.office.store.register_page(&query, Sight::Names, today(), after(600)).await.unwrap().lines
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
    let ended = RegisterQuery { state: Some(State::Ended), ..RegisterQuery::default() };
    assert_eq!(lines(&desk, ended).await.len(), 1);
}

async fn the_register_is_searched_by_name_number_and_code(office: Office) {
    let desk = Desk::open(office).await;
    desk.accepted_at(StepKind::Verify, 1).await;
    let budi = desk.register(&facts_of("Budi 100% Santoso", 2), morning()).await.dossier;
    for find in ["budi", "100%", "SANTOSO", "000002", "reg/2026/000002"] {
        let found = lines(&desk, RegisterQuery { find: find.into(), ..RegisterQuery::default() }).await;
        assert_eq!(found.iter().map(|line| &line.id).collect::<Vec<_>>(), [&budi.id], "{find}");
    }
    // By the code as the receipt prints it, and as it is typed.
    for find in [budi.code.written(), budi.code.as_str().to_lowercase()] {
        let found = lines(&desk, RegisterQuery { find: find.clone(), ..RegisterQuery::default() }).await;
        assert_eq!(found.iter().map(|line| &line.id).collect::<Vec<_>>(), [&budi.id], "{find}");
    }
    let nothing = lines(&desk, RegisterQuery { find: "siapa".into(), ..RegisterQuery::default() }).await;
    assert_eq!(nothing, []);
    // For a reader who may see no names.
    let by_number = async |find: &str| {
        let query = RegisterQuery { find: find.into(), ..RegisterQuery::default() };
        desk.office
            .store
            .register_page(&query, Sight::Numbers, today(), after(600))
            .await
            .unwrap()
            .lines
            .len()
    };
    assert_eq!((by_number("budi").await, by_number("000002").await), (0, 1));
    assert_eq!(by_number(&budi.code.written()).await, 0, "nor by what opens its page");
    let numbers =
        desk.office.store.register_page(&RegisterQuery::default(), Sight::Numbers, today(), after(600)).await;
    let numbers = numbers.unwrap().lines;
    assert_eq!(numbers.len(), 2);
    assert!(numbers.iter().all(|line| line.name == PersonName::default()), "{numbers:?}");
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
        desk.office.store.register_page(&query, Sight::Names, today(), after(600)).await.unwrap()
    };
    let (first, second, third) = (page(0).await, page(1).await, page(2).await);
    assert_eq!((first.total, second.total, third.total), (53, 53, 53));
    assert_eq!((first.lines.len(), second.lines.len(), third.lines.len()), (50, 3, 0));
    assert_eq!(second.lines.last().map(|line| line.register.as_str()), Some("REG/2026/000001"));
    // A print holds what the screen has on several pages.
    let print = RegisterQuery { sheet: true, ..RegisterQuery::default() };
    let print = desk.office.store.register_page(&print, Sight::Names, today(), after(600)).await.unwrap();
    assert_eq!((print.total, print.lines.len()), (53, 53));
}

/// The numbers of a query's dossiers, read so many at a time.
async fn numbers(desk: &Desk, query: &RegisterQuery, most: u32) -> Vec<String> {
    let (mut after, mut numbers) = (After::default(), Vec::new());
    loop {
        let some = desk
            .office
            .store
            .register_lines(query, Sight::Names, &after, most, today(), self::after(600))
            .await
            .unwrap();
        assert!(query.visits || some.lines.len() <= most as usize);
        numbers.extend(some.lines.into_iter().map(|line| line.register));
        match some.next {
            Some(next) => after = next,
            None => return numbers,
        }
    }
}

async fn line_after_line_every_dossier_is_met_once_also_where_some_come_in_meanwhile(office: Office) {
    let desk = Desk::open(office).await;
    // Two in the same instant: the identity decides.
    for (tail, minute) in [(1, 1), (2, 1), (3, 2), (4, 3), (5, 4)] {
        desk.register(&facts_of("Rina Dewi Sartika", tail), after(minute)).await;
    }
    let store = &desk.office.store;
    let query = RegisterQuery { page: 7, ..RegisterQuery::default() };
    let all = numbers(&desk, &query, 50).await;
    assert_eq!(all.len(), 5);
    assert_eq!(store.register_count(&query, Sight::Names, today(), after(600)).await.unwrap(), 5);
    let shown: Vec<String> =
        lines(&desk, RegisterQuery::default()).await.into_iter().map(|line| line.register).collect();
    assert_eq!(all, shown, "in the order of the pages");
    for most in [1, 2, 3, 5] {
        assert_eq!(numbers(&desk, &query, most).await, all, "{most} at a time");
    }
    let first =
        store.register_lines(&query, Sight::Names, &After::default(), 2, today(), after(600)).await.unwrap();
    desk.register(&facts_of("Budi Santoso", 6), after(5)).await;
    let rest = store
        .register_lines(&query, Sight::Names, &first.next.unwrap(), 50, today(), after(600))
        .await
        .unwrap();
    let met: Vec<String> = first.lines.into_iter().chain(rest.lines).map(|line| line.register).collect();
    assert_eq!(met, all);
    let one = RegisterQuery { find: "budi".into(), ..RegisterQuery::default() };
    assert_eq!(numbers(&desk, &one, 50).await, ["REG/2026/000006"]);
}

async fn the_longest_visits_come_first_line_after_line_too(office: Office) {
    let desk = Desk::open(office).await;
    for tail in 1..=3 {
        desk.delivered(tail).await;
    }
    desk.register(&facts_of("Budi Santoso", 4), morning()).await;
    let query = RegisterQuery { step: Some(StepNo(1)), visits: true, ..RegisterQuery::default() };
    let shown: Vec<String> =
        lines(&desk, query.clone()).await.into_iter().map(|line| line.register).collect();
    assert_eq!(shown.len(), 3, "without a visit that has ended it is no line");
    for most in [1, 2, 50] {
        assert_eq!(numbers(&desk, &query, most).await, shown);
    }
}

async fn a_period_alone_is_that_of_the_submission(office: Office) {
    let desk = Desk::open(office).await;
    let first = desk.register(&facts_of("Rina Dewi Sartika", 1), morning()).await.dossier;
    let next_day = desk.register(&facts_of("Budi Santoso", 2), after(24 * 60)).await.dossier;
    let day = morning().date_naive();
    let tomorrow = day.succ_opt().unwrap();
    for (from, to, wanted) in [
        (day, day, vec![&first.id]),
        (tomorrow, tomorrow, vec![&next_day.id]),
        (day, tomorrow, vec![&next_day.id, &first.id]),
    ] {
        let query = RegisterQuery { period: Some(Period { from, to }), ..RegisterQuery::default() };
        let found = lines(&desk, query.clone()).await;
        assert_eq!(found.iter().map(|line| &line.id).collect::<Vec<_>>(), wanted, "{from} to {to}");
        let count =
            desk.office.store.register_count(&query, Sight::Names, today(), after(600)).await.unwrap();
        assert_eq!(count, wanted.len() as u64);
    }
}

async fn who_took_the_register_along_is_kept(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    assert_eq!(store.exports(10).await.unwrap(), []);
    let export = |minute, form: &str| Export {
        at: after(minute),
        account: desk.account(OfficeRole::Secretary).clone(),
        form: form.to_owned(),
        filters: "keadaan=selesai&cari=…".to_owned(),
        dossiers: 12,
    };
    for (minute, form) in [(1, "xlsx"), (2, "csv")] {
        store.log_export(&export(minute, form)).await.unwrap();
    }
    assert_eq!(store.exports(10).await.unwrap(), [export(2, "csv"), export(1, "xlsx")]);
    assert_eq!(store.exports(1).await.unwrap(), [export(2, "csv")]);
}

async fn licences_are_found_by_how_they_stand_and_counted_before_they_end(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let mut files = Vec::new();
    for tail in 1..=4 {
        let file = desk.accepted_at(StepKind::Number, tail).await;
        let file = desk.number_with(&file, &Press::SOUND).await.unwrap();
        files.push(desk.walk(file, after(41), |dossier| dossier.standing.ended().is_some()).await);
    }
    let waiting = desk.register(&facts_of("Budi Santoso", 9), after(50)).await.dossier;
    let head = desk.officer(OfficeRole::Head);
    let reason = || "Pemegang melanggar ketentuan".to_owned();
    desk.act(head, &files[1], &Command::Revoke { reason: reason() }, after(60)).await;
    desk.act(head, &files[2], &Command::Replace { reason: reason() }, after(60)).await;
    let found = async |licence: LicenceFilter, today: &str| {
        let query = RegisterQuery { licence: Some(licence), ..RegisterQuery::default() };
        let today: NaiveDate = today.parse().unwrap();
        let page = store.register_page(&query, Sight::Names, today, after(600)).await.unwrap();
        let count = store.register_count(&query, Sight::Names, today, after(600)).await.unwrap();
        let some = store
            .register_lines(&query, Sight::Names, &After::default(), 50, today, after(600))
            .await
            .unwrap();
        assert_eq!((page.total, &page.lines), (count, &some.lines));
        let mut ids: Vec<_> = page.lines.into_iter().map(|line| line.id).collect();
        ids.sort();
        ids
    };
    // They end on 24 November 2031.
    let (first, last) = (files[0].id.clone(), files[3].id.clone());
    let mut both = vec![first, last];
    both.sort();
    assert_eq!(found(LicenceFilter::EndsSoon, "2031-08-25").await, []);
    assert_eq!(found(LicenceFilter::EndsSoon, "2031-08-26").await, both);
    assert_eq!(found(LicenceFilter::EndsNext, "2031-08-26").await, []);
    assert_eq!(found(LicenceFilter::EndsNext, "2031-11-24").await, both, "its last day");
    assert_eq!(found(LicenceFilter::Expired, "2031-11-24").await, []);
    assert_eq!(found(LicenceFilter::Expired, "2031-11-25").await, both);
    assert_eq!(found(LicenceFilter::Revoked, "2026-11-24").await, std::slice::from_ref(&files[1].id));
    assert_eq!(found(LicenceFilter::Replaced, "2026-11-24").await, std::slice::from_ref(&files[2].id));
    for (today, soon, next) in
        [("2031-08-25", 0, 0), ("2031-08-26", 2, 0), ("2031-10-25", 2, 2), ("2031-11-25", 0, 0)]
    {
        let today = today.parse().unwrap();
        for service in [None, Some(SERVICE)] {
            assert_eq!(store.expiring(service, today).await.unwrap(), Expiring { soon, next }, "{today}");
        }
        assert_eq!(store.expiring(Some("sip-dokter-hewan"), today).await.unwrap(), Expiring::default());
    }
    let all = lines(&desk, RegisterQuery::default()).await;
    let of = |id: &DossierId| all.iter().find(|line| line.id == *id).unwrap().licence.clone();
    assert_eq!(of(&waiting.id), None, "no letter yet");
    let line = of(&files[1].id).unwrap();
    assert_eq!((line.state, line.status(today())), (LicenceState::Revoked, LicenceStatus::Revoked));
    assert_eq!(Some(line.number), files[1].standing.number.as_ref().map(|mark| mark.number.clone()));
    // With the filters beside it.
    let query = RegisterQuery {
        licence: Some(LicenceFilter::Revoked),
        find: "rina".into(),
        state: Some(State::Ended),
        visits: true,
        ..RegisterQuery::default()
    };
    assert_eq!(lines(&desk, query).await.len(), 1);
}

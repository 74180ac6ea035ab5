//! The demonstration office: what its history holds, and that it can be made again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::calendar::Calendar;
use domain::calendar_file;
use domain::dossier::{Dossier, End, Stage, TrayOrigin};
use domain::event::{Entry, Event, Personal};
use domain::figures::{PromiseOutcome, promise_outcome};
use domain::standard::ServiceStandard;
use domain::standard_file::read_standard;
use server::command::demo::{Size, history, make};
use server::shipped::{CALENDAR, STANDARDS};
use storage::Store;
use storage::dossier::import::ScriptedDossier;
use storage::setting::Demonstration;

/// A running number and when it was given.
type Given = (i64, DateTime<Utc>);

fn now() -> DateTime<Utc> {
    "2026-11-24T03:42:00Z".parse().expect("an instant")
}

fn calendar() -> Calendar {
    calendar_file::read(CALENDAR).expect("shipped")
}

fn standards() -> Vec<ServiceStandard> {
    STANDARDS.iter().map(|text| read_standard(text).expect("shipped")).collect()
}

fn lived(size: Size, now: DateTime<Utc>) -> Vec<(usize, ScriptedDossier)> {
    history(size, now).expect("shipped").collect::<Result<_, _>>().expect("every command is allowed")
}

/// The office of the documentation: 420 dossiers, 120 open.
fn usual() -> Vec<(usize, ScriptedDossier)> {
    lived(Size::of(420, None, 1), now())
}

fn card(scripted: &ScriptedDossier) -> Vec<Entry> {
    let acts = (1..).zip(&scripted.steps).flat_map(|(version, step)| {
        step.acts.iter().map(move |act| (version, step.at, step.command.clone(), act.clone()))
    });
    (1..)
        .zip(acts)
        .map(|(seq, (version, at, command, act))| Entry {
            seq,
            at,
            by: act.by,
            event: act.event,
            version,
            command,
            personal: act.detail.map_or(Personal::None, |detail| Personal::Kept(Box::new(detail))),
        })
        .collect()
}

fn dossiers(lived: &[(usize, ScriptedDossier)]) -> Vec<(usize, Dossier)> {
    let standards = standards();
    lived
        .iter()
        .map(|(service, scripted)| {
            let read = Dossier::project(scripted.id.clone(), &standards[*service], &card(scripted));
            (*service, read.expect("what was lived stands on the card"))
        })
        .collect()
}

fn missed_percent(dossiers: &[(usize, Dossier)]) -> f64 {
    let (calendar, standards) = (calendar(), standards());
    let outcomes: Vec<PromiseOutcome> = dossiers
        .iter()
        .map(|(service, dossier)| {
            promise_outcome(&calendar, standards[*service].promise, dossier).expect("a clock")
        })
        .collect();
    let of =
        |wanted| f64::from(u32::try_from(outcomes.iter().filter(|o| **o == wanted).count()).expect("few"));
    let (met, missed) = (of(PromiseOutcome::Met), of(PromiseOutcome::Missed));
    100.0 * missed / (met + missed)
}

#[test]
fn as_many_dossiers_are_open_as_were_asked_for() {
    let dossiers = dossiers(&usual());
    let open = dossiers.iter().filter(|(_, dossier)| dossier.standing.ended().is_none()).count();
    assert_eq!((dossiers.len(), open), (420, 120));
    assert_eq!((Size::of(60, None, 1).open, Size::of(60, Some(99), 1).open), (17, 60));
}

#[test]
fn every_column_and_every_tray_holds_a_file() {
    let dossiers = dossiers(&usual());
    for (service, standard) in standards().iter().enumerate() {
        let held: BTreeSet<(u8, &str)> = dossiers
            .iter()
            .filter(|(of, _)| *of == service)
            .map(|(_, dossier)| (dossier.standing.step.number(), dossier.standing.stage.key()))
            .collect();
        let last = standard.last().number();
        for number in 1..=last {
            assert!(held.contains(&(number, "tray")), "{}: the tray of step {number}", standard.service);
            let at_work = if number == last { "ready" } else { "desk" };
            assert!(held.contains(&(number, at_work)), "{}: step {number}", standard.service);
        }
        assert!(held.iter().any(|(_, stage)| *stage == "with_applicant"), "{}", standard.service);
    }
}

#[test]
fn some_applicants_come_again_under_the_same_service_and_under_another() {
    let mut of_person: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (service, dossier) in dossiers(&usual()) {
        let facts = dossier.facts.expect("nothing was erased");
        of_person.entry(facts.nik.full().to_owned()).or_default().push(service);
    }
    let again: Vec<&Vec<usize>> = of_person.values().filter(|services| services.len() > 1).collect();
    assert!(again.iter().any(|services| services.iter().collect::<BTreeSet<_>>().len() > 1), "{again:?}");
    assert!(again.iter().any(|services| services.iter().filter(|service| **service == 0).count() > 1));
    assert!(again.len() * 10 < of_person.len(), "most come once");
}

#[test]
fn some_files_were_answered_and_some_licences_wait_for_more_than_a_month() {
    let dossiers = dossiers(&usual());
    let answered = |stage: &Stage| matches!(stage, Stage::Tray { origin: TrayOrigin::Answer, .. });
    assert!(dossiers.iter().any(|(_, dossier)| answered(&dossier.standing.stage)));
    let long =
        |stage: &Stage| matches!(stage, Stage::Ready { since, .. } if (now() - *since).num_days() > 31);
    assert!(dossiers.iter().any(|(_, dossier)| long(&dossier.standing.stage)));
}

#[test]
fn dossiers_end_in_every_way() {
    let dossiers = dossiers(&usual());
    // What ends a licence is an order of the Kepala Dinas, and no demonstration gives one.
    let given = |end: &End| !matches!(end, End::Revoked | End::Replaced);
    for end in End::ALL.into_iter().filter(given) {
        let count = dossiers.iter().filter(|(_, dossier)| dossier.standing.ended() == Some(end)).count();
        assert!(count > 0, "{end:?}");
        assert!(end == End::Delivered || count < 30, "{end:?}: {count}");
    }
}

#[test]
fn eight_to_fifteen_of_a_hundred_promises_are_broken() {
    for seed in 1..=8 {
        let share = missed_percent(&dossiers(&lived(Size::of(420, None, seed), now())));
        assert!((8.0..=15.0).contains(&share), "seed {seed}: {share:.1} %");
    }
}

#[test]
fn nothing_happens_outside_hours_on_a_holiday_or_after_the_end() {
    let calendar = calendar();
    for (_, scripted) in usual() {
        let mut before = scripted.steps[0].at;
        for step in &scripted.steps {
            assert!(calendar.is_open(step.at), "{} is outside the hours", step.at);
            assert!(before <= step.at && step.at <= now(), "{} follows {before}", step.at);
            before = step.at;
        }
    }
}

#[test]
fn the_history_ends_in_the_night_as_well() {
    let night = "2026-11-22T19:30:00Z".parse().expect("a Sunday night");
    let calendar = calendar();
    let lived = lived(Size::of(140, None, 1), night);
    assert!(
        lived.iter().flat_map(|(_, d)| &d.steps).all(|step| step.at <= night && calendar.is_open(step.at))
    );
}

#[test]
fn three_months_of_it_lie_in_the_past_and_five_years_of_a_large_one() {
    let first = |size| lived(size, now()).iter().map(|(_, d)| d.steps[0].at).min().expect("a dossier");
    let days = (now() - first(Size::of(420, None, 1))).num_days();
    assert!((80..=93).contains(&days), "{days} days");
    let opened = Size::of(3_001, None, 1).opened(&calendar(), now());
    assert_eq!(calendar().date(opened).to_string(), "2021-11-24");
}

#[test]
fn numbers_are_given_in_order_and_leave_no_gap() {
    let mut series: BTreeMap<(String, i64), Vec<Given>> = BTreeMap::new();
    for (_, scripted) in usual() {
        for number in scripted.numbers {
            series.entry((number.series, number.year)).or_default().push((number.seq, number.given_at));
        }
    }
    assert_eq!(series.len(), 3, "the register and a series of licences for each service");
    for (name, mut given) in series {
        given.sort_unstable();
        let whole = (1..).zip(&given).all(|(expected, (seq, _))| expected == *seq);
        assert!(whole, "{name:?} has a gap");
        assert!(given.is_sorted_by_key(|(_, at)| *at), "{name:?} is not in the order of time");
    }
}

#[test]
fn a_number_is_void_where_the_dossier_ended_otherwise() {
    let lived = lived(Size::of(3_000, None, 1), now());
    let mut voided = 0;
    for ((_, scripted), (_, dossier)) in lived.iter().zip(dossiers(&lived)) {
        let other_end = dossier.standing.ended().is_some_and(|end| end != End::Delivered);
        for licence in scripted.numbers.iter().skip(1) {
            assert_eq!(licence.voided.is_some(), other_end);
            voided += usize::from(other_end);
        }
        assert!(scripted.numbers[0].voided.is_none(), "the register keeps every number");
    }
    assert!(voided > 0);
}

#[test]
fn the_second_service_is_asked_for_less() {
    let of_first = usual().iter().filter(|(service, _)| *service == 0).count();
    assert!((300..=345).contains(&of_first), "{of_first}");
}

#[test]
fn one_stands_in_for_another_and_it_shows_on_the_cards() {
    let lent = usual().iter().flat_map(|(_, d)| card(d)).any(|entry| {
        entry
            .by
            .hand()
            .is_some_and(|hand| hand.lent.is_some() && matches!(entry.event, Event::Initialled { .. }))
    });
    assert!(lent);
}

#[test]
fn every_kind_of_entry_stands_on_some_card() {
    let seen: BTreeSet<String> = lived(Size::of(1_500, None, 1), now())
        .iter()
        .flat_map(|(_, d)| d.steps.iter().flat_map(|step| &step.acts))
        .map(|act| {
            let value = serde_json::to_value(&act.event).expect("data");
            let name = value.as_str().or_else(|| value.as_object()?.keys().next().map(String::as_str));
            name.expect("a case has a name").to_owned()
        })
        .collect();
    let wanted = "accepted annulled answered applicant_arrived applicant_left closed corrected delivered drafted \
        file_completed handed_over initialled items_marked number_confirmed numbered refused registered returned \
        sent_back signed taken_back taken_over withdrawn";
    let missing: Vec<&str> = wanted.split_whitespace().filter(|name| !seen.contains(*name)).collect();
    // A number is confirmed again only after a numbered file came back: rare, and no part of the plan.
    assert!(missing.iter().all(|name| *name == "number_confirmed"), "{missing:?}");
}

#[test]
fn the_same_seed_makes_the_same_office() {
    let told = |seed| format!("{:?}", lived(Size::of(120, None, seed), now()));
    assert_eq!(told(5), told(5));
    assert_ne!(told(5), told(6));
}

#[tokio::test]
async fn the_office_is_written_whole_and_knows_when_it_was_made_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("kendali.db").display());
    let store = Store::connect(&url).await.expect("a database");
    store.migrate().await.expect("migrated");
    let keys = store.load_or_make_keys(&folder.path().join("keys"), now()).await.expect("keys");
    let store = store.with_keys(keys);
    let written = make(&store, Size::of(420, None, 1), now()).await.expect("made");
    assert_eq!(written.dossiers, 420);
    assert!(written.entries > 420 * 15, "{} entries", written.entries);
    let demonstration = store.setting::<Demonstration>().await.expect("read").expect("marked");
    assert_eq!((demonstration.made_for, demonstration.seed), (now(), 1));
    let heads = store.series_heads().await.expect("read");
    assert!(heads.iter().any(|head| head.series == "register" && head.last == 420), "{heads:?}");
    for head in &heads {
        assert_eq!(store.gaps(head).await.expect("read"), Vec::<i64>::new(), "{head:?}");
    }
    let accounts = store.accounts().await.expect("read");
    assert!(accounts.iter().all(|account| !account.must_change), "demonstration passwords stay");
    let unconfirmed = store.standards().await.expect("read").into_iter().filter(|s| s.confirmed_at.is_none());
    assert_eq!(unconfirmed.count(), 0);
    assert!(!store.is_empty().await.expect("read"));
}

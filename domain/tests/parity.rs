//! The cases that browser and server compare must be the same each time, and must show everything a clock can be.

use std::collections::BTreeSet;

use domain::clock::{Status, Verdict, evaluate};
use domain::parity::{Mix, cases, digest, evaluate_all, mix, run};

const SEED: u64 = 20_261_124;
const CASES: usize = 10_000;

#[test]
fn ten_thousand_cases_show_every_status_verdict_and_refusal() {
    let mut shown = BTreeSet::new();
    let mut provisional = 0;
    for case in cases(SEED, CASES) {
        match evaluate(&case.calendar, case.norm, &case.events, case.now) {
            Ok(found) => {
                provisional += u32::from(found.provisional);
                shown.insert(format!("{} {}", found.status.key(), found.verdict.key()));
            }
            Err(_) => {
                shown.insert("refused".to_owned());
            }
        }
    }
    let open = [Status::Running, Status::OutsideHours, Status::Paused];
    let verdicts = [Verdict::OnTrack, Verdict::AtRisk, Verdict::Overdue];
    let mut expected: BTreeSet<String> = open
        .iter()
        .flat_map(|status| verdicts.iter().map(move |verdict| format!("{} {}", status.key(), verdict.key())))
        .collect();
    expected.extend(["not_started on_track", "stopped met", "stopped missed", "refused"].map(str::to_owned));
    assert_eq!(shown, expected);
    assert!(provisional > 100);
}

#[test]
fn a_seed_gives_the_same_lines_each_time() {
    let lines = |seed| cases(seed, 200).map(|case| run(&case)).collect::<Vec<String>>();
    assert_eq!(lines(SEED), lines(SEED));
    assert_ne!(lines(SEED), lines(SEED + 1));
    assert_eq!(digest(SEED, CASES), digest(SEED, CASES));
    assert!(lines(SEED).iter().any(|line| line.contains("menunggu pemohon")));
    assert!(lines(SEED).iter().all(|line| line.starts_with("{\"events\":\"") && line.ends_with('}')));
}

#[test]
fn the_measured_clocks_are_fixed() {
    let calendar = domain::calendar_file::read(include_str!("../../server/calendars/default.toml"))
        .expect("the shipped calendar");
    for kind in [Mix::NoPauses, Mix::TenPauses, Mix::OneDay, Mix::TwoYears] {
        let clocks = mix(kind, 1_000);
        assert_eq!(evaluate_all(&calendar, &clocks), evaluate_all(&calendar, &mix(kind, 1_000)));
        let pauses = if kind == Mix::TenPauses { 21 } else { 1 };
        assert!(clocks.iter().all(|clock| clock.events.len() == pauses));
    }
}

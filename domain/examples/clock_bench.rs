//! How long an evaluation takes: `cargo run --release -p domain --example clock_bench [CALENDAR.toml]`.
//!
//! Prints one line a measure: name, nanoseconds for each evaluation (median of five runs), and what is to be reached.
#![expect(clippy::print_stdout, reason = "a measuring program prints its figures")]

use std::hint::black_box;
use std::time::Instant;

use domain::calendar::Calendar;
use domain::calendar_file;
use domain::parity::{Mix, TimedClock, evaluate_all, mix};

const DEFAULT: &str = include_str!("../../server/calendars/default.toml");
const CASES: usize = 1_000;
const ROUNDS: usize = 400;
const RUNS: usize = 5;

fn main() {
    let calendar = calendar_file::read(DEFAULT).expect("the shipped calendar");
    let measure = |name: &str, kind: Mix, reach: &str| {
        let nanoseconds = median(&calendar, &mix(kind, CASES));
        println!("clock {name}\t{nanoseconds} ns\treach {reach}");
        nanoseconds
    };
    measure("without pauses", Mix::NoPauses, "<= 200 ns");
    measure("with ten pauses", Mix::TenPauses, "<= 1000 ns");
    let day = measure("one day to due", Mix::OneDay, "-");
    let years = measure("two years to due", Mix::TwoYears, "-");
    println!("clock two years against one day\t{} %\treach <= 200 %", years * 100 / day.max(1));
}

fn median(calendar: &Calendar, clocks: &[TimedClock]) -> u128 {
    black_box(evaluate_all(calendar, clocks));
    let mut runs: Vec<u128> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            for _ in 0..ROUNDS {
                black_box(evaluate_all(black_box(calendar), black_box(clocks)));
            }
            begun.elapsed().as_nanos() / (ROUNDS * clocks.len()) as u128
        })
        .collect();
    runs.sort_unstable();
    runs[RUNS / 2]
}

//! How long a paper takes, and what the press holds: `cargo run --release -p server --example papers_bench`.
//!
//! Prints a line a measure: name, figure, what lies beside it, what is to be reached, and `yes` or `NO`. A paper's figure
//! is the median of twenty prints after the first, each with facts of its own; the memory is the most that the program held
//! while it printed, above what it held before its first paper.
#![expect(clippy::print_stdout, reason = "a measuring program prints its figures")]

use std::time::Instant;

use domain::paper::Sheet;
use server::documents::shipped::SAMPLES;
use server::documents::{Templates, set};

const RUNS: usize = 20;
const QR: &str = "https://izin.example.go.id/lacak/7KM4Q-9TX2T";
const MILLISECONDS: f64 = 20.0;
const MEGABYTES: f64 = 60.0;
/// What differs from paper to paper: nothing may be taken from the one before.
const FACTS: [&str; 3] = ["Hendra Kurniawan", "Ratna Dewi Siregar", "Paramedik Inseminator"];

/// What the kernel says of the memory of this program, in megabytes; none where it is not Linux.
fn megabytes(entry: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(entry))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kibibytes| kibibytes / 1024.0)
}

fn reached(ours: f64, most: f64) -> &'static str {
    if ours < most { "yes" } else { "NO" }
}

fn main() {
    let templates = Templates::shipped();
    let idle = megabytes("VmRSS");
    for sheet in Sheet::ALL {
        let name = format!("{}.typical.json", sheet.key());
        let data = SAMPLES.iter().find(|(sample, _)| *sample == name).map(|(_, data)| *data);
        let data = data.expect("every sheet has a typical sample");
        let once = |place: usize| {
            let other = FACTS
                .iter()
                .fold(data.to_owned(), |data, fact| data.replace(fact, &format!("{fact} {place}")));
            assert_ne!(other, data, "{name} has none of the facts that are to differ");
            let begun = Instant::now();
            set(sheet, &templates, other.into_bytes(), Some(QR)).expect("a sample prints");
            begun.elapsed().as_secs_f64() * 1e3
        };
        let first = once(0);
        let mut runs: Vec<f64> = (1..=RUNS).map(once).collect();
        runs.sort_unstable_by(f64::total_cmp);
        let median = runs[RUNS / 2];
        let told = reached(median, MILLISECONDS);
        println!(
            "one {}, printed\t{median:.1} ms\t{first:.0} ms the first\t< {MILLISECONDS} ms\t{told}",
            sheet.key()
        );
    }
    if let (Some(idle), Some(most)) = (idle, megabytes("VmHWM")) {
        let above = most - idle;
        let told = reached(above, MEGABYTES);
        println!("memory of the press\t{above:.0} MB\t{idle:.0} MB before\t< {MEGABYTES} MB\t{told}");
    }
}

//! How long a paper takes, and what the press holds: `cargo run --release -p server --example papers_bench`.
//!
//! Prints a line a measure: name, figure, what lies beside it, what is to be reached, and `yes` or `NO`. A paper's figure
//! is the median of twenty prints after the first, each with other texts and another code than those before it: only the
//! office and its signer stay. The memory is the most that the program held while it printed, above what it held before its
//! first paper.
#![expect(clippy::print_stdout, reason = "a measuring program prints its figures")]

use std::time::Instant;

use domain::paper::Sheet;
use serde_json::Value;
use server::documents::shipped::SAMPLES;
use server::documents::{Templates, set};

const RUNS: usize = 20;
const MILLISECONDS: f64 = 20.0;
const MEGABYTES: f64 = 60.0;
/// What papers of one office have in common, and the fields that a template takes for a choice.
const COMMON: [&str; 7] = ["page", "office", "signature", "officer", "variant", "copy", "kind"];

/// The same paper of somebody else: every text has another letter and another digit at the `place`, and is as long as it was.
fn other(value: Value, place: usize) -> Value {
    match value {
        Value::Object(fields) => {
            let other = |(key, value): (String, Value)| {
                let value = if COMMON.contains(&key.as_str()) { value } else { other(value, place) };
                (key, value)
            };
            Value::Object(fields.into_iter().map(other).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(|item| other(item, place)).collect()),
        Value::String(text) => {
            let mut letters: Vec<char> = text.chars().collect();
            let nth = |kind: &str| kind.chars().nth(place % kind.len()).expect("within");
            if let Some(letter) = letters.iter_mut().filter(|letter| letter.is_ascii_lowercase()).nth(2) {
                *letter = nth("abcdefghijklmnopqrstuvwxyz");
            }
            if let Some(digit) = letters.iter_mut().rfind(|letter| letter.is_ascii_digit()) {
                *digit = nth("0123456789");
            }
            Value::String(letters.into_iter().collect())
        }
        same => same,
    }
}

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
        let data: Value = serde_json::from_str(data).expect("a sample is JSON");
        let once = |place: usize| {
            let other = other(data.clone(), place);
            assert_ne!(other, data, "{name} has no text that is to differ");
            let other = serde_json::to_vec(&other).expect("what was JSON is JSON");
            let code = format!("https://izin.example.go.id/lacak/7KM4Q-{place:05}");
            let code = data["qr"].is_object().then_some(code.as_str());
            let begun = Instant::now();
            set(sheet, &templates, other, code).expect("a sample prints");
            begun.elapsed().as_secs_f64() * 1e3
        };
        let first = once(0);
        let mut runs: Vec<f64> = (1..=RUNS).map(once).collect();
        runs.sort_unstable_by(f64::total_cmp);
        let median = runs[RUNS / 2];
        let told = reached(median, MILLISECONDS);
        let (least, most) = (runs[0], runs[RUNS - 1]);
        println!(
            "one {}, printed\t{median:.1} ms\t{least:.1}–{most:.1} ms, {first:.0} ms the first\t< {MILLISECONDS} ms\t{told}",
            sheet.key()
        );
    }
    if let (Some(idle), Some(most)) = (idle, megabytes("VmHWM")) {
        let above = most - idle;
        let told = reached(above, MEGABYTES);
        println!("memory of the press\t{above:.0} MB\t{idle:.0} MB before\t< {MEGABYTES} MB\t{told}");
    }
}

//! How long a letter takes: `cargo run --release -p server --example papers_bench`.
//!
//! Prints one line a measure: name, milliseconds of one print (median of twenty after the first), and what is to be
//! reached.
#![expect(clippy::print_stdout, reason = "a measuring program prints its figures")]

use std::time::Instant;

use domain::paper::Sheet;
use server::documents::shipped::SAMPLES;
use server::documents::{Templates, set};

const RUNS: usize = 20;
const QR: &str = "https://izin.example.go.id/lacak/7KM4Q-9TX2T";

fn main() {
    let templates = Templates::shipped();
    let letters = [Sheet::Receipt, Sheet::ControlCard, Sheet::ReturnLetter, Sheet::Licence];
    for sheet in letters {
        let name = format!("{}.typical.json", sheet.key());
        let data = SAMPLES.iter().find(|(sample, _)| *sample == name).map(|(_, data)| *data);
        let data = data.expect("every sheet has a typical sample");
        let once = |place: usize| {
            // Facts differ from letter to letter: nothing may be taken from the one before.
            let data = data.replace("Hendra Kurniawan", &format!("Hendra Kurniawan {place}"));
            let begun = Instant::now();
            set(sheet, &templates, data.into_bytes(), Some(QR)).expect("a sample prints");
            begun.elapsed().as_secs_f64() * 1e3
        };
        let first = once(0);
        let mut runs: Vec<f64> = (1..=RUNS).map(once).collect();
        runs.sort_unstable_by(f64::total_cmp);
        println!("{}\t{:.1} ms\t{first:.0} ms the first\treach < 20 ms", sheet.key(), runs[RUNS / 2]);
    }
}

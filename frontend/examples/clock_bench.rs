//! How long an evaluation takes in WebAssembly: a module that exports `run`, timed by `xtask/bench.mjs` beside the native
//! program `domain/examples/clock_bench.rs`.

use domain::calendar::Calendar;
use domain::calendar_file;
use domain::parity::{Mix, TimedClock, evaluate_all, mix};
use std::sync::OnceLock;

const DEFAULT: &str = include_str!("../../server/calendars/default.toml");
const CASES: usize = 1_000;

struct World {
    calendar: Calendar,
    without_pauses: Vec<TimedClock>,
    with_ten_pauses: Vec<TimedClock>,
}

/// Evaluates 1,000 clocks as often as asked: never paused ones for 0, ten times paused ones otherwise.
#[expect(unsafe_code, reason = "the host of the module calls it by this name")]
///
/// # Panics
/// Never: the shipped calendar is read in a test.
#[unsafe(no_mangle)]
pub extern "C" fn run(kind: u32, rounds: u32) -> i64 {
    static WORLD: OnceLock<World> = OnceLock::new();
    let world = WORLD.get_or_init(|| World {
        calendar: calendar_file::read(DEFAULT).expect("the shipped calendar"),
        without_pauses: mix(Mix::NoPauses, CASES),
        with_ten_pauses: mix(Mix::TenPauses, CASES),
    });
    let clocks = if kind == 0 { &world.without_pauses } else { &world.with_ten_pauses };
    (0..rounds).fold(0, |sum: i64, _| sum.wrapping_add(evaluate_all(&world.calendar, clocks)))
}

fn main() {}

//! Proof that browser and server compute the same: clocks made from a seed, and one line of everything said of each.
//!
//! Both sides walk the same cases and compare the lines, or only [`digest`]. The cases are made here and not in a test,
//! since the browser must make them too.

mod cases;
mod mix;
mod seed;

use std::fmt::Write;

use crate::clock::{ClockError, compact, consumed_share, evaluate};
use crate::clock_words::{ClockFacts, PromiseFacts, StepClockFacts, Words, promise_words, step_words};
use crate::explain::explain;
use crate::lang::Lang;
use crate::time::{Instant, instant_ms, ms_of};

pub use cases::{Case, cases};
pub use mix::{Mix, TimedClock, evaluate_all, mix};
pub use seed::SplitMix64;

/// The line of one case: evaluation, words in both languages, explanation. An error is a line too.
pub fn run(case: &Case) -> String {
    let mut line = format!("{{\"events\":\"{}\",\"now\":{}", compact::write(&case.events), ms_of(case.now));
    match tell(case, &mut line) {
        Ok(()) => line.push('}'),
        Err(error) => write!(line, ",\"error\":\"{error}\"}}").expect(WRITES),
    }
    line
}

/// A 64-bit FNV-1a digest over the lines of the first `n` cases of a seed, each line ended by a line feed.
pub fn digest(seed: u64, n: usize) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for case in cases(seed, n) {
        for byte in run(&case).bytes().chain([b'\n']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

const WRITES: &str = "a string takes every write";

fn tell(case: &Case, line: &mut String) -> Result<(), ClockError> {
    let Case { calendar, norm, events, now } = case;
    let evaluation = evaluate(calendar, *norm, events, *now)?;
    let share = consumed_share(calendar, *norm, events, *now)?;
    write!(
        line,
        ",\"norm\":\"{}\",\"status\":\"{}\",\"verdict\":\"{}\",\"due_at\":{},\"elapsed_ms\":{},\"remaining_ms\":{},\
         \"overdue_ms\":{},\"next_change_at\":{},\"provisional\":{},\"share\":{share}",
        norm.text(Lang::En),
        evaluation.status.key(),
        evaluation.verdict.key(),
        ms_or_null(evaluation.due_at),
        evaluation.elapsed.0,
        evaluation.remaining.0,
        evaluation.overdue.0,
        ms_or_null(evaluation.next_change_at),
        evaluation.provisional,
    )
    .expect(WRITES);
    let clock = ClockFacts::new(*norm, events);
    let since = events.first().map_or(*now, |event| event.at.min(*now));
    for lang in Lang::ALL {
        say(line, &promise_words(calendar, &PromiseFacts::new(clock), *now, lang)?);
        let steps = [
            StepClockFacts::Clocked(clock),
            StepClockFacts::Tray { since },
            StepClockFacts::Answered { since, clock: Some(clock) },
            StepClockFacts::Ready { since },
        ];
        for step in steps {
            say(line, &step_words(calendar, &step, *now, lang)?);
        }
        if let Some(due) = evaluation.due_at {
            write!(line, ",\"{}\"", calendar.local(due).long(lang)).expect(WRITES);
        }
    }
    for span in explain(calendar, *norm, events, *now)?.spans {
        let (from, to, working) = (ms_of(span.from), ms_of(span.to), span.working.0);
        write!(line, ",[{from},{to},\"{}\",{working}]", span.reason.text(Lang::Id)).expect(WRITES);
    }
    Ok(())
}

fn say(line: &mut String, words: &Words) {
    let verdict = words.verdict_word.map_or("", super::clock_words::VerdictWord::key);
    let next = ms_or_null(words.next_text_change_at);
    write!(line, ",[\"{}\",\"{verdict}\",{next}]", words.text).expect(WRITES);
}

fn ms_or_null(at: Option<Instant>) -> String {
    at.map_or_else(|| "null".to_owned(), |at| ms_of(at).to_string())
}

/// An instant of the cases' world.
fn world(ms: u64) -> Instant {
    instant_ms(seed::DAWN_MS + i64::try_from(ms).unwrap_or(0))
}

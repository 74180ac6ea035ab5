//! `kendali sla`: evaluates clocks, JSON lines in, JSON lines out. Touches no database.

use chrono::{DateTime, Utc};
use domain::calendar::{Calendar, CalendarSpec};
use domain::calendar_file;
use domain::clock::{ClockEvent, Norm, Status, Verdict, evaluate};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::error::Error;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use super::Outcome;
use crate::config::SlaOptions;
use crate::shipped;

/// A line in. Fields of other names are let through: a line may carry notes.
#[derive(Deserialize)]
struct Question {
    norm: Norm,
    events: Vec<ClockEvent>,
    now: DateTime<Utc>,
    calendar: Option<CalendarSpec>,
}

/// A line out, with the id as it came in.
#[derive(Serialize)]
struct Answer {
    id: Value,
    #[serde(flatten)]
    result: Reply,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Reply {
    Evaluated {
        status: Status,
        verdict: Verdict,
        due_at: Option<String>,
        elapsed_ms: i64,
        remaining_ms: i64,
        overdue_ms: i64,
        provisional: bool,
    },
    Refused {
        error: String,
    },
}

/// Evaluates every line of standard input. Status 1 where a line was refused; the others are answered all the same.
///
/// # Errors
/// When the calendar file is refused, or standard input or output breaks.
pub fn run(options: &SlaOptions) -> Outcome {
    let calendar = match &options.calendar {
        Some(path) => read_calendar(path)?,
        None => calendar_file::read(shipped::CALENDAR)?,
    };
    let refused = answer_lines(&calendar, std::io::stdin().lock(), std::io::stdout().lock())?;
    Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read_calendar(path: &Path) -> Result<Calendar, Box<dyn Error>> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    calendar_file::read(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Answers line by line, at once where the asker waits. The number of refused lines.
fn answer_lines(office: &Calendar, input: impl Read, output: impl Write) -> Result<usize, Box<dyn Error>> {
    let (mut input, mut output) = (BufReader::new(input), BufWriter::new(output));
    let (mut line, mut refused) = (Vec::new(), 0);
    while input.read_until(b'\n', &mut line)? > 0 {
        if !line.trim_ascii().is_empty() {
            let answer = answer(office, &line);
            refused += usize::from(matches!(answer.result, Reply::Refused { .. }));
            serde_json::to_writer(&mut output, &answer)?;
            output.write_all(b"\n")?;
        }
        line.clear();
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(refused)
}

fn answer(office: &Calendar, line: &[u8]) -> Answer {
    let (id, result) = match serde_json::from_slice::<Value>(line) {
        Ok(mut question) => {
            let id = question.get_mut("id").map(Value::take).unwrap_or_default();
            (id, serde_json::from_value(question).map_err(|error| error.to_string()))
        }
        Err(error) => (Value::Null, Err(format!("not JSON: {error}"))),
    };
    let result = result.and_then(|question| reply(office, question));
    Answer { id, result: result.unwrap_or_else(|error| Reply::Refused { error }) }
}

fn reply(office: &Calendar, question: Question) -> Result<Reply, String> {
    let Question { norm, events, now, calendar } = question;
    let own = calendar.map(Calendar::build).transpose().map_err(|error| error.to_string())?;
    let calendar = own.as_ref().unwrap_or(office);
    let found = evaluate(calendar, norm, &events, now).map_err(|error| error.to_string())?;
    Ok(Reply::Evaluated {
        status: found.status,
        verdict: found.verdict,
        due_at: found.due_at.map(|due| calendar.local(due).rfc3339()),
        elapsed_ms: found.elapsed.0,
        remaining_ms: found.remaining.0,
        overdue_ms: found.overdue.0,
        provisional: found.provisional,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::FixedOffset;

    const VECTORS: &str = include_str!("../../../domain/tests/vectors/sla-vectors.jsonl");

    fn ask(lines: &str) -> (usize, Vec<Value>) {
        let mut output = Vec::new();
        let office = calendar_file::read(shipped::CALENDAR).unwrap();
        let refused = answer_lines(&office, lines.as_bytes(), &mut output).unwrap();
        let answers = String::from_utf8(output).unwrap();
        (refused, answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
    }

    fn instant(value: &Value) -> Option<DateTime<FixedOffset>> {
        value.as_str().map(|text| DateTime::parse_from_rfc3339(text).unwrap())
    }

    #[test]
    fn every_vector_is_answered_as_expected() {
        let (_, answers) = ask(VECTORS);
        let questions: Vec<Value> = VECTORS.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(answers.len(), questions.len());
        for (question, answer) in questions.iter().zip(&answers) {
            assert_eq!(answer["id"], question["id"]);
            let expected = question["expected"].as_object().unwrap();
            assert_eq!(answer.get("error").is_some(), expected.contains_key("error"), "{answer}");
            for (field, wanted) in expected.iter().filter(|(field, _)| *field != "error") {
                if field == "due_at" {
                    assert_eq!(instant(&answer[field]), instant(wanted), "{answer}");
                } else {
                    assert_eq!(&answer[field], wanted, "{field} of {answer}");
                }
            }
        }
    }

    #[test]
    fn a_bad_line_does_not_stop_the_others() {
        let good = VECTORS.lines().next().unwrap();
        let lines = format!("{{\n{{\"id\":7}}\n\n{good}\n[]\n\"x\"");
        let (refused, answers) = ask(&lines);
        assert_eq!((refused, answers.len()), (4, 5));
        assert!(answers[0]["error"].as_str().unwrap().starts_with("not JSON"), "{}", answers[0]);
        assert_eq!(answers[1]["id"], 7);
        assert!(answers[1]["error"].as_str().unwrap().contains("norm"), "{}", answers[1]);
        assert_eq!(answers[2]["status"], "running");
    }

    #[test]
    fn due_times_are_written_in_the_calendars_offset() {
        let (_, answers) = ask(VECTORS.lines().next().unwrap());
        assert_eq!(answers[0]["due_at"], "2026-11-24T09:20:00.000+07:00");
    }
}

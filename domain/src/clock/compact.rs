//! The events of a clock as one short text, for a database column and the board's payload: `s1795485600000p1200000r60000`,
//! a letter for each event, the first instant in milliseconds, the later ones as the distance from the one before.
//!
//! `#[serde(with = "domain::clock::compact")]` puts a `Vec<ClockEvent>` on the wire in this form.

use std::fmt::Write;

use serde::{Deserialize, Deserializer, Serializer, de};

use super::{ClockEvent, ClockEventKind};
use crate::time::{instant_ms, ms_of};

/// A text that is no event list: the byte at which it cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("clock events cannot be read at byte {0}")]
pub struct CompactError(pub usize);

/// Writes events. What is finer than a millisecond is cut off.
pub fn write(events: &[ClockEvent]) -> String {
    let mut text = String::with_capacity(14 + events.len() * 9);
    let mut before = 0;
    for event in events {
        let ms = ms_of(event.at);
        text.push(letter(event.event));
        write!(text, "{}", ms - before).expect("a string takes every write");
        before = ms;
    }
    text
}

/// Reads events. Their order and sense are checked where the clock is evaluated.
///
/// # Errors
/// The byte of the first event that is not a letter of `sprxe` with a number.
pub fn read(text: &str) -> Result<Vec<ClockEvent>, CompactError> {
    let mut events = Vec::new();
    let (mut at, mut before) = (0, 0_i64);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let event = kind(rest[0]).ok_or(CompactError(at))?;
        let digits = 1 + rest[1..].iter().take_while(|&&byte| byte == b'-' || byte.is_ascii_digit()).count();
        let distance = text.get(at + 1..at + digits).and_then(|number| number.parse::<i64>().ok());
        let ms = distance.and_then(|distance| before.checked_add(distance)).ok_or(CompactError(at))?;
        events.push(ClockEvent { at: instant_ms(ms), event });
        before = ms;
        at += digits;
    }
    Ok(events)
}

/// Serialises a list in the compact form.
///
/// # Errors
/// Those of the serialiser.
pub fn serialize<S: Serializer>(events: &[ClockEvent], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&write(events))
}

/// Reads a list from the compact form.
///
/// # Errors
/// A text that is no event list.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ClockEvent>, D::Error> {
    let text = String::deserialize(deserializer)?;
    read(&text).map_err(de::Error::custom)
}

const fn letter(event: ClockEventKind) -> char {
    match event {
        ClockEventKind::Start => 's',
        ClockEventKind::Pause => 'p',
        ClockEventKind::Resume => 'r',
        ClockEventKind::Restart => 'x',
        ClockEventKind::Stop => 'e',
    }
}

const fn kind(letter: u8) -> Option<ClockEventKind> {
    Some(match letter {
        b's' => ClockEventKind::Start,
        b'p' => ClockEventKind::Pause,
        b'r' => ClockEventKind::Resume,
        b'x' => ClockEventKind::Restart,
        b'e' => ClockEventKind::Stop,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_as_they_were_written() {
        let kinds = [
            ClockEventKind::Start,
            ClockEventKind::Pause,
            ClockEventKind::Resume,
            ClockEventKind::Restart,
            ClockEventKind::Stop,
        ];
        let events: Vec<ClockEvent> = (0..)
            .zip(kinds)
            .map(|(step, event)| ClockEvent { at: instant_ms(1_795_485_600_000 + step * 60_000), event })
            .collect();
        let text = write(&events);
        assert_eq!(text, "s1795485600000p60000r60000x60000e60000");
        assert_eq!(read(&text), Ok(events));
        assert_eq!(read(""), Ok(Vec::new()));
    }

    #[test]
    fn a_damaged_text_is_refused_where_it_is_damaged() {
        for (text, byte) in
            [("q1", 0), ("s", 0), ("s1p", 2), ("s1pp", 2), ("s9223372036854775807p1", 20), ("é", 0)]
        {
            assert_eq!(read(text), Err(CompactError(byte)), "{text}");
        }
    }
}

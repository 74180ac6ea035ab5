//! Which lists of events are clocks.

use std::fmt;

use super::{ClockEvent, ClockEventKind, Norm};

/// What a clock is between two of its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockState {
    /// Before its start.
    NotStarted,
    /// Counting.
    Running,
    /// Not counting for a while.
    Paused,
    /// Ended.
    Stopped,
}

impl fmt::Display for ClockState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ClockState::NotStarted => "has not started",
            ClockState::Running => "is running",
            ClockState::Paused => "is paused",
            ClockState::Stopped => "is stopped",
        })
    }
}

/// Why a list of events is no clock. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// The list is empty.
    #[error("no events")]
    NoEvents,
    /// An event earlier than the one listed before it.
    #[error("event {position}: before the one before it")]
    OutOfOrder {
        /// Its position.
        position: usize,
    },
    /// An event that cannot happen to a clock in that state.
    #[error("event {position}: {event} of a clock that {state}")]
    Misplaced {
        /// Its position.
        position: usize,
        /// The event.
        event: ClockEventKind,
        /// What the clock was.
        state: ClockState,
    },
    /// A norm of nothing, or beyond [`Norm::MOST`].
    #[error("norm: {0} is not from 1 to {most}", most = Norm::MOST)]
    Norm(u32),
}

/// Checks the norm and the whole list, events still ahead included.
///
/// # Errors
/// The norm, else the first event that cannot be.
pub fn check(norm: Norm, events: &[ClockEvent]) -> Result<(), ClockError> {
    use ClockEventKind::{Pause, Restart, Resume, Start, Stop};
    use ClockState::{NotStarted, Paused, Running, Stopped};

    if !norm.is_valid() {
        return Err(ClockError::Norm(norm.amount()));
    }
    let mut before = events.first().ok_or(ClockError::NoEvents)?.at;
    let mut state = NotStarted;
    for (position, &ClockEvent { at, event }) in events.iter().enumerate() {
        if at < before {
            return Err(ClockError::OutOfOrder { position });
        }
        before = at;
        state = match (state, event) {
            (NotStarted, Start) | (Paused, Resume) | (Running | Paused, Restart) => Running,
            (Running, Pause) => Paused,
            (Running | Paused, Stop) => Stopped,
            _ => return Err(ClockError::Misplaced { position, event, state }),
        };
    }
    Ok(())
}

//! From the store's errors to what a person can be told; what is inside stays in the log under an incident number.

use domain::signing::SigningFault;
use domain::time::instant_ms;
use storage::StorageError;
use storage::identity::fresh;
use storage::licence::PrintFault;
use storage::write_error::WriteError;

use crate::error::{AppError, Conflict};

/// Writes a failure into the log and answers with its number.
pub fn incident(what: &dyn std::error::Error) -> AppError {
    // The end of a UUID is random; its beginning, the time, is in the log's line already.
    let incident = fresh(instant_ms(0)).split_off(28);
    let causes: Vec<String> = std::iter::successors(what.source(), |cause| cause.source())
        .map(|cause| format!(": {cause}"))
        .collect();
    let causes = causes.concat();
    tracing::error!(incident, "{what}{causes}");
    AppError::Internal { incident }
}

impl From<StorageError> for AppError {
    fn from(error: StorageError) -> Self {
        incident(&error)
    }
}

impl From<PrintFault> for AppError {
    fn from(fault: PrintFault) -> Self {
        match fault {
            PrintFault::Outdated => Self::NotSigned { fault: SigningFault::Changed },
            PrintFault::NotSet(why) => {
                tracing::error!(why, "a letter was not printed");
                Self::NotPrinted { why }
            }
        }
    }
}

impl From<WriteError> for AppError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(rule) => Self::Refused { rule },
            WriteError::Conflict(conflict) => {
                let who = match (&conflict.name, conflict.by.hand()) {
                    (Some(name), Some(hand)) => Some(format!("{name} ({})", hand.initials)),
                    (None, Some(hand)) => Some(hand.initials.to_string()),
                    (_, None) => None,
                };
                let storage::write_error::Conflict { version, event, at, .. } = *conflict;
                Self::Changed { conflict: Box::new(Conflict { who, event, at, version }) }
            }
            WriteError::NotFound => Self::NotFound,
            WriteError::UsedId => Self::BadRequest,
            WriteError::NotPrinted(fault) => fault.into(),
            WriteError::Store(error) => error.into(),
        }
    }
}

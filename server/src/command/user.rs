//! `kendali user`: accounts, stand-ins and absences.

use super::{NotAvailable, Outcome};
use crate::config::{Common, UserCommand};

/// Adds, lists, closes or lends.
///
/// # Errors
/// Always, until the command exists.
pub async fn run(_common: Common, _options: UserCommand) -> Outcome {
    Err(NotAvailable("user").into())
}

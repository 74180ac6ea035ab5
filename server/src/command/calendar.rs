//! `kendali calendar`: calendars of working time.

use super::{NotAvailable, Outcome};
use crate::config::{CalendarCommand, Common};

/// Checks or imports a file.
///
/// # Errors
/// Always, until the command exists.
pub async fn run(_common: Common, _options: CalendarCommand) -> Outcome {
    Err(NotAvailable("calendar").into())
}

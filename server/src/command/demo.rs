//! `kendali demo`: fills an empty database with a demonstration office.

use super::{NotAvailable, Outcome};
use crate::config::{Common, DemoOptions};

/// Makes the office, its accounts and its history.
///
/// # Errors
/// Always, until the command exists.
pub async fn run(_common: Common, _options: DemoOptions) -> Outcome {
    Err(NotAvailable("demo").into())
}

//! `kendali standard`: service standards.

use super::{NotAvailable, Outcome};
use crate::config::{Common, StandardCommand};

/// Checks or imports a file.
///
/// # Errors
/// Always, until the command exists.
pub async fn run(_common: Common, _options: StandardCommand) -> Outcome {
    Err(NotAvailable("standard").into())
}

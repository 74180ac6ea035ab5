//! `kendali office`: the office's identity.

use super::{NotAvailable, Outcome};
use crate::config::{Common, OfficeCommand};

/// Takes in the office's identity.
///
/// # Errors
/// Always, until the command exists.
pub async fn run(_common: Common, _options: OfficeCommand) -> Outcome {
    Err(NotAvailable("office").into())
}

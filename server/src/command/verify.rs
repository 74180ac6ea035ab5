//! `kendali verify`: walks every control card.

use super::{NotAvailable, Outcome};
use crate::config::{Common, VerifyOptions};

/// Says the first fault of each broken card.
///
/// # Errors
/// Always, until the command exists.
pub async fn run(_common: Common, _options: VerifyOptions) -> Outcome {
    Err(NotAvailable("verify").into())
}

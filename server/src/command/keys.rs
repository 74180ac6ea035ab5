//! `kendali keys`: the office's master keys.

use super::{NotAvailable, Outcome};
use crate::config::{Common, KeysCommand};

/// Rotates or replaces the keys.
///
/// # Errors
/// Always, until the command exists.
pub async fn run(_common: Common, _options: KeysCommand) -> Outcome {
    Err(NotAvailable("keys").into())
}

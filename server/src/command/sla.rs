//! `kendali sla`: evaluates clocks, JSON lines in, JSON lines out.

use super::{NotAvailable, Outcome};
use crate::config::SlaOptions;

/// Evaluates every line of standard input.
///
/// # Errors
/// Always, until the command exists.
pub fn run(_options: &SlaOptions) -> Outcome {
    Err(NotAvailable("sla").into())
}

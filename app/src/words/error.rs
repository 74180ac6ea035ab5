//! Errors and refusals.

/// Errors and refusals.
#[derive(Debug)]
pub struct Errors {}

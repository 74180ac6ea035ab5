//! Registration at the counter.

/// Registration at the counter.
#[derive(Debug)]
pub struct Counter {}

//! Words that every slice uses.

/// Words that every slice uses.
#[derive(Debug)]
pub struct Common {}

//! The table of all dossiers.

/// The table of all dossiers.
#[derive(Debug)]
pub struct Register {}

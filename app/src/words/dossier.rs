//! One dossier and its commands.

/// One dossier and its commands.
#[derive(Debug)]
pub struct Dossier {}

//! The public standard.

/// The public standard.
#[derive(Debug)]
pub struct Standard {}

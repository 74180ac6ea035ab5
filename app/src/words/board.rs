//! The board.

/// The board.
#[derive(Debug)]
pub struct Board {}

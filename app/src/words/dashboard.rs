//! The dashboard.

/// The dashboard.
#[derive(Debug)]
pub struct Dashboard {}

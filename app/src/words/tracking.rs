//! The applicant's page.

/// The applicant's page.
#[derive(Debug)]
pub struct Tracking {}

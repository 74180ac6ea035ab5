//! The applicant's page, in English.

use crate::words::tracking::Tracking;

pub(super) const TRACKING: Tracking = Tracking {};

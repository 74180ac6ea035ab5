//! The applicant's page, in Indonesian.

use crate::words::tracking::Tracking;

pub(super) const TRACKING: Tracking = Tracking {};

//! The dashboard, in Indonesian.

use crate::words::dashboard::Dashboard;

pub(super) const DASHBOARD: Dashboard = Dashboard {};

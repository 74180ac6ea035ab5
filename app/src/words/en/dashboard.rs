//! The dashboard, in English.

use crate::words::dashboard::Dashboard;

pub(super) const DASHBOARD: Dashboard = Dashboard {};

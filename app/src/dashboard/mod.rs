//! What the management sees.

pub mod api;
mod page;
mod steps;

pub use page::DashboardPage;

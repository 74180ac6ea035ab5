//! What the management sees.

pub mod api;
mod page;

pub use page::DashboardPage;

//! All dossiers in one table.

pub mod api;
mod page;

pub use page::RegisterPage;

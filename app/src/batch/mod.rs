//! Batches of prints: many papers of one kind, printed by the server whether or not anybody watches.

pub mod api;
mod begin;
mod list;
mod page;

pub use list::BatchesPage;
pub use page::BatchPage;

//! Registration at the counter.

pub mod api;
mod page;
mod receipt;

pub use page::CounterPage;

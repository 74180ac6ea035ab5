//! Registration at the counter.

pub mod api;
mod page;

pub use page::CounterPage;

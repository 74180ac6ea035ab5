//! Meja Saya: what waits for the reader across all services, by when it is due, with its act in the row.

pub mod api;
mod bulk_bar;
mod day_line;
mod face;
mod filter;
mod page;
mod pane;
mod row;
mod state;

pub use page::DeskPage;

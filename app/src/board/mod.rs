//! The board: a column per step of the SOP.

pub mod api;
mod page;

pub use page::{BoardPage, BoardsPage};

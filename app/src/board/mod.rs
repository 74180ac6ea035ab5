//! The board: a column per step of the SOP.

pub mod api;
mod bar;
mod below;
mod card;
mod column;
mod face;
mod filter;
mod head;
mod keys;
mod menu;
mod page;
mod state;
mod status;
mod width;

pub use page::{BoardPage, BoardsPage};

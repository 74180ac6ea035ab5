//! The board: a column per step of the SOP.

pub mod api;
mod bar;
mod below;
mod card;
mod column;
mod dense;
mod drag;
mod filter;
mod head;
mod keys;
mod lift;
mod lines;
mod live;
mod mark;
mod page;
mod passing;
mod sample;
mod slot;
mod state;
mod status;
mod view;
mod width;
mod worked;

pub use filter::BoardQuery;
pub use page::{BoardPage, BoardsPage};

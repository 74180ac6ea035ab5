//! The board: a column per step of the SOP.

pub mod api;
mod bar;
mod below;
mod card;
mod column;
mod drag;
mod face;
mod filter;
mod head;
mod keys;
mod lift;
mod live;
mod menu;
mod page;
mod slot;
mod state;
mod status;
mod width;

pub use filter::BoardQuery;
pub use live::Moved;
pub use page::{BoardPage, BoardsPage};

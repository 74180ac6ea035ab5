//! Commands on dossiers: the one server function that every screen sends them through, and the browser's side of it.

pub mod api;
mod bulk;
mod desk;
pub mod dialogs;
mod id;
mod menu;
pub mod offer;
mod offer_line;
mod subject;

pub use api::Acted;
pub use bulk::BulkAct;
pub use desk::{Answers, CommandDesk, CommandDialogs, provide_command_desk};
pub use id::new_command_id;
pub use menu::{MoveMenu, MoveMenuView, focus_card};
pub use offer_line::OfferLine;
pub use subject::Subject;

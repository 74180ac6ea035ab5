//! One dossier: its data, its clocks with their reasons, its control card, and every command on it.

mod actions;
mod answer;
pub mod api;
mod checklist;
mod clocks;
mod control_card;
mod correct;
mod facts;
mod fold;
mod followed;
mod head;
mod letter;
mod links;
mod log;
mod page;
mod paper;
mod papers;
mod reasoned;
mod scan;
mod signed_copy;
mod trail;
mod why;
mod why_drawing;

pub use page::DossierPage;
pub use scan::ScanPage;

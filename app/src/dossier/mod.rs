//! One dossier and every command on it.

pub mod api;
mod page;

pub use page::DossierPage;

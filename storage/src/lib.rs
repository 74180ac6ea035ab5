//! The only SQL of the house: one [`Store`] over SQLite (embedded) and PostgreSQL.
//!
//! One text of each query serves both databases (`$1` placeholders, ids as text, instants as milliseconds); the macros
//! of [`db`] expand a body once for each. `now` and ids are handed in; the only randomness here is that of secrets.
//!
//! Absent on purpose: the clock, HTTP, texts shown to people, and any rule of an SOP.
#![deny(missing_docs)]

#[macro_use]
pub mod db;
mod column;
pub mod error;
pub mod identity;

pub mod account;
pub mod credential;
pub mod grant;
pub mod holder;
pub mod keys;
pub mod master_key;
pub mod password;
pub mod session;
pub mod sign_in;
pub mod throttle;

pub mod access;
pub mod calendar;
pub mod number;
pub mod setting;
pub mod settings_log;
pub mod signed_copy;
pub mod standard;
pub mod template;
pub mod tracking;

pub mod batch;
pub mod board;
pub mod card;
pub mod checkpoint;
pub mod dashboard;
pub mod dossier;
pub mod event_log;
pub(crate) mod facts;
pub mod licence;
pub mod my_desk;
pub mod preference;
pub mod register;
pub mod rulebook;
pub mod verify;
pub mod write_error;

pub use db::Store;
pub use error::StorageError;

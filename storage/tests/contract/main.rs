//! What the store promises, told as stories that run on SQLite and, where `TEST_POSTGRES_URL` is set, on PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

#[macro_use]
mod office;

mod account;
mod batch;
mod board;
mod calendar_change;
mod checkpoint;
mod dashboard;
mod desk;
mod dossier;
mod event_log;
mod import;
mod keys;
mod licence;
mod my_desk;
mod number;
mod person;
mod place;
mod preference;
mod press;
mod reading;
mod register;
mod rewrite;
mod session;
mod setting;
mod sign_in;
mod signed_copy;
mod standard;
mod store;
mod tampering;
mod template;
mod throttle;
mod tracking;
mod verify;

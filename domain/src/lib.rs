//! The rules of a licensing office, as functions from facts to facts.
//!
//! A dossier comes in under a [`standard::ServiceStandard`], walks its steps from tray to desk to tray
//! ([`transition::decide`]), and every act becomes an entry of its control card ([`event::Entry`]). The dossier's state
//! is a projection of that card ([`dossier::Dossier::apply`]). Working-time clocks ([`clock::evaluate`]) are computed
//! from the same entries, in the browser and on the server alike.
//!
//! Absent on purpose: the current time, randomness, files, databases, the network. Instants and ids are handed in.
#![deny(missing_docs)]

pub mod lang;
pub mod millis;
pub mod time;

pub mod calendar;
pub mod calendar_change;
pub mod calendar_file;
pub mod card_remark;
pub mod clock;
pub mod clock_words;
pub mod deadline;
pub mod explain;
pub mod parity;

pub mod id;
pub mod office;
pub mod paper;
pub mod person;
pub mod role;

pub mod application;
pub mod licence;
pub mod number;
pub mod signed_copy;
pub mod signing;
pub mod standard;
pub mod standard_file;
pub mod tracking_code;

pub mod command;
pub mod control_card;
pub mod dossier;
pub mod dossier_clock;
pub mod dossier_view;
pub mod event;
pub mod projection;
pub mod refusal;
pub mod transition;

pub mod batch;
pub mod board;
pub mod dashboard;
pub mod figures;
pub mod my_desk;
pub mod register;
pub mod tracking;

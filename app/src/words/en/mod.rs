//! The texts in English.

mod common;
mod account;
mod application;
mod board;
mod command;
mod dossier;
mod counter;
mod public;
mod tracking;
mod standard;
mod dashboard;
mod register;
mod error;

use super::Words;

pub(super) static WORDS: Words = Words {
    common: common::COMMON,
    account: account::ACCOUNT,
    application: application::APPLICATION,
    board: board::BOARD,
    command: command::COMMAND,
    dossier: dossier::DOSSIER,
    counter: counter::COUNTER,
    public: public::PUBLIC,
    tracking: tracking::TRACKING,
    standard: standard::STANDARD,
    dashboard: dashboard::DASHBOARD,
    register: register::REGISTER,
    error: error::ERROR,
};

//! The texts in Indonesian.

mod common;
mod account;
mod board;
mod dossier;
mod counter;
mod tracking;
mod standard;
mod dashboard;
mod register;
mod error;

use super::Words;

pub(super) static WORDS: Words = Words {
    common: common::COMMON,
    account: account::ACCOUNT,
    board: board::BOARD,
    dossier: dossier::DOSSIER,
    counter: counter::COUNTER,
    tracking: tracking::TRACKING,
    standard: standard::STANDARD,
    dashboard: dashboard::DASHBOARD,
    register: register::REGISTER,
    error: error::ERROR,
};

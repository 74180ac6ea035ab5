//! The texts in English.

mod account;
mod application;
mod batch;
mod board;
mod command;
mod common;
mod counter;
mod dashboard;
mod dossier;
mod error;
mod licence;
mod my_desk;
mod papers;
mod public;
mod register;
mod scanner;
mod signing;
mod standard;
mod tracking;

use super::Words;

pub(super) static WORDS: Words = Words {
    common: common::COMMON,
    account: account::ACCOUNT,
    application: application::APPLICATION,
    batch: batch::BATCH,
    board: board::BOARD,
    command: command::COMMAND,
    dossier: dossier::DOSSIER,
    counter: counter::COUNTER,
    my_desk: my_desk::MY_DESK,
    papers: papers::PAPERS,
    public: public::PUBLIC,
    tracking: tracking::TRACKING,
    standard: standard::STANDARD,
    dashboard: dashboard::DASHBOARD,
    register: register::REGISTER,
    licence: licence::LICENCE,
    scanner: scanner::SCANNER,
    signing: signing::SIGNING,
    error: error::ERROR,
};

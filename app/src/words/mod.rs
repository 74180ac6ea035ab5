//! Every text of the program, in both languages: one structure with a field per slice, so that a missing text does not
//! compile. Sentences with facts in them are functions.

pub mod account;
pub mod application;
pub mod batch;
pub mod board;
pub mod bulk;
pub mod command;
pub mod common;
pub mod control_card;
pub mod counter;
pub mod dashboard;
pub mod dossier;
pub mod error;
pub mod event;
pub mod licence;
pub mod lift;
pub mod live;
pub mod my_desk;
pub mod papers;
pub mod public;
pub mod refusal;
pub mod register;
pub mod scanner;
pub mod signing;
pub mod standard;
pub mod tracking;
pub mod why;

mod en;
mod id;

use domain::lang::Lang;
use leptos::prelude::*;

/// All texts of one language.
#[derive(Debug)]
pub struct Words {
    /// Words that every slice uses.
    pub common: common::Common,
    /// Signing in, passwords, sessions.
    pub account: account::Account,
    /// The form of an application.
    pub application: application::Application,
    /// Batches of prints.
    pub batch: batch::Batch,
    /// The board.
    pub board: board::Board,
    /// Commands on dossiers.
    pub command: command::Command,
    /// One dossier and its commands.
    pub dossier: dossier::Dossier,
    /// Registration at the counter.
    pub counter: counter::Counter,
    /// Meja Saya.
    pub my_desk: my_desk::MyDesk,
    /// What is printed of a dossier.
    pub papers: papers::Papers,
    /// The frame of the public pages and the first of them.
    pub public: public::Public,
    /// The applicant's page.
    pub tracking: tracking::Tracking,
    /// The public standard.
    pub standard: standard::Standard,
    /// The dashboard.
    pub dashboard: dashboard::Dashboard,
    /// The table of all dossiers.
    pub register: register::Register,
    /// The check of licences.
    pub licence: licence::Licence,
    /// The camera that reads a folder's QR.
    pub scanner: scanner::Scanner,
    /// Electronic signatures.
    pub signing: signing::Signing,
    /// Errors and refusals.
    pub error: error::Errors,
}

/// The texts of a language.
pub const fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::Id => &id::WORDS,
        Lang::En => &en::WORDS,
    }
}

/// The language of the page being rendered: from the reader's cookie or `?bahasa=`, in the browser from `<html lang>`.
pub fn lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// The texts of the page being rendered.
pub fn words() -> &'static Words {
    of(lang())
}

//! Dossiers: the projection row of each, beside the control card that makes it.
//!
//! A change is one transaction: it loads the row, asks `domain::transition` for acts, appends them to the card, and
//! updates the row where its version is still the one the caller saw.

#[macro_use]
pub(crate) mod row;

pub mod advance;
pub mod calendar_change;
pub(crate) mod carry;
pub(crate) mod day;
pub mod figures;
pub mod find;
pub mod import;
pub(crate) mod ledger;
pub mod numbering;
pub mod register;
pub mod rewrite;
pub(crate) mod statement;
pub mod tally;

pub use advance::{Advanced, Answer, Change, Order};
pub use find::{DossierView, ReturnedLine};
pub use register::{Double, Registered, Registration};

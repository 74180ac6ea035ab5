//! Dossiers: the projection row of each, beside the control card that makes it.
//!
//! A change is one transaction: it loads the row, asks `domain::transition` for acts, appends them to the card, and
//! updates the row where its version is still the one the caller saw.

pub mod import;
pub mod numbering;

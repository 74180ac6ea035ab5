//! Surat pencabutan izin: which licence ends, when, why, and what its holder must and can do. Source: UU 30/2014 Ps 64 to
//! 66, Ps 75 to 78.

use serde::{Deserialize, Serialize};

use super::{LetterFrame, Objection};

/// The letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevocationLetter {
    /// What every letter has.
    #[serde(flatten)]
    pub letter: LetterFrame,
    /// From which date the licence is void.
    pub revoked_from: String,
    /// The number of the licence.
    pub licence_number: String,
    /// Its date.
    pub licence_date: String,
    /// Its holder.
    pub name: String,
    /// How long it was to hold.
    pub validity: String,
    /// Why.
    pub reasons: Vec<String>,
    /// The rules it rests on.
    pub basis: Vec<String>,
    /// Where the sheet is handed back.
    pub return_to: String,
    /// Until when.
    pub return_until: String,
    /// How to object.
    pub objection: Option<Objection>,
}

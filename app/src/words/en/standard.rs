//! The public standard, in English.

use crate::words::standard::Standard;

pub(super) const STANDARD: Standard = Standard {};

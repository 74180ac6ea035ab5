//! The public standard, in Indonesian.

use crate::words::standard::Standard;

pub(super) const STANDARD: Standard = Standard {};

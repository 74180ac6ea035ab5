//! Errors and refusals, in English.

use crate::words::error::Errors;

pub(super) const ERROR: Errors = Errors {};

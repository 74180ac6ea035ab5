//! Errors and refusals, in Indonesian.

use crate::words::error::Errors;

pub(super) const ERROR: Errors = Errors {};

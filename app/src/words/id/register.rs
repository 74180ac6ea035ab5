//! The table of all dossiers, in Indonesian.

use crate::words::register::Register;

pub(super) const REGISTER: Register = Register {};

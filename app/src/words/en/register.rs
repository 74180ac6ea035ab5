//! The table of all dossiers, in English.

use crate::words::register::Register;

pub(super) const REGISTER: Register = Register {};

//! One dossier and its commands, in English.

use crate::words::dossier::Dossier;

pub(super) const DOSSIER: Dossier = Dossier {};

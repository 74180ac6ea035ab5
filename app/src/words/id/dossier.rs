//! One dossier and its commands, in Indonesian.

use crate::words::dossier::Dossier;

pub(super) const DOSSIER: Dossier = Dossier {};

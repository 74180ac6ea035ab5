//! The dossier that a command is about, as the sentences and dialogs name it.

use domain::board::BoardCard;
use domain::id::DossierId;
use domain::person::PersonName;

/// The dossier that a command is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its identity.
    pub id: DossierId,
    /// The service.
    pub service: String,
    /// The version of the standard that it pins.
    pub standard: u32,
    /// The version that the person sees.
    pub seen: u32,
    /// The running number of the register: `000131`.
    pub register: String,
    /// The applicant.
    pub name: PersonName,
}

impl From<&BoardCard> for Subject {
    fn from(card: &BoardCard) -> Self {
        Self {
            id: card.id.clone(),
            service: card.service.clone(),
            standard: card.standard,
            seen: card.standing.version,
            register: card.short_register().to_owned(),
            name: card.name.clone(),
        }
    }
}

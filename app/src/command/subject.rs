//! The dossier that a command is about, as the sentences and dialogs name it.

use domain::board::BoardCard;
use domain::id::DossierId;
use domain::person::PersonName;

/// The dossier that a command is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its identity.
    pub id: DossierId,
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
            seen: card.standing.version,
            register: card.short_register().to_owned(),
            name: card.name.clone(),
        }
    }
}

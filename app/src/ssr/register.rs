//! What a reader may see of the register, for its page and for the file of it.

use domain::person::PersonName;
use domain::register::RegisterLine;
use domain::role::{Actor, Permission};
use storage::register::FoundBy;
use storage::setting;

use super::Office;
use crate::error::AppError;
use crate::register::api::Letterhead;

/// By what this reader finds a dossier. What is not shown is not found either: by a name it could be asked who applied.
pub fn found_by(actor: &Actor) -> FoundBy {
    if actor.may(Permission::SeeDossier) { FoundBy::NameOrNumber } else { FoundBy::Number }
}

/// Takes out of the lines what this reader may not see: the names, where no dossier may be opened.
pub fn show_only(actor: &Actor, lines: &mut [RegisterLine]) {
    if !actor.may(Permission::SeeDossier) {
        for line in lines {
            line.name = PersonName::default();
        }
    }
}

/// The head of what is printed.
///
/// # Errors
/// What the store could not do.
pub async fn letterhead(office: &Office) -> Result<Letterhead, AppError> {
    let identity = office.store.setting::<setting::Office>().await?.unwrap_or_default();
    Ok(Letterhead {
        name: identity.title(),
        address: identity.address.trim().to_owned(),
        government: identity.government,
    })
}

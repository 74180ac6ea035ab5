//! What the register's page and its file share.

use domain::register::RegisterLine;
use domain::standard::Standards;
use storage::setting;

use super::Office;
use crate::error::AppError;
use crate::register::api::Letterhead;

/// Adds the standards that lines pin, without their prose: a step is named as the dossier's own standard names it.
///
/// # Errors
/// What the store could not do.
pub async fn pin(office: &Office, pinned: &mut Standards, lines: &[RegisterLine]) -> Result<(), AppError> {
    for line in lines {
        if pinned.find(&line.service, line.standard).is_none() {
            let found = office.rulebook.standard(&office.store, &line.service, line.standard).await?;
            pinned.add(line.standard, &found.standard.without_prose());
        }
    }
    Ok(())
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

//! What the register's page and its file share.

use domain::id::AccountId;
use domain::register::{RegisterLine, RegisterQuery};
use domain::standard::{ServiceStandard, Standards};
use domain::time::Instant;
use storage::access::Export;
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

/// Writes who takes which lines along, and in which form, before the first of them leaves the house.
///
/// # Errors
/// What the store could not do.
pub async fn log(
    office: &Office,
    account: &AccountId,
    (query, dossiers): (&RegisterQuery, u64),
    form: &str,
    standards: &[ServiceStandard],
    now: Instant,
) -> Result<(), AppError> {
    // A service that the office has not finds nothing; what an address says instead of one is not kept.
    let known = |service: &String| standards.iter().any(|standard| standard.service == *service);
    let filters = RegisterQuery { service: query.service.clone().filter(known), ..query.clone() }.logged();
    let export = Export { at: now, account: account.clone(), form: form.to_owned(), filters, dossiers };
    Ok(office.store.log_export(&export).await?)
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

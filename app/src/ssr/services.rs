//! The services of the office.

use domain::standard::{ServiceStandard, Text};
use domain::time::Instant;

use super::{Office, now};
use crate::error::AppError;

/// Key and short name of each service whose standard is in force today, in the order in which they were loaded.
///
/// # Errors
/// What the store could not do.
pub async fn services(office: &Office) -> Result<Vec<(String, Text)>, AppError> {
    let named = |standard: ServiceStandard| (standard.service.clone(), standard.short);
    Ok(standards_in_force(office, now()).await?.into_iter().map(named).collect())
}

/// The standard of each service that is in force at an instant, without its prose, in the order in which they were loaded.
///
/// # Errors
/// What the store could not do.
pub async fn standards_in_force(office: &Office, now: Instant) -> Result<Vec<ServiceStandard>, AppError> {
    let today = office.calendar().await?.date(now);
    let mut standards: Vec<ServiceStandard> = Vec::new();
    for text in office.store.standards().await? {
        if standards.iter().any(|standard| standard.service == text.service) {
            continue;
        }
        let found = office.rulebook.standard_on(&office.store, &text.service, today).await?;
        standards.extend(found.map(|found| found.standard.without_prose()));
    }
    Ok(standards)
}

//! The services of the office.

use domain::standard::Text;

use super::{Office, now};
use crate::error::AppError;

/// Key and short name of each service whose standard is in force today, in the order in which they were loaded.
///
/// # Errors
/// What the store could not do.
pub async fn services(office: &Office) -> Result<Vec<(String, Text)>, AppError> {
    let today = office.calendar().await?.date(now());
    let mut services: Vec<(String, Text)> = Vec::new();
    for text in office.store.standards().await? {
        if services.iter().any(|(key, _)| *key == text.service) {
            continue;
        }
        let found = office.rulebook.standard_on(&office.store, &text.service, today).await?;
        services.extend(found.map(|found| (found.standard.service.clone(), found.standard.short.clone())));
    }
    Ok(services)
}

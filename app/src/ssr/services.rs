//! The services of the office.

use domain::standard::Text;

use super::Office;
use crate::error::AppError;

/// Key and short name of each service, in the order in which they were loaded.
///
/// # Errors
/// What the store could not do.
pub async fn services(office: &Office) -> Result<Vec<(String, Text)>, AppError> {
    let mut services: Vec<(String, Text)> = Vec::new();
    for text in office.store.standards().await? {
        if services.iter().any(|(key, _)| *key == text.service) {
            continue;
        }
        let newest = office.rulebook.latest_standard(&office.store, &text.service).await?;
        services
            .extend(newest.map(|newest| (newest.standard.service.clone(), newest.standard.short.clone())));
    }
    Ok(services)
}

//! The names of the officers on a card.

use domain::dossier_view::DossierView;
use storage::Store;

use crate::error::AppError;

/// Puts the names of the officers of its card into a view.
///
/// # Errors
/// What the store could not do.
pub async fn name_officers(store: &Store, view: &mut DossierView) -> Result<(), AppError> {
    let mut names = store.names().await?;
    for account in view.accounts() {
        if let Some(named) = names.remove(&account) {
            view.officers.insert(account, named.name);
        }
    }
    Ok(())
}

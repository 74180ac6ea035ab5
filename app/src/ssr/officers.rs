//! The officers on a card: their names, and the roles that were lent to them.

use domain::calendar::Calendar;
use domain::dossier_view::DossierView;
use storage::Store;

use crate::dossier::api::Loan;
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

/// The roles lent to those whose hands are on the card, since the dossier came in.
///
/// # Errors
/// What the store could not do.
pub async fn loans_on_card(
    store: &Store,
    view: &DossierView,
    calendar: &Calendar,
) -> Result<Vec<Loan>, AppError> {
    let lent = |loan: &storage::grant::StandIn| {
        let hands = view.card.iter().filter_map(|line| line.by.hand());
        hands
            .filter(|hand| hand.lent.is_some())
            .any(|hand| hand.account == loan.account && hand.role == loan.role)
    };
    let all = store.stand_ins(calendar.date(view.dossier.submitted_at)).await?;
    let told = all.into_iter().filter(lent);
    Ok(told
        .map(|loan| Loan { account: loan.account, role: loan.role, from: loan.from, to: loan.to })
        .collect())
}

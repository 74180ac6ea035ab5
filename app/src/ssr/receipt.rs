//! What the applicant is told of a registration.

use domain::calendar::Calendar;
use domain::clock::evaluate;
use domain::standard::ServiceStandard;
use storage::dossier::Registered;

use super::doubles::told;
use crate::counter::api::Receipt;

/// The receipt of a registration.
pub fn receipt(standard: &ServiceStandard, calendar: &Calendar, registered: Registered) -> Receipt {
    let dossier = registered.dossier;
    let promise = evaluate(calendar, standard.promise, &dossier.promise, dossier.submitted_at);
    Receipt {
        id: dossier.id,
        register: dossier.register,
        code: dossier.code.written(),
        promised: promise.ok().and_then(|promise| promise.due_at),
        doubles: told(registered.doubles),
    }
}

//! The server functions of the dashboard.

use domain::calendar::Calendar;
use domain::dashboard::Dashboard;
use domain::licence::Expiring;
use domain::standard::ServiceStandard;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// Whether figures lead to the dossiers behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Behind {
    /// They do.
    Open,
    /// They do not: the reader may not see the register.
    Closed,
}

/// All that the dashboard of a service needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DashboardPayload {
    /// The figures.
    pub dashboard: Dashboard,
    /// The standard, for its steps and its promise.
    pub standard: ServiceStandard,
    /// The office's hours.
    pub calendar: Calendar,
    /// The services of the office: key and short name.
    pub services: Vec<(String, domain::standard::Text)>,
    /// Whether figures lead on.
    pub behind: Behind,
    /// Licences of the service that come to their end, for who is told of them.
    pub expiring: Option<Expiring>,
}

/// The dashboard of a service over a period; of the first service where none is named.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such service.
#[server(endpoint = "dashboard/read", input = Json, output = Json)]
pub async fn read_dashboard(
    service: Option<String>,
    from: Option<String>,
    to: Option<String>,
) -> Result<DashboardPayload, AppError> {
    use crate::ssr;
    use domain::dashboard::Period;
    use domain::licence::watches_expiry;
    use domain::role::Permission;
    let actor = ssr::require(Permission::SeeDeskFigures).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    let calendar = office.calendar().await?;
    let period = Period::read(from.as_deref(), to.as_deref(), calendar.date(now));
    let services = ssr::services(&office).await?;
    let service =
        service.or_else(|| services.first().map(|(key, _)| key.clone())).ok_or(AppError::NotFound)?;
    let standard = office.standard_in_force(&service, calendar.date(now)).await?.standard;
    let dashboard = office.store.dashboard(&standard, period, now).await?;
    let behind = if actor.may(Permission::SeeRegister) { Behind::Open } else { Behind::Closed };
    let expiring = if watches_expiry(&actor) {
        Some(office.store.expiring(Some(&service), calendar.date(now)).await?)
    } else {
        None
    };
    let standard = standard.without_prose();
    Ok(DashboardPayload { dashboard, standard, calendar: (*calendar).clone(), services, behind, expiring })
}

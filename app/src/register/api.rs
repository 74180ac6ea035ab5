//! The server functions of the register.

use domain::calendar::Calendar;
use domain::register::{RegisterPage, RegisterQuery};
use domain::standard::{ServiceStandard, Text};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// All that the register needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegisterPayload {
    /// The dossiers of the page.
    pub page: RegisterPage,
    /// The standard in force of each service, for names of services and steps.
    pub standards: Vec<ServiceStandard>,
    /// The office's hours.
    pub calendar: Calendar,
}

impl RegisterPayload {
    /// The standard of a service.
    pub fn standard(&self, service: &str) -> Option<&ServiceStandard> {
        self.standards.iter().find(|standard| standard.service == service)
    }

    /// The short name of a service; its key where there is none.
    pub fn short(&self, service: &str) -> Text {
        let plain = || Text { id: service.to_owned(), en: None };
        self.standard(service).map_or_else(plain, |standard| standard.short.clone())
    }
}

/// A page of the register. Who may not open a dossier sees no names.
///
/// # Errors
/// Those of everyone who is not permitted.
#[server(endpoint = "register/read", input = Json, output = Json)]
pub async fn read_register(query: RegisterQuery) -> Result<RegisterPayload, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    use storage::register::FoundBy;
    let actor = ssr::require(Permission::SeeRegister).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    let sees_names = actor.may(Permission::SeeDossier);
    // What is not shown is not found either: by a name it could be asked who applied.
    let found_by = if sees_names { FoundBy::NameOrNumber } else { FoundBy::Number };
    let mut page = office.store.register_page(&query, found_by, now).await?;
    if !sees_names {
        page.lines.iter_mut().for_each(|line| line.name = domain::person::PersonName::default());
    }
    let mut standards = Vec::new();
    let calendar = office.calendar().await?;
    for (service, _) in ssr::services(&office).await? {
        let standard = office.rulebook.standard_on(&office.store, &service, calendar.date(now)).await?;
        standards.extend(standard.map(|found| found.standard.without_prose()));
    }
    Ok(RegisterPayload { page, standards, calendar: (*calendar).clone() })
}

//! The server functions of the register.

use domain::calendar::Calendar;
use domain::register::{RegisterPage, RegisterQuery};
use domain::standard::{ServiceStandard, Standards, Text};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// The head of a printed list: whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letterhead {
    /// The government above the office.
    pub government: String,
    /// The office, in full.
    pub name: String,
    /// Street and number.
    pub address: String,
}

/// All that the register needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegisterPayload {
    /// The dossiers of the page.
    pub page: RegisterPage,
    /// The standard in force of each service, for names of services and steps.
    pub standards: Vec<ServiceStandard>,
    /// The office's hours.
    pub calendar: Calendar,
    /// The head of the printed list.
    pub letterhead: Letterhead,
    /// The standards that the lines pin.
    pub pinned: Standards,
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

/// A page of the register, or the lines of a print. Who may not open a dossier sees no names; a print is written down like
/// every other export.
///
/// # Errors
/// Those of everyone who is not permitted.
#[server(endpoint = "register/read", input = Json, output = Json)]
pub async fn read_register(query: RegisterQuery) -> Result<RegisterPayload, AppError> {
    use crate::ssr::{self, register};
    use domain::register::Sight;
    use domain::role::Permission;
    let actor = ssr::require(if query.sheet { Permission::Export } else { Permission::SeeRegister }).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    let calendar = office.calendar().await?;
    let page = office.store.register_page(&query, Sight::of(&actor), calendar.date(now), now).await?;
    let mut pinned = Standards::default();
    register::pin(&office, &mut pinned, &page.lines).await?;
    let standards = ssr::standards_in_force(&office, now).await?;
    let letterhead = register::letterhead(&office).await?;
    if query.sheet {
        let taken = (&query, page.lines.len() as u64);
        register::log(&office, &actor.account, taken, "cetak", &standards, now).await?;
    }
    Ok(RegisterPayload { page, standards, calendar: (*calendar).clone(), letterhead, pinned })
}

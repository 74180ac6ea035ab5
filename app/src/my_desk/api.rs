//! The server functions of the reader's own desk.

use domain::licence::Expiring;
use domain::my_desk::{DeskCounts, MyDesk};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// All that the page of the desk needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeskPayload {
    /// The dossiers, the counts, the standards without the prose that no row shows.
    pub desk: MyDesk,
    /// How many licences come to their end, for who watches that.
    pub expiring: Option<Expiring>,
    /// The number of an event that the desk contains: what comes after it is told by the stream.
    pub seq: i64,
}

/// What waits for the reader, across services.
///
/// # Errors
/// [`AppError`] of who works at no step.
#[server(endpoint = "my-desk/read", input = Json, output = Json)]
pub async fn read() -> Result<DeskPayload, AppError> {
    use crate::ssr;
    use domain::licence::watches_expiry;
    use domain::role::Permission;
    let actor = ssr::require(Permission::Board).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    // Before the desk is read: an event in between is told twice rather than never.
    let seq = office.newest_told.load(std::sync::atomic::Ordering::Acquire);
    let mut desk = office.store.my_desk(&office.rulebook, &actor, now).await?;
    desk.standards = desk.standards.without_prose();
    let expiring = if watches_expiry(&actor) {
        Some(office.store.expiring(None, office.calendar().await?.date(now)).await?)
    } else {
        None
    };
    Ok(DeskPayload { desk, expiring, seq })
}

/// How many dossiers lie on the reader's desk.
///
/// # Errors
/// [`AppError`] of who works at no step.
#[server(endpoint = "my-desk/counts", input = Json, output = Json)]
pub async fn counts() -> Result<DeskCounts, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::Board).await?;
    let office = ssr::office()?;
    Ok(office.store.my_desk_counts(&office.rulebook, &actor).await?)
}

//! The server functions of the board.

use domain::board::{Board, BoardCard, Group};
use domain::id::DossierId;
use domain::standard::{ServiceStandard, StepNo, Text};
use domain::time::Instant;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::filter::BoardQuery;
use crate::command::Acted;
use crate::error::AppError;
use crate::wire::Json;

/// A service whose board there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceName {
    /// The key in addresses.
    pub key: String,
    /// The service in two or three words.
    pub short: Text,
}

/// All that the page of a board needs beside what every staff page knows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BoardPayload {
    /// The cards of the first windows, the counts, the holders.
    pub board: Board,
    /// The standard, without the prose that no card shows.
    pub standard: ServiceStandard,
    /// The number of an event that the board contains: what comes after it is told by the stream.
    pub seq: i64,
}

/// Further cards of a group.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NextCards {
    /// When.
    #[serde(with = "domain::millis::at")]
    pub as_of: Instant,
    /// The cards, in the order of the group.
    pub cards: Vec<BoardCard>,
}

/// How many cards of each group a page carries; more come when they are asked for.
pub const FIRST_WINDOW: u32 = 12;
/// How many come then.
pub const NEXT_WINDOW: u32 = 48;

/// The services of the office, by their newest standards.
///
/// # Errors
/// [`AppError`] of who may see a board.
#[server(endpoint = "board/services", input = Json, output = Json)]
pub async fn services() -> Result<Vec<ServiceName>, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    ssr::require(Permission::Board).await?;
    let named = |(key, short)| ServiceName { key, short };
    Ok(ssr::services(&ssr::office()?).await?.into_iter().map(named).collect())
}

/// The board of a service, filters applied.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such service.
#[server(endpoint = "board/read", input = Json, output = Json)]
pub async fn read(service: String, query: BoardQuery) -> Result<BoardPayload, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::Board).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    // Before the board is read: an event in between is told twice rather than never.
    let seq = office.newest_told.load(std::sync::atomic::Ordering::Acquire);
    let calendar = office.calendar().await?;
    let standard = office.standard_in_force(&service, calendar.date(now)).await?.standard;
    let filter = ssr::board_filter(&query, &actor);
    let window = storage::board::BoardWindow::first(FIRST_WINDOW);
    let board = office.store.board(&standard, &calendar, &filter, window, now).await?;
    Ok(BoardPayload { board, standard: standard.without_prose(), seq })
}

/// The next cards of a group behind those that are shown.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such service.
#[server(endpoint = "board/window", input = Json, output = Json)]
pub async fn window(
    service: String,
    query: BoardQuery,
    step: StepNo,
    group: Group,
    skip: u32,
) -> Result<NextCards, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::Board).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    let calendar = office.calendar().await?;
    let standard = office.standard_in_force(&service, calendar.date(now)).await?.standard;
    let filter = ssr::board_filter(&query, &actor);
    let window = storage::board::BoardWindow { skip, take: NEXT_WINDOW };
    let mut cards = office.store.board(&standard, &calendar, &filter, window, now).await?.cards;
    cards.retain(|card| card.standing.step == step && card.group() == Some(group));
    Ok(NextCards { as_of: now, cards })
}

/// One card as it is now, after somebody else moved it.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such dossier.
#[server(endpoint = "board/card", input = Json, output = Json)]
pub async fn card(dossier: DossierId) -> Result<Acted, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    ssr::require(Permission::Board).await?;
    let card = ssr::office()?.store.board_card(&dossier).await?.ok_or(AppError::NotFound)?;
    Ok(Acted { as_of: ssr::now(), card })
}

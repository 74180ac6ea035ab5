//! The server functions of the board.

use domain::board::{Board, BoardCard, Worked};
use domain::id::DossierId;
use domain::standard::{ServiceStandard, Text};
use domain::time::Instant;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::filter::BoardQuery;
use super::view::BoardView;
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
    /// The cards of the first windows, the counts, the holders, the standards without the prose that no card shows.
    pub board: Board,
    /// The service.
    pub service: String,
    /// The version of its standard in force, whose steps are the columns.
    pub in_force: u32,
    /// How the reader looks at it.
    pub view: BoardView,
    /// The number of an event that the board contains: what comes after it is told by the stream.
    pub seq: i64,
}

impl BoardPayload {
    /// The standard in force.
    ///
    /// # Panics
    /// Never: the board is read by it, and says so.
    pub fn standard(&self) -> &ServiceStandard {
        self.board
            .standards
            .find(&self.service, self.in_force)
            .expect("a board holds the standard of its columns")
    }
}

/// Further cards of every group.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NextCards {
    /// When.
    #[serde(with = "domain::millis::at")]
    pub as_of: Instant,
    /// The cards, in the order of the columns and of their groups.
    pub cards: Vec<BoardCard>,
}

/// How many cards of each group a page carries; the rest comes after it is painted.
pub const FIRST_WINDOW: u32 = 12;
/// How many of each group come then at a time.
pub const NEXT_WINDOW: u32 = 60;

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
    let in_force = office.standard_in_force(&service, calendar.date(now)).await?;
    let filter = ssr::board_filter(&query, &actor);
    let window = storage::board::BoardWindow::first(FIRST_WINDOW);
    let mut board = office.store.board(&office.rulebook, &in_force, &calendar, &filter, window, now).await?;
    board.standards = board.standards.without_prose();
    let kept = office.store.preference(&actor.account, &BoardView::key(&service)).await?;
    let view: BoardView = kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default();
    Ok(BoardPayload { board, service, in_force: in_force.version, view, seq })
}

/// Keeps how the reader looks at a board.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such service.
#[server(endpoint = "board/keep-view", input = Json, output = Json)]
pub async fn keep_view(service: String, view: BoardView) -> Result<(), AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::Board).await?;
    let office = ssr::office()?;
    let today = office.calendar().await?.date(ssr::now());
    let standard = office.standard_in_force(&service, today).await?.standard;
    let view = serde_json::to_string(&view.of_standard(&standard)).expect("a view is plain data");
    Ok(office.store.keep_preference(&actor.account, &BoardView::key(&service), &view).await?)
}

/// The cards of every group behind its first `skip`.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such service.
#[server(endpoint = "board/window", input = Json, output = Json)]
pub async fn window(service: String, query: BoardQuery, skip: u32) -> Result<NextCards, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::Board).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    let calendar = office.calendar().await?;
    let in_force = office.standard_in_force(&service, calendar.date(now)).await?;
    let filter = ssr::board_filter(&query, &actor);
    let window = storage::board::BoardWindow { skip, take: NEXT_WINDOW };
    let board = office.store.board(&office.rulebook, &in_force, &calendar, &filter, window, now).await?;
    Ok(NextCards { as_of: now, cards: board.cards })
}

/// How long each step of the standard in force was worked on today, in the order of the columns.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such service.
#[server(endpoint = "board/time-worked", input = Json, output = Json)]
pub async fn time_worked(service: String) -> Result<Vec<Option<Worked>>, AppError> {
    use crate::ssr;
    use domain::role::Permission;
    ssr::require(Permission::Board).await?;
    let office = ssr::office()?;
    let today = office.calendar().await?.date(ssr::now());
    let in_force = office.standard_in_force(&service, today).await?;
    Ok(office.store.worked_on(&in_force.standard, today).await?)
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

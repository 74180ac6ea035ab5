//! The SOP of a service, for everybody: printed once and kept until something of it changes.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::paper::{self, Sheet};
use http::request::Parts;

use super::gather::Printing;
use super::{Failure, pdf};
use crate::state::AppState;
use crate::{pages, public};

/// The sheet of the standard in force.
pub(super) async fn sheet(
    State(state): State<AppState>,
    Path(service): Path<String>,
    parts: Parts,
) -> Response {
    let lang = pages::language(&parts);
    let printing = Box::pin(print(&state, &service, &parts)).await;
    match printing {
        Ok(Some(bytes)) => pdf(&format!("sop-{service}"), bytes),
        Ok(None) => public::not_found(State(state), parts).await,
        Err(failure) => failure.answer(lang),
    }
}

async fn print(state: &AppState, service: &str, parts: &Parts) -> Result<Option<Body>, Failure> {
    let printing = Printing::on(state, parts, None).await?;
    let today = printing.calendar.date(printing.now);
    let Some(text) = state.store.standard_on(service, today).await? else { return Ok(None) };
    let Ok(version) = u32::try_from(text.version) else { return Ok(None) };
    let found = state.rulebook.standard(&state.store, service, version).await?;
    let made = paper::sop(&printing.desk(), &found.standard, (version, text.effective));
    let templates = printing.templates.clone();
    Ok(Some(state.press.print_once(service, Sheet::Sop, templates, &made).await?.into()))
}

//! Before a staff page: who asks for it, and what the page knows of the office. Whoever is not signed in goes to the
//! door first, and from there to where he wanted.

use std::fmt::Display;
use std::panic::resume_unwind;

use app::routes;
use app::ssr::actor;
use app::ssr::actor::SignedIn;
use app::ui::{Here, Me};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::my_desk::DeskCounts;
use domain::role::Permission;
use http::{Method, StatusCode};
use storage::StorageError;
use storage::setting;
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;
use tracing::Instrument;

use crate::incident;
use crate::state::AppState;

/// Looks who asks for a staff page and puts it beside the request; other requests pass.
pub async fn guard(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads || !routes::is_staff(path) {
        return next.run(request).await;
    }
    let at_the_door = path == routes::SIGN_IN;
    let who = match actor::find(&state.office(), request.headers(), state.clock.now()).await {
        Ok(who) => who,
        Err(error) => return failed(&error),
    };
    match &who {
        None if !at_the_door => {
            let wanted = request.uri().path_and_query().map_or(path, |wanted| wanted.as_str());
            return Redirect::to(&routes::sign_in_then(wanted)).into_response();
        }
        Some(_) if at_the_door => return Redirect::to(routes::BOARDS).into_response(),
        Some(who) if who.must_change_password && path != routes::ACCOUNT => {
            return Redirect::to(routes::ACCOUNT).into_response();
        }
        _ => {}
    }
    match here(&state, who.as_ref()).await {
        Ok(here) => {
            request.extensions_mut().insert(here);
        }
        // The door shows itself even where no calendar is loaded yet.
        Err(error) if at_the_door => tracing::warn!(%error, "the door knows nothing of the office"),
        Err(error) => return failed(&error),
    }
    if let Some(who) = who {
        request.extensions_mut().insert(who);
    }
    on_one_thread(request, next).await
}

/// Renders a page on one thread, from its first part to the beginning of its answer: Leptos finds what a page is made of by
/// the thread, and a rendering that went on elsewhere would look among the parts of another page.
async fn on_one_thread(request: Request, next: Next) -> Response {
    let runtime = Handle::current();
    let rendering = async move { next.run(request).await }.in_current_span();
    match spawn_blocking(move || runtime.block_on(rendering)).await {
        Ok(answer) => answer,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(error) => failed(&error),
        },
    }
}

/// What a page knows of the office.
async fn here(state: &AppState, who: Option<&SignedIn>) -> Result<Here, StorageError> {
    let office = state.office();
    let me = match who {
        Some(who) => Some(me(state, who).await?),
        None => None,
    };
    let calendar = office.calendar().await?;
    let identity = office.store.setting::<setting::Office>().await?.unwrap_or_default();
    let administers = me.as_ref().is_some_and(|me| me.actor.may(Permission::ManageUsers));
    Ok(Here {
        office: identity.short_title(),
        calendar: (*calendar).clone(),
        as_of: state.clock.now(),
        missing: administers.then(|| state.loss.count()).filter(|missing| *missing > 0),
        me,
    })
}

/// What a page knows of its reader.
async fn me(state: &AppState, who: &SignedIn) -> Result<Me, StorageError> {
    let actor = who.actor.clone();
    // Before the desk is counted: an event in between is told twice rather than never.
    let seq = state.feed.newest().load(std::sync::atomic::Ordering::Acquire);
    let desk = if actor.may(Permission::Board) {
        state.store.my_desk_counts(&state.rulebook, &actor).await?
    } else {
        DeskCounts::default()
    };
    Ok(Me { actor, must_change_password: who.must_change_password, desk, seq })
}

fn failed(error: &dyn Display) -> Response {
    let number = incident::number();
    tracing::error!(incident = number, %error, "a staff page could not be prepared");
    let text =
        format!("Terjadi kesalahan. Nomor kejadian: {number}\nSomething went wrong. Incident: {number}\n");
    (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
}

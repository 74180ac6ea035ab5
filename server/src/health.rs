//! What a supervisor or a proxy asks: is the process alive, is it ready to serve.

use axum::Extension;
use axum::extract::{ConnectInfo, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use std::error::Error;
use std::net::SocketAddr;
use storage::db::Ready;

use crate::state::AppState;

/// The process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The server takes requests: it is not ending, its database answers and fits the program.
///
/// What is amiss in the office's own records is told to this computer alone.
pub async fn ready(
    State(state): State<AppState>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
) -> Response {
    let unready = |why: &'static str| (StatusCode::SERVICE_UNAVAILABLE, why).into_response();
    if state.shutdown.has_begun() {
        return unready("ending\n");
    }
    match state.store.ready().await {
        Ok(Ready::Yes) => {
            let peer = peer.map(|Extension(ConnectInfo(peer))| peer.ip());
            // A proxy on this computer speaks for others.
            let is_here =
                peer.is_none_or(|peer| peer.is_loopback() && !state.config.trusted_proxy.contains(&peer));
            let mut lines = vec!["ready\n".to_owned()];
            if let (true, missing @ 1..) = (is_here, state.loss.count()) {
                lines.push(format!(
                    "warning: the checkpoint knows {missing} cards or series of numbers that the database has not, \
                     see kendali verify\n"
                ));
            }
            if is_here && state.loss.is_unwritten() {
                lines.push("warning: the checkpoint cannot be read or written, see the log\n".to_owned());
            }
            for aside in state.aside.iter().filter(|_| is_here) {
                lines.push(format!(
                    "warning: the office's template {} does not print with this program, whose own prints in its \
                     place, see the log\n",
                    aside.name
                ));
            }
            lines.concat().into_response()
        }
        Ok(Ready::MigrationsMissing) => unready("the database is of an older version\n"),
        Err(error) => {
            tracing::error!(error = &error as &dyn Error, "not ready");
            unready("the database does not answer\n")
        }
    }
}

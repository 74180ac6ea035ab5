//! `/events`: the stream of what moves on boards, on the reader's desk and of an open dossier. It begins after the number
//! that the page had, resumes by `Last-Event-ID`, and where too much was missed it asks the page to read anew.
//!
//! Every browser keeps one open all day: what a stream holds while it is silent is counted in hundreds of bytes.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use app::live::Topic;
use app::ssr::SignedIn;
use app::ssr::actor::{of_token, token_in};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use domain::role::Actor;
use futures_util::stream::{Stream, unfold};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use storage::StorageError;
use storage::session::Token;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep_until};

use crate::feed::{About, Told, tell};
use crate::state::AppState;

/// How often a stream says that it lives, and looks whether its session does.
const BEAT: Duration = Duration::from_secs(20);
/// After how many milliseconds a browser that lost the stream comes again.
const RETRY_MS: u32 = 2_000;
/// From how many missed events on the page reads anew.
const MANY: u32 = 200;

/// The stream's route, which no layer of the screens wraps.
pub fn routes(state: &AppState) -> Router<AppState> {
    Router::new().route("/events", get(events)).with_state(Arc::new(state.clone()))
}

/// What a page asks for.
#[derive(Debug, Deserialize)]
struct Asked {
    /// The topics, `desk,board:sipp-inseminator`.
    #[serde(rename = "topik")]
    topics: String,
    /// The number of the newest event that the page contains.
    #[serde(rename = "sejak", default)]
    since: i64,
}

/// A stream of one watcher.
struct Watcher {
    state: Arc<AppState>,
    /// The session's.
    token: Token,
    topics: Box<[Topic]>,
    /// Who watches, with the rights of the last beat.
    actor: Actor,
    receiver: Receiver<Arc<Told>>,
    last: i64,
    ahead: VecDeque<Bytes>,
    /// When it next says that it lives, however much it says meanwhile.
    beat: Instant,
}

/// The stream: 400 for an unknown topic, 401 without a session, 403 without the permission, 503 where the database does not
/// answer.
async fn events(
    State(state): State<Arc<AppState>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let topics: Option<Box<[Topic]>> = asked.topics.split(',').map(Topic::from_word).collect();
    let topics = topics.ok_or(StatusCode::BAD_REQUEST)?;
    let token = token_in(&headers, state.office().session_cookie.name()).ok_or(StatusCode::UNAUTHORIZED)?;
    let actor = may_watch(&state, &token, &topics).await?;
    let resumed = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    // Subscribed before the log is read: what happens in between comes twice at most, and the number tells.
    let receiver = state.feed.subscribe();
    let last = resumed.unwrap_or(asked.since);
    let beat = Instant::now() + BEAT;
    let mut watcher = Watcher { state, token, topics, actor, receiver, last, ahead: VecDeque::new(), beat };
    watcher.catch_up().await.map_err(|error| {
        tracing::error!(%error, "a stream could not begin");
        StatusCode::SERVICE_UNAVAILABLE
    })?;
    let mut answer = Response::new(Body::from_stream(messages(watcher)));
    // As many as the smallest table of headers holds, which the connection keeps as long as the stream.
    for (name, value) in [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // A proxy that collects answers would hold the stream back.
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ] {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(answer)
}

/// All that a watcher is told, as the stream sends it.
fn messages(watcher: Watcher) -> impl Stream<Item = Result<Bytes, Infallible>> {
    unfold(watcher, |mut watcher| async move {
        let message = watcher.next().await?;
        Some((Ok(message), watcher))
    })
}

/// Who watches, where the session may see all that the topics tell.
async fn may_watch(state: &AppState, token: &Token, topics: &[Topic]) -> Result<Actor, StatusCode> {
    let who = of_token(&state.office(), token, state.clock.now()).await.map_err(|error| {
        tracing::error!(%error, "a watcher could not be looked up");
        StatusCode::SERVICE_UNAVAILABLE
    })?;
    let who = who.ok_or(StatusCode::UNAUTHORIZED)?;
    for topic in topics {
        who.permitted(topic.permission()).map_err(|_| StatusCode::FORBIDDEN)?;
    }
    Ok(watching(who))
}

/// The actor in as little memory as the question whose desk it is needs.
fn watching(SignedIn { mut actor, .. }: SignedIn) -> Actor {
    actor.name = String::new();
    actor.grants.shrink_to_fit();
    actor
}

impl Watcher {
    /// Reads what the page has missed since it was made.
    async fn catch_up(&mut self) -> Result<(), StorageError> {
        // Which program the server runs: a page of an earlier one offers to load itself anew.
        let program = &self.state.site.assets.wasm;
        let begin = format!("retry: {RETRY_MS}\nevent: program\ndata: {program}\n\n");
        self.ahead.push_back(begin.into());
        let store = &self.state.store;
        let newest = store.newest_event().await?;
        let missed = newest - self.last;
        if missed == 0 {
            return Ok(());
        }
        if !(0..i64::from(MANY)).contains(&missed) || self.last + 1 < store.oldest_event().await? {
            self.last = newest;
            self.ahead.push_back(anew(newest));
            return Ok(());
        }
        for event in store.events_since(self.last, MANY).await? {
            self.last = event.seq;
            if About::of(&event).concerns(&self.topics, &self.actor)
                && let Some(told) = tell(store, event, self.state.clock).await?
            {
                self.ahead.push_back(told.message);
            }
        }
        Ok(())
    }

    /// The next message; none where the server ends or the session has ended.
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(message) = self.ahead.pop_front() {
            return Some(message);
        }
        // What was made up for leaves no room behind.
        self.ahead = VecDeque::new();
        loop {
            tokio::select! {
                told = self.receiver.recv() => match told {
                    Ok(told) if told.seq > self.last => {
                        self.last = told.seq;
                        if told.about.concerns(&self.topics, &self.actor) {
                            return Some(told.message.clone());
                        }
                    }
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => return Some(anew(self.last)),
                    Err(RecvError::Closed) => return None,
                },
                () = sleep_until(self.beat) => {
                    self.beat = Instant::now() + BEAT;
                    // A future of its own, so that a silent stream does not keep room for it.
                    self.actor = Box::pin(may_watch(&self.state, &self.token, &self.topics)).await.ok()?;
                    return Some(Bytes::from_static(b": beat\n\n"));
                }
                () = self.state.shutdown.begun() => return None,
            }
        }
    }
}

/// Asks the page to read anew what it shows.
fn anew(seq: i64) -> Bytes {
    format!("id: {seq}\nevent: anew\ndata: {{}}\n\n").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size_of_answer<A, B>(_: impl Fn(A) -> B) -> usize {
        size_of::<B>()
    }

    #[test]
    fn a_silent_stream_holds_less_than_a_kilobyte() {
        let size = size_of_answer(messages);
        assert!(size < 1_024, "{size} bytes");
    }
}

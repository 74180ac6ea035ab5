//! `/events`: the stream of what moves on boards and on the reader's desk. It begins after the number that the page had, resumes by
//! `Last-Event-ID`, and where too much was missed it asks the page to read the board anew.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use app::live::Topic;
use app::ssr::actor;
use axum::extract::{Query, State};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use domain::role::{Actor, Permission};
use futures_util::stream::unfold;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use storage::StorageError;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep_until};

use crate::feed::{Told, tell};
use crate::state::AppState;

/// How often a stream says that it lives, and looks whether its session does.
const BEAT: Duration = Duration::from_secs(20);
/// After how long a browser that lost the stream comes again.
const RETRY: Duration = Duration::from_secs(2);
/// The most events that a stream makes up for.
const MOST_MISSED: u32 = 200;

/// What a page asks for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// The topics, `desk,board:sipp-inseminator`.
    #[serde(rename = "topik")]
    topics: String,
    /// The number of the newest event that the page contains.
    #[serde(rename = "sejak", default)]
    since: i64,
}

/// A stream of one watcher.
struct Watcher {
    state: AppState,
    /// The session's cookie, copied: the headers themselves would keep the buffer alive that they were read into.
    session: HeaderMap,
    topics: Vec<Topic>,
    /// Who watches, with the rights of the last beat.
    actor: Actor,
    receiver: Receiver<Arc<Told>>,
    last: i64,
    ahead: VecDeque<Event>,
    /// When it next says that it lives, however much it says meanwhile.
    beat: Instant,
}

/// The stream.
///
/// # Errors
/// 400 for an unknown topic, 401 without a session, 403 without the permission, 503 where the database does not answer.
pub async fn events(
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let topics: Option<Vec<Topic>> = asked.topics.split(',').map(Topic::from_word).collect();
    let topics = topics.ok_or(StatusCode::BAD_REQUEST)?;
    let actor = may_watch(&state, &headers).await?;
    let resumed = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    // Subscribed before the log is read: what happens in between comes twice at most, and the number tells.
    let receiver = state.feed.subscribe();
    let last = resumed.unwrap_or(asked.since);
    let beat = Instant::now() + BEAT;
    let session = own_cookies(&headers);
    let mut watcher = Watcher { state, session, topics, actor, receiver, last, ahead: VecDeque::new(), beat };
    watcher.catch_up().await.map_err(|error| {
        tracing::error!(%error, "a stream could not begin");
        StatusCode::SERVICE_UNAVAILABLE
    })?;
    let stream = unfold(watcher, |mut watcher| async move {
        let event = watcher.next().await?;
        Some((Ok::<_, Infallible>(event), watcher))
    });
    let mut answer = Sse::new(stream).into_response();
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A proxy that collects answers would hold the stream back.
    answer.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(answer)
}

/// Who watches, where the session may see boards.
async fn may_watch(state: &AppState, headers: &HeaderMap) -> Result<Actor, StatusCode> {
    let who = actor::find(&state.office(), headers, state.clock.now()).await.map_err(|error| {
        tracing::error!(%error, "a watcher could not be looked up");
        StatusCode::SERVICE_UNAVAILABLE
    })?;
    let who = who.ok_or(StatusCode::UNAUTHORIZED)?;
    who.permitted(Permission::Board).map_err(|_| StatusCode::FORBIDDEN)?;
    Ok(who.actor)
}

/// The cookies alone, in memory of their own.
fn own_cookies(headers: &HeaderMap) -> HeaderMap {
    let lines = headers.get_all(header::COOKIE).into_iter();
    lines.filter_map(|line| Some((header::COOKIE, HeaderValue::from_bytes(line.as_bytes()).ok()?))).collect()
}

fn moved(told: &Told) -> Event {
    Event::default().id(told.seq.to_string()).event("moved").data(&*told.text)
}

fn read_anew(seq: i64) -> Event {
    Event::default().id(seq.to_string()).event("anew").data("{}")
}

impl Watcher {
    /// Reads what the page has missed since it was made.
    async fn catch_up(&mut self) -> Result<(), StorageError> {
        // Which program the server runs: a page of an earlier one offers to load itself anew.
        let program = &*self.state.site.assets.wasm;
        self.ahead.push_back(Event::default().retry(RETRY).event("program").data(program));
        let store = &self.state.store;
        let newest = store.newest_event().await?;
        let oldest = store.oldest_event().await?;
        let missed = store.events_since(self.last, MOST_MISSED).await?;
        let is_gap = self.last > newest || self.last + 1 < oldest || missed.len() >= MOST_MISSED as usize;
        if is_gap {
            self.last = newest;
            self.ahead.push_back(read_anew(newest));
            return Ok(());
        }
        for event in missed {
            self.last = event.seq;
            if let Some(told) = tell(&self.state.store, event, self.state.clock).await?
                && told.concerns(&self.topics, &self.actor)
            {
                self.ahead.push_back(moved(&told));
            }
        }
        Ok(())
    }

    /// The next message; none where the server ends or the session has ended.
    async fn next(&mut self) -> Option<Event> {
        if let Some(event) = self.ahead.pop_front() {
            return Some(event);
        }
        loop {
            tokio::select! {
                told = self.receiver.recv() => match told {
                    Ok(told) if told.seq > self.last => {
                        self.last = told.seq;
                        if told.concerns(&self.topics, &self.actor) {
                            return Some(moved(&told));
                        }
                    }
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => return Some(read_anew(self.last)),
                    Err(RecvError::Closed) => return None,
                },
                () = sleep_until(self.beat) => {
                    self.beat = Instant::now() + BEAT;
                    // A future of its own, so that a silent stream does not keep room for it.
                    self.actor = Box::pin(may_watch(&self.state, &self.session)).await.ok()?;
                    return Some(Event::default().comment("beat"));
                }
                () = self.state.shutdown.begun() => return None,
            }
        }
    }
}

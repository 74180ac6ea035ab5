//! Connections: taken in one by one, each with small buffers, since a browser that watches a board keeps one open all day.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::Response;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::Service;

use crate::shutdown::Shutdown;

/// The most bytes of a request's head, and of what is read or written at once. The library's own limit of 400 KiB would let
/// a thousand slow strangers fill the memory.
const BUFFER: usize = 16 * 1024;
/// How long the head of a request may take, and how long a connection may lie idle before it.
const HEAD_WITHIN: Duration = Duration::from_mins(1);
/// How long nobody is taken in after the computer had no room for another connection.
const NO_ROOM: Duration = Duration::from_millis(100);

/// Answers connections until the end begins, then waits for the answers that are still open.
pub async fn serve(listener: TcpListener, router: Router, shutdown: &Shutdown) {
    let connections = GracefulShutdown::new();
    loop {
        tokio::select! {
            taken = listener.accept() => match taken {
                Ok((stream, peer)) => answer(stream, peer, router.clone(), &connections),
                Err(error) => {
                    // Of one connection that went before it was taken, or of a computer without room for more: none ends
                    // the server.
                    tracing::warn!(%error, "a connection was not taken");
                    tokio::time::sleep(NO_ROOM).await;
                }
            },
            () = shutdown.begun() => break,
        }
    }
    drop(listener);
    connections.shutdown().await;
}

fn answer(stream: TcpStream, peer: SocketAddr, router: Router, connections: &GracefulShutdown) {
    // What is told to watchers is small and must not wait to be sent together with the next.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection collects what it sends");
    }
    let service = service_fn(move |request: Request<Incoming>| {
        let mut router = router.clone();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        // In a box of its own, which is gone when the answer begins: a connection keeps no room for it.
        Box::pin(async move {
            Ok::<Response, Infallible>(router.call(request).await.unwrap_or_else(|never| match never {}))
        })
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .max_buf_size(BUFFER)
        .serve_connection(TokioIo::new(stream), service);
    let watched = connections.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, %peer, "a connection broke off");
        }
    });
}

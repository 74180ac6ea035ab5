//! Every path of the server and the layers around them.

use app::command::api::Act;
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::StatusCode;
use http::request::Parts;
use leptos::prelude::use_context;
use leptos::server_fn::ServerFn;
use leptos_axum::{LeptosRoutes, generate_route_list};
use std::time::Duration;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::csrf::{ConfigError, CsrfLayer};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::services::ServeDir;
use tower_http::trace::TraceLayer;
use tracing::Span;

use crate::state::AppState;
use crate::{answer, events, headers, health, incident, language, pages, papers, public, register, staff};

/// The most bytes of a request's body; a route that takes files raises it for itself.
const BODY_LIMIT: usize = 256 * 1024;
/// The longest time until an answer begins.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// Pages are compressed anew for each reader: brotli's default level would take longer than rendering them.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(5);

/// The server as one service.
///
/// # Errors
/// When the public address is no origin.
pub fn router(state: AppState) -> Result<Router, ConfigError> {
    // Sec-Fetch-Site and Origin guard every unsafe method; no token is kept.
    let mut csrf = CsrfLayer::new();
    if let Some(origin) = state.config.public_origin() {
        csrf = csrf.add_trusted_origin(origin)?;
    }
    let assets = state.site.assets.clone();
    let context = state.clone();
    let mut router = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .merge(public::routes())
        .merge(register::routes())
        .merge(papers::routes())
        .leptos_routes_with_context(
            &state,
            generate_route_list(app::StaffApp),
            move || pages::provide_request(&context, use_context::<Parts>().as_ref()),
            move || app::shell::staff_shell(&assets),
        );
    if let Some(pkg) = &state.site.pkg {
        router = router.nest_service("/pkg", ServeDir::new(pkg).precompressed_br().precompressed_gzip());
    }
    // What is in a PDF is compressed already.
    let compressible = DefaultPredicate::new().and(NotForContentType::const_new("application/pdf"));
    // From the outside in: the last one is the first to see a request.
    Ok(router
        .fallback(public::not_found)
        .layer(from_fn_with_state(state.clone(), staff::guard))
        .layer(from_fn(language::keep))
        .layer(from_fn(answer::tell_status))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(csrf)
        .layer(from_fn_with_state(state.clone(), in_time))
        .layer(CatchPanicLayer::custom(incident::answer_panic))
        .layer(CompressionLayer::new().quality(COMPRESSION).compress_when(compressible))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(from_fn_with_state(state.clone(), headers::secure))
        // Kept open all day by every browser: no layer of the screens keeps room for it.
        .merge(events::routes(&state))
        .with_state(state))
}

/// Ends what takes too long. A command may wait for the look at a certificate and for the signature beside its own time.
async fn in_time(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let signing = Duration::from_millis(2 * state.config.bsre.bsre_timeout_ms);
    let is_act = request.uri().path() == Act::PATH;
    let within = if is_act { ANSWER_WITHIN + signing } else { ANSWER_WITHIN };
    let answer = tokio::time::timeout(within, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

/// A request in the log: the route's pattern, never the address itself, which may hold a tracking code.
fn span(request: &Request) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok());
    tracing::info_span!("request", id = id.unwrap_or("-"), method = %request.method(), route)
}

//! The scan of a letter that was signed by hand: brought in by a form of the dossier's page, kept beside its card, and given
//! out as a file to save, never to be shown in place.

use app::error::AppError;
use app::routes;
use app::ssr::SignedIn;
use app::ssr::actor;
use axum::Router;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Extension, Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::id::DossierId;
use domain::paper::Sheet;
use domain::role::Permission;
use domain::signed_copy::{COPY_LIMIT, CopyFault, CopyKind, SignedCopy, copies};
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::request::Parts;
use storage::access::Reading;
use storage::identity::fresh_command;
use storage::signed_copy::Brought;
use storage::standard::sha256_hex;

use super::{Failure, file_name};
use crate::pages;
use crate::state::AppState;

/// How much of a file that is too large is still read, and thrown away: a browser that is cut off shows no answer.
const READ_LIMIT: usize = 64 * 1024 * 1024;
/// The field of the form.
const FIELD: &str = "berkas";

/// The addresses of scans. The form alone takes bodies of this size.
pub(super) fn routes() -> Router<AppState> {
    let bring = post(bring).layer(DefaultBodyLimit::max(READ_LIMIT));
    Router::new().route(routes::SIGNED_COPY, bring).route(routes::A_SIGNED_COPY, get(give))
}

/// The file that was sent, or what is wrong with it.
async fn file_of(sent: Result<Multipart, MultipartRejection>) -> Result<Vec<u8>, CopyFault> {
    let mut form = sent.map_err(|_| CopyFault::Missing)?;
    loop {
        let field = form.next_field().await.map_err(|_| CopyFault::TooLarge)?;
        let Some(mut field) = field else { return Err(CopyFault::Missing) };
        if field.name() != Some(FIELD) {
            continue;
        }
        let (mut file, mut size) = (Vec::new(), 0);
        while let Some(piece) = field.chunk().await.map_err(|_| CopyFault::TooLarge)? {
            size += piece.len();
            if size <= COPY_LIMIT {
                file.extend_from_slice(&piece);
            }
        }
        return match size {
            0 => Err(CopyFault::Missing),
            size if size > COPY_LIMIT => Err(CopyFault::TooLarge),
            _ => Ok(file),
        };
    }
}

async fn bring(
    State(state): State<AppState>,
    Path(id): Path<String>,
    parts: Parts,
    sent: Result<Multipart, MultipartRejection>,
) -> Response {
    let lang = pages::language(&parts);
    let brought = Box::pin(keep(&state, &id, &parts, sent));
    brought.await.unwrap_or_else(|failure| failure.answer(lang))
}

async fn keep(
    state: &AppState,
    id: &str,
    parts: &Parts,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let id = DossierId::parse(id).map_err(|_| AppError::NotFound)?;
    let (office, now) = (state.office(), state.clock.now());
    let Some(who) = actor::find(&office, &parts.headers, now).await? else {
        return Ok(Redirect::to(&routes::sign_in_then(&routes::dossier(&id))).into_response());
    };
    who.permitted(Permission::SeeDossier)?;
    let faulty = |fault| Ok(Redirect::to(&routes::dossier_with_fault(&id, fault)).into_response());
    let file = match file_of(sent).await {
        Ok(file) => file,
        Err(fault) => return faulty(fault),
    };
    let Some(kind) = CopyKind::of(&file) else { return faulty(CopyFault::OtherKind) };
    let sha256 = sha256_hex(&file);
    let copy = SignedCopy { kind, bytes: file.len() as u64, sha256 };
    let brought = Brought { copy: &copy, file: &file };
    let command = fresh_command(now);
    let (store, rulebook) = (&state.store, &state.rulebook);
    store.bring_copy(rulebook, (&id, &command), &who.actor, brought, now).await.map_err(AppError::from)?;
    Ok(Redirect::to(&routes::dossier(&id)).into_response())
}

async fn give(
    State(state): State<AppState>,
    Extension(who): Extension<SignedIn>,
    Path((id, entry)): Path<(String, u32)>,
    parts: Parts,
) -> Response {
    let lang = pages::language(&parts);
    let given = Box::pin(hand_out(&state, &who, &id, entry));
    given.await.unwrap_or_else(|failure| failure.answer(lang))
}

async fn hand_out(state: &AppState, who: &SignedIn, id: &str, entry: u32) -> Result<Response, Failure> {
    who.permitted(Permission::SeeDossier)?;
    let id = DossierId::parse(id).map_err(|_| AppError::NotFound)?;
    let kept = state.store.signed_copy(&id, entry).await?.ok_or(AppError::NotFound)?;
    let dossier = state.store.dossier(&id).await?.ok_or(AppError::NotFound)?.dossier;
    let card = state.store.card(&id).await?;
    let named = card.entries.iter().find(|of| of.seq == entry);
    let named = named.and_then(|of| copies([(of.seq, &of.event)]).first().map(|(_, copy)| (*copy).clone()));
    let hash = sha256_hex(&kept.file);
    if named.is_none_or(|named| named.sha256 != hash) {
        return Err(Failure::Altered);
    }
    let reading = Reading::Printed(Sheet::Licence);
    state.store.log_access(&who.actor.account, &id, reading, state.clock.now()).await?;
    let mut answer = kept.file.into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kept.copy.kind.media_type()));
    let name = file_name("surat-bertanda-tangan", &dossier.register);
    let disposition = format!("attachment; filename=\"{name}-{entry}.{}\"", kept.copy.kind.key());
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    Ok(answer)
}

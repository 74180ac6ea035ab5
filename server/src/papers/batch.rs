//! The papers of a batch: each printed like a single one, by the rights that who asked for it has then; and the whole batch
//! as one file.

use app::error::AppError;
use app::ssr::SignedIn;
use axum::extract::{Extension, Path, State};
use axum::response::Response;
use domain::batch::{BatchFault, BatchPaper, has_issued_letter};
use domain::id::BatchId;
use domain::paper::Copy;
use domain::role::Permission;
use http::request::Parts;
use storage::batch::Turn;

use super::dossier::Sheets;
use super::gather::{Folder, Printing};
use super::{Failure, pdf};
use crate::state::AppState;
use crate::{incident, pages};

/// Prints the paper whose turn it is.
///
/// # Errors
/// [`BatchFault`]; the log has more of it where the program failed.
pub async fn print_turn(state: &AppState, turn: &Turn) -> Result<Vec<u8>, BatchFault> {
    match Box::pin(print(state, turn)).await {
        Ok(Ok(file)) => Ok(file),
        Ok(Err(fault)) => Err(fault),
        Err(Failure::Refused(AppError::NotFound)) => Err(BatchFault::Gone),
        Err(failure) => {
            let incident = incident::number();
            tracing::error!(incident, batch = %turn.batch, no = turn.no, error = %failure, "a paper of a batch failed");
            Err(BatchFault::Failed { incident })
        }
    }
}

async fn print(state: &AppState, turn: &Turn) -> Result<Result<Vec<u8>, BatchFault>, Failure> {
    let now = state.clock.now();
    let today = state.rulebook.calendar(&state.store).await?.calendar.date(now);
    let Some(actor) = state.store.actor_on(&turn.owner, today).await? else {
        return Ok(Err(BatchFault::NotPermitted));
    };
    if !actor.may(turn.paper.permission()) {
        return Ok(Err(BatchFault::NotPermitted));
    }
    let folder = Folder::read(state, &turn.dossier).await?;
    let site = turn.site.clone();
    let (store, rulebook, aside) = (&state.store, &state.rulebook, &state.aside);
    let gather = async |on| Printing::of(store, rulebook, aside, site.clone(), now, on).await;
    let mut printing = gather(None).await?;
    if turn.paper.is_of_issued_letter() {
        let sheet = Sheets { state, actor: &actor, printing: &printing, folder: &folder };
        return of_issued_letter(turn, &sheet).await;
    }
    let Some(wanted) = turn.paper.among(&folder.printable(&printing)) else {
        return Ok(Err(BatchFault::NotDue));
    };
    if let Some(on) = folder.day_of(wanted) {
        printing = gather(Some(on)).await?;
    }
    let earlier = state.store.accesses_of(&turn.dossier).await?;
    let copy = if turn.paper == BatchPaper::ReceiptForFile { Copy::File } else { Copy::Applicant };
    let sheet = Sheets { state, actor: &actor, printing: &printing, folder: &folder };
    sheet.print(wanted, copy, &earlier).await.map(Ok)
}

/// The applicant's copy is the issued file itself; the office's is set from the very facts of that file.
async fn of_issued_letter(turn: &Turn, sheet: &Sheets<'_>) -> Result<Result<Vec<u8>, BatchFault>, Failure> {
    if !has_issued_letter(&sheet.folder.dossier) {
        return Ok(Err(BatchFault::NotDue));
    }
    if turn.paper == BatchPaper::Licence {
        return sheet.issued_file().await.map(|(file, _)| Ok(file));
    }
    sheet.office_copy().await.map(Ok)
}

/// The printed papers of a batch as one file, for who asked for it.
pub(super) async fn file(
    State(state): State<AppState>,
    Extension(who): Extension<SignedIn>,
    Path(id): Path<String>,
    parts: Parts,
) -> Response {
    let lang = pages::language(&parts);
    Box::pin(whole(&state, &who, &id)).await.unwrap_or_else(|failure| failure.answer(lang))
}

async fn whole(state: &AppState, who: &SignedIn, id: &str) -> Result<Response, Failure> {
    who.permitted(Permission::SeeDossier)?;
    let id = BatchId::parse(id).map_err(|_| AppError::NotFound)?;
    let batch = state.store.batch(&id).await?.filter(|batch| batch.owner == who.actor.account);
    let batch = batch.ok_or(AppError::NotFound)?;
    who.permitted(batch.line.paper.permission())?;
    let files = state.store.batch_files(&id).await?;
    if files.is_empty() {
        return Err(AppError::NotFound.into());
    }
    let bytes = state.press.together(files).await?;
    let date = state.rulebook.calendar(&state.store).await?.calendar.date(batch.line.made_at);
    Ok(pdf(&format!("cetak-{}-{date}", batch.line.paper.key()), bytes))
}

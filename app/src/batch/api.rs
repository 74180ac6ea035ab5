//! The server functions of batches. A batch is seen by who asked for it and by nobody else.

use domain::batch::{Batch, BatchLine, BatchPaper};
use domain::id::{BatchId, DossierId};
use domain::time::Instant;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wire::Json;

/// A dossier that may go into a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferLine {
    /// The dossier.
    pub dossier: DossierId,
    /// Its register number.
    pub register: String,
    /// The applicant, with titles.
    pub name: String,
    /// The papers that can be printed of it now.
    pub papers: Vec<BatchPaper>,
}

/// What the page of batches shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchesPayload {
    /// When.
    #[serde(with = "domain::millis::at")]
    pub as_of: Instant,
    /// The reader's own batches, the newest first.
    pub batches: Vec<BatchLine>,
    /// The dossiers to choose from.
    pub offer: Vec<OfferLine>,
}

/// A batch as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchPayload {
    /// When.
    #[serde(with = "domain::millis::at")]
    pub as_of: Instant,
    /// The batch.
    pub batch: Batch,
    /// The number of the newest event before it was read: the stream begins after it.
    pub seq: i64,
}

/// The reader's batches, and the dossiers to choose from: those that are named, or else those that wait for a paper.
///
/// # Errors
/// [`AppError`] of who may not open a dossier; [`AppError::NoBatch`] where too many are named.
#[server(endpoint = "batch/open", input = Json, output = Json)]
pub async fn open_batches(chosen: Vec<DossierId>, paper: BatchPaper) -> Result<BatchesPayload, AppError> {
    use crate::ssr::{self, batch};
    use domain::role::Permission;
    let actor = ssr::require(Permission::SeeDossier).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    let offer = batch::offer(&office, &actor, &chosen, paper, now).await?;
    let batches = office.store.batches_of(&actor.account, batch::LISTED).await?;
    Ok(BatchesPayload { as_of: now, batches, offer })
}

/// Begins a batch. Sent again with the same identity, it is the same batch.
///
/// # Errors
/// [`AppError::Forbidden`] without the paper's own permission, [`AppError::NoBatch`] where none or too many are chosen.
#[server(endpoint = "batch/begin", input = Json, output = Json)]
pub async fn begin_batch(id: BatchId, paper: BatchPaper, dossiers: Vec<DossierId>) -> Result<(), AppError> {
    use crate::ssr;
    use domain::role::Permission;
    let actor = ssr::require(Permission::SeeDossier).await?;
    let (office, now) = (ssr::office()?, ssr::now());
    let dossiers = domain::batch::may_begin(&actor, paper, &dossiers)?;
    let site = ssr::public_address(&office, "");
    let (id, owner, site) = (&id, &actor.account, site.as_str());
    let batch = storage::batch::NewBatch { id, owner, paper, site, dossiers: &dossiers };
    Ok(office.store.begin_batch(&batch, now).await?)
}

/// A batch of the reader.
///
/// # Errors
/// [`AppError::NotFound`] where there is none any more, or it is another's.
#[server(endpoint = "batch/read", input = Json, output = Json)]
pub async fn read_batch(id: BatchId) -> Result<BatchPayload, AppError> {
    use crate::ssr::{self, batch};
    use domain::role::Permission;
    let actor = ssr::require(Permission::SeeDossier).await?;
    let office = ssr::office()?;
    // Before the batch is read: an event in between is told twice rather than never.
    let seq = office.newest_told.load(std::sync::atomic::Ordering::Acquire);
    let batch = batch::own(&office, &actor, &id).await?;
    Ok(BatchPayload { as_of: ssr::now(), batch, seq })
}

/// Lets the papers of a batch that were not printed wait again; how they end is heard from the stream.
///
/// # Errors
/// As [`read_batch`].
#[server(endpoint = "batch/retry", input = Json, output = Json)]
pub async fn retry_batch(id: BatchId) -> Result<(), AppError> {
    use crate::ssr::{self, batch};
    use domain::role::Permission;
    let actor = ssr::require(Permission::SeeDossier).await?;
    let office = ssr::office()?;
    batch::own(&office, &actor, &id).await?;
    office.store.retry_batch(&id).await?;
    Ok(())
}

//! What batches are made of: whose a batch is, and which papers a dossier has now.

use chrono::TimeDelta;
use domain::batch::{Batch, BatchPaper, BatchRefusal, MOST, papers_of};
use domain::id::{BatchId, DossierId};
use domain::paper::printable;
use domain::role::Actor;
use domain::time::Instant;
use storage::batch::Among;

use super::Office;
use crate::batch::api::OfferLine;
use crate::error::AppError;

/// Batches on the list at most; they are kept for some days only.
pub const LISTED: u32 = 50;

/// Dossiers that are looked through for a paper at most.
const LOOKED_THROUGH: u32 = 100;

/// How far back the list of those that came in goes.
const CAME_IN: TimeDelta = TimeDelta::hours(24);

/// A batch of the actor's own.
///
/// # Errors
/// [`AppError::NotFound`] where there is none, or it is another's; [`AppError::Forbidden`] where its paper is not permitted
/// any more.
pub async fn own(office: &Office, actor: &Actor, id: &BatchId) -> Result<Batch, AppError> {
    let found = office.store.batch(id).await?.filter(|batch| batch.owner == actor.account);
    let batch = found.ok_or(AppError::NotFound)?;
    let permission = batch.line.paper.permission();
    if actor.may(permission) { Ok(batch) } else { Err(AppError::Forbidden { permission }) }
}

/// The dossiers to choose from, each with the papers that it has now.
///
/// # Errors
/// [`AppError::NoBatch`] where too many are named, or what the store could not do.
pub async fn offer(
    office: &Office,
    actor: &Actor,
    chosen: &[DossierId],
    paper: BatchPaper,
    now: Instant,
) -> Result<Vec<OfferLine>, AppError> {
    if chosen.len() > MOST {
        return Err(AppError::NoBatch { why: BatchRefusal::TooMany { chosen: chosen.len() } });
    }
    let ids = if chosen.is_empty() {
        let among = match paper {
            BatchPaper::Receipt | BatchPaper::ReceiptForFile | BatchPaper::Label => {
                Among::CameInSince(now - CAME_IN)
            }
            BatchPaper::ReminderLetter => Among::Ready,
            _ => Among::Issued,
        };
        let found = office.store.batch_candidates(among, LOOKED_THROUGH).await?;
        found.into_iter().map(|candidate| candidate.dossier).collect()
    } else {
        chosen.to_vec()
    };
    let mut lines = Vec::with_capacity(ids.len());
    for id in ids {
        let line = line(office, actor, id, now).await?;
        // What was chosen by hand is shown even where it has no such paper; what was looked for only where it has.
        lines.extend(line.filter(|line| !chosen.is_empty() || line.papers.contains(&paper)));
    }
    Ok(lines)
}

async fn line(
    office: &Office,
    actor: &Actor,
    id: DossierId,
    now: Instant,
) -> Result<Option<OfferLine>, AppError> {
    let Some(found) = office.store.dossier(&id).await? else { return Ok(None) };
    let dossier = found.dossier;
    let card = office.store.card(&id).await?;
    let standard =
        office.rulebook.standard(&office.store, &dossier.service, dossier.standard).await?.standard;
    let calendar = office.calendar().await?;
    let events = card.entries.iter().map(|entry| &entry.event);
    let known = dossier.facts.is_some();
    let sheets = printable(&standard, &dossier, events, &calendar, known, now);
    Ok(Some(OfferLine {
        dossier: id,
        papers: papers_of(actor, &dossier, &sheets),
        register: dossier.register,
        name: dossier.facts.map(|facts| facts.name.full()).unwrap_or_default(),
    }))
}

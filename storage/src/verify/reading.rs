//! One dossier with its card, proven as it is read.
//!
//! Row, entries, personal details and visits come from one snapshot. What a reader is shown of a dossier is its row, so the
//! row is compared with what the card makes of it, as the verification of the whole office does.

use std::collections::HashMap;

use domain::dossier_view::{CardFault, CardProof};
use domain::id::DossierId;

use super::{Fault, Page, VerifyReport, select_visits, walk};
use crate::card::{Card, CardRow, GENESIS};
use crate::db::Store;
use crate::dossier::find::{BY_ID, CARD, DossierView, FACTS, personal};
use crate::dossier::rewrite::Standards;
use crate::dossier::row::DossierRow;
use crate::error::StorageError;
use crate::facts::FactsRow;
use crate::rulebook::Rulebook;

const VISITS: &str = concat!(select_visits!(), "where dossier_id = $1 order by no");

/// A dossier with its card, and what its reading proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenDossier {
    /// The dossier.
    pub view: DossierView,
    /// Its card. Of a broken one, the entries that can be read.
    pub card: Card,
    /// Whether the card is whole and the dossier is what it makes.
    pub proof: CardProof,
}

impl Store {
    /// The dossier with this identity and its card, proven as they are read; none where there is no such dossier. Who reads
    /// it for staff also calls [`Store::log_access`]. What was cut off with all that names it is known to the checkpoint
    /// alone.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] where the row cannot be read, or an entry of a card that seems whole; or
    /// [`StorageError::Unavailable`].
    pub async fn proven_dossier(
        &self,
        rulebook: &Rulebook,
        id: &DossierId,
    ) -> Result<Option<ProvenDossier>, StorageError> {
        let page = Box::pin(self.page_of(id)).await?;
        let Some(row) = page.rows.first() else { return Ok(None) };
        let ledger = row.read()?;
        let view = DossierView { dossier: ledger.dossier, figures: ledger.figures, tally: ledger.tally };
        let proof = Box::pin(self.prove(rulebook, &page)).await?;
        let head = page.cards.last().map_or_else(|| GENESIS.to_owned(), |row| row.mac.clone());
        let read = |row: &CardRow| row.read(personal(row, &page.facts)?);
        let entries = if matches!(proof, CardProof::Broken(_)) {
            page.cards.iter().filter_map(|row| read(row).ok()).collect()
        } else {
            page.cards.iter().map(read).collect::<Result<_, _>>()?
        };
        Ok(Some(ProvenDossier { view, card: Card { entries, head }, proof }))
    }

    async fn page_of(&self, id: &DossierId) -> Result<Page, StorageError> {
        let id = id.as_str();
        Ok(read_tx!(self, |tx| {
            let row: Option<DossierRow> =
                sqlx::query_as(sqlx::AssertSqlSafe(BY_ID.as_str())).bind(id).fetch_optional(&mut *tx).await?;
            let cards: Vec<CardRow> = sqlx::query_as(CARD).bind(id).fetch_all(&mut *tx).await?;
            let facts: Vec<FactsRow> = sqlx::query_as(FACTS).bind(id).fetch_all(&mut *tx).await?;
            let visits = sqlx::query_as(VISITS).bind(id).fetch_all(&mut *tx).await?;
            Page { rows: row.into_iter().collect(), cards, facts, visits }
        }))
    }

    async fn prove(&self, rulebook: &Rulebook, page: &Page) -> Result<CardProof, StorageError> {
        let mut standards = Standards::new();
        let mut calendars = HashMap::new();
        for row in &page.rows {
            let version = u32::try_from(row.standard_version).unwrap_or(u32::MAX);
            let standard = known(rulebook.standard(self, &row.service, version).await)?;
            standards.extend(standard.map(|standard| ((row.service.clone(), version), standard)));
        }
        let versions = page.cards.iter().map(|row| row.calendar_version);
        for version in versions.chain(page.rows.iter().map(|row| row.calendar_version)) {
            if !calendars.contains_key(&version) {
                let calendar = known(rulebook.calendar_of(self, version).await)?;
                calendars.extend(calendar.map(|calendar| (version, calendar)));
            }
        }
        let proofs = self.proofs_by(standards, calendars).await?;
        let mut report = VerifyReport::empty();
        walk::page(&proofs, page, &mut report);
        Ok(match (report.broken.first(), report.unproven_before) {
            (Some(broken), _) => CardProof::Broken(fault_of(&broken.fault)),
            (None, _) if !report.unproven_keys.is_empty() => CardProof::Unproven,
            (None, Some(since)) => CardProof::IntactSince(since),
            (None, None) => CardProof::Intact,
        })
    }
}

/// A standard or calendar that an altered row names may never have been: the walk says so.
fn known<T>(found: Result<T, StorageError>) -> Result<Option<T>, StorageError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(StorageError::Corrupt { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}

fn fault_of(fault: &Fault) -> CardFault {
    let no = |seq: i64| u32::try_from(seq).unwrap_or(u32::MAX);
    match fault {
        Fault::Altered { seq }
        | Fault::Missing { seq }
        | Fault::Detached { seq }
        | Fault::ForeignKey { seq, .. }
        | Fault::FactsAltered { seq }
        | Fault::FactsMissing { seq }
        | Fault::FactsAdded { row: seq }
        | Fault::Unreadable { seq }
        | Fault::Impossible { seq, .. } => CardFault::Entry(no(*seq)),
        Fault::CutOff { seq, .. } => CardFault::CutBefore(no(*seq)),
        Fault::NoCard => CardFault::CutBefore(1),
        Fault::NoDossier | Fault::RowDiffers { .. } | Fault::VisitDiffers { .. } => CardFault::Projection,
    }
}

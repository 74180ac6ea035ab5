//! Scans of letters that were signed by hand: each file beside the entry of the card that names it by its hash.

use domain::dossier::Dossier;
use domain::id::{CommandId, DossierId};
use domain::role::Actor;
use domain::signed_copy::{self, CopyKind, SignedCopy};
use domain::standard::ServiceStandard;
use domain::time::{Instant, ms_of};

use crate::column::place;
use crate::db::Store;
use crate::dossier::advance::Change;
use crate::error::StorageError;
use crate::rulebook::Rulebook;
use crate::write_error::WriteError;

/// A scan as it comes in.
#[derive(Clone, Copy, Debug)]
pub struct Brought<'a> {
    /// What the card is to keep of it.
    pub copy: &'a SignedCopy,
    /// The file.
    pub file: &'a [u8],
}

/// A scan as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCopy {
    /// What the card keeps of it.
    pub copy: SignedCopy,
    /// The file.
    pub file: Vec<u8>,
}

const KEEP: &str = "insert into signed_copies (dossier_id, entry, kind, sha256, file, kept_at_ms) \
    values ($1, $2, $3, $4, $5, $6)";
const KEPT: &str = "select kind, sha256, file from signed_copies \
    where dossier_id = $1 and entry = $2 and erased_at_ms is null";

/// Keeping a scan, inside a transaction of [`write_tx!`].
pub(crate) trait KeepingCopies {
    fn keep_copy(
        &mut self,
        dossier: &str,
        entry: u32,
        brought: Brought<'_>,
        at: Instant,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;
}

on_both! {
    impl KeepingCopies {
        async fn keep_copy(
            &mut self,
            dossier: &str,
            entry: u32,
            brought: Brought<'_>,
            at: Instant,
        ) -> Result<(), StorageError> {
            sqlx::query(KEEP)
                .bind(dossier)
                .bind(i64::from(entry))
                .bind(brought.copy.kind.key())
                .bind(&brought.copy.sha256)
                .bind(brought.file)
                .bind(ms_of(at))
                .execute(&mut *self)
                .await?;
            Ok(())
        }
    }
}

impl Store {
    /// Keeps the scan of a signed letter, on the card and beside it. Repeated with the same identity, nothing more is kept.
    ///
    /// # Errors
    /// [`WriteError::Refused`] by a rule, [`WriteError::NotFound`], or what the store could not do.
    pub async fn bring_copy(
        &self,
        rulebook: &Rulebook,
        (dossier, id): (&DossierId, &CommandId),
        actor: &Actor,
        brought: Brought<'_>,
        now: Instant,
    ) -> Result<Dossier, WriteError> {
        let seen = self.dossier(dossier).await?.ok_or(WriteError::NotFound)?.dossier.standing.version;
        let card = self.card(dossier).await?;
        let copies = signed_copy::copies(card.entries.iter().map(|entry| (entry.seq, &entry.event)));
        let newest = copies.last().map(|(_, copy)| *copy);
        let change = Change {
            dossier,
            seen,
            id: Some(id),
            account: Some(&actor.account),
            printer: None,
            copy: Some(brought),
        };
        let rule = |standard: &ServiceStandard, dossier: &Dossier| {
            signed_copy::bring(standard, &dossier.standing, actor, newest, brought.copy.clone())
        };
        Ok(self.change(rulebook, &change, rule, now).await?.dossier)
    }

    /// The scan that an entry of a card names, none where it names none or it was erased.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn signed_copy(
        &self,
        dossier: &DossierId,
        entry: u32,
    ) -> Result<Option<KeptCopy>, StorageError> {
        let row: Option<(String, String, Vec<u8>)> = read!(self, |conn| sqlx::query_as(KEPT)
            .bind(dossier.as_str())
            .bind(i64::from(entry))
            .fetch_optional(&mut *conn)
            .await)?;
        row.map(|(kind, sha256, file)| {
            let known = CopyKind::ALL.into_iter().find(|known| known.key() == kind);
            let kind = known.ok_or_else(|| place("signed_copies", "kind", dossier.as_str()).corrupt())?;
            let bytes = u64::try_from(file.len()).unwrap_or(u64::MAX);
            Ok(KeptCopy { copy: SignedCopy { kind, bytes, sha256 }, file })
        })
        .transpose()
    }
}

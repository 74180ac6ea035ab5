//! Proving the control cards: nothing altered (*utuh*), and nothing missing against the checkpoint (*lengkap*).
//!
//! Every card is walked from its genesis in one snapshot, a few dozen dossiers at a time, whatever their number. The code
//! of each entry is computed anew, never believed; the projection is rebuilt and compared with the row.

mod compare;
mod walk;

use std::collections::{BTreeSet, HashMap};

use domain::id::DossierId;
use domain::time::Instant;

use crate::card::CardRow;
use crate::checkpoint::{Checkpoint, Missing};
use crate::db::Store;
use crate::dossier::day::DIFFERENT_DAYS;
use crate::dossier::find::{CARD, FACTS as FACTS_OF};
use crate::dossier::rewrite::Standards;
use crate::dossier::row::DossierRow;
use crate::dossier::statement::{ROW_COLUMNS, VisitColumns};
use crate::error::StorageError;
use crate::facts::FactsRow;
use crate::keys::Keys;
use crate::number::SeriesHead;
use crate::rulebook::{Rulebook, VersionedCalendar};

/// What does not hold on a card: the first of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The entry is not as it was written, or was never written by this office.
    Altered {
        /// The entry.
        seq: i64,
    },
    /// An entry is missing here; later ones are there.
    Missing {
        /// The entry.
        seq: i64,
    },
    /// The entry is genuine, but the one before it is not the one that was there.
    Detached {
        /// The entry.
        seq: i64,
    },
    /// The entry was coded with a key that the office does not know, or gave up before the entry.
    ForeignKey {
        /// The entry.
        seq: i64,
        /// The id of the key.
        key: String,
    },
    /// The personal details are not those that the entry names.
    FactsAltered {
        /// The entry.
        seq: i64,
    },
    /// The personal details that the entry names are gone, though the retention rule did not erase them.
    FactsMissing {
        /// The entry.
        seq: i64,
    },
    /// Personal details that no entry names.
    FactsAdded {
        /// The row.
        row: i64,
    },
    /// The entry is genuine, but this program cannot read it.
    Unreadable {
        /// The entry.
        seq: i64,
    },
    /// The entry is genuine, but cannot stand where it stands.
    Impossible {
        /// The entry.
        seq: i64,
        /// Why.
        why: String,
    },
    /// The last entries were cut off: the row knows of more.
    CutOff {
        /// The first that is gone.
        seq: i64,
        /// How many there were.
        of: i64,
    },
    /// The card has no dossier.
    NoDossier,
    /// The dossier has no card.
    NoCard,
    /// The dossier's row is not what the card makes of it.
    RowDiffers {
        /// The columns.
        columns: Vec<&'static str>,
    },
    /// A visit in the figures is not what the card makes of it.
    VisitDiffers {
        /// Its place, from 0.
        no: i64,
    },
}

/// A broken card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenCard {
    /// The dossier.
    pub dossier: String,
    /// Its register number, where its row still tells it.
    pub register: Option<String>,
    /// The first fault.
    pub fault: Fault,
}

/// Running numbers that were never given, or whose row is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesGaps {
    /// The series up to its highest number.
    pub head: SeriesHead,
    /// The numbers that are missing, in order.
    pub missing: Vec<i64>,
}

/// A number whose dossier is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vanished {
    /// The number as printed.
    pub number: String,
    /// The dossier it was given to.
    pub dossier: String,
}

/// How far completeness can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Nothing that a checkpoint of this line knew is missing.
    Since {
        /// When the line of checkpoints began.
        since: Instant,
        /// When the newest was written: what came later and vanished is known by gaps in numbers only.
        newest: Instant,
    },
    /// There is no checkpoint to compare with.
    NoCheckpoint,
    /// The checkpoint knows what is not there.
    Missing(Vec<Missing>),
}

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyReport {
    /// Cards that were walked.
    pub cards: u64,
    /// Entries on them.
    pub entries: u64,
    /// The first fault of each broken card.
    pub broken: Vec<BrokenCard>,
    /// Key ids of entries that cannot be proven since the key file lacks them.
    pub unproven_keys: BTreeSet<String>,
    /// Before this instant nothing can be proven: the keys were lost and replaced.
    pub unproven_before: Option<Instant>,
    /// How far completeness can be told.
    pub completeness: Completeness,
    /// Numbers whose dossier is gone.
    pub vanished: Vec<Vanished>,
    /// Gaps in the series of numbers.
    pub gaps: Vec<SeriesGaps>,
    /// Days whose figures are not the sums of their visits and promises.
    pub different_days: u64,
}

impl VerifyReport {
    /// A report before anything was walked.
    const fn empty() -> Self {
        Self {
            cards: 0,
            entries: 0,
            broken: Vec::new(),
            unproven_keys: BTreeSet::new(),
            unproven_before: None,
            completeness: Completeness::NoCheckpoint,
            vanished: Vec::new(),
            gaps: Vec::new(),
            different_days: 0,
        }
    }

    /// Whether nothing was altered, as far as the keys at hand prove it.
    pub fn is_intact(&self) -> bool {
        self.broken.is_empty() && self.unproven_keys.is_empty() && self.different_days == 0
    }

    /// Whether nothing is known to be missing.
    pub fn is_complete(&self) -> bool {
        !matches!(self.completeness, Completeness::Missing(_))
            && self.vanished.is_empty()
            && self.gaps.is_empty()
    }

    /// Whether there is nothing to complain of.
    pub fn holds(&self) -> bool {
        self.is_intact() && self.is_complete()
    }
}

/// Dossiers whose cards are in memory at a time.
const AT_A_TIME: i64 = 50;

const CARDS: &str = "select dossier_id, seq, at_ms, by_json, event_json, version, command_id, calendar_version, \
    facts_row, facts_hash, key_id, previous_mac, mac from card_entries \
    where dossier_id > $1 and ($2 = '' or dossier_id <= $2) order by dossier_id, seq";
const FACTS: &str = "select dossier_id, row_no, detail, salt, erased_at_ms from dossier_facts \
    where dossier_id > $1 and ($2 = '' or dossier_id <= $2) order by dossier_id, row_no";
const VISITS: &str = "select dossier_id, no, service, step, step_key, account_id, arrived_at_ms, accepted_at_ms, \
    ended_at_ms, ended_date, end_key, queue_ms, work_ms, norm_unit, norm_amount, verdict, calendar_version \
    from visits where dossier_id > $1 and ($2 = '' or dossier_id <= $2) order by dossier_id, no";
const VISITS_OF: &str = "select dossier_id, no, service, step, step_key, account_id, arrived_at_ms, accepted_at_ms, \
    ended_at_ms, ended_date, end_key, queue_ms, work_ms, norm_unit, norm_amount, verdict, calendar_version \
    from visits where dossier_id = $1 order by no";
const VANISHED: &str = "select n.number, n.dossier_id from numbers n left join dossiers d on d.id = n.dossier_id \
    where n.dossier_id is not null and d.id is null order by n.series, n.year, n.seq";

/// What every card is walked by.
pub(crate) struct Proofs {
    keys: Option<Keys>,
    /// Ids that the database knows and the key file lacks.
    absent: BTreeSet<String>,
    /// Ids that were given up.
    lost: BTreeSet<String>,
    standards: Standards,
    calendars: HashMap<i64, VersionedCalendar>,
}

/// Some dossiers with all that belongs to them, in the order of their ids.
#[derive(Default)]
struct Page {
    rows: Vec<DossierRow>,
    cards: Vec<CardRow>,
    facts: Vec<FactsRow>,
    visits: Vec<VisitColumns>,
}

impl Store {
    async fn proofs(&self) -> Result<Proofs, StorageError> {
        let rulebook = Rulebook::new();
        let standards = self.every_standard(&rulebook).await?;
        let mut calendars = HashMap::new();
        for text in self.calendars().await? {
            calendars.insert(text.version, rulebook.calendar_of(self, text.version).await?);
        }
        let keys = self.keys().ok().cloned();
        let has = |id: &str| keys.as_ref().is_some_and(|keys| keys.fingerprint(id).is_some());
        let known = self.key_ids().await?.into_iter().map(|(id, _)| id);
        let absent = known.filter(|id| !has(id)).collect();
        let lost = self.lost_keys().await?.into_iter().map(|(id, _)| id).collect();
        Ok(Proofs { keys, absent, lost, standards, calendars })
    }

    /// Walks every card and compares with the checkpoint, where there is one. The keys may be missing: then the report
    /// says what it cannot prove.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`], or [`StorageError::Corrupt`] for a standard, a calendar or a key id.
    pub async fn verify(&self, checkpoint: Option<&Checkpoint>) -> Result<VerifyReport, StorageError> {
        let proofs = self.proofs().await?;
        let mut report = VerifyReport::empty();
        let some = format!("select {} from dossiers d where d.id > $1 order by d.id limit $2", *ROW_COLUMNS);
        read_tx!(self, |tx| {
            let mut after = String::new();
            loop {
                let rows: Vec<DossierRow> = sqlx::query_as(sqlx::AssertSqlSafe(some.as_str()))
                    .bind(&after)
                    .bind(AT_A_TIME)
                    .fetch_all(&mut *tx)
                    .await?;
                // The last page reaches to the end, so that cards without a dossier are found too.
                let is_last = rows.is_empty();
                let to = rows.last().map(|row| row.id.clone()).unwrap_or_default();
                let page = Page {
                    rows,
                    cards: sqlx::query_as(CARDS).bind(&after).bind(&to).fetch_all(&mut *tx).await?,
                    facts: sqlx::query_as(FACTS).bind(&after).bind(&to).fetch_all(&mut *tx).await?,
                    visits: sqlx::query_as(VISITS).bind(&after).bind(&to).fetch_all(&mut *tx).await?,
                };
                walk::page(&proofs, &page, &mut report);
                if is_last {
                    break;
                }
                after = to;
            }
            let days: i64 = sqlx::query_scalar(DIFFERENT_DAYS).fetch_one(&mut *tx).await?;
            report.different_days = u64::try_from(days).unwrap_or(0);
            let gone: Vec<(String, String)> = sqlx::query_as(VANISHED).fetch_all(&mut *tx).await?;
            report.vanished =
                gone.into_iter().map(|(number, dossier)| Vanished { number, dossier }).collect();
        });
        for head in self.series_heads().await? {
            let missing = self.gaps(&head).await?;
            if !missing.is_empty() {
                report.gaps.push(SeriesGaps { head, missing });
            }
        }
        if let Some(checkpoint) = checkpoint {
            let missing = self.missing_against(checkpoint).await?;
            report.completeness = if missing.is_empty() {
                Completeness::Since { since: checkpoint.since, newest: checkpoint.written_at }
            } else {
                Completeness::Missing(missing)
            };
        }
        Ok(report)
    }

    /// Walks the card of one dossier: what a print of it says of its chain. Completeness is not looked at.
    ///
    /// # Errors
    /// As [`Store::verify`].
    pub async fn verify_card(&self, id: &DossierId) -> Result<VerifyReport, StorageError> {
        let proofs = self.proofs().await?;
        let one = format!("select {} from dossiers d where d.id = $1", *ROW_COLUMNS);
        let page = read_tx!(self, |tx| {
            let id = id.as_str();
            Page {
                rows: sqlx::query_as(sqlx::AssertSqlSafe(one.as_str())).bind(id).fetch_all(&mut *tx).await?,
                cards: sqlx::query_as(CARD).bind(id).fetch_all(&mut *tx).await?,
                facts: sqlx::query_as(FACTS_OF).bind(id).fetch_all(&mut *tx).await?,
                visits: sqlx::query_as(VISITS_OF).bind(id).fetch_all(&mut *tx).await?,
            }
        });
        let mut report = VerifyReport::empty();
        walk::page(&proofs, &page, &mut report);
        Ok(report)
    }
}

//! Dossiers and cards as they are read.

use std::sync::LazyLock;

use domain::dossier::Dossier;
use domain::event::Personal;
use domain::id::{AccountId, DossierId};
use domain::person::Nik;
use domain::time::Instant;
use domain::tracking_code::TrackingCode;
use sqlx::AssertSqlSafe;

use crate::access::Reading;
use crate::card::{Card, CardRow, GENESIS};
use crate::column::place;
use crate::db::Store;
use crate::dossier::figures::Figures;
use crate::dossier::row::DossierRow;
use crate::dossier::statement::ROW_COLUMNS;
use crate::dossier::tally::Tally;
use crate::error::StorageError;
use crate::facts::FactsRow;

/// A dossier with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierView {
    /// The dossier.
    pub dossier: Dossier,
    /// Its clocks as they are kept: a stopped one with the calendar by which it was judged.
    pub figures: Figures,
    /// Its returns.
    pub tally: Tally,
}

/// A dossier in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierLine {
    /// The dossier.
    pub id: DossierId,
    /// The service.
    pub service: String,
    /// The register number.
    pub register: String,
    /// When it came in.
    pub submitted_at: Instant,
    /// Whether it has ended.
    pub ended_at: Option<Instant>,
}

/// A file that lies with its applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedLine {
    /// The dossier.
    pub id: DossierId,
    /// Its version when it was listed.
    pub version: u32,
    /// When it was returned.
    pub since: Instant,
}

const WITH_APPLICANTS: &str = "select id, version, since_ms from dossiers \
    where stage = 'with_applicant' and ended_at_ms is null order by since_ms, id";
const NEWEST_ENTRY: &str = "select max(newest_at_ms) from dossiers";
pub(crate) const CARD: &str = "select dossier_id, seq, at_ms, by_json, event_json, version, command_id, calendar_version, \
    facts_row, facts_hash, key_id, previous_mac, mac from card_entries where dossier_id = $1 order by seq";
pub(crate) const FACTS: &str = "select dossier_id, row_no, detail, salt, erased_at_ms from dossier_facts \
    where dossier_id = $1 order by row_no";
const BY_NIK: &str = "select id, service, register, submitted_at_ms, ended_at_ms from dossiers \
    where nik_index = $1 order by submitted_at_ms desc, id desc";

fn by(column: &str) -> String {
    format!("select {} from dossiers d where d.{column} = $1", *ROW_COLUMNS)
}

static BY_ID: LazyLock<String> = LazyLock::new(|| by("id"));
static BY_CODE: LazyLock<String> = LazyLock::new(|| by("code"));
static BY_REGISTER: LazyLock<String> = LazyLock::new(|| by("register"));

type LineRow = (String, String, String, i64, Option<i64>);

pub(crate) fn line((id, service, register, submitted, ended): LineRow) -> Result<DossierLine, StorageError> {
    let at = |column| place("dossiers", column, &id);
    Ok(DossierLine {
        submitted_at: at("submitted_at_ms").instant(submitted)?,
        ended_at: at("ended_at_ms").instant_or_none(ended)?,
        id: at("id").read(DossierId::parse(&id))?,
        service,
        register,
    })
}

impl Store {
    async fn find_row(&self, sql: &'static str, key: &str) -> Result<Option<DossierRow>, StorageError> {
        Ok(read!(self, |conn| {
            sqlx::query_as(AssertSqlSafe(sql)).bind(key).fetch_optional(&mut *conn).await
        })?)
    }

    async fn find(&self, sql: &'static str, key: &str) -> Result<Option<DossierView>, StorageError> {
        let Some(row) = Box::pin(self.find_row(sql, key)).await? else { return Ok(None) };
        let ledger = row.read()?;
        Ok(Some(DossierView { dossier: ledger.dossier, figures: ledger.figures, tally: ledger.tally }))
    }

    /// The dossier with this identity. Who reads it for staff also calls [`Store::log_access`].
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn dossier(&self, id: &DossierId) -> Result<Option<DossierView>, StorageError> {
        self.find(BY_ID.as_str(), id.as_str()).await
    }

    /// The dossier with this tracking code.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn dossier_by_code(&self, code: &TrackingCode) -> Result<Option<DossierView>, StorageError> {
        self.find(BY_CODE.as_str(), code.as_str()).await
    }

    /// The dossier with this register number, as printed.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn dossier_by_register(&self, register: &str) -> Result<Option<DossierView>, StorageError> {
        self.find(BY_REGISTER.as_str(), register).await
    }

    /// The files that lie with their applicants, the longest waiting first.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn with_applicants(&self) -> Result<Vec<ReturnedLine>, StorageError> {
        let rows: Vec<(String, i64, i64)> =
            read!(self, |conn| sqlx::query_as(WITH_APPLICANTS).fetch_all(&mut *conn).await)?;
        let line = |(id, version, since): (String, i64, i64)| {
            let at = |column| place("dossiers", column, &id);
            Ok(ReturnedLine {
                version: at("version").read(u32::try_from(version))?,
                since: at("since_ms").instant(since)?,
                id: at("id").read(DossierId::parse(&id))?,
            })
        };
        rows.into_iter().map(line).collect()
    }

    /// The instant of the newest entry on any card, none where there is no dossier.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn newest_entry(&self) -> Result<Option<Instant>, StorageError> {
        let newest: Option<i64> =
            read!(self, |conn| sqlx::query_scalar(NEWEST_ENTRY).fetch_one(&mut *conn).await)?;
        place("dossiers", "newest_at_ms", "the newest").instant_or_none(newest)
    }

    /// The dossiers of a person, newest first. The NIK is looked up by its keyed code under every key of the office.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`], [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn dossiers_of(&self, nik: &Nik) -> Result<Vec<DossierLine>, StorageError> {
        let indexes = self.keys()?.nik_indexes(nik);
        let mut lines = Vec::new();
        read!(self, |conn| for index in &indexes {
            let rows: Vec<LineRow> = sqlx::query_as(BY_NIK).bind(index).fetch_all(&mut *conn).await?;
            lines.extend(rows.into_iter().map(line).collect::<Result<Vec<_>, _>>()?);
        });
        lines.sort_by(|a, b| b.submitted_at.cmp(&a.submitted_at).then_with(|| b.id.cmp(&a.id)));
        Ok(lines)
    }

    /// All sixteen digits of the applicant's NIK; the reading is written to the access log first. None where there is no
    /// such dossier, or its personal data were erased.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn full_nik(
        &self,
        id: &DossierId,
        reader: &AccountId,
        now: Instant,
    ) -> Result<Option<Nik>, StorageError> {
        let Some(facts) = self.dossier(id).await?.and_then(|found| found.dossier.facts) else {
            return Ok(None);
        };
        self.log_access(reader, id, Reading::FullNik, now).await?;
        Ok(Some(facts.nik))
    }

    async fn card_rows(&self, id: &DossierId) -> Result<(Vec<CardRow>, Vec<FactsRow>), StorageError> {
        Ok(read_tx!(self, |tx| {
            let rows: Vec<CardRow> = sqlx::query_as(CARD).bind(id.as_str()).fetch_all(&mut *tx).await?;
            let facts: Vec<FactsRow> = sqlx::query_as(FACTS).bind(id.as_str()).fetch_all(&mut *tx).await?;
            (rows, facts)
        }))
    }

    /// The control card of a dossier; without entries where there is no such dossier.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn card(&self, id: &DossierId) -> Result<Card, StorageError> {
        let (rows, facts) = Box::pin(self.card_rows(id)).await?;
        let head = rows.last().map_or_else(|| GENESIS.to_owned(), |row| row.mac.clone());
        let read = |row: CardRow| row.read(personal(&row, &facts)?);
        Ok(Card { entries: rows.into_iter().map(read).collect::<Result<_, _>>()?, head })
    }
}

/// The personal part that an entry names.
pub(crate) fn personal(row: &CardRow, facts: &[FactsRow]) -> Result<Personal, StorageError> {
    let Some(no) = row.facts_row else { return Ok(Personal::None) };
    let found = facts.iter().find(|facts| facts.row_no == no && facts.dossier_id == row.dossier_id);
    let missing = || StorageError::corrupt("dossier_facts", "row_no", format!("{}/{no}", row.dossier_id));
    found.ok_or_else(missing)?.read()
}

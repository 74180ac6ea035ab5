//! Issued licences: the file of each with the facts that made it, and what a number leads to.

use chrono::NaiveDate;
use domain::dossier::Dossier;
use domain::event::Act;
use domain::id::DossierId;
use domain::licence::{IssuedLetter, Licence};
use domain::person::PersonName;
use domain::refusal::Refusal;
use domain::standard::ServiceStandard;
use domain::time::{Instant, ms_of};

use crate::column::place;
use crate::db::Store;
use crate::dossier::advance::Change;
use crate::error::StorageError;
use crate::rulebook::Rulebook;
use crate::write_error::WriteError;

/// A letter as it is issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedLetter {
    /// What the card keeps of it.
    pub letter: IssuedLetter,
    /// The facts of the sheet, as the template got them. Shape: JSON.
    pub facts: String,
    /// What the QR on it says.
    pub qr: String,
    /// The version of the program that printed it.
    pub program: String,
    /// The file.
    pub file: Vec<u8>,
}

/// Why there is no letter: nothing is written then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintFault {
    /// It could not be set; what is wrong, for who looks after the templates.
    #[error("the letter could not be printed: {0}")]
    NotSet(String),
    /// It changed since it was signed electronically, before the act.
    #[error("the letter is another than the one that was signed")]
    Outdated,
}

/// Prints the letter in the act that completes it. It may take some milliseconds, in which no other act is written.
pub trait Printer: std::fmt::Debug + Sync {
    /// Prints the letter of a dossier that is signed and numbered. `date` is the local date of the signature.
    ///
    /// # Errors
    /// [`PrintFault`]; the act is then not made.
    fn print(
        &self,
        standard: &ServiceStandard,
        dossier: &Dossier,
        date: NaiveDate,
    ) -> Result<PrintedLetter, PrintFault>;
}

/// What a licence number leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The dossier.
    pub dossier: DossierId,
    /// The service.
    pub service: String,
    /// The version of the standard that the dossier pins.
    pub standard: u32,
    /// The holder's name; empty where it was erased.
    pub name: PersonName,
    /// The issued licence, none where its letter is not issued.
    pub licence: Option<Licence>,
    /// Whether the number is void: the application ended otherwise.
    pub is_void: bool,
}

/// An issued file with the facts that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptLetter {
    /// The entry of the card that issued it.
    pub entry: u32,
    /// The facts of the sheet. Shape: JSON.
    pub facts: String,
    /// What the QR on it says, none of a letter that was issued before it was kept.
    pub qr: Option<String>,
    /// The version of the program that printed it.
    pub program: String,
    /// The file's hash.
    pub sha256: String,
    /// The file.
    pub file: Vec<u8>,
}

const KEEP: &str = "insert into issued_letters (dossier_id, entry, facts, program, sha256, file, issued_at_ms, qr) \
    values ($1, $2, $3, $4, $5, $6, $7, $8)";
const FIND: &str = "select d.id, d.service, d.standard_version, d.name_front, d.name, d.name_back, d.licence, \
    n.voided_at_ms from numbers n join dossiers d on d.id = n.dossier_id \
    where n.number = $1 and n.series <> 'register' order by n.given_at_ms desc limit 1";
const BY_HASH: &str = "select d.id, d.service, d.standard_version, d.name_front, d.name, d.name_back, d.licence, \
    n.voided_at_ms from issued_letters l join dossiers d on d.id = l.dossier_id \
    left join numbers n on n.number = d.licence_number and n.dossier_id = d.id and n.series <> 'register' \
    where l.sha256 = $1 limit 1";
const KEPT: &str = "select entry, facts, qr, program, sha256, file from issued_letters \
    where dossier_id = $1 and entry = $2 and erased_at_ms is null";
const UNISSUED: &str = "select id from dossiers where licence is null and licence_number is not null \
    order by submitted_at_ms desc limit $1";
const SUCCEEDED: &str = "select p.id, p.version, d.licence_number from dossiers d join dossiers p on p.id = d.predecessor \
    where d.licence_state = 'standing' and p.licence_state in ('standing', 'ordered') order by d.id limit 100";
const KEPT_BACK: &str = "select id, version from dossiers \
    where licence_state in ('ordered', 'revoked', 'replaced') and stage = 'ready' order by id limit 100";

#[derive(sqlx::FromRow)]
struct FoundRow {
    id: String,
    service: String,
    standard_version: i64,
    name_front: String,
    name: String,
    name_back: String,
    licence: Option<String>,
    voided_at_ms: Option<i64>,
}

impl FoundRow {
    fn read(self) -> Result<Found, StorageError> {
        let at = |column| place("dossiers", column, &self.id);
        let licence = self.licence.as_deref().map(serde_json::from_str).transpose();
        Ok(Found {
            dossier: at("id").read(DossierId::parse(&self.id))?,
            standard: at("standard_version").read(u32::try_from(self.standard_version))?,
            licence: at("licence").read(licence)?,
            service: self.service,
            name: PersonName { front: self.name_front, name: self.name, back: self.name_back },
            is_void: self.voided_at_ms.is_some(),
        })
    }
}

/// Keeping an issued file, inside a transaction of [`write_tx!`].
pub(crate) trait Keeping {
    fn keep_letter(
        &mut self,
        dossier: &str,
        entry: u32,
        letter: &PrintedLetter,
        at: Instant,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;
}

on_both! {
    impl Keeping {
        async fn keep_letter(
            &mut self,
            dossier: &str,
            entry: u32,
            letter: &PrintedLetter,
            at: Instant,
        ) -> Result<(), StorageError> {
            sqlx::query(KEEP)
                .bind(dossier)
                .bind(i64::from(entry))
                .bind(&letter.facts)
                .bind(&letter.program)
                .bind(&letter.letter.sha256)
                .bind(&letter.file)
                .bind(ms_of(at))
                .bind(&letter.qr)
                .execute(&mut *self)
                .await?;
            Ok(())
        }
    }
}

impl Store {
    /// What a licence number leads to, none where it was never given.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn licence(&self, number: &str) -> Result<Option<Found>, StorageError> {
        let row: Option<FoundRow> =
            read!(self, |conn| sqlx::query_as(FIND).bind(number).fetch_optional(&mut *conn).await)?;
        row.map(FoundRow::read).transpose()
    }

    /// The licence whose issued file has this hash, none where no file ever had it.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn licence_of_file(&self, sha256: &str) -> Result<Option<Found>, StorageError> {
        let row: Option<FoundRow> =
            read!(self, |conn| sqlx::query_as(BY_HASH).bind(sha256).fetch_optional(&mut *conn).await)?;
        row.map(FoundRow::read).transpose()
    }

    /// The issued file of a licence, none where it was erased.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn letter(&self, dossier: &DossierId, entry: u32) -> Result<Option<KeptLetter>, StorageError> {
        type Row = (i64, String, Option<String>, String, String, Vec<u8>);
        let row: Option<Row> = read!(self, |conn| sqlx::query_as(KEPT)
            .bind(dossier.as_str())
            .bind(i64::from(entry))
            .fetch_optional(&mut *conn)
            .await)?;
        row.map(|(entry, facts, qr, program, sha256, file)| {
            let entry = place("issued_letters", "entry", dossier.as_str()).read(u32::try_from(entry))?;
            Ok(KeptLetter { entry, facts, qr, program, sha256, file })
        })
        .transpose()
    }

    /// Dossiers with a number and without an issued letter, the newest first, at most `limit`. Not all of them are due: a
    /// number may wait for its signature, or be void.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn unissued(&self, limit: u16) -> Result<Vec<DossierId>, StorageError> {
        let ids: Vec<String> = read!(self, |conn| sqlx::query_scalar(UNISSUED)
            .bind(i64::from(limit))
            .fetch_all(&mut *conn)
            .await)?;
        ids.into_iter().map(|id| place("dossiers", "id", &id).read(DossierId::parse(&id))).collect()
    }

    /// Issues the letter of a dossier that was signed and numbered when no printer was at hand.
    ///
    /// # Errors
    /// [`WriteError::Refused`] where the letter is not due, or what the store could not do.
    pub async fn issue(
        &self,
        rulebook: &Rulebook,
        dossier: &DossierId,
        printer: &dyn Printer,
        now: Instant,
    ) -> Result<Dossier, WriteError> {
        let seen = self.dossier(dossier).await?.ok_or(WriteError::NotFound)?.dossier.standing.version;
        let change = Change { dossier, seen, id: None, account: None, printer: Some(printer), copy: None };
        let due = |_: &ServiceStandard, dossier: &Dossier| {
            if domain::licence::is_due(dossier) { Ok(Vec::new()) } else { Err(Refusal::NotIssued) }
        };
        Ok(self.change(rulebook, &change, due, now).await?.dossier)
    }

    /// Ends the licences whose successors were issued; answers how many. Done again, it finds nothing.
    ///
    /// # Errors
    /// What the store could not do.
    pub async fn supersede(&self, rulebook: &Rulebook, now: Instant) -> Result<usize, StorageError> {
        let rows: Vec<(String, i64, String)> =
            read!(self, |conn| sqlx::query_as(SUCCEEDED).fetch_all(&mut *conn).await)?;
        let mut count = 0;
        for (id, version, number) in rows {
            let rule = |dossier: &Dossier| domain::licence::superseded(dossier, &number);
            count += usize::from(self.by_rule(rulebook, &id, version, rule, now).await?);
        }
        Ok(count)
    }

    /// Ends the dossiers whose licences were ended while they waited at the counter, and that did not end with them; answers
    /// how many. Done again, it finds nothing.
    ///
    /// # Errors
    /// What the store could not do.
    pub async fn keep_back(&self, rulebook: &Rulebook, now: Instant) -> Result<usize, StorageError> {
        let rows: Vec<(String, i64)> =
            read!(self, |conn| sqlx::query_as(KEPT_BACK).fetch_all(&mut *conn).await)?;
        let mut count = 0;
        for (id, version) in rows {
            let rule = domain::licence::not_delivered;
            count += usize::from(self.by_rule(rulebook, &id, version, rule, now).await?);
        }
        Ok(count)
    }

    /// An act of the program's own on a dossier; whether it was done.
    async fn by_rule(
        &self,
        rulebook: &Rulebook,
        id: &str,
        version: i64,
        rule: impl Fn(&Dossier) -> Result<Act, Refusal> + Sync,
        now: Instant,
    ) -> Result<bool, StorageError> {
        let at = |column| place("dossiers", column, id);
        let dossier = at("id").read(DossierId::parse(id))?;
        let seen = at("version").read(u32::try_from(version))?;
        let change = Change { dossier: &dossier, seen, id: None, account: None, printer: None, copy: None };
        let rule = |_: &ServiceStandard, dossier: &Dossier| rule(dossier).map(|act| vec![act]);
        match self.change(rulebook, &change, rule, now).await {
            Ok(_) => Ok(true),
            Err(WriteError::Store(error)) => Err(error),
            // Somebody was quicker: the next look tells whether anything is left.
            Err(_) => Ok(false),
        }
    }
}

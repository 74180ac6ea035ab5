//! A change to a dossier: one transaction that loads, decides, appends, updates and commits.

use std::sync::LazyLock;

use domain::command::Command;
use domain::dossier::Dossier;
use domain::event::{Act, Personal};
use domain::id::{AccountId, CommandId, DossierId};
use domain::refusal::Refusal;
use domain::role::Actor;
use domain::standard::ServiceStandard;
use domain::time::Instant;
use domain::transition::{close, decide, entry_instant};
use sqlx::AssertSqlSafe;

use crate::card::CardRow;
use crate::db::Store;
use crate::dossier::carry::{Before, Carrying, answer_to};
use crate::dossier::ledger::Pen;
use crate::dossier::row::DossierRow;
use crate::dossier::statement::{DossierSql, ROW_COLUMNS};
use crate::error::StorageError;
use crate::licence::Printer;
use crate::rulebook::{Rulebook, VersionedCalendar};
use crate::signed_copy::Brought;
use crate::write_error::{Conflict, WriteError};

/// A command as it comes in.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The dossier.
    pub dossier: &'a DossierId,
    /// The version of the dossier that the actor saw.
    pub seen: u32,
    /// The command's own id: repeated, it gets the first answer.
    pub id: &'a CommandId,
    /// Who asks, with the rights of this day.
    pub actor: &'a Actor,
    /// What is asked.
    pub command: &'a Command,
    /// What prints the letter where the command completes it; where there is none, the letter is issued later.
    pub printer: Option<&'a dyn Printer>,
}

/// A change that somebody else than an officer makes: the applicant by the public form, or the program by a rule.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The dossier.
    pub dossier: &'a DossierId,
    /// The version of the dossier that the change is about.
    pub seen: u32,
    /// The command's own id, none for the program.
    pub id: Option<&'a CommandId>,
    /// The account that asks, none for the applicant and the program.
    pub account: Option<&'a AccountId>,
    /// What prints the letter where the change completes it.
    pub printer: Option<&'a dyn Printer>,
    /// The scan that the change keeps beside its entry.
    pub copy: Option<Brought<'a>>,
}

/// Whether a command is answered for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was carried out now.
    First,
    /// It was carried out before, and gets the same answer.
    Repeated,
}

/// What a command came to.
#[derive(Clone, Debug)]
pub struct Advanced {
    /// The dossier as it is now.
    pub dossier: Dossier,
    /// The version that the command made.
    pub version: u32,
    /// Whether it made it now.
    pub answer: Answer,
}

/// The columns beside a dossier's row that a change needs.
#[derive(Debug, sqlx::FromRow)]
struct Loaded {
    #[sqlx(flatten)]
    row: DossierRow,
    head: Option<String>,
    newest_calendar: Option<i64>,
    answered: Option<String>,
    answered_dossier: Option<String>,
    answered_account: Option<String>,
    answered_version: Option<i64>,
    answered_refusal: Option<String>,
}

static LOAD: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, (select mac from card_entries where dossier_id = d.id and seq = d.entries) as head, \
         (select max(version) from calendars) as newest_calendar, c.id as answered, \
         c.dossier_id as answered_dossier, c.account_id as answered_account, c.version as answered_version, \
         c.refusal as answered_refusal from dossiers d left join commands c on c.id = $2 where d.id = $1",
        *ROW_COLUMNS
    )
});
const NEWEST: &str = "select dossier_id, seq, at_ms, by_json, event_json, version, command_id, calendar_version, \
    facts_row, facts_hash, key_id, previous_mac, mac from card_entries where dossier_id = $1 \
    order by seq desc limit 1";
const NAME: &str = "select name from accounts where id = $1";

/// How an attempt ended.
enum Attempt {
    Done(Box<Advanced>),
    Refused(Refusal),
    /// The standard was not read yet.
    LacksStandard(String, u32),
    /// The calendar was not read yet.
    LacksCalendar(i64),
    /// Another transaction changed the row between reading and writing.
    Overtaken,
    /// The version is not the one that was seen.
    Stale,
}

impl Loaded {
    /// The first answer to a command that was carried out before.
    fn first_answer(&self, change: &Change<'_>) -> Result<Option<Attempt>, WriteError> {
        if self.answered.is_none() {
            return Ok(None);
        }
        let is_same = self.answered_dossier.as_deref() == Some(change.dossier.as_str())
            && self.answered_account.as_deref() == change.account.map(AccountId::as_str);
        if !is_same {
            return Err(WriteError::UsedId);
        }
        let corrupt =
            || StorageError::corrupt("commands", "refusal", self.answered.clone().unwrap_or_default());
        if let Some(refusal) = &self.answered_refusal {
            return Ok(Some(Attempt::Refused(serde_json::from_str(refusal).map_err(|_| corrupt())?)));
        }
        let version = self.answered_version.and_then(|version| u32::try_from(version).ok());
        Ok(Some(Attempt::Done(Box::new(Advanced {
            dossier: self.row.read()?.dossier,
            version: version.ok_or_else(corrupt)?,
            answer: Answer::Repeated,
        }))))
    }
}

impl Store {
    /// Carries out a command of an officer.
    ///
    /// The newest calendar times what runs on; the rulebook keeps what was read of standards and calendars.
    ///
    /// # Errors
    /// [`WriteError::Refused`] by a rule, [`WriteError::Conflict`] where the dossier was changed since it was seen,
    /// [`WriteError::NotFound`], or what the store could not do.
    pub async fn advance(
        &self,
        rulebook: &Rulebook,
        order: &Order<'_>,
        now: Instant,
    ) -> Result<Advanced, WriteError> {
        let change = Change {
            dossier: order.dossier,
            seen: order.seen,
            id: Some(order.id),
            account: Some(&order.actor.account),
            printer: order.printer,
            copy: None,
        };
        let rule = |standard: &ServiceStandard, dossier: &Dossier| {
            decide(standard, dossier, order.actor, order.command, now)
        };
        self.change(rulebook, &change, rule, now).await
    }

    /// Closes a file that was not completed in time, if its version is still that of the return.
    ///
    /// # Errors
    /// As [`Store::advance`].
    pub async fn close_incomplete(
        &self,
        rulebook: &Rulebook,
        dossier: &DossierId,
        seen: u32,
        now: Instant,
    ) -> Result<Advanced, WriteError> {
        let change = Change { dossier, seen, id: None, account: None, printer: None, copy: None };
        self.change(rulebook, &change, |_, dossier| close(dossier), now).await
    }

    /// Makes the change that `rule` decides on the dossier as it is.
    ///
    /// # Errors
    /// As [`Store::advance`].
    pub async fn change<R>(
        &self,
        rulebook: &Rulebook,
        change: &Change<'_>,
        rule: R,
        now: Instant,
    ) -> Result<Advanced, WriteError>
    where
        R: Fn(&ServiceStandard, &Dossier) -> Result<Vec<Act>, Refusal> + Sync,
    {
        loop {
            match Box::pin(self.attempt(rulebook, change, &rule, now)).await? {
                Attempt::Done(advanced) => return Ok(*advanced),
                Attempt::Refused(refusal) => return Err(WriteError::Refused(refusal)),
                Attempt::LacksStandard(service, version) => {
                    rulebook.standard(self, &service, version).await?;
                }
                Attempt::LacksCalendar(version) => {
                    rulebook.calendar_of(self, version).await?;
                }
                Attempt::Overtaken => {}
                Attempt::Stale => return Err(Box::pin(self.conflict(change.dossier)).await?),
            }
        }
    }

    async fn attempt<R>(
        &self,
        rulebook: &Rulebook,
        change: &Change<'_>,
        rule: &R,
        now: Instant,
    ) -> Result<Attempt, WriteError>
    where
        R: Fn(&ServiceStandard, &Dossier) -> Result<Vec<Act>, Refusal> + Sync,
    {
        let keys = self.keys()?;
        let done = write_tx!(self, |tx| {
            let loaded: Option<Loaded> = sqlx::query_as(AssertSqlSafe(LOAD.as_str()))
                .bind(change.dossier.as_str())
                .bind(change.id.map(CommandId::as_str))
                .fetch_optional(&mut *tx)
                .await?;
            let loaded = loaded.ok_or(WriteError::NotFound)?;
            if let Some(answer) = loaded.first_answer(change)? {
                return Ok(answer);
            }
            let ledger = loaded.row.read()?;
            if ledger.dossier.standing.version != change.seen {
                return Ok(Attempt::Stale);
            }
            let (service, version) = (&ledger.dossier.service, ledger.dossier.standard);
            let Some(standard) = rulebook.kept_standard(service, version) else {
                return Ok(Attempt::LacksStandard(service.clone(), version));
            };
            let newest = loaded.newest_calendar;
            let version = newest.ok_or_else(|| StorageError::invalid("calendar", "no calendar is loaded"))?;
            let Some(calendar) = rulebook.kept_calendar(version) else {
                return Ok(Attempt::LacksCalendar(version));
            };
            let calendar = VersionedCalendar { version, calendar };
            let pen = Pen { keys, standard: &standard, calendar: &calendar };
            let at = entry_instant(Some(ledger.dossier.newest_at), now);
            match rule(&standard, &ledger.dossier) {
                Err(refusal) => {
                    if let Some(mut answer) = answer_to(change, at) {
                        let text = serde_json::to_string(&refusal).expect("a refusal is plain data");
                        answer.refusal = Some(text);
                        tx.keep_answer(&answer).await?;
                    }
                    Attempt::Refused(refusal)
                }
                Ok(acts) => {
                    let missing = || StorageError::corrupt("card_entries", "mac", change.dossier.as_str());
                    let head = loaded.head.as_deref().ok_or_else(missing)?;
                    let before = Before { row: &loaded.row, ledger, head };
                    match tx.carry_out(pen, before, acts, change, at).await? {
                        Some(dossier) => {
                            let version = dossier.standing.version;
                            Attempt::Done(Box::new(Advanced { dossier, version, answer: Answer::First }))
                        }
                        None => return Ok(Attempt::Overtaken),
                    }
                }
            }
        });
        Ok(done)
    }

    /// What a colleague did since the caller saw the dossier.
    async fn conflict(&self, dossier: &DossierId) -> Result<WriteError, WriteError> {
        let (entry, name) = read_tx!(self, |tx| {
            let row: Option<CardRow> =
                sqlx::query_as(NEWEST).bind(dossier.as_str()).fetch_optional(&mut *tx).await?;
            let row = row.ok_or_else(|| StorageError::corrupt("card_entries", "seq", dossier.as_str()))?;
            let entry = row.read(Personal::None)?;
            let name: Option<String> = match entry.by.hand() {
                None => None,
                Some(hand) => {
                    sqlx::query_scalar(NAME).bind(hand.account.as_str()).fetch_optional(&mut *tx).await?
                }
            };
            (entry, name)
        });
        let conflict =
            Conflict { version: entry.version, by: entry.by, name, event: entry.event, at: entry.at };
        Ok(WriteError::Conflict(Box::new(conflict)))
    }
}

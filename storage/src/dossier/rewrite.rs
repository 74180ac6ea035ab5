//! Changes that the program makes to many dossiers: new keys after a loss, a new calendar, the retention rule.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::event::{Act, By, ClockMove, ClockName, Event};
use domain::id::DossierId;
use domain::my_desk::Lies;
use domain::time::{Instant, ms_of};
use domain::transition::entry_instant;
use sqlx::AssertSqlSafe;

use crate::db::Store;
use crate::dossier::figures::Figures;
use crate::dossier::ledger::{Ledger, Pen};
use crate::dossier::row::DossierRow;
use crate::dossier::statement::{DossierSql, ROW_COLUMNS};
use crate::error::StorageError;
use crate::event_log::{Logbook, Moved};
use crate::keys::Keys;
use crate::rulebook::{Rulebook, VersionedCalendar, VersionedStandard};

/// Dossiers in memory at a time.
const AT_A_TIME: i64 = 100;

static SOME: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select {}, e.mac as head, e.key_id as head_key from dossiers d \
         left join card_entries e on e.dossier_id = d.id and e.seq = d.entries \
         where d.id > $1 and ($3 = 0 or (d.ended_at_ms is null and d.calendar_version <> $3)) \
         order by d.id limit $2",
        *ROW_COLUMNS
    )
});
static ONE: LazyLock<String> =
    LazyLock::new(|| format!("select {} from dossiers d where d.id = $1", *ROW_COLUMNS));
const ERASE: &str = "update dossier_facts set detail = null, salt = null, erased_at_ms = $2 \
    where dossier_id = $1 and detail is not null";

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Headed {
    #[sqlx(flatten)]
    row: DossierRow,
    head: Option<String>,
    head_key: Option<String>,
}

impl Headed {
    fn head(&self) -> Result<&str, StorageError> {
        self.head.as_deref().ok_or_else(|| StorageError::corrupt("card_entries", "mac", &self.row.id))
    }
}

/// The clocks of one dossier that a calendar moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedClocks {
    /// The dossier.
    pub dossier: DossierId,
    /// Its register number.
    pub register: String,
    /// The clocks.
    pub moves: Vec<ClockMove>,
}

/// The standards that open dossiers may pin, read before a transaction begins.
pub(crate) type Standards = HashMap<(String, u32), VersionedStandard>;

fn moves(before: &Figures, after: &Figures, because: &str) -> Vec<ClockMove> {
    let clocks = [
        (ClockName::Promise, before.promise.due_at, after.promise.due_at),
        (ClockName::Legal, before.legal.due_at, after.legal.due_at),
        (ClockName::Step, before.step_due_at, after.step_due_at),
    ];
    let moved = clocks.into_iter().filter(|(_, from, to)| from != to);
    moved.map(|(clock, from, to)| ClockMove { clock, from, to, because: because.to_owned() }).collect()
}

fn by_system(event: Event) -> Vec<Act> {
    vec![Act { by: By::System, event, detail: None }]
}

/// What is to be logged of a dossier that was rewritten.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    dossier: String,
    version: i64,
    moved: Moved,
    at_ms: i64,
}

/// By what many dossiers are rewritten.
#[derive(Clone, Copy)]
pub(crate) struct Rewrite<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) standards: &'a Standards,
    pub(crate) calendar: &'a VersionedCalendar,
    pub(crate) now: Instant,
}

impl<'a> Rewrite<'a> {
    fn pen(self, ledger: &Ledger) -> Result<Pen<'a>, StorageError> {
        let key = (ledger.dossier.service.clone(), ledger.dossier.standard);
        let missing = || StorageError::corrupt("dossiers", "standard_version", ledger.dossier.id.as_str());
        let standard = self.standards.get(&key).ok_or_else(missing)?;
        Ok(Pen { keys: self.keys, standard: &standard.standard, calendar: self.calendar })
    }
}

/// Rewriting inside a transaction of [`write_tx!`].
pub(crate) trait Rewriting {
    /// Appends what the program did to a dossier and updates its row. Answers what is to be logged once every row is
    /// written; none where somebody changed the dossier since it was read, and nothing was written.
    fn rewrite(
        &mut self,
        by: Rewrite<'_>,
        headed: &Headed,
        ledger: Ledger,
        event: Event,
    ) -> impl Future<Output = Result<Option<Line>, StorageError>> + Send;

    /// Logs what was rewritten. The last statements of a transaction: others wait from the first of them on, and must not
    /// hold a row that is yet to be written.
    fn log_lines(&mut self, lines: &[Line]) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Times the open clocks of every open dossier by a calendar; each dossier whose clocks moved gets an entry.
    fn retime(
        &mut self,
        by: Rewrite<'_>,
        because: &str,
    ) -> impl Future<Output = Result<Vec<MovedClocks>, StorageError>> + Send;
}

on_both! {
    impl Rewriting {
        async fn rewrite(
            &mut self,
            by: Rewrite<'_>,
            headed: &Headed,
            mut ledger: Ledger,
            event: Event,
        ) -> Result<Option<Line>, StorageError> {
            let pen = by.pen(&ledger)?;
            let at = entry_instant(Some(ledger.dossier.newest_at), by.now);
            let place = Moved::place(&ledger.dossier.standing);
            let appended = ledger.append(pen, headed.head()?, by_system(event), at, None)?;
            ledger.settle(pen)?;
            let row = DossierRow::of(&ledger, ledger.nik_index(by.keys), by.calendar);
            if !self.update_dossier(&row, headed.row.seen()).await? {
                return Ok(None);
            }
            self.append_cards(&appended.cards).await?;
            let lies = Lies::under(pen.standard, &ledger.dossier.standing);
            let moved = Moved {
                service: row.service.clone(),
                was: Some(place.clone()),
                is: place,
                lay: Some(lies.clone()),
                lies,
            };
            Ok(Some(Line { dossier: row.id, version: row.version, moved, at_ms: ms_of(at) }))
        }

        async fn log_lines(&mut self, lines: &[Line]) -> Result<(), StorageError> {
            for line in lines {
                self.log_event(&line.dossier, line.version, &line.moved, line.at_ms).await?;
            }
            Ok(())
        }

        async fn retime(&mut self, by: Rewrite<'_>, because: &str) -> Result<Vec<MovedClocks>, StorageError> {
            let calendar = u32::try_from(by.calendar.version)
                .map_err(|_| StorageError::corrupt("calendars", "version", by.calendar.version.to_string()))?;
            let (mut all, mut lines) = (Vec::new(), Vec::new());
            let (mut after, mut is_overtaken) = (String::new(), false);
            loop {
                let some: Vec<Headed> = sqlx::query_as(AssertSqlSafe(SOME.as_str()))
                    .bind(&after)
                    .bind(AT_A_TIME)
                    .bind(by.calendar.version)
                    .fetch_all(&mut *self)
                    .await?;
                let Some(last) = some.last() else {
                    // Whoever was quicker wrote by the old calendar: once more, as it is now.
                    if is_overtaken {
                        (after, is_overtaken) = (String::new(), false);
                        continue;
                    }
                    self.log_lines(&lines).await?;
                    return Ok(all);
                };
                after.clone_from(&last.row.id);
                for headed in &some {
                    let ledger = headed.row.read()?;
                    let mut timed = ledger.clone();
                    timed.settle(by.pen(&ledger)?)?;
                    let moved = moves(&ledger.figures, &timed.figures, because);
                    if moved.is_empty() {
                        let row = DossierRow::of(&timed, headed.row.nik_index.clone(), by.calendar);
                        is_overtaken |= !self.update_dossier(&row, headed.row.seen()).await?;
                        continue;
                    }
                    let told = MovedClocks {
                        dossier: ledger.dossier.id.clone(),
                        register: ledger.dossier.register.clone(),
                        moves: moved.clone(),
                    };
                    match self.rewrite(by, headed, ledger, Event::CalendarMoved { calendar, moved }).await? {
                        Some(line) => {
                            lines.push(line);
                            all.push(told);
                        }
                        None => is_overtaken = true,
                    }
                }
            }
        }
    }
}

impl Store {
    /// Every standard in every version.
    pub(crate) async fn every_standard(&self, rulebook: &Rulebook) -> Result<Standards, StorageError> {
        let mut standards = HashMap::new();
        for text in Box::pin(self.standards()).await? {
            let at = crate::column::place("standards", "version", &text.service);
            let version = at.read(u32::try_from(text.version))?;
            let standard = rulebook.standard(self, &text.service, version).await?;
            standards.insert((text.service, version), standard);
        }
        Ok(standards)
    }

    /// Times the open clocks of every open dossier by the newest calendar, in one transaction; each dossier whose clocks
    /// moved gets one entry that lists them. Done again it finds nothing.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`], [`StorageError::Invalid`] without a calendar.
    pub async fn retime_open_dossiers(
        &self,
        rulebook: &Rulebook,
        because: &str,
        now: Instant,
    ) -> Result<Vec<MovedClocks>, StorageError> {
        let standards = self.every_standard(rulebook).await?;
        let calendar = rulebook.calendar(self).await?;
        let by = Rewrite { keys: self.keys()?, standards: &standards, calendar: &calendar, now };
        Ok(write_tx!(self, |tx| tx.retime(by, because).await?))
    }

    /// After a loss of the keys: writes "kunci diganti" with count and head on every card whose last entry was coded with
    /// a key that is not at hand, and looks up its NIK by the new keys. Done again it goes on where it was cut off.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`], [`StorageError::Invalid`] without a calendar or where a dossier was changed meanwhile.
    pub async fn note_keys_replaced(&self, rulebook: &Rulebook, now: Instant) -> Result<u64, StorageError> {
        let keys = self.keys()?;
        let standards = self.every_standard(rulebook).await?;
        if standards.is_empty() {
            return Ok(0);
        }
        let calendar = rulebook.calendar(self).await?;
        let by = Rewrite { keys, standards: &standards, calendar: &calendar, now };
        let is_ours = |key: Option<&String>| key.is_some_and(|key| keys.fingerprint(key).is_some());
        let (mut count, mut after) = (0, String::new());
        loop {
            let last = write_tx!(self, |tx| {
                let some: Vec<Headed> = sqlx::query_as(AssertSqlSafe(SOME.as_str()))
                    .bind(&after)
                    .bind(AT_A_TIME)
                    .bind(0_i64)
                    .fetch_all(&mut *tx)
                    .await?;
                let mut lines = Vec::new();
                for headed in some.iter().filter(|headed| !is_ours(headed.head_key.as_ref())) {
                    let ledger = headed.row.read()?;
                    let event = Event::KeysReplaced {
                        count: ledger.dossier.entries,
                        head: headed.head()?.to_owned(),
                    };
                    let line = tx.rewrite(by, headed, ledger, event).await?;
                    lines.push(line.ok_or_else(|| {
                        StorageError::invalid("dossiers", "somebody changed one meanwhile; do it again")
                    })?);
                    count += 1;
                }
                tx.log_lines(&lines).await?;
                some.last().map(|headed| headed.row.id.clone())
            });
            match last {
                Some(last) => after = last,
                None => return Ok(count),
            }
        }
    }

    /// Erases the personal data of an ended dossier by the retention rule; its card stays whole. Whether there was
    /// anything to erase.
    ///
    /// # Errors
    /// [`StorageError::Invalid`] for a dossier that is open, [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn erase_personal(
        &self,
        rulebook: &Rulebook,
        id: &DossierId,
        now: Instant,
    ) -> Result<bool, StorageError> {
        let Some(version) = self.dossier(id).await?.map(|found| found.figures.calendar) else {
            return Ok(false);
        };
        // The local dates of the row are those of the calendar it was written under.
        let calendar = rulebook.calendar_of(self, version).await?;
        Box::pin(self.erase(id, &calendar, now)).await
    }

    async fn erase(
        &self,
        id: &DossierId,
        calendar: &VersionedCalendar,
        now: Instant,
    ) -> Result<bool, StorageError> {
        let erased = write_tx!(self, |tx| {
            let row: Option<DossierRow> = sqlx::query_as(AssertSqlSafe(ONE.as_str()))
                .bind(id.as_str())
                .fetch_optional(&mut *tx)
                .await?;
            let Some(row) = row else { return Ok(false) };
            if row.ended_at_ms.is_none() {
                return Err(StorageError::invalid("retention", "an open dossier keeps its personal data"));
            }
            let done = sqlx::query(ERASE).bind(id.as_str()).bind(ms_of(now)).execute(&mut *tx).await?;
            let mut ledger = row.read()?;
            ledger.dossier.facts = None;
            ledger.dossier.notes.clear();
            ledger.dossier.recipient = None;
            ledger.dossier.reason = None;
            tx.update_dossier(&DossierRow::of(&ledger, None, calendar), row.seen()).await?;
            done.rows_affected() > 0
        });
        Ok(erased)
    }
}

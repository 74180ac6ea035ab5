//! Histories written in bulk: dossiers with every entry of their cards, for a demonstration office.

use std::collections::BTreeMap;

use domain::event::Act;
use domain::id::{CommandId, DossierId};
use domain::time::{Instant, ms_of};
use sqlx::AssertSqlSafe;

use crate::card::CardRow;
use crate::db::Store;
use crate::dossier::day::{DayFigures, DaySql, Tell};
use crate::dossier::ledger::{Ledger, Pen};
use crate::dossier::row::DossierRow;
use crate::dossier::statement::{DossierSql, ROWS_AT_ONCE, Values, VisitColumns};
use crate::error::StorageError;
use crate::facts::FactsRow;
use crate::number::{GivenNumber, Numbering};
use crate::rulebook::{VersionedCalendar, VersionedStandard};

/// What one command made of a dossier: its acts, appended in order at one instant, one step of the version.
#[derive(Clone, Debug)]
pub struct ScriptedStep {
    /// The instant; not before that of the step before.
    pub at: Instant,
    /// The command, none for what the program itself did.
    pub command: Option<CommandId>,
    /// What `domain::transition` decided, numbers filled in: `Event::Numbered` carries its number.
    pub acts: Vec<Act>,
}

/// A dossier with the history that made it; the first step is its registration.
#[derive(Clone, Debug)]
pub struct ScriptedDossier {
    /// The identity.
    pub id: DossierId,
    /// The history in its order.
    pub steps: Vec<ScriptedStep>,
    /// The numbers it was given, as `dossier::numbering` spells them: its register number, then its licence number.
    /// Series are lifted to the highest of them; a number that a later end made void carries [`GivenNumber::voided`].
    pub numbers: Vec<GivenNumber>,
}

/// What an import wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Dossiers.
    pub dossiers: u64,
    /// Entries on their cards.
    pub entries: u64,
}

const NUMBER: &str = "insert into numbers (series, year, seq, number, dossier_id, given_at_ms, voided_at_ms, \
    void_reason) values ";
const NUMBER_COLUMNS: usize = 8;

/// What an import writes, made before its transaction begins.
#[derive(Default)]
struct Batch {
    dossiers: Vec<DossierRow>,
    cards: Vec<CardRow>,
    facts: Vec<FactsRow>,
    visits: Vec<VisitColumns>,
    days: DayFigures,
    numbers: Vec<GivenNumber>,
    heads: BTreeMap<(String, i64), i64>,
}

impl Batch {
    fn add(&mut self, pen: Pen<'_>, dossier: ScriptedDossier) -> Result<(), StorageError> {
        let mut steps = dossier.steps.into_iter();
        let empty = || StorageError::invalid("history", "a dossier has at least its registration");
        let first = steps.next().ok_or_else(empty)?;
        let command = first.command.as_ref();
        let (mut ledger, opened) = Ledger::open(pen, dossier.id, first.acts, first.at, command)?;
        let mut head = opened.head;
        self.cards.extend(opened.cards);
        self.facts.extend(opened.facts);
        for step in steps {
            let appended = ledger.append(pen, &head, step.acts, step.at, step.command.as_ref())?;
            head = appended.head;
            self.cards.extend(appended.cards);
            self.facts.extend(appended.facts);
        }
        ledger.settle(pen)?;
        let row = DossierRow::of(&ledger, ledger.nik_index(pen.keys), pen.calendar);
        let visits = ledger.visits_since(pen, &[])?.ended;
        for visit in &visits {
            let visit = VisitColumns::of(&row, visit);
            self.days.visit(&visit, Tell::Add);
            self.visits.push(visit);
        }
        self.days.promise(&row);
        self.dossiers.push(row);
        for number in &dossier.numbers {
            let head = self.heads.entry((number.series.clone(), number.year)).or_default();
            *head = (*head).max(number.seq);
        }
        self.numbers.extend(dossier.numbers);
        Ok(())
    }
}

/// Writing many numbers inside a transaction of [`write_tx!`].
trait NumberRows {
    fn add_numbers(&mut self, rows: &[GivenNumber]) -> impl Future<Output = Result<(), StorageError>> + Send;
}

on_both! {
    impl NumberRows {
        async fn add_numbers(&mut self, rows: &[GivenNumber]) -> Result<(), StorageError> {
            for some in rows.chunks(ROWS_AT_ONCE) {
                let text = format!("{NUMBER}{}", Self::values(some.len(), NUMBER_COLUMNS));
                let mut query = sqlx::query(AssertSqlSafe(text));
                for row in some {
                    query = query
                        .bind(&row.series)
                        .bind(row.year)
                        .bind(row.seq)
                        .bind(&row.number)
                        .bind(row.dossier.as_ref().map(|dossier| dossier.as_str().to_owned()))
                        .bind(ms_of(row.given_at))
                        .bind(row.voided.as_ref().map(|(at, _)| ms_of(*at)))
                        .bind(row.voided.as_ref().map(|(_, reason)| reason.clone()));
                }
                query.execute(&mut *self).await?;
            }
            Ok(())
        }
    }
}

impl Store {
    /// Writes dossiers of one standard with their cards, in one transaction. Some hundreds at a time write fastest.
    /// Neither the event log nor the answers to commands are written: nobody waits for them.
    ///
    /// # Errors
    /// [`StorageError::Invalid`] where a history cannot stand as the rules of projection see it,
    /// [`StorageError::NoKeys`], [`StorageError::Unavailable`].
    pub async fn import(
        &self,
        standard: &VersionedStandard,
        calendar: &VersionedCalendar,
        dossiers: Vec<ScriptedDossier>,
    ) -> Result<Imported, StorageError> {
        let pen = Pen { keys: self.keys()?, standard: &standard.standard, calendar };
        let mut batch = Batch::default();
        for dossier in dossiers {
            batch.add(pen, dossier)?;
        }
        write_tx!(self, |tx| {
            tx.insert_dossiers(&batch.dossiers).await?;
            tx.append_cards(&batch.cards).await?;
            tx.add_facts(&batch.facts).await?;
            tx.add_visits(&batch.visits).await?;
            tx.add_to_days(&batch.days).await?;
            tx.add_numbers(&batch.numbers).await?;
            for ((series, year), last) in &batch.heads {
                tx.raise_series(series, *year, *last).await?;
            }
        });
        Ok(Imported { dossiers: batch.dossiers.len() as u64, entries: batch.cards.len() as u64 })
    }
}

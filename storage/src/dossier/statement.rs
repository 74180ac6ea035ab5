//! The statements of a change, for the transaction of either database.

use std::sync::LazyLock;

use domain::clock::Norm;
use domain::dossier::VisitEnd;
use domain::time::ms_of;
use sqlx::AssertSqlSafe;

use crate::card::CardRow;
use crate::dossier::figures::VisitFigures;
use crate::dossier::row::DossierRow;
use crate::error::StorageError;
use crate::facts::FactsRow;

/// Rows in one statement of many: some 3,000 values, well within what both databases bind.
pub(crate) const ROWS_AT_ONCE: usize = 64;

/// Placeholders for rows of a statement: `($1, $2), ($3, $4)`.
///
/// SQLite takes them without numbers: it looks a numbered one up by walking over all before it, which for a thousand
/// costs more than the writing.
pub(crate) trait Values {
    /// The placeholder at a place, from 1.
    fn placeholder(place: usize) -> String;

    /// Placeholders for so many rows.
    fn values(rows: usize, columns: usize) -> String {
        let row = |row: usize| {
            let names: Vec<String> =
                (1..=columns).map(|column| Self::placeholder(row * columns + column)).collect();
            format!("({})", names.join(", "))
        };
        (0..rows).map(row).collect::<Vec<_>>().join(", ")
    }
}

impl Values for sqlx::SqliteConnection {
    fn placeholder(_: usize) -> String {
        "?".to_owned()
    }
}

impl Values for sqlx::PgConnection {
    fn placeholder(place: usize) -> String {
        format!("${place}")
    }
}

const CARD: &str = "insert into card_entries (dossier_id, seq, at_ms, by_json, event_json, version, command_id, \
    calendar_version, facts_row, facts_hash, key_id, previous_mac, mac) values ";
const CARD_COLUMNS: usize = 13;
const FACTS: &str = "insert into dossier_facts (dossier_id, row_no, detail, salt, erased_at_ms) values ";
const FACTS_COLUMNS: usize = 5;
const VISIT: &str = "insert into visits (dossier_id, no, service, step, step_key, account_id, arrived_at_ms, \
    accepted_at_ms, ended_at_ms, ended_date, end_key, queue_ms, work_ms, norm_unit, norm_amount, verdict, \
    calendar_version) values ";
const VISIT_COLUMNS: usize = 17;
const REOPEN: &str = "delete from visits where dossier_id = $1 and no = $2 returning dossier_id, no, service, step, \
    step_key, account_id, arrived_at_ms, accepted_at_ms, ended_at_ms, ended_date, end_key, queue_ms, work_ms, \
    norm_unit, norm_amount, verdict, calendar_version";
const ANSWER: &str = "insert into commands (id, dossier_id, account_id, at_ms, version, refusal) \
    values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing";
const VOID: &str = "update numbers set voided_at_ms = $2, void_reason = $3 \
    where dossier_id = $1 and series <> 'register' and voided_at_ms is null";

static INSERT: LazyLock<String> = LazyLock::new(|| {
    let columns = [DossierRow::FIXED, DossierRow::CHANGING].concat();
    format!("insert into dossiers ({}) values ", columns.join(", "))
});
static UPDATE: LazyLock<String> = LazyLock::new(|| {
    let set = DossierRow::CHANGING.iter().zip(4..).map(|(column, place)| format!("{column} = ${place}"));
    let set = set.collect::<Vec<_>>().join(", ");
    format!("update dossiers set {set} where id = $1 and version = $2 and calendar_version = $3")
});

/// A row as it was read: its version, and the calendar that timed it. A new calendar rewrites rows without a step of the
/// version where no clock moved; who read such a row before must read it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) version: i64,
    pub(crate) calendar: i64,
}

/// The answer to a command, as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct AnswerRow<'a> {
    pub(crate) command: &'a str,
    pub(crate) dossier: Option<&'a str>,
    pub(crate) account: Option<&'a str>,
    pub(crate) at_ms: i64,
    pub(crate) version: Option<i64>,
    pub(crate) refusal: Option<String>,
}

/// A row of `visits`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct VisitColumns {
    pub(crate) dossier_id: String,
    pub(crate) no: i64,
    pub(crate) service: String,
    pub(crate) step: i64,
    step_key: String,
    account_id: Option<String>,
    arrived_at_ms: i64,
    accepted_at_ms: Option<i64>,
    ended_at_ms: i64,
    pub(crate) ended_date: String,
    end_key: String,
    pub(crate) queue_ms: i64,
    pub(crate) work_ms: i64,
    norm_unit: String,
    norm_amount: i64,
    pub(crate) verdict: Option<String>,
    calendar_version: i64,
}

impl VisitColumns {
    /// The row of a visit that has ended. The account is who accepted the file last.
    pub(crate) fn of(dossier: &DossierRow, figures: &VisitFigures) -> Self {
        let VisitFigures { no, visit, figure, norm, step_key, calendar } = figures;
        let receiver = visit.trays.iter().rev().find_map(|wait| wait.receiver.as_ref());
        let first = visit.trays.first().filter(|wait| wait.receiver.is_some());
        Self {
            dossier_id: dossier.id.clone(),
            no: i64::try_from(*no).unwrap_or(i64::MAX),
            service: dossier.service.clone(),
            step: i64::from(visit.step.0),
            step_key: step_key.clone(),
            account_id: receiver.map(|hand| hand.account.as_str().to_owned()),
            arrived_at_ms: figures.arrived_ms(),
            accepted_at_ms: first.and_then(|wait| wait.to).map(ms_of),
            ended_at_ms: ms_of(figure.ended_at),
            ended_date: figure.date.to_string(),
            end_key: visit_end_key(figure.end).to_owned(),
            queue_ms: figure.waiting.0,
            work_ms: figure.working.0,
            norm_unit: norm_unit(*norm).to_owned(),
            norm_amount: i64::from(norm.amount()),
            verdict: figure.verdict.map(|verdict| verdict.key().to_owned()),
            calendar_version: *calendar,
        }
    }
}

/// As it is stored.
pub(crate) const fn visit_end_key(end: VisitEnd) -> &'static str {
    match end {
        VisitEnd::HandedOver => "handed_over",
        VisitEnd::SentBack => "sent_back",
        VisitEnd::Refused => "refused",
        VisitEnd::Delivered => "delivered",
        VisitEnd::Cut => "cut",
    }
}

pub(crate) const fn norm_unit(norm: Norm) -> &'static str {
    match norm {
        Norm::Minutes(_) => "minutes",
        Norm::WorkingDays(_) => "working_days",
    }
}

/// The statements of a change.
pub(crate) trait DossierSql {
    fn insert_dossiers(
        &mut self,
        rows: &[DossierRow],
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Writes what changed, where the version is still `seen`; otherwise nothing, and the answer is no.
    fn update_dossier(
        &mut self,
        row: &DossierRow,
        seen: Seen,
    ) -> impl Future<Output = Result<bool, StorageError>> + Send;

    fn append_cards(&mut self, rows: &[CardRow]) -> impl Future<Output = Result<(), StorageError>> + Send;

    fn add_facts(&mut self, rows: &[FactsRow]) -> impl Future<Output = Result<(), StorageError>> + Send;

    fn add_visits(&mut self, rows: &[VisitColumns]) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Takes a visit off the figures, since it goes on; the row that it had.
    fn reopen_visit(
        &mut self,
        dossier: &str,
        no: usize,
    ) -> impl Future<Output = Result<Option<VisitColumns>, StorageError>> + Send;

    fn keep_answer(
        &mut self,
        answer: &AnswerRow<'_>,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Voids the licence number of a dossier, where it has one.
    fn void_licence(
        &mut self,
        dossier: &str,
        reason: &str,
        at_ms: i64,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;
}

on_both! {
    impl DossierSql {
        async fn insert_dossiers(&mut self, rows: &[DossierRow]) -> Result<(), StorageError> {
            let columns = DossierRow::FIXED.len() + DossierRow::CHANGING.len();
            for some in rows.chunks(ROWS_AT_ONCE) {
                let text = format!("{}{}", *INSERT, Self::values(some.len(), columns));
                let mut query = sqlx::query(AssertSqlSafe(text));
                for row in some {
                    query = bind_changing!(bind_fixed!(query, row), row);
                }
                query.execute(&mut *self).await?;
            }
            Ok(())
        }

        async fn update_dossier(&mut self, row: &DossierRow, seen: Seen) -> Result<bool, StorageError> {
            let query = sqlx::query(AssertSqlSafe(UPDATE.as_str()))
                .bind(&row.id)
                .bind(seen.version)
                .bind(seen.calendar);
            Ok(bind_changing!(query, row).execute(&mut *self).await?.rows_affected() == 1)
        }

        async fn append_cards(&mut self, rows: &[CardRow]) -> Result<(), StorageError> {
            for some in rows.chunks(ROWS_AT_ONCE) {
                let text = format!("{CARD}{}", Self::values(some.len(), CARD_COLUMNS));
                let mut query = sqlx::query(AssertSqlSafe(text));
                for row in some {
                    query = query
                        .bind(&row.dossier_id)
                        .bind(row.seq)
                        .bind(row.at_ms)
                        .bind(&row.by_json)
                        .bind(&row.event_json)
                        .bind(row.version)
                        .bind(&row.command_id)
                        .bind(row.calendar_version)
                        .bind(row.facts_row)
                        .bind(&row.facts_hash)
                        .bind(&row.key_id)
                        .bind(&row.previous_mac)
                        .bind(&row.mac);
                }
                query.execute(&mut *self).await?;
            }
            Ok(())
        }

        async fn add_facts(&mut self, rows: &[FactsRow]) -> Result<(), StorageError> {
            for some in rows.chunks(ROWS_AT_ONCE) {
                let text = format!("{FACTS}{}", Self::values(some.len(), FACTS_COLUMNS));
                let mut query = sqlx::query(AssertSqlSafe(text));
                for row in some {
                    query = query
                        .bind(&row.dossier_id)
                        .bind(row.row_no)
                        .bind(&row.detail)
                        .bind(&row.salt)
                        .bind(row.erased_at_ms);
                }
                query.execute(&mut *self).await?;
            }
            Ok(())
        }

        async fn add_visits(&mut self, rows: &[VisitColumns]) -> Result<(), StorageError> {
            for some in rows.chunks(ROWS_AT_ONCE) {
                let text = format!("{VISIT}{}", Self::values(some.len(), VISIT_COLUMNS));
                let mut query = sqlx::query(AssertSqlSafe(text));
                for row in some {
                    query = query
                        .bind(&row.dossier_id)
                        .bind(row.no)
                        .bind(&row.service)
                        .bind(row.step)
                        .bind(&row.step_key)
                        .bind(&row.account_id)
                        .bind(row.arrived_at_ms)
                        .bind(row.accepted_at_ms)
                        .bind(row.ended_at_ms)
                        .bind(&row.ended_date)
                        .bind(&row.end_key)
                        .bind(row.queue_ms)
                        .bind(row.work_ms)
                        .bind(&row.norm_unit)
                        .bind(row.norm_amount)
                        .bind(&row.verdict)
                        .bind(row.calendar_version);
                }
                query.execute(&mut *self).await?;
            }
            Ok(())
        }

        async fn reopen_visit(
            &mut self,
            dossier: &str,
            no: usize,
        ) -> Result<Option<VisitColumns>, StorageError> {
            let no = i64::try_from(no).unwrap_or(i64::MAX);
            Ok(sqlx::query_as(REOPEN).bind(dossier).bind(no).fetch_optional(&mut *self).await?)
        }

        async fn keep_answer(&mut self, answer: &AnswerRow<'_>) -> Result<(), StorageError> {
            sqlx::query(ANSWER)
                .bind(answer.command)
                .bind(answer.dossier)
                .bind(answer.account)
                .bind(answer.at_ms)
                .bind(answer.version)
                .bind(&answer.refusal)
                .execute(&mut *self)
                .await?;
            Ok(())
        }

        async fn void_licence(&mut self, dossier: &str, reason: &str, at_ms: i64) -> Result<(), StorageError> {
            sqlx::query(VOID).bind(dossier).bind(at_ms).bind(reason).execute(&mut *self).await?;
            Ok(())
        }
    }
}

/// What `select` reads of a dossier's row: every column.
pub(crate) static ROW_COLUMNS: LazyLock<String> = LazyLock::new(|| {
    let columns = [DossierRow::FIXED, DossierRow::CHANGING].concat();
    columns.iter().map(|column| format!("d.{column}")).collect::<Vec<_>>().join(", ")
});

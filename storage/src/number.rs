//! Numbers of registers and letters: counted inside the transaction that gives them, so that an aborted one leaves no
//! gap, and never given twice. A number that is no longer needed is voided with a reason and stays.

use chrono::{DateTime, Utc};
use domain::id::DossierId;

use crate::db::Store;
use crate::error::StorageError;

/// A number that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenNumber {
    /// The series, such as `register` or the key of a service.
    pub series: String,
    /// The local year of the series.
    pub year: i64,
    /// The running number, from 1.
    pub seq: i64,
    /// The number as printed.
    pub number: String,
    /// The dossier it was given to, none for a complaint.
    pub dossier: Option<DossierId>,
    /// When it was given.
    pub given_at: DateTime<Utc>,
    /// When and why it was voided.
    pub voided: Option<(DateTime<Utc>, String)>,
}

/// Where a series stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesHead {
    /// The series.
    pub series: String,
    /// Its year.
    pub year: i64,
    /// The highest running number.
    pub last: i64,
}

const NEXT: &str = "insert into number_series (series, year, last) values ($1, $2, 1) \
    on conflict (series, year) do update set last = number_series.last + 1 returning last";
const RAISE: &str = "insert into number_series (series, year, last) values ($1, $2, $3) \
    on conflict (series, year) do update set last = \
    case when number_series.last < $3 then $3 else number_series.last end";
const GIVE: &str = "insert into numbers (series, year, seq, number, dossier_id, given_at_ms) \
    values ($1, $2, $3, $4, $5, $6)";
const VOID: &str = "update numbers set voided_at_ms = $4, void_reason = $5 \
    where series = $1 and year = $2 and seq = $3 and voided_at_ms is null";
const HEADS: &str = "select series, year, last from number_series order by series, year";
const OF_DOSSIER: &str = "select series, year, seq, number, dossier_id, given_at_ms, voided_at_ms, void_reason \
    from numbers where dossier_id = $1 order by given_at_ms, series";
const OF_SERIES: &str = "select series, year, seq, number, dossier_id, given_at_ms, voided_at_ms, void_reason \
    from numbers where series = $1 and year = $2 order by seq";
const GAP_SEQS: &str = "select seq from numbers where series = $1 and year = $2 order by seq";

/// The acts on numbers inside a transaction of [`write_tx!`].
pub trait Numbering {
    /// The next running number of a series. Others who ask for the same series wait until this transaction ends.
    fn next_in_series(
        &mut self,
        series: &str,
        year: i64,
    ) -> impl Future<Output = Result<i64, StorageError>> + Send;

    /// Lifts a series so that its next number is above `last`; never lowers it. Others who ask for the same series wait
    /// until this transaction ends.
    fn raise_series(
        &mut self,
        series: &str,
        year: i64,
        last: i64,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Records that a number was given. [`GivenNumber::voided`] is not written.
    fn give_number(&mut self, number: &GivenNumber) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Voids a number; one that is void already keeps its first reason.
    fn void_number(
        &mut self,
        series: &str,
        year: i64,
        seq: i64,
        reason: &str,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;
}

on_both! {
    impl Numbering {
        async fn next_in_series(&mut self, series: &str, year: i64) -> Result<i64, StorageError> {
            Ok(sqlx::query_scalar(NEXT).bind(series).bind(year).fetch_one(&mut *self).await?)
        }

        async fn raise_series(&mut self, series: &str, year: i64, last: i64) -> Result<(), StorageError> {
            sqlx::query(RAISE).bind(series).bind(year).bind(last).execute(&mut *self).await?;
            Ok(())
        }

        async fn give_number(&mut self, number: &GivenNumber) -> Result<(), StorageError> {
            sqlx::query(GIVE)
                .bind(&number.series)
                .bind(number.year)
                .bind(number.seq)
                .bind(&number.number)
                .bind(number.dossier.as_ref().map(DossierId::as_str))
                .bind(number.given_at.timestamp_millis())
                .execute(&mut *self)
                .await?;
            Ok(())
        }

        async fn void_number(
            &mut self,
            series: &str,
            year: i64,
            seq: i64,
            reason: &str,
            now: DateTime<Utc>,
        ) -> Result<(), StorageError> {
            sqlx::query(VOID)
                .bind(series)
                .bind(year)
                .bind(seq)
                .bind(now.timestamp_millis())
                .bind(reason)
                .execute(&mut *self)
                .await?;
            Ok(())
        }
    }
}

#[derive(sqlx::FromRow)]
struct NumberRow {
    series: String,
    year: i64,
    seq: i64,
    number: String,
    dossier_id: Option<String>,
    given_at_ms: i64,
    voided_at_ms: Option<i64>,
    void_reason: Option<String>,
}

impl NumberRow {
    fn read(self) -> Result<GivenNumber, StorageError> {
        let key = format!("{}/{}/{}", self.series, self.year, self.seq);
        let at = |column| crate::column::place("numbers", column, &key);
        let dossier = self.dossier_id.as_deref().map(DossierId::parse).transpose();
        Ok(GivenNumber {
            dossier: at("dossier_id").read(dossier)?,
            given_at: at("given_at_ms").instant(self.given_at_ms)?,
            voided: at("voided_at_ms").instant_or_none(self.voided_at_ms)?.zip(self.void_reason),
            series: self.series,
            year: self.year,
            seq: self.seq,
            number: self.number,
        })
    }
}

impl Store {
    /// Every series and where it stands.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn series_heads(&self) -> Result<Vec<SeriesHead>, StorageError> {
        let rows: Vec<(String, i64, i64)> =
            read!(self, |conn| sqlx::query_as(HEADS).fetch_all(&mut *conn).await)?;
        Ok(rows.into_iter().map(|(series, year, last)| SeriesHead { series, year, last }).collect())
    }

    /// Gives the next number of a series in a transaction of its own. `text` prints the running number.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`]; the number is then not counted.
    pub async fn give_next_number(
        &self,
        series: &str,
        year: i64,
        dossier: Option<&DossierId>,
        text: impl Fn(i64) -> String + Send,
        now: DateTime<Utc>,
    ) -> Result<GivenNumber, StorageError> {
        let given = write_tx!(self, |tx| {
            let seq = tx.next_in_series(series, year).await?;
            let given = GivenNumber {
                series: series.to_owned(),
                year,
                seq,
                number: text(seq),
                dossier: dossier.cloned(),
                given_at: now,
                voided: None,
            };
            tx.give_number(&given).await?;
            given
        });
        Ok(given)
    }

    /// Voids a number in a transaction of its own; one that is void already keeps its first reason.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn void_number(
        &self,
        series: &str,
        year: i64,
        seq: i64,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StorageError> {
        write_tx!(self, |tx| tx.void_number(series, year, seq, reason, now).await?);
        Ok(())
    }

    /// Lifts a series above the highest number that the checkpoint knows.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn raise_series(&self, head: &SeriesHead) -> Result<(), StorageError> {
        write_tx!(self, |tx| tx.raise_series(&head.series, head.year, head.last).await?);
        Ok(())
    }

    /// The numbers of a dossier, void ones too.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn numbers_of(&self, dossier: &DossierId) -> Result<Vec<GivenNumber>, StorageError> {
        let rows: Vec<NumberRow> = read!(self, |conn| sqlx::query_as(OF_DOSSIER)
            .bind(dossier.as_str())
            .fetch_all(&mut *conn)
            .await)?;
        rows.into_iter().map(NumberRow::read).collect()
    }

    /// The numbers of a series in a year, in order, void ones too.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn numbers_in(&self, series: &str, year: i64) -> Result<Vec<GivenNumber>, StorageError> {
        let rows: Vec<NumberRow> = read!(self, |conn| sqlx::query_as(OF_SERIES)
            .bind(series)
            .bind(year)
            .fetch_all(&mut *conn)
            .await)?;
        rows.into_iter().map(NumberRow::read).collect()
    }

    /// The running numbers up to `head` that were never given, in order: there should be none.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn gaps(&self, head: &SeriesHead) -> Result<Vec<i64>, StorageError> {
        let given: Vec<i64> = read!(self, |conn| {
            sqlx::query_scalar(GAP_SEQS).bind(&head.series).bind(head.year).fetch_all(&mut *conn).await
        })?;
        let mut given = given.into_iter().peekable();
        Ok((1..=head.last).filter(|seq| given.next_if_eq(seq).is_none()).collect())
    }
}

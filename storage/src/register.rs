//! The register: all dossiers by their filters, a page at a time, or line after line to the end.

use chrono::NaiveDate;
use domain::dossier::End;
use domain::dossier_view::LinkedDossier;
use domain::figures::PromiseOutcome;
use domain::id::DossierId;
use domain::licence::{Expiring, LicenceState};
use domain::person::{Nik, PersonName};
use domain::register::{
    LicenceDays, LicenceFilter, LicenceLine, Outcome, RegisterLine, RegisterPage, RegisterQuery, Sight, State,
};
use domain::standard::StepNo;
use domain::time::{Instant, WorkingMs, ms_of};
use domain::tracking_code::TrackingCode;

use crate::board::pattern;
use crate::column::place;
use crate::db::Store;
use crate::error::StorageError;

/// The conditions of a query: each is open where its parameter is null or empty. $1 now, $2 service, $3 what number or place holds, $4 step,
/// $5 state, $6 outcome, $7 whether visits are asked for, $8 and $9 the period, $10 what the name holds,
/// $11 the tracking code.
macro_rules! where_asked {
    () => {
        "(cast($2 as text) is null or d.service = $2) \
         and (cast($3 as text) is null or lower(d.register) like $3 escape '\\' \
           or d.place_folded like $3 escape '\\' or d.name_folded like $10 escape '\\' or d.code = $11) \
         and (cast($4 as bigint) is null or $7 = 1 or d.step = $4) \
         and (cast($5 as text) is null \
           or ($5 = 'terbuka' and d.ended_at_ms is null) \
           or ($5 = 'diproses' and d.stage in ('tray', 'desk')) \
           or ($5 = 'baki' and d.stage = 'tray') \
           or ($5 = 'meja' and d.stage = 'desk') \
           or ($5 = 'terlambat' and d.stage = 'desk' and d.step_due_ms < $1) \
           or ($5 = 'pemohon' and d.stage = 'with_applicant') \
           or ($5 = 'siap' and d.stage = 'ready') \
           or ($5 = 'lewat-janji' and d.ended_at_ms is null and d.promise_stopped_ms is null and d.promise_due_ms < $1) \
           or ($5 = 'selesai' and d.ended_at_ms is not null)) \
         and (cast($6 as text) is null \
           or (($6 = 'diputus' and d.promise_stopped_by <> 'other' \
               or $6 = 'tepat' and d.promise_stopped_by <> 'other' and d.promise_verdict = 'met' \
                 and d.late_before_return = 0 \
               or $6 = 'lewat' and d.promise_stopped_by <> 'other' \
                 and (d.promise_verdict <> 'met' or d.late_before_return <> 0) \
               or $6 = 'dihentikan' and d.promise_stopped_by = 'other') \
             and (cast($8 as text) is null or d.promise_stopped_date >= $8) \
             and (cast($9 as text) is null or d.promise_stopped_date <= $9))) \
         and (cast($6 as text) is not null or $7 = 1 or ((cast($8 as text) is null or d.submitted_date >= $8) \
           and (cast($9 as text) is null or d.submitted_date <= $9))) \
         and ($7 = 0 or v.dossier_id is not null)"
    };
}

/// What a filter by licence asks beside: $12 and $13 its states, $14 and $15 its last day. An index finds these.
macro_rules! licence_asked {
    () => {
        " and d.licence_state in ($12, $13) and d.licence_until between $14 and $15"
    };
}

/// The longest visit of each dossier to the step in the period; without such a query no visit is joined.
macro_rules! from_asked {
    () => {
        " from dossiers d left join (select x.dossier_id, x.queue_ms, x.work_ms, row_number() over \
         (partition by x.dossier_id order by x.queue_ms + x.work_ms desc, x.no) as rank from visits x \
         where $7 = 1 and (cast($4 as bigint) is null or x.step = $4) and x.end_key <> 'cut' \
         and (cast($8 as text) is null or x.ended_date >= $8) \
         and (cast($9 as text) is null or x.ended_date <= $9)) v \
         on v.dossier_id = d.id and v.rank = 1 where "
    };
}

macro_rules! line_columns {
    () => {
        "d.id, d.register, d.service, d.standard_version, d.name_front, d.name, d.name_back, d.submitted_at_ms, d.step, d.stage, \
         d.since_ms, d.end_key, d.promise_due_ms, d.promise_stopped_by, d.promise_verdict, d.late_before_return, d.place, \
         d.licence_number, d.licence_until, d.licence_state"
    };
}

macro_rules! select_line {
    () => {
        concat!("select ", line_columns!(), ", v.queue_ms, v.work_ms")
    };
}

/// The statements of a query; `licence` is what a filter by licence asks beside, the last parameters follow.
macro_rules! statements {
    ($licence:expr, $most:literal, $skip:literal, $last:literal) => {
        Statements {
            count: concat!("select cast(count(*) as bigint)", from_asked!(), where_asked!(), $licence),
            lines: concat!(
                select_line!(),
                from_asked!(),
                where_asked!(),
                $licence,
                " order by coalesce(v.queue_ms + v.work_ms, 0) desc, d.submitted_at_ms desc, d.id desc limit ",
                $most,
                " offset ",
                $skip
            ),
            newest: concat!(
                select_line!(),
                from_asked!(),
                where_asked!(),
                $licence,
                " and (d.submitted_at_ms, d.id) < (",
                $most,
                ", ",
                $skip,
                ") order by d.submitted_at_ms desc, d.id desc limit ",
                $last
            ),
            longest: concat!(
                select_line!(),
                from_asked!(),
                where_asked!(),
                $licence,
                " order by coalesce(v.queue_ms + v.work_ms, 0) desc, d.submitted_at_ms desc, d.id desc"
            ),
        }
    };
}

/// The statements of a query.
#[derive(Clone, Copy, Debug)]
struct Statements {
    count: &'static str,
    lines: &'static str,
    // Line after line, in the order of the pages: the newest first by an index, or all by the length of their visits, which
    // are ranked once.
    newest: &'static str,
    longest: &'static str,
}

const OF_ALL: Statements = statements!("", "$12", "$13", "$14");
const OF_LICENCES: Statements = statements!(licence_asked!(), "$16", "$17", "$18");

/// How many licences come to their last day: from $1 on up to $2, and up to $3.
const EXPIRING: &str = "select cast(count(*) as bigint), \
    cast(coalesce(sum(case when licence_until <= $3 then 1 else 0 end), 0) as bigint) from dossiers \
    where licence_state = 'standing' and licence_until between $1 and $2 and (cast($4 as text) is null or service = $4)";

const OF_PERSON: &str = concat!(
    "select ",
    line_columns!(),
    ", cast(null as bigint) as queue_ms, cast(null as bigint) as work_ms, d.licence, d.predecessor \
     from dossiers d where d.nik_index = $1"
);

#[derive(sqlx::FromRow)]
struct LinkedRow {
    #[sqlx(flatten)]
    line: LineRow,
    licence_number: Option<String>,
    licence: Option<String>,
    predecessor: Option<String>,
}

impl LinkedRow {
    fn read(self, sight: Sight, now: Instant) -> Result<LinkedDossier, StorageError> {
        let licence = self.licence.as_deref().map(serde_json::from_str).transpose();
        let at = |column| place("dossiers", column, &self.line.id);
        let predecessor = self.predecessor.as_deref().map(DossierId::parse).transpose();
        Ok(LinkedDossier {
            predecessor: at("predecessor").read(predecessor)?,
            licence: at("licence").read(licence)?,
            number: self.licence_number,
            line: self.line.read(sight, now)?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: String,
    register: String,
    service: String,
    standard_version: i64,
    name_front: String,
    name: String,
    name_back: String,
    submitted_at_ms: i64,
    step: i64,
    stage: String,
    since_ms: i64,
    end_key: Option<String>,
    promise_due_ms: Option<i64>,
    promise_stopped_by: Option<String>,
    promise_verdict: Option<String>,
    late_before_return: i64,
    place: Option<String>,
    licence_number: Option<String>,
    licence_until: Option<String>,
    licence_state: Option<String>,
    queue_ms: Option<i64>,
    work_ms: Option<i64>,
}

impl LineRow {
    fn outcome(&self) -> PromiseOutcome {
        match (self.promise_stopped_by.as_deref(), self.promise_verdict.as_deref()) {
            (None, _) => PromiseOutcome::Open,
            (Some("other"), _) => PromiseOutcome::Stopped,
            (Some(_), Some("met")) if self.late_before_return == 0 => PromiseOutcome::Met,
            (Some(_), _) => PromiseOutcome::Missed,
        }
    }

    /// The licence, once its letter is issued.
    fn licence(&self) -> Result<Option<LicenceLine>, StorageError> {
        let (Some(number), Some(until), Some(state)) =
            (&self.licence_number, &self.licence_until, &self.licence_state)
        else {
            return Ok(None);
        };
        let at = |column| place("dossiers", column, &self.id);
        let known = LicenceState::ALL.into_iter().find(|known| known.key() == *state);
        Ok(Some(LicenceLine {
            number: number.clone(),
            until: at("licence_until").read(until.parse::<NaiveDate>())?,
            state: known.ok_or_else(|| at("licence_state").corrupt())?,
        }))
    }

    fn read(self, sight: Sight, now: Instant) -> Result<RegisterLine, StorageError> {
        let licence = self.licence()?;
        let outcome = self.outcome();
        let id = self.id.clone();
        let at = |column| place("dossiers", column, &id);
        let end = match self.end_key.as_deref() {
            None => None,
            Some(key) => Some(
                End::ALL.into_iter().find(|end| end.key() == key).ok_or_else(|| at("end_key").corrupt())?,
            ),
        };
        let overdue = outcome == PromiseOutcome::Open
            && end.is_none()
            && self.promise_due_ms.is_some_and(|due| due < ms_of(now));
        Ok(RegisterLine {
            id: at("id").read(DossierId::parse(&self.id))?,
            register: self.register,
            service: self.service,
            standard: at("standard_version").read(u32::try_from(self.standard_version))?,
            name: match sight {
                Sight::Names => PersonName { front: self.name_front, name: self.name, back: self.name_back },
                Sight::Numbers => PersonName::default(),
            },
            place: self.place,
            licence,
            submitted_at: at("submitted_at_ms").instant(self.submitted_at_ms)?,
            step: StepNo(at("step").read(u8::try_from(self.step))?),
            stage: self.stage,
            since: at("since_ms").instant(self.since_ms)?,
            end,
            promise_due: at("promise_due_ms").instant_or_none(self.promise_due_ms)?,
            outcome,
            overdue,
            visit: self.queue_ms.zip(self.work_ms).map(|(queue, work)| (WorkingMs(queue), WorkingMs(work))),
        })
    }
}

/// A query as its statements bind it, $1 to $11; with a filter by licence to $15.
struct Asked<'q> {
    now_ms: i64,
    service: Option<&'q str>,
    text: Option<String>,
    step: Option<i64>,
    state: Option<&'static str>,
    outcome: Option<&'static str>,
    visits: i64,
    from: Option<String>,
    to: Option<String>,
    name: Option<String>,
    code: Option<TrackingCode>,
    licence: Option<LicenceDays>,
}

impl<'q> Asked<'q> {
    fn of(query: &'q RegisterQuery, sight: Sight, today: NaiveDate, now: Instant) -> Self {
        let text = pattern(Some(&query.find).filter(|find| !find.is_empty()).map(String::as_str));
        Self {
            now_ms: ms_of(now),
            service: query.service.as_deref(),
            name: text.clone().filter(|_| sight == Sight::Names),
            text,
            // Who may not open a dossier is not led to it by what opens its page for the applicant.
            code: TrackingCode::parse(&query.find).ok().filter(|_| sight == Sight::Names),
            step: query.step.map(|step| i64::from(step.0)),
            state: query.state.map(State::key),
            outcome: query.outcome.map(Outcome::key),
            visits: i64::from(query.visits),
            from: query.period.map(|period| period.from.to_string()),
            to: query.period.map(|period| period.to.to_string()),
            licence: query.licence.map(|licence| licence.days(today)),
        }
    }
}

impl Asked<'_> {
    const fn statements(&self) -> Statements {
        if self.licence.is_some() { OF_LICENCES } else { OF_ALL }
    }
}

/// Binds what every statement of the register asks.
macro_rules! bind_asked {
    ($query:expr, $asked:expr) => {{
        let asked: &Asked<'_> = $asked;
        let query = $query
            .bind(asked.now_ms)
            .bind(asked.service)
            .bind(&asked.text)
            .bind(asked.step)
            .bind(asked.state)
            .bind(asked.outcome)
            .bind(asked.visits)
            .bind(&asked.from)
            .bind(&asked.to)
            .bind(&asked.name)
            .bind(asked.code.as_ref().map(TrackingCode::as_str));
        match &asked.licence {
            None => query,
            Some(licence) => {
                let [one, other] = licence.states.map(LicenceState::key);
                query.bind(one).bind(other).bind(licence.from.to_string()).bind(licence.until.to_string())
            }
        }
    }};
}

/// The line behind which a reading goes on. The default is before the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    submitted_ms: i64,
    id: String,
}

impl Default for After {
    fn default() -> Self {
        Self { submitted_ms: i64::MAX, id: String::new() }
    }
}

impl After {
    fn line(line: &RegisterLine) -> Self {
        Self { submitted_ms: ms_of(line.submitted_at), id: line.id.as_str().to_owned() }
    }
}

/// Some lines of the register.
#[derive(Clone, Debug)]
pub struct SomeLines {
    /// The lines.
    pub lines: Vec<RegisterLine>,
    /// Behind which line to go on, none at the end.
    pub next: Option<After>,
}

impl Store {
    /// A page of the register at `now`, and how many dossiers the query has. `today` is the local day by which a licence is over.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn register_page(
        &self,
        query: &RegisterQuery,
        sight: Sight,
        today: NaiveDate,
        now: Instant,
    ) -> Result<RegisterPage, StorageError> {
        let asked = Asked::of(query, sight, today, now);
        let skip = i64::from(query.page) * i64::from(query.page_size());
        let (total, rows) = read_tx!(self, |tx| {
            let total: i64 =
                bind_asked!(sqlx::query_scalar(asked.statements().count), &asked).fetch_one(&mut *tx).await?;
            let rows: Vec<LineRow> = bind_asked!(sqlx::query_as(asked.statements().lines), &asked)
                .bind(i64::from(query.page_size()))
                .bind(skip)
                .fetch_all(&mut *tx)
                .await?;
            (total, rows)
        });
        let lines = rows.into_iter().map(|row| row.read(sight, now)).collect::<Result<_, _>>()?;
        Ok(RegisterPage { as_of: now, total: u64::try_from(total).unwrap_or(0), lines })
    }

    /// The dossiers of a person under every service, open and ended, newest first; as the register tells them to the same
    /// reader. The NIK is looked up by its keyed code under every key of the office.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`], [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn dossiers_of(
        &self,
        nik: &Nik,
        sight: Sight,
        now: Instant,
    ) -> Result<Vec<LinkedDossier>, StorageError> {
        let indexes = self.keys()?.nik_indexes(nik);
        let mut rows: Vec<LinkedRow> = Vec::new();
        read!(self, |conn| for index in &indexes {
            rows.extend(sqlx::query_as::<_, LinkedRow>(OF_PERSON).bind(index).fetch_all(&mut *conn).await?);
        });
        let read = |row: LinkedRow| row.read(sight, now);
        let mut found = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        found.sort_by(|a, b| (b.line.submitted_at, &b.line.id).cmp(&(a.line.submitted_at, &a.line.id)));
        Ok(found)
    }

    /// How many licences, of one service or of all, come to their end within the days of the notices, counted from the local
    /// day.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn expiring(&self, service: Option<&str>, today: NaiveDate) -> Result<Expiring, StorageError> {
        let (soon, next) = (LicenceFilter::EndsSoon.days(today), LicenceFilter::EndsNext.days(today));
        let (soon, next): (i64, i64) = read!(self, |conn| sqlx::query_as(EXPIRING)
            .bind(today.to_string())
            .bind(soon.until.to_string())
            .bind(next.until.to_string())
            .bind(service)
            .fetch_one(&mut *conn)
            .await)?;
        let count = |count| u64::try_from(count).unwrap_or(0);
        Ok(Expiring { soon: count(soon), next: count(next) })
    }

    /// How many dossiers a query has.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn register_count(
        &self,
        query: &RegisterQuery,
        sight: Sight,
        today: NaiveDate,
        now: Instant,
    ) -> Result<u64, StorageError> {
        let asked = Asked::of(query, sight, today, now);
        let total: i64 = read!(self, |conn| {
            bind_asked!(sqlx::query_scalar(asked.statements().count), &asked).fetch_one(&mut *conn).await
        })?;
        Ok(u64::try_from(total).unwrap_or(0))
    }

    /// The next lines of a query, at most so many, whatever its page: who goes on behind the last line meets every
    /// dossier once, also where some come in meanwhile. Where visits are asked for, all lines at once.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn register_lines(
        &self,
        query: &RegisterQuery,
        sight: Sight,
        after: &After,
        most: u32,
        today: NaiveDate,
        now: Instant,
    ) -> Result<SomeLines, StorageError> {
        let asked = Asked::of(query, sight, today, now);
        let rows: Vec<LineRow> = read!(self, |conn| {
            if query.visits {
                bind_asked!(sqlx::query_as(asked.statements().longest), &asked).fetch_all(&mut *conn).await
            } else {
                let newest = bind_asked!(sqlx::query_as(asked.statements().newest), &asked);
                newest
                    .bind(after.submitted_ms)
                    .bind(&after.id)
                    .bind(i64::from(most))
                    .fetch_all(&mut *conn)
                    .await
            }
        })?;
        let lines: Vec<RegisterLine> =
            rows.into_iter().map(|row| row.read(sight, now)).collect::<Result<_, _>>()?;
        let is_full = !query.visits && lines.len() >= most as usize;
        let next = lines.last().filter(|_| is_full).map(After::line);
        Ok(SomeLines { lines, next })
    }
}

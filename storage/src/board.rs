//! The board of a service: the first cards of every group, the counts over all, the holders of each desk; three queries,
//! however many cards.

use chrono::NaiveDate;
use domain::board::{Board, BoardCard, BoardColumn, ColumnCounts, ColumnHolder, Group, Worked};
use domain::calendar::Calendar;
use domain::clock::compact;
use domain::event::Hand;
use domain::id::DossierId;
use domain::person::{Initials, PersonName};
use domain::standard::{ServiceStandard, Standards, StepNo};
use domain::time::{Instant, WorkingMs, ms_of};

use crate::column::place;
use crate::db::Store;
use crate::dossier::row::folded;
use crate::error::StorageError;
use crate::holder::Holder;
use crate::rulebook::{Rulebook, VersionedStandard};

/// Which cards are shown and counted. The default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardFilter {
    /// Only where name, register number or the place of the file holds this text.
    pub text: Option<String>,
    /// Only what the officer with these initials holds.
    pub held_by: Option<Initials>,
    /// Only accepted visits whose step clock is overdue.
    pub late: bool,
    /// Only cards of this group.
    pub group: Option<Group>,
}

/// Which cards of each group are read, in the order of the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardWindow {
    /// How many are left out at the head.
    pub skip: u32,
    /// How many follow.
    pub take: u32,
}

impl BoardWindow {
    /// Every card.
    pub const ALL: Self = Self { skip: 0, take: u32::MAX };

    /// The first cards of each group.
    pub const fn first(take: u32) -> Self {
        Self { skip: 0, take }
    }
}

/// What a card is read from, as columns of a table's alias.
macro_rules! card_columns {
    ($of:literal) => {
        concat!(
            $of,
            ".id, ",
            $of,
            ".service, ",
            $of,
            ".standard_version, ",
            $of,
            ".register, ",
            $of,
            ".name_front, ",
            $of,
            ".name, ",
            $of,
            ".name_back, ",
            $of,
            ".standing, ",
            $of,
            ".promise, ",
            $of,
            ".step_clock"
        )
    };
}
pub(crate) use card_columns;

/// The conditions of a filter, the same for counts and cards.
macro_rules! where_open {
    () => {
        "d.service = $1 and d.ended_at_ms is null and (cast($3 as text) is null \
         or d.holder_account = (select a.id from accounts a where a.initials = $3)) \
         and (cast($4 as text) is null or d.name_folded like $4 escape '\\' or lower(d.register) like $4 escape '\\' \
           or d.place_folded like $4 escape '\\') \
         and (cast($5 as text) is null or d.stage = $5) and ($6 = 0 or (d.stage = 'desk' and d.step_due_ms < $2))"
    };
}

/// By the key of the step, the median working time of a service's visits that ended on a date, and how many they were.
macro_rules! worked {
    ($service:literal, $date:literal) => {
        concat!(
            "select w.step_key, w.work_ms, w.visits from (select v.step_key, v.work_ms, \
             row_number() over (partition by v.step_key order by v.work_ms, v.dossier_id, v.no) as place, \
             count(*) over (partition by v.step_key) as visits from visits v where v.service = ",
            $service,
            " and v.ended_date = ",
            $date,
            " and v.verdict is not null) w where w.place = (w.visits + 1) / 2"
        )
    };
}

/// The counts of the filter; and below the stage `worked`, whatever the filter, the key of a step with its visits and
/// their median.
const COUNTS: &str = concat!(
    "select d.standard_version, d.step, '', d.stage, cast(count(*) as bigint), \
     cast(sum(case when d.stage = 'desk' and d.step_due_ms < $2 then 1 else 0 end) as bigint) \
     from dossiers d where ",
    where_open!(),
    " group by d.standard_version, d.step, d.stage union all select 0, 0, t.step_key, 'worked', t.visits, t.work_ms from (",
    worked!("$1", "$7"),
    ") t"
);
const WORKED: &str = worked!("$1", "$2");
const CARDS: &str = concat!(
    "select ",
    card_columns!("c"),
    " from (select ",
    card_columns!("d"),
    ", d.step, d.stage, d.order_ms, row_number() over (partition by d.standard_version, d.step, d.stage \
     order by d.order_ms, d.id) as place from dossiers d where ",
    where_open!(),
    ") c where c.place > $7 and c.place <= $8 order by c.step, case c.stage when 'tray' then 1 when 'desk' then 2 \
     when 'with_applicant' then 3 else 4 end, c.order_ms, c.id"
);
const CARD: &str = concat!("select ", card_columns!("d"), " from dossiers d where d.id = $1");

/// A row of [`card_columns`].
pub(crate) type CardRow = (String, String, i64, String, String, String, String, String, String, String);

/// The card of a row.
pub(crate) fn card(
    (id, service, version, register, front, name, back, standing, promise, step): CardRow,
) -> Result<BoardCard, StorageError> {
    let at = |column| place("dossiers", column, &id);
    Ok(BoardCard {
        service,
        standard: at("standard_version").read(u32::try_from(version))?,
        standing: at("standing").read(serde_json::from_str(&standing))?,
        promise: at("promise").read(compact::read(&promise))?,
        step_clock: at("step_clock").read(compact::read(&step))?,
        id: at("id").read(DossierId::parse(&id))?,
        register,
        name: PersonName { front, name, back },
    }
    .slim())
}

/// The pattern of a text that may stand anywhere, none for an empty one.
pub(crate) fn pattern(text: Option<&str>) -> Option<String> {
    let text = folded(text?);
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    (!escaped.is_empty()).then(|| format!("%{escaped}%"))
}

fn add(counts: &mut ColumnCounts, stage: &str, count: u32) {
    match stage {
        "tray" => counts.tray += count,
        "desk" => counts.desk += count,
        "with_applicant" => counts.with_applicant += count,
        "ready" => counts.ready += count,
        _ => {}
    }
}

fn column_of(standard: &ServiceStandard, key: &str) -> Option<usize> {
    standard.steps.iter().position(|step| step.key == key)
}

fn worked(service: &str, median: i64, visits: i64) -> Result<Worked, StorageError> {
    let visits = place("visits", "step_key", service).read(u32::try_from(visits))?;
    Ok(Worked { median: WorkingMs(median), visits })
}

fn holders_of(role: &domain::role::RoleKey, holders: &[Holder]) -> Vec<ColumnHolder> {
    let present = holders.iter().filter(|holder| !holder.absent);
    present
        .map(|holder| ColumnHolder {
            hand: Hand {
                account: holder.account.clone(),
                initials: holder.initials.clone(),
                role: role.clone(),
                lent: holder.lent,
                absent: false,
            },
            name: holder.name.clone(),
        })
        .collect()
}

impl Store {
    /// The board of a service at `now`: a column for each step of the standard in force, counts over all cards of the
    /// filter, and of each group the cards of the window. A dossier under an earlier version stands in the column of the
    /// same step.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn board(
        &self,
        rulebook: &Rulebook,
        in_force: &VersionedStandard,
        calendar: &Calendar,
        filter: &BoardFilter,
        window: BoardWindow,
        now: Instant,
    ) -> Result<Board, StorageError> {
        let service = &in_force.standard.service;
        let text = pattern(filter.text.as_deref());
        let held_by = filter.held_by.as_ref().map(Initials::as_str);
        let (group, late) = (filter.group.map(Group::stage_key), i64::from(filter.late));
        let last = i64::from(window.skip) + i64::from(window.take);
        let today = calendar.date(now);
        let (counts, cards) = read_tx!(self, |tx| {
            let counts: Vec<(i64, i64, String, String, i64, i64)> = sqlx::query_as(COUNTS)
                .bind(service)
                .bind(ms_of(now))
                .bind(held_by)
                .bind(&text)
                .bind(group)
                .bind(late)
                .bind(today.to_string())
                .fetch_all(&mut *tx)
                .await?;
            let cards: Vec<CardRow> = sqlx::query_as(CARDS)
                .bind(service)
                .bind(ms_of(now))
                .bind(held_by)
                .bind(&text)
                .bind(group)
                .bind(late)
                .bind(i64::from(window.skip))
                .bind(last)
                .fetch_all(&mut *tx)
                .await?;
            (counts, cards)
        });
        let by_role = self.all_holders(today).await?;
        let mut columns: Vec<BoardColumn> = in_force
            .standard
            .numbered()
            .map(|(step, row)| BoardColumn {
                step,
                counts: ColumnCounts::default(),
                holders: by_role.get(&row.role).map(|held| holders_of(&row.role, held)).unwrap_or_default(),
                worked: None,
            })
            .collect();
        let mut standards = Standards::default();
        standards.add(in_force.version, &in_force.standard);
        for (version, step, key, stage, count, late) in counts {
            if stage == "worked" {
                if let Some(column) = column_of(&in_force.standard, &key).and_then(|at| columns.get_mut(at)) {
                    column.worked = Some(worked(service, late, count)?);
                }
                continue;
            }
            let at = |column| place("dossiers", column, service);
            let version = at("standard_version").read(u32::try_from(version))?;
            let pinned = rulebook.standard(self, service, version).await?.standard;
            standards.add(version, &pinned);
            let step = StepNo(at("step").read(u8::try_from(step))?);
            let Some(column) = columns.get_mut(in_force.standard.column_of(&pinned, step)) else { continue };
            add(&mut column.counts, &stage, at("step").read(u32::try_from(count))?);
            column.counts.late += at("step").read(u32::try_from(late))?;
        }
        let cards = cards.into_iter().map(card).collect::<Result<_, _>>()?;
        Ok(Board { as_of: now, columns, cards, standards })
    }

    /// How long each step of the standard in force was worked on today: the heads of the board's columns alone.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn worked_on(
        &self,
        in_force: &ServiceStandard,
        today: NaiveDate,
    ) -> Result<Vec<Option<Worked>>, StorageError> {
        let rows: Vec<(String, i64, i64)> = read!(self, |conn| {
            sqlx::query_as(WORKED).bind(&in_force.service).bind(today.to_string()).fetch_all(&mut *conn).await
        })?;
        let mut columns = vec![None; in_force.steps.len()];
        for (key, median, visits) in rows {
            if let Some(at) = column_of(in_force, &key) {
                columns[at] = Some(worked(&in_force.service, median, visits)?);
            }
        }
        Ok(columns)
    }

    /// One card as the board shows it now, ended ones too: what is told to those who watch.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn board_card(&self, id: &DossierId) -> Result<Option<BoardCard>, StorageError> {
        let row: Option<CardRow> =
            read!(self, |conn| sqlx::query_as(CARD).bind(id.as_str()).fetch_optional(&mut *conn).await)?;
        row.map(card).transpose()
    }
}

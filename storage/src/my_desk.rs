//! Meja Saya: the dossiers on one person's desk, across services.

use std::collections::BTreeSet;

use domain::my_desk::{DeskCounts, MyDesk, Seat, seats};
use domain::role::Actor;
use domain::standard::{Standards, StepNo};
use domain::time::Instant;

use crate::board::{CardRow, card, card_columns};
use crate::column::place;
use crate::db::Store;
use crate::error::StorageError;
use crate::rulebook::Rulebook;

/// The most dossiers that a desk shows; the counts are over all.
pub const DESK_SHOWS: u32 = 300;

/// What lies on a desk: $1 the account, $2 its seats as `|service:version:step|…|`.
macro_rules! where_mine {
    () => {
        "d.ended_at_ms is null and ((d.stage = 'desk' and d.holder_account = $1) \
         or ((d.stage = 'tray' or (d.stage = 'ready' and d.step_due_ms is not null)) \
         and $2 like '%|' || d.service || ':' || d.standard_version || ':' || d.step || '|%'))"
    };
}

const VERSIONS: &str =
    "select distinct d.service, d.standard_version from dossiers d where d.ended_at_ms is null";
const COUNTS: &str = concat!(
    "select d.service, d.standard_version, d.step, d.stage, cast(count(*) as bigint) from dossiers d where ",
    where_mine!(),
    " group by d.service, d.standard_version, d.step, d.stage"
);
const CARDS: &str = concat!(
    "select ",
    card_columns!("d"),
    " from dossiers d where ",
    where_mine!(),
    " order by coalesce(case when d.stage = 'tray' then d.promise_due_ms else d.step_due_ms end, 9000000000000000), \
     d.since_ms, d.id limit $3"
);

fn written(seats: &[Seat]) -> String {
    let one = |seat: &Seat| format!("{}:{}:{}|", seat.service, seat.version, seat.step.0);
    std::iter::once("|".to_owned()).chain(seats.iter().map(one)).collect()
}

impl Store {
    /// The desk of an actor at `now`.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn my_desk(
        &self,
        rulebook: &Rulebook,
        actor: &Actor,
        now: Instant,
    ) -> Result<MyDesk, StorageError> {
        let standards = self.open_standards(rulebook).await?;
        let mine = written(&seats(&standards, actor));
        let (counts, cards) = read_tx!(self, |tx| {
            let counts: Vec<(String, i64, i64, String, i64)> =
                sqlx::query_as(COUNTS).bind(actor.account.as_str()).bind(&mine).fetch_all(&mut *tx).await?;
            let cards: Vec<CardRow> = sqlx::query_as(CARDS)
                .bind(actor.account.as_str())
                .bind(&mine)
                .bind(i64::from(DESK_SHOWS))
                .fetch_all(&mut *tx)
                .await?;
            (counts, cards)
        });
        let cards = cards.into_iter().map(card).collect::<Result<_, _>>()?;
        Ok(MyDesk { as_of: now, cards, counts: counted(&standards, actor, counts)?, standards })
    }

    /// How many dossiers lie on the desk of an actor.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn my_desk_counts(
        &self,
        rulebook: &Rulebook,
        actor: &Actor,
    ) -> Result<DeskCounts, StorageError> {
        let standards = self.open_standards(rulebook).await?;
        let mine = written(&seats(&standards, actor));
        let counts: Vec<(String, i64, i64, String, i64)> = read!(self, |conn| {
            sqlx::query_as(COUNTS).bind(actor.account.as_str()).bind(&mine).fetch_all(&mut *conn).await
        })?;
        counted(&standards, actor, counts)
    }

    /// The standards that open dossiers pin.
    async fn open_standards(&self, rulebook: &Rulebook) -> Result<Standards, StorageError> {
        let pinned: Vec<(String, i64)> =
            read!(self, |conn| sqlx::query_as(VERSIONS).fetch_all(&mut *conn).await)?;
        let mut standards = Standards::default();
        for (service, version) in pinned {
            let version = place("dossiers", "standard_version", &service).read(u32::try_from(version))?;
            standards.add(version, &rulebook.standard(self, &service, version).await?.standard);
        }
        Ok(standards)
    }
}

fn counted(
    standards: &Standards,
    actor: &Actor,
    rows: Vec<(String, i64, i64, String, i64)>,
) -> Result<DeskCounts, StorageError> {
    let mut counts = DeskCounts::default();
    let mut services = BTreeSet::new();
    for (service, version, step, stage, count) in rows {
        let at = |column| place("dossiers", column, &service);
        let count = at("stage").read(u32::try_from(count))?;
        let version = at("standard_version").read(u32::try_from(version))?;
        let step = StepNo(at("step").read(u8::try_from(step))?);
        if stage == "tray" {
            counts.waiting += count;
        } else {
            counts.working += count;
        }
        let role =
            standards.find(&service, version).and_then(|standard| standard.step(step)).map(|step| &step.role);
        let lent = role.and_then(|role| actor.grant(role)).filter(|grant| grant.lent.is_some());
        if let Some(grant) = lent {
            match counts.lent.iter_mut().find(|(known, _)| known == grant) {
                Some((_, known)) => *known += count,
                None => counts.lent.push((grant.clone(), count)),
            }
        }
        services.insert(service);
    }
    counts.services = u32::try_from(services.len()).unwrap_or(u32::MAX);
    Ok(counts)
}

//! The figures of each day, kept as sums: every change that ends a visit or stops a promise adds to its day.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;

use crate::dossier::row::DossierRow;
use crate::dossier::statement::{ROWS_AT_ONCE, Values, VisitColumns};
use crate::error::StorageError;

/// What a change adds to the days, by service and date.
#[derive(Debug, Default)]
pub(crate) struct DayFigures {
    /// By step too: visits, waiting and working time, visits with a clock, those met.
    visits: BTreeMap<(String, String, i64), [i64; 5]>,
    /// Met, missed, stopped otherwise.
    promises: BTreeMap<(String, String), [i64; 3]>,
}

/// Whether figures are added to a day or taken off it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tell {
    Add,
    TakeOff,
}

impl DayFigures {
    /// A visit that ended, or was taken up again.
    pub(crate) fn visit(&mut self, visit: &VisitColumns, tell: Tell) {
        let sign = if tell == Tell::Add { 1 } else { -1 };
        let key = (visit.service.clone(), visit.ended_date.clone(), visit.step);
        let sums = self.visits.entry(key).or_default();
        let clocked = i64::from(visit.verdict.is_some());
        let met = i64::from(visit.verdict.as_deref() == Some("met"));
        for (sum, more) in sums.iter_mut().zip([1, visit.queue_ms, visit.work_ms, clocked, met]) {
            *sum += sign * more;
        }
    }

    /// A promise, where a change stopped it.
    pub(crate) fn promise(&mut self, row: &DossierRow) {
        let (Some(date), Some(by)) = (&row.promise_stopped_date, &row.promise_stopped_by) else { return };
        let sums = self.promises.entry((row.service.clone(), date.clone())).or_default();
        let is_met = row.promise_verdict.as_deref() == Some("met") && row.late_before_return == 0;
        let place = match (by.as_str(), is_met) {
            ("other", _) => 2,
            (_, true) => 0,
            (_, false) => 1,
        };
        sums[place] += 1;
    }
}

const VISITS: &str =
    "insert into day_visits (service, ended_date, step, visits, queue_ms, work_ms, clocked, met) values ";
const ADD_VISITS: &str = " on conflict (service, ended_date, step) do update set \
    visits = day_visits.visits + excluded.visits, queue_ms = day_visits.queue_ms + excluded.queue_ms, \
    work_ms = day_visits.work_ms + excluded.work_ms, clocked = day_visits.clocked + excluded.clocked, \
    met = day_visits.met + excluded.met";
const VISIT_COLUMNS: usize = 8;
const PROMISES: &str = "insert into day_promises (service, stopped_date, met, missed, stopped) values ";
const ADD_PROMISES: &str = " on conflict (service, stopped_date) do update set met = day_promises.met + excluded.met, \
    missed = day_promises.missed + excluded.missed, stopped = day_promises.stopped + excluded.stopped";
const PROMISE_COLUMNS: usize = 5;

/// How many days differ from the sums over what they stand for.
pub(crate) const DIFFERENT_DAYS: &str = "select cast(count(*) as bigint) from (\
    select coalesce(a.service, b.service) as service from \
    (select service, ended_date, step, cast(count(*) as bigint) as visits, cast(sum(queue_ms) as bigint) as queue_ms, \
    cast(sum(work_ms) as bigint) as work_ms, cast(count(verdict) as bigint) as clocked, \
    cast(sum(case when verdict = 'met' then 1 else 0 end) as bigint) as met from visits \
    group by service, ended_date, step) a full join (select * from day_visits where visits <> 0) b \
    on a.service = b.service and a.ended_date = b.ended_date and a.step = b.step \
    where a.visits is null or b.visits is null or a.visits <> b.visits or a.queue_ms <> b.queue_ms \
    or a.work_ms <> b.work_ms or a.clocked <> b.clocked or a.met <> b.met \
    union all \
    select coalesce(p.service, q.service) from \
    (select service, promise_stopped_date, \
    cast(sum(case when promise_stopped_by <> 'other' and promise_verdict = 'met' and late_before_return = 0 \
      then 1 else 0 end) as bigint) as met, \
    cast(sum(case when promise_stopped_by <> 'other' and (promise_verdict <> 'met' or late_before_return <> 0) \
      then 1 else 0 end) as bigint) as missed, \
    cast(sum(case when promise_stopped_by = 'other' then 1 else 0 end) as bigint) as stopped \
    from dossiers where promise_stopped_date is not null group by service, promise_stopped_date) p \
    full join day_promises q on p.service = q.service and p.promise_stopped_date = q.stopped_date \
    where p.met is null or q.met is null or p.met <> q.met or p.missed <> q.missed or p.stopped <> q.stopped) days";

/// Adding to days inside a transaction of [`write_tx!`]. One of the last statements: others who end a visit of the same
/// step wait from here to the commit.
pub(crate) trait DaySql {
    fn add_to_days(&mut self, figures: &DayFigures) -> impl Future<Output = Result<(), StorageError>> + Send;
}

on_both! {
    impl DaySql {
        async fn add_to_days(&mut self, figures: &DayFigures) -> Result<(), StorageError> {
            let visits: Vec<_> = figures.visits.iter().collect();
            for some in visits.chunks(ROWS_AT_ONCE) {
                let text = format!("{VISITS}{}{ADD_VISITS}", Self::values(some.len(), VISIT_COLUMNS));
                let mut query = sqlx::query(AssertSqlSafe(text));
                for ((service, date, step), sums) in some {
                    query = query.bind(service).bind(date).bind(*step);
                    for sum in *sums {
                        query = query.bind(*sum);
                    }
                }
                query.execute(&mut *self).await?;
            }
            let promises: Vec<_> = figures.promises.iter().collect();
            for some in promises.chunks(ROWS_AT_ONCE) {
                let text = format!("{PROMISES}{}{ADD_PROMISES}", Self::values(some.len(), PROMISE_COLUMNS));
                let mut query = sqlx::query(AssertSqlSafe(text));
                for ((service, date), sums) in some {
                    query = query.bind(service).bind(date);
                    for sum in *sums {
                        query = query.bind(*sum);
                    }
                }
                query.execute(&mut *self).await?;
            }
            Ok(())
        }
    }
}

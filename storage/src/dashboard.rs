//! The figures of a service, as sums over the days that each change added to; three queries, however many dossiers.

use domain::dashboard::{Dashboard, Period, StepFigures};
use domain::standard::ServiceStandard;
use domain::time::{Instant, WorkingMs, ms_of};

use crate::db::Store;
use crate::error::StorageError;

const PROMISES: &str = "select cast(coalesce(sum(met), 0) as bigint), cast(coalesce(sum(missed), 0) as bigint), \
    cast(coalesce(sum(stopped), 0) as bigint) \
    from day_promises where service = $1 and stopped_date >= $2 and stopped_date <= $3";
const OPEN: &str = "select step, stage, cast(count(*) as bigint), \
    cast(sum(case when stage = 'desk' and step_due_ms < $2 then 1 else 0 end) as bigint), \
    cast(sum(case when promise_stopped_ms is null and promise_due_ms < $2 then 1 else 0 end) as bigint) \
    from dossiers where service = $1 and ended_at_ms is null group by step, stage";
const VISITS: &str = "select step, cast(sum(visits) as bigint), cast(sum(queue_ms) as bigint), \
    cast(sum(work_ms) as bigint), cast(sum(clocked) as bigint), cast(sum(met) as bigint) \
    from day_visits where service = $1 and ended_date >= $2 and ended_date <= $3 group by step";

type OpenRow = (i64, String, i64, i64, i64);
type VisitRow = (i64, i64, i64, i64, i64, i64);

fn count(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

fn step_of(dashboard: &mut Dashboard, step: i64) -> Option<&mut StepFigures> {
    usize::try_from(step).ok().and_then(|step| dashboard.steps.get_mut(step))
}

impl Store {
    /// The dashboard of a service at `now` over the visits and promises that ended in `period`.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn dashboard(
        &self,
        standard: &ServiceStandard,
        period: Period,
        now: Instant,
    ) -> Result<Dashboard, StorageError> {
        let (from, to) = (period.from.to_string(), period.to.to_string());
        let service = standard.service.as_str();
        let (promises, open, visits) = read_tx!(self, |tx| {
            let promises: (i64, i64, i64) =
                sqlx::query_as(PROMISES).bind(service).bind(&from).bind(&to).fetch_one(&mut *tx).await?;
            let open: Vec<OpenRow> =
                sqlx::query_as(OPEN).bind(service).bind(ms_of(now)).fetch_all(&mut *tx).await?;
            let visits: Vec<VisitRow> =
                sqlx::query_as(VISITS).bind(service).bind(&from).bind(&to).fetch_all(&mut *tx).await?;
            (promises, open, visits)
        });
        let mut dashboard = Dashboard::empty(standard, period, now);
        dashboard.promise.met = count(promises.0);
        dashboard.promise.missed = count(promises.1);
        dashboard.promise.stopped = count(promises.2);
        for (step, stage, all, late, overdue) in open {
            dashboard.open_overdue += count(overdue);
            match stage.as_str() {
                "with_applicant" => dashboard.with_applicant += count(all),
                "ready" => dashboard.ready += count(all),
                _ => {}
            }
            let Some(figures) = step_of(&mut dashboard, step) else { continue };
            match stage.as_str() {
                "tray" => figures.tray += count(all),
                "desk" => {
                    figures.desk += count(all);
                    figures.late += count(late);
                }
                _ => {}
            }
        }
        for (step, all, queue, work, clocked, met) in visits {
            let Some(figures) = step_of(&mut dashboard, step) else { continue };
            figures.visits = count(all);
            figures.waiting = WorkingMs(queue);
            figures.working = WorkingMs(work);
            figures.clocked = count(clocked);
            figures.met = count(met);
        }
        Ok(dashboard)
    }
}

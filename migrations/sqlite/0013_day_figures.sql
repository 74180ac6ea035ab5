-- The figures of each day, kept as sums by every change that ends a visit or stops a promise: a period adds up days, not
-- dossiers, however many there are.
create table day_visits (
  service text not null,
  ended_date text not null,
  step integer not null,
  visits integer not null,
  queue_ms integer not null,
  work_ms integer not null,
  clocked integer not null,
  met integer not null,
  constraint day_visits_pkey primary key (service, ended_date, step)
) strict;

-- Promises that stopped by readiness or refusal, met or missed, and those that were stopped otherwise.
create table day_promises (
  service text not null,
  stopped_date text not null,
  met integer not null,
  missed integer not null,
  stopped integer not null,
  constraint day_promises_pkey primary key (service, stopped_date)
) strict;

insert into day_visits (service, ended_date, step, visits, queue_ms, work_ms, clocked, met)
select service, ended_date, step, count(*), sum(queue_ms), sum(work_ms),
  sum(case when verdict is not null then 1 else 0 end), sum(case when verdict = 'met' then 1 else 0 end)
from visits where end_key <> 'cut' group by service, ended_date, step;

insert into day_promises (service, stopped_date, met, missed, stopped)
select service, promise_stopped_date,
  sum(case when promise_stopped_by <> 'other' and promise_verdict = 'met' and late_before_return = 0 then 1 else 0 end),
  sum(case when promise_stopped_by <> 'other' and (promise_verdict <> 'met' or late_before_return <> 0) then 1 else 0 end),
  sum(case when promise_stopped_by = 'other' then 1 else 0 end)
from dossiers where promise_stopped_date is not null group by service, promise_stopped_date;

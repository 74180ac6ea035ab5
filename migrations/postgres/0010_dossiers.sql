-- A row for each dossier: what its control card makes of it, so that a board is one query. Clocks are texts of
-- `domain::clock::compact`; a clock that stopped keeps due time, verdict and calendar of its stop.
create table dossiers (
  id text not null,
  service text not null,
  standard_version bigint not null,
  register text not null,
  code text not null,
  channel text not null,
  kind text not null,
  submitted_at_ms bigint not null,
  submitted_date text not null,
  version bigint not null,
  entries bigint not null,
  newest_at_ms bigint not null,
  step bigint not null,
  stage text not null,
  since_ms bigint not null,
  order_ms bigint not null,
  holder_account text,
  ready_at_ms bigint,
  ended_at_ms bigint,
  ended_date text,
  end_key text,
  name_front text not null,
  name text not null,
  name_back text not null,
  name_folded text not null,
  nik_index text,
  licence_number text,
  calendar_version bigint not null,
  promise text not null,
  promise_due_ms bigint,
  promise_stopped_ms bigint,
  promise_stopped_date text,
  promise_stopped_by text,
  promise_verdict text,
  promise_calendar bigint,
  late_before_return bigint not null,
  legal text not null,
  legal_due_ms bigint,
  legal_stopped_ms bigint,
  legal_verdict text,
  legal_calendar bigint,
  step_clock text not null,
  step_due_ms bigint,
  returns bigint not null,
  returns_for_fault bigint not null,
  fault_pending bigint not null,
  standing text not null,
  items text not null,
  visits text not null,
  personal text,
  constraint dossiers_pkey primary key (id),
  constraint dossiers_register_key unique (register),
  constraint dossiers_code_key unique (code),
  constraint dossiers_stage_check check (stage in ('tray', 'desk', 'with_applicant', 'ready', 'ended')),
  constraint dossiers_stopped_by_check check (promise_stopped_by in ('ready', 'refused', 'other'))
);
create index dossiers_board_idx on dossiers (service, step, stage, order_ms, id) where ended_at_ms is null;
create index dossiers_nik_index_idx on dossiers (nik_index);
create index dossiers_submitted_at_ms_idx on dossiers (submitted_at_ms, id);
create index dossiers_promise_stopped_date_idx on dossiers (service, promise_stopped_date);
create index dossiers_licence_number_idx on dossiers (licence_number);

-- Visits that have ended, for the figures: waiting and working in milliseconds of working time, the verdict none where
-- the visit had no clock.
create table visits (
  dossier_id text not null,
  no bigint not null,
  service text not null,
  step bigint not null,
  step_key text not null,
  account_id text,
  arrived_at_ms bigint not null,
  accepted_at_ms bigint,
  ended_at_ms bigint not null,
  ended_date text not null,
  end_key text not null,
  queue_ms bigint not null,
  work_ms bigint not null,
  norm_unit text not null,
  norm_amount bigint not null,
  verdict text,
  calendar_version bigint not null,
  constraint visits_pkey primary key (dossier_id, no),
  constraint visits_dossier_id_fkey foreign key (dossier_id) references dossiers (id)
);
create index visits_ended_date_idx on visits (service, ended_date);

-- What changed, in the order of the commits: read by those who watch, pruned after some days.
create table event_log (
  seq bigint not null,
  at_ms bigint not null,
  topic text not null,
  entity text not null,
  version bigint not null,
  payload text not null,
  constraint event_log_pkey primary key (seq)
);
create index event_log_at_ms_idx on event_log (at_ms);

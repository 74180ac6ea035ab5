-- What changed, in the order of the commits: read by those who watch, pruned after some days.
create table event_log (
  seq integer not null,
  at_ms integer not null,
  topic text not null,
  entity text not null,
  version integer not null,
  payload text not null,
  constraint event_log_pkey primary key (seq)
) strict;
create index event_log_at_ms_idx on event_log (at_ms);

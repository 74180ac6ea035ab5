-- Who took the register along, or a part of it: beside the log of readings, since it names no single dossier.
create table export_log (
  at_ms integer not null,
  account_id text not null,
  form text not null,
  filters text not null,
  dossiers integer not null
) strict;
create index export_log_at_ms_idx on export_log (at_ms);

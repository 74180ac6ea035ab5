-- Who read which dossier, and who read a full NIK. Beside the control card, never in it.
create table access_log (
  at_ms integer not null,
  account_id text not null,
  dossier_id text not null,
  what text not null,
  constraint access_log_what_check check (what in ('dossier', 'full_nik'))
) strict;
create index access_log_dossier_id_idx on access_log (dossier_id, at_ms);

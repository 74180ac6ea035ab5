-- Every sheet that is printed of a dossier is a reading of it: the log takes them beside the dossier and the full NIK.
create table access_log_of_papers (
  at_ms integer not null,
  account_id text not null,
  dossier_id text not null,
  what text not null,
  constraint access_log_what_check check (what in (
    'dossier', 'full_nik', 'receipt', 'control-card', 'folder-label', 'handover-list', 'return-letter', 'refusal-letter',
    'reminder-letter', 'revocation-letter', 'licence', 'sop'
  ))
) strict;
insert into access_log_of_papers (at_ms, account_id, dossier_id, what)
  select at_ms, account_id, dossier_id, what from access_log;
drop table access_log;
alter table access_log_of_papers rename to access_log;
create index access_log_dossier_id_idx on access_log (dossier_id, at_ms);

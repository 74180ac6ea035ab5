-- Every sheet that is printed of a dossier is a reading of it: the log takes them beside the dossier and the full NIK.
alter table access_log drop constraint access_log_what_check;
alter table access_log add constraint access_log_what_check check (what in (
  'dossier', 'full_nik', 'receipt', 'control-card', 'folder-label', 'handover-list', 'return-letter', 'refusal-letter',
  'reminder-letter', 'revocation-letter', 'licence', 'sop'
));

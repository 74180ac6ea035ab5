-- The issued licence: what was issued and what became of it, so that a number is answered from one row; the issued file
-- itself lies apart, with the facts that made it. The facts are personal and may be erased; the file's hash stays.
alter table dossiers add column predecessor text;
alter table dossiers add column licence text;
alter table dossiers add column licence_until text;
alter table dossiers add column licence_state text;
create index dossiers_licence_until_idx on dossiers (licence_until) where licence_state = 'standing';
create index dossiers_predecessor_idx on dossiers (predecessor) where predecessor is not null;

create table issued_letters (
  dossier_id text not null,
  entry integer not null,
  facts text,
  program text not null,
  sha256 text not null,
  file blob,
  issued_at_ms integer not null,
  erased_at_ms integer,
  constraint issued_letters_pkey primary key (dossier_id, entry),
  constraint issued_letters_erased_check check ((facts is null) = (erased_at_ms is not null) and (file is null) = (erased_at_ms is not null))
) strict;
create index issued_letters_sha256_idx on issued_letters (sha256);

-- The public half of the key that signs licences, one for each master key: what was printed can be checked after it is gone.
alter table key_ids add column licence_key text;

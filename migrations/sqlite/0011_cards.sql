-- The control card of each dossier, a chain of keyed codes: each entry's code covers the entry and the code before it.
-- Personal details lie apart, named by a salted hash, so that they can be erased while the card stays whole.
create table card_entries (
  dossier_id text not null,
  seq integer not null,
  at_ms integer not null,
  by_json text not null,
  event_json text not null,
  version integer not null,
  command_id text,
  calendar_version integer not null,
  facts_row integer,
  facts_hash text,
  key_id text not null,
  previous_mac text not null,
  mac text not null,
  constraint card_entries_pkey primary key (dossier_id, seq)
) strict;

create table dossier_facts (
  dossier_id text not null,
  row_no integer not null,
  detail text,
  salt text,
  erased_at_ms integer,
  constraint dossier_facts_pkey primary key (dossier_id, row_no),
  constraint dossier_facts_erased_check check ((detail is null) = (erased_at_ms is not null))
) strict;

-- The first answer to each command: the version it made, or the refusal. A command repeated gets it again.
create table commands (
  id text not null,
  dossier_id text,
  account_id text,
  at_ms integer not null,
  version integer,
  refusal text,
  constraint commands_pkey primary key (id),
  constraint commands_answer_check check ((version is null) = (refusal is not null))
) strict;

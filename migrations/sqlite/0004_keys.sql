-- Which master keys this database was written with; the keys themselves lie in a file elsewhere.
create table key_ids (
  id text not null,
  fingerprint text not null,
  created_at_ms integer not null,
  lost_at_ms integer,
  lost_reason text,
  constraint key_ids_pkey primary key (id)
) strict;

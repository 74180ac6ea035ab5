-- Numbers of registers and letters: counted in the transaction that gives them, never used twice.
create table number_series (
  series text not null,
  year integer not null,
  last integer not null,
  constraint number_series_pkey primary key (series, year)
) strict;

create table numbers (
  series text not null,
  year integer not null,
  seq integer not null,
  number text not null,
  dossier_id text,
  given_at_ms integer not null,
  voided_at_ms integer,
  void_reason text,
  constraint numbers_pkey primary key (series, year, seq),
  constraint numbers_number_key unique (series, number),
  constraint numbers_void_check check ((voided_at_ms is null) = (void_reason is null))
) strict;
create index numbers_dossier_id_idx on numbers (dossier_id);

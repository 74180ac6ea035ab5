-- What the office sets: its identity, its standards and calendars in versions, and the log of both.
create table counters (
  name text not null,
  value integer not null,
  constraint counters_pkey primary key (name)
) strict;

create table settings (
  key text not null,
  value text not null,
  set_at_ms integer not null,
  constraint settings_pkey primary key (key)
) strict;

create table settings_log (
  seq integer not null,
  at_ms integer not null,
  by_account text not null,
  what text not null,
  subject text not null,
  details text not null,
  constraint settings_log_pkey primary key (seq)
) strict;

create table standards (
  service text not null,
  version integer not null,
  toml text not null,
  sha256 text not null,
  effective_date text not null,
  loaded_at_ms integer not null,
  confirmed_at_ms integer,
  confirmed_by text,
  constraint standards_pkey primary key (service, version)
) strict;

create table calendars (
  version integer not null,
  spec text not null,
  sha256 text not null,
  loaded_at_ms integer not null,
  retroactive_reason text,
  confirmed_at_ms integer,
  confirmed_by text,
  constraint calendars_pkey primary key (version)
) strict;

-- What the office sets: its identity, its standards and calendars in versions, and the log of both.
create table counters (
  name text not null,
  value bigint not null,
  constraint counters_pkey primary key (name)
);

create table settings (
  key text not null,
  value text not null,
  set_at_ms bigint not null,
  constraint settings_pkey primary key (key)
);

create table settings_log (
  seq bigint not null,
  at_ms bigint not null,
  by_account text not null,
  what text not null,
  subject text not null,
  details text not null,
  constraint settings_log_pkey primary key (seq)
);

create table standards (
  service text not null,
  version bigint not null,
  toml text not null,
  sha256 text not null,
  effective_date text not null,
  loaded_at_ms bigint not null,
  confirmed_at_ms bigint,
  confirmed_by text,
  constraint standards_pkey primary key (service, version)
);

create table calendars (
  version bigint not null,
  spec text not null,
  sha256 text not null,
  loaded_at_ms bigint not null,
  retroactive_reason text,
  confirmed_at_ms bigint,
  confirmed_by text,
  constraint calendars_pkey primary key (version)
);

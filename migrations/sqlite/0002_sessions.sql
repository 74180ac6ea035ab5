-- Who is signed in, and how often a door may be knocked at. Tokens and throttled keys are kept as hashes only.
create table sessions (
  id text not null,
  token_sha256 text not null,
  account_id text not null,
  shared_computer integer not null,
  user_agent text not null,
  created_at_ms integer not null,
  last_seen_at_ms integer not null,
  password_confirmed_at_ms integer,
  revoked_at_ms integer,
  constraint sessions_pkey primary key (id),
  constraint sessions_token_sha256_key unique (token_sha256),
  constraint sessions_account_id_fkey foreign key (account_id) references accounts (id)
) strict;
create index sessions_account_id_idx on sessions (account_id, last_seen_at_ms);

-- The theoretical arrival time of the generic cell rate algorithm, one row for each key.
create table throttle (
  key text not null,
  tat_ms integer not null,
  constraint throttle_pkey primary key (key)
) strict;
create index throttle_tat_ms_idx on throttle (tat_ms);

-- How a person looks at the screens: one value for each, kept across computers.
create table preferences (
  account_id text not null,
  key text not null,
  value text not null,
  constraint preferences_pkey primary key (account_id, key)
) strict;

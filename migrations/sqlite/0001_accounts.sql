-- The people of the office: accounts, their own roles, roles lent by letter, absences.
create table accounts (
  id text not null,
  user_name text not null,
  nip text,
  name text not null,
  initials text not null,
  rank text,
  password_hash text not null,
  must_change integer not null,
  created_at_ms integer not null,
  disabled_at_ms integer,
  constraint accounts_pkey primary key (id),
  constraint accounts_user_name_key unique (user_name),
  constraint accounts_nip_key unique (nip),
  constraint accounts_initials_key unique (initials)
) strict;

create table account_roles (
  account_id text not null,
  role text not null,
  granted_at_ms integer not null,
  granted_by text not null,
  constraint account_roles_pkey primary key (account_id, role),
  constraint account_roles_account_id_fkey foreign key (account_id) references accounts (id)
) strict;
create index account_roles_role_idx on account_roles (role);

-- Dates are local and both inclusive, as YYYY-MM-DD.
create table stand_ins (
  account_id text not null,
  role text not null,
  form text not null,
  letter text not null,
  of_account_id text,
  from_date text not null,
  to_date text not null,
  entered_at_ms integer not null,
  entered_by text not null,
  constraint stand_ins_pkey primary key (account_id, role, from_date),
  constraint stand_ins_account_id_fkey foreign key (account_id) references accounts (id),
  constraint stand_ins_of_account_id_fkey foreign key (of_account_id) references accounts (id),
  constraint stand_ins_form_check check (form in ('an', 'ub', 'plh', 'plt')),
  constraint stand_ins_dates_check check (from_date <= to_date)
) strict;
create index stand_ins_role_idx on stand_ins (role, to_date);

create table absences (
  account_id text not null,
  from_date text not null,
  to_date text not null,
  note text not null,
  entered_at_ms integer not null,
  entered_by text not null,
  constraint absences_pkey primary key (account_id, from_date),
  constraint absences_account_id_fkey foreign key (account_id) references accounts (id),
  constraint absences_dates_check check (from_date <= to_date)
) strict;

-- Batches of prints, worked off one paper after the other by whichever server is there: a closed tab and a server that
-- ends lose nothing. The files are personal data; a batch is removed whole some days after it was asked for.
create table print_batches (
  id text not null,
  owner text not null,
  paper text not null,
  site text not null,
  made_at_ms bigint not null,
  constraint print_batches_pkey primary key (id)
);
create index print_batches_owner_idx on print_batches (owner, made_at_ms);
create index print_batches_made_at_ms_idx on print_batches (made_at_ms);

-- One paper of a batch. While it is printed it belongs to a worker until an instant: past it, another takes it up.
create table print_items (
  batch_id text not null,
  no bigint not null,
  dossier_id text not null,
  state text not null,
  worker text,
  until_ms bigint,
  tries bigint not null,
  fault text,
  file bytea,
  done_at_ms bigint,
  constraint print_items_pkey primary key (batch_id, no),
  constraint print_items_batch_id_fkey foreign key (batch_id) references print_batches (id) on delete cascade,
  constraint print_items_state_check check (state in ('waiting', 'printing', 'done', 'failed')),
  constraint print_items_worker_check check ((state = 'printing') = (worker is not null) and (state = 'printing') = (until_ms is not null)),
  constraint print_items_fault_check check ((state = 'failed') = (fault is not null)),
  constraint print_items_file_check check ((state = 'done') = (file is not null))
);
create index print_items_open_idx on print_items (batch_id, no) where state in ('waiting', 'printing');

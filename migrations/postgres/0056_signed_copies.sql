-- Scans of letters that were signed by hand, each beside the entry of the card that names it by its hash. An earlier one stays.
create table signed_copies (
  dossier_id text not null,
  entry bigint not null,
  kind text not null,
  sha256 text not null,
  file bytea,
  kept_at_ms bigint not null,
  erased_at_ms bigint,
  constraint signed_copies_pkey primary key (dossier_id, entry),
  constraint signed_copies_kind_check check (kind in ('pdf', 'jpg', 'png')),
  constraint signed_copies_erased_check check ((file is null) = (erased_at_ms is not null))
);

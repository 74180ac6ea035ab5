-- The office's own templates of its papers, kept by content for good: what a letter was set from can be looked up.
create table templates (
  name text not null,
  sha256 text not null,
  text text not null,
  loaded_at_ms bigint not null,
  loaded_by text not null,
  constraint templates_pkey primary key (name, sha256)
);

-- What is printed from; a name without a row is printed from the program's own template.
create table current_templates (
  name text not null,
  sha256 text not null,
  constraint current_templates_pkey primary key (name),
  constraint current_templates_name_fkey foreign key (name, sha256) references templates (name, sha256)
);

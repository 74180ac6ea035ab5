-- Where the file of paper lies: number of the folder, shelf or desk. No index: it is searched by a part of its text.
alter table dossiers add column place text;

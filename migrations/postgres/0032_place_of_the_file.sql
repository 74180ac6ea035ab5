-- Where the file of paper lies: number of the folder, shelf or desk; and in small letters, as it is searched. No index: it is
-- searched by a part of its text.
alter table dossiers add column place text;
alter table dossiers add column place_folded text;

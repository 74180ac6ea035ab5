-- What the QR of an issued letter says, so that the very sheet can be set again from what is kept: the office's copy, and the
-- proof that facts and template make the file. It names the holder by a hash, so it is erased with the facts.
alter table issued_letters add column qr text check (qr is null or erased_at_ms is null);

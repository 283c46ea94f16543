-- the bank's number without the account that bank statements put before it: the same line comes by statement and by CSV
CREATE INDEX payment_bare_number ON payment (substr(external_ref, strpos(external_ref, '/') + 1));

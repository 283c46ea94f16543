-- SHA-256 of the request under a caller's key: the same key with another request is a mistake. Null before this version.
ALTER TABLE credit_note ADD COLUMN request_hash text;
ALTER TABLE goods_return ADD COLUMN request_hash text;

-- Each category has numbers of its own: the voucher of one department is not the one of another that happens to have the same
-- number. An entry that takes back another is known by that one, whatever ids others use.
ALTER TABLE cost_entry DROP CONSTRAINT cost_entry_external_id_key;
CREATE UNIQUE INDEX cost_entry_external ON cost_entry (category, external_id) WHERE takes_back IS NULL;

-- how a promise of goodwill was kept: paid, credited, shipped or done
CREATE TABLE goodwill_settlement (
  case_id     bigint NOT NULL,
  round       integer NOT NULL,
  settled_on  date NOT NULL,
  reference   text NOT NULL CHECK (length(reference) <= 200), -- the bank's number, the credit note, the order
  settled_by  text NOT NULL,
  settled_at  timestamptz NOT NULL,
  PRIMARY KEY (case_id, round), -- a promise is kept once
  FOREIGN KEY (case_id, round) REFERENCES case_goodwill (case_id, round)
);

CREATE FUNCTION goodwill_settlement_is_a_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What a customer was given is never changed or deleted';
END $$;
CREATE TRIGGER goodwill_settlement_no_change BEFORE UPDATE OR DELETE ON goodwill_settlement
  FOR EACH ROW EXECUTE FUNCTION goodwill_settlement_is_a_ledger();
CREATE TRIGGER goodwill_settlement_no_truncate BEFORE TRUNCATE ON goodwill_settlement
  FOR EACH STATEMENT EXECUTE FUNCTION goodwill_settlement_is_a_ledger();

-- What selling cost us. Never changed: a mistake is taken back by an opposite entry.
CREATE TABLE cost_entry (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  category    text NOT NULL CHECK (category IN ('selling', 'marketing', 'visit', 'product')),
  booked_on   date NOT NULL,
  amount      numeric(15,2) NOT NULL CHECK (amount <> 0),
  currency    text NOT NULL,
  region      text,
  team        text,
  rep         text,
  customer_id bigint,
  product     text,
  deal_number text,
  note        text,
  takes_back  bigint UNIQUE REFERENCES cost_entry,
  entered_by  text NOT NULL,
  entered_at  timestamptz NOT NULL,
  CHECK (category <> 'product' OR deal_number IS NOT NULL)
);
CREATE INDEX cost_entry_booked ON cost_entry (booked_on DESC, id DESC);

COMMENT ON COLUMN cost_entry.external_id IS 'of the row of a file, or of the form it was entered with; the same one again is the same cost';
COMMENT ON COLUMN cost_entry.takes_back IS 'the entry it is the opposite of';

CREATE FUNCTION cost_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A cost is never changed or deleted; take it back by an opposite entry';
END $$;
CREATE TRIGGER cost_entry_no_change BEFORE UPDATE OR DELETE ON cost_entry
  FOR EACH ROW EXECUTE FUNCTION cost_entry_is_append_only();
CREATE TRIGGER cost_entry_no_truncate BEFORE TRUNCATE ON cost_entry
  FOR EACH STATEMENT EXECUTE FUNCTION cost_entry_is_append_only();

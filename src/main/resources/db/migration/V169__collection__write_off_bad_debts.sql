-- what finance wants to give up of an invoice, and what became of that
CREATE SEQUENCE write_off_number;
CREATE TABLE write_off (
  number         text PRIMARY KEY,
  invoice_number text NOT NULL,
  order_number   text NOT NULL,
  customer_id    bigint NOT NULL,
  rep            text NOT NULL,
  amount         numeric(15,2) NOT NULL CHECK (amount > 0), -- open when it was asked for; never more is given up
  currency       text NOT NULL,
  reason         text NOT NULL,
  -- lapsed: nothing was open any more when it was granted
  state          text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'booked', 'refused', 'lapsed')),
  approval_id    bigint,
  asked_by       text NOT NULL,
  asked_at       timestamptz NOT NULL,
  closed_at      timestamptz,
  version        integer NOT NULL DEFAULT 0,
  CHECK ((state = 'asked') = (closed_at IS NULL))
);
CREATE UNIQUE INDEX write_off_asked ON write_off (invoice_number) WHERE state = 'asked';
CREATE INDEX write_off_customer ON write_off (customer_id);

-- neither payment nor credit note: what was given up, and below zero what came of it after all
CREATE TABLE write_off_entry (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  write_off      text NOT NULL REFERENCES write_off (number),
  invoice_number text NOT NULL,
  amount         numeric(15,2) NOT NULL CHECK (amount <> 0),
  booked_on      date NOT NULL,
  why            text NOT NULL,
  payment_id     bigint REFERENCES payment (id), -- what came after all
  booked_at      timestamptz NOT NULL
);
CREATE INDEX write_off_entry_invoice ON write_off_entry (invoice_number);

CREATE FUNCTION write_off_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A write-off is never changed or deleted; book the opposite instead';
END $$;

CREATE TRIGGER write_off_entry_no_change BEFORE UPDATE OR DELETE ON write_off_entry
  FOR EACH ROW EXECUTE FUNCTION write_off_entry_is_append_only();
CREATE TRIGGER write_off_entry_no_truncate BEFORE TRUNCATE ON write_off_entry
  FOR EACH STATEMENT EXECUTE FUNCTION write_off_entry_is_append_only();

-- money that came in; never changed but for what becomes of it
CREATE TABLE payment (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  external_ref text NOT NULL UNIQUE, -- the bank's own number: the same line is taken once, whichever way it comes
  source       text NOT NULL CHECK (source IN ('bank-file', 'by-hand')),
  amount       numeric(15,2) NOT NULL CHECK (amount > 0),
  currency     text NOT NULL,
  received_on  date NOT NULL,
  payer        text,
  reference    text,
  customer_id  bigint,
  state        text NOT NULL CHECK (state IN ('matched', 'unmatched')),
  reason       text, -- why nobody could tell what it is for
  recorded_by  text,
  recorded_at  timestamptz NOT NULL,
  version      integer NOT NULL DEFAULT 0,
  CHECK ((state = 'unmatched') = (reason IS NOT NULL)),
  CHECK (state = 'unmatched' OR customer_id IS NOT NULL)
);
CREATE INDEX payment_unmatched ON payment (received_on, id) WHERE state = 'unmatched';
CREATE INDEX payment_customer ON payment (customer_id);

-- what a payment paid; the sum for a payment never exceeds it, the sum for an invoice never what it asks
CREATE TABLE payment_allocation (
  payment_id     bigint NOT NULL REFERENCES payment (id),
  invoice_number text NOT NULL,
  amount         numeric(15,2) NOT NULL CHECK (amount > 0),
  due_on         date NOT NULL, -- of the invoice, to tell how late it was paid
  settles        boolean NOT NULL, -- whether nothing of the invoice was left to pay
  allocated_at   timestamptz NOT NULL,
  PRIMARY KEY (payment_id, invoice_number)
);
CREATE INDEX payment_allocation_invoice ON payment_allocation (invoice_number);

-- while one is open nobody is asked for that invoice: promised until its day is over, disputed until it is settled
CREATE TABLE promise (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind           text NOT NULL CHECK (kind IN ('promise', 'dispute')),
  order_number   text NOT NULL,
  invoice_number text NOT NULL,
  promised_on    date,
  reason         text,
  state          text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'broken', 'settled', 'replaced')),
  noted_by       text,
  noted_at       timestamptz NOT NULL,
  closed_at      timestamptz,
  version        integer NOT NULL DEFAULT 0,
  CHECK ((kind = 'promise') = (promised_on IS NOT NULL)),
  CHECK ((state = 'open') = (closed_at IS NULL))
);
CREATE UNIQUE INDEX promise_open ON promise (invoice_number, kind) WHERE state = 'open';
CREATE INDEX promise_order ON promise (order_number);

CREATE TABLE dunning_entry (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cause          text NOT NULL UNIQUE, -- invoice and level, and the broken promise that starts it again
  order_number   text NOT NULL,
  invoice_number text NOT NULL,
  customer_id    bigint NOT NULL,
  level          smallint NOT NULL CHECK (level > 0),
  days_overdue   integer NOT NULL,
  open_amount    numeric(15,2) NOT NULL,
  currency       text NOT NULL,
  mailed_to      text, -- null: the table says no letter, or no address is known
  hold           boolean NOT NULL,
  written_at     timestamptz NOT NULL
);
CREATE INDEX dunning_entry_invoice ON dunning_entry (invoice_number);
CREATE INDEX dunning_entry_customer ON dunning_entry (customer_id);

CREATE FUNCTION dunning_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'dunning_entry is append-only';
END
$$;
CREATE TRIGGER dunning_entry_append_only BEFORE UPDATE OR DELETE ON dunning_entry
  FOR EACH ROW EXECUTE FUNCTION dunning_entry_is_append_only();

CREATE SEQUENCE credit_note_number;

-- the opposite of an invoice, of all its lines or some: amounts are positive here and count against the invoice
CREATE TABLE credit_note (
  number         text PRIMARY KEY,
  cause          text NOT NULL UNIQUE, -- what it is for, e.g. return:R-2026-000001: the same cause is credited once
  kind           text NOT NULL CHECK (kind IN ('reversal', 'return')),
  invoice_number text NOT NULL REFERENCES invoice (number),
  order_number   text NOT NULL REFERENCES sales_order (number),
  customer_id    bigint NOT NULL REFERENCES customer (id),
  rep            text NOT NULL,
  amount         numeric(15,2) NOT NULL CHECK (amount > 0),
  currency       text NOT NULL,
  reason         text NOT NULL,
  issued_on      date NOT NULL,
  issued_by      text
);
CREATE INDEX credit_note_invoice ON credit_note (invoice_number);
CREATE INDEX credit_note_order ON credit_note (order_number);

CREATE TABLE credit_note_line (
  credit_note_number text NOT NULL REFERENCES credit_note (number),
  position           integer NOT NULL,
  product_name       text NOT NULL,
  quantity           integer NOT NULL CHECK (quantity > 0),
  amount             numeric(15,2) NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (credit_note_number, position)
);

CREATE FUNCTION refuse_change_of_credit_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'An issued credit note is never changed';
END $$;
CREATE TRIGGER credit_note_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_note
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_credit_note();
CREATE TRIGGER credit_note_line_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_note_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_credit_note();

-- the last line of defence, whatever the program does: nothing is credited beyond its invoice
CREATE FUNCTION refuse_credit_beyond_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(amount) FROM credit_note WHERE invoice_number = NEW.invoice_number)
     > (SELECT amount FROM invoice WHERE number = NEW.invoice_number) THEN
    RAISE EXCEPTION 'Credit notes cannot exceed their invoice %', NEW.invoice_number;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER credit_note_within_invoice AFTER INSERT ON credit_note
  FOR EACH ROW EXECUTE FUNCTION refuse_credit_beyond_invoice();

-- follows from the invoice and never changes
ALTER TABLE promise ADD COLUMN customer_id bigint;
UPDATE promise p SET customer_id = i.customer_id FROM invoice i WHERE i.number = p.invoice_number;

CREATE FUNCTION take_customer_of_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT customer_id INTO NEW.customer_id FROM invoice WHERE number = NEW.invoice_number;
  RETURN NEW;
END $$;
CREATE TRIGGER promise_takes_customer BEFORE INSERT ON promise
  FOR EACH ROW EXECUTE FUNCTION take_customer_of_invoice();

CREATE INDEX promise_timeline ON promise (customer_id, noted_at, id);

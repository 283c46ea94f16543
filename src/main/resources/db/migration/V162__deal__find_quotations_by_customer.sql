-- follows the deal's customer, which may become known after the first quotation
ALTER TABLE quotation ADD COLUMN customer_id bigint;
UPDATE quotation q SET customer_id = d.customer_id FROM deal d WHERE d.number = q.deal_number;

CREATE FUNCTION take_customer_of_deal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT customer_id INTO NEW.customer_id FROM deal WHERE number = NEW.deal_number;
  RETURN NEW;
END $$;
CREATE TRIGGER quotation_takes_customer BEFORE INSERT ON quotation
  FOR EACH ROW EXECUTE FUNCTION take_customer_of_deal();

CREATE FUNCTION give_customer_to_quotations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE quotation SET customer_id = NEW.customer_id WHERE deal_number = NEW.number;
  RETURN NULL;
END $$;
CREATE TRIGGER deal_gives_customer_to_quotations AFTER UPDATE OF customer_id ON deal
  FOR EACH ROW WHEN (OLD.customer_id IS DISTINCT FROM NEW.customer_id) EXECUTE FUNCTION give_customer_to_quotations();

CREATE INDEX quotation_timeline
  ON quotation (customer_id, created_at, ((deal_number || '/' || lpad(version::text, 4, '0')) COLLATE "C"));

-- follows the lead's customer, which is known once the lead is qualified
ALTER TABLE lead_contact ADD COLUMN customer_id bigint;
UPDATE lead_contact c SET customer_id = l.customer_id FROM lead l WHERE l.id = c.lead_id;

CREATE FUNCTION take_customer_of_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT customer_id INTO NEW.customer_id FROM lead WHERE id = NEW.lead_id;
  RETURN NEW;
END $$;
CREATE TRIGGER lead_contact_takes_customer BEFORE INSERT ON lead_contact
  FOR EACH ROW EXECUTE FUNCTION take_customer_of_lead();

CREATE FUNCTION give_customer_to_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE lead_contact SET customer_id = NEW.customer_id WHERE lead_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER lead_gives_customer_to_contacts AFTER UPDATE OF customer_id ON lead
  FOR EACH ROW WHEN (OLD.customer_id IS DISTINCT FROM NEW.customer_id) EXECUTE FUNCTION give_customer_to_contacts();

CREATE INDEX lead_contact_timeline ON lead_contact (customer_id, at, id);

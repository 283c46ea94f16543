-- whose they are follows from the order and never changes; kept beside the day, so that one index finds the newest
ALTER TABLE delivery ADD COLUMN customer_id bigint;
ALTER TABLE goods_return ADD COLUMN customer_id bigint;
UPDATE delivery d SET customer_id = o.customer_id FROM sales_order o WHERE o.number = d.order_number;
UPDATE goods_return r SET customer_id = o.customer_id FROM sales_order o WHERE o.number = r.order_number;
ALTER TABLE delivery ALTER COLUMN customer_id SET NOT NULL;
ALTER TABLE goods_return ALTER COLUMN customer_id SET NOT NULL;

CREATE FUNCTION take_customer_of_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT customer_id INTO NEW.customer_id FROM sales_order WHERE number = NEW.order_number;
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_takes_customer BEFORE INSERT ON delivery
  FOR EACH ROW EXECUTE FUNCTION take_customer_of_order();
CREATE TRIGGER goods_return_takes_customer BEFORE INSERT ON goods_return
  FOR EACH ROW EXECUTE FUNCTION take_customer_of_order();

CREATE INDEX delivery_timeline ON delivery (customer_id, shipped_on, number COLLATE "C");
CREATE INDEX goods_return_timeline ON goods_return (customer_id, announced_on, number COLLATE "C");

CREATE SEQUENCE order_number;
CREATE SEQUENCE delivery_number;
CREATE SEQUENCE invoice_number;

CREATE TABLE sales_order (
  number                 text PRIMARY KEY,
  contract_number        text NOT NULL UNIQUE,
  deal_number            text NOT NULL,
  customer_id            bigint NOT NULL REFERENCES customer (id),
  rep                    text NOT NULL,
  amount                 numeric(15,2) NOT NULL CHECK (amount >= 0),
  currency               text NOT NULL,
  payment_days           integer NOT NULL CHECK (payment_days >= 0),
  delivery_address       text,
  prepayment             numeric(15,2) NOT NULL DEFAULT 0 CHECK (prepayment >= 0),
  prepayment_received_on date,
  state                  text NOT NULL DEFAULT 'placed' CHECK (state IN ('placed', 'confirmed', 'delivered', 'cancelled')),
  placed_on              date NOT NULL,
  version                integer NOT NULL DEFAULT 0
);
CREATE INDEX sales_order_customer ON sales_order (customer_id, state);
CREATE INDEX sales_order_deal ON sales_order (deal_number);

CREATE TABLE order_line (
  order_number text NOT NULL REFERENCES sales_order (number),
  position     integer NOT NULL,
  product      text NOT NULL,
  product_name text NOT NULL,
  quantity     integer NOT NULL CHECK (quantity > 0),
  shipped      integer NOT NULL DEFAULT 0 CHECK (shipped BETWEEN 0 AND quantity),
  amount       numeric(15,2) NOT NULL,
  PRIMARY KEY (order_number, position)
);

-- what left on one day with one carrier; received_on is its proof of delivery
CREATE TABLE delivery (
  number          text PRIMARY KEY,
  order_number    text NOT NULL REFERENCES sales_order (number),
  carrier         text NOT NULL,
  tracking_number text,
  amount          numeric(15,2) NOT NULL,
  shipped_on      date NOT NULL,
  received_on     date,
  received_by     text,
  proof           text CHECK (proof IN ('form', 'carrier')),
  version         integer NOT NULL DEFAULT 0,
  CHECK ((received_on IS NULL) = (proof IS NULL)),
  CHECK (received_on >= shipped_on)
);
CREATE INDEX delivery_order ON delivery (order_number);

CREATE TABLE delivery_line (
  delivery_number text NOT NULL REFERENCES delivery (number),
  position        integer NOT NULL,
  quantity        integer NOT NULL CHECK (quantity > 0),
  amount          numeric(15,2) NOT NULL,
  PRIMARY KEY (delivery_number, position)
);

-- everything a carrier ever told, once
CREATE TABLE shipment_event (
  delivery_number text NOT NULL REFERENCES delivery (number),
  event           text NOT NULL,
  at              timestamptz NOT NULL,
  received_by     text,
  taken_in_at     timestamptz NOT NULL,
  PRIMARY KEY (delivery_number, event, at)
);

-- issued documents: never changed, only corrected by an opposite one
CREATE TABLE invoice (
  number          text PRIMARY KEY,
  order_number    text NOT NULL REFERENCES sales_order (number),
  delivery_number text NOT NULL UNIQUE REFERENCES delivery (number),
  customer_id     bigint NOT NULL REFERENCES customer (id),
  rep             text NOT NULL,
  amount          numeric(15,2) NOT NULL,
  currency        text NOT NULL,
  issued_on       date NOT NULL,
  due_on          date NOT NULL CHECK (due_on >= issued_on)
);
CREATE INDEX invoice_order ON invoice (order_number);
CREATE INDEX invoice_customer ON invoice (customer_id, due_on);

CREATE TABLE invoice_line (
  invoice_number text NOT NULL REFERENCES invoice (number),
  position       integer NOT NULL,
  product_name   text NOT NULL,
  quantity       integer NOT NULL,
  amount         numeric(15,2) NOT NULL,
  PRIMARY KEY (invoice_number, position)
);

CREATE FUNCTION refuse_change_of_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'An issued invoice is never changed';
END $$;
CREATE TRIGGER invoice_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_invoice();
CREATE TRIGGER invoice_line_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_invoice();

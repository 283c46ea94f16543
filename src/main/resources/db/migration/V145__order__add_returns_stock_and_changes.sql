-- changed before anything left: agreed_amount is what the contract was approved for
ALTER TABLE sales_order
  ADD COLUMN agreed_amount numeric(15,2),
  ADD COLUMN revision integer NOT NULL DEFAULT 1,
  ADD COLUMN wanted_on date,
  ADD COLUMN in_parts boolean NOT NULL DEFAULT false, -- the customer takes what is there and the rest later
  ADD COLUMN prepayment_refunded_on date,
  ADD COLUMN prepayment_refund_reference text;
UPDATE sales_order SET agreed_amount = amount;
ALTER TABLE sales_order
  ADD CHECK (prepayment_refunded_on IS NULL OR prepayment_received_on IS NOT NULL);

-- what of a line is not delivered any more, by agreement
ALTER TABLE order_line
  ADD COLUMN closed integer NOT NULL DEFAULT 0,
  ADD CHECK (closed >= 0 AND shipped + closed <= quantity);

-- a delivery that never arrives: taken back before it left the house, or lost on the way
ALTER TABLE delivery
  ADD COLUMN ended text CHECK (ended IN ('recalled', 'lost')),
  ADD CHECK (ended IS NULL OR received_on IS NULL);

-- the carrier's own number of a report, if it gives one
ALTER TABLE shipment_event ADD COLUMN event_id text;
CREATE UNIQUE INDEX shipment_event_id ON shipment_event (delivery_number, event_id);

-- kept for the products that have a row; of the others there is always enough
CREATE TABLE stock (
  product     text PRIMARY KEY,
  on_hand     integer NOT NULL CHECK (on_hand >= 0),
  expected_on date,
  version     integer NOT NULL DEFAULT 0
);

-- what confirmed orders will still take from the shelf
CREATE TABLE stock_reservation (
  order_number text NOT NULL REFERENCES sales_order (number),
  product      text NOT NULL,
  quantity     integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_number, product)
);
CREATE INDEX stock_reservation_product ON stock_reservation (product);

CREATE SEQUENCE return_number;

CREATE TABLE goods_return (
  number             text PRIMARY KEY,
  announce_key       text UNIQUE, -- the caller's own key: announced once
  delivery_number    text NOT NULL REFERENCES delivery (number),
  order_number       text NOT NULL REFERENCES sales_order (number),
  reason             text NOT NULL,
  state              text NOT NULL DEFAULT 'announced'
                     CHECK (state IN ('announced', 'examined', 'accepted', 'refused', 'lapsed')),
  announced_by       text,
  announced_on       date NOT NULL,
  examined_by        text,
  decided_why        text,
  credit_note_number text REFERENCES credit_note (number), -- null when the delivery was not invoiced yet
  version            integer NOT NULL DEFAULT 0
);
CREATE INDEX goods_return_delivery ON goods_return (delivery_number);
CREATE INDEX goods_return_order ON goods_return (order_number);

CREATE TABLE goods_return_line (
  return_number text NOT NULL REFERENCES goods_return (number),
  position      integer NOT NULL,
  announced     integer NOT NULL CHECK (announced >= 0),
  received      integer CHECK (received >= 0), -- null until examined
  fit           integer CHECK (fit BETWEEN 0 AND received), -- of these, fit to be sold again
  PRIMARY KEY (return_number, position)
);

-- what of a delivery is to be invoiced: without what came back before it was
CREATE VIEW delivery_to_invoice AS
SELECT l.delivery_number, l.position, l.quantity - coalesce(b.quantity, 0) AS quantity,
       round(l.amount * (l.quantity - coalesce(b.quantity, 0)) / l.quantity, 2) AS amount
  FROM delivery_line l
  LEFT JOIN (SELECT r.delivery_number, g.position, sum(g.received)::integer AS quantity
               FROM goods_return r JOIN goods_return_line g ON g.return_number = r.number
              WHERE r.state = 'accepted' AND r.credit_note_number IS NULL
              GROUP BY r.delivery_number, g.position) b
    ON b.delivery_number = l.delivery_number AND b.position = l.position;

-- what kept the order from being confirmed when it was last checked
CREATE TABLE order_hold (
  order_number text NOT NULL REFERENCES sales_order (number),
  kind         text NOT NULL CHECK (kind IN ('credit', 'prepayment', 'approval', 'stock', 'address')),
  why          text NOT NULL,
  PRIMARY KEY (order_number, kind, why)
);

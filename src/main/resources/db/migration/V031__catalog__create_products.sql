CREATE TABLE product (
  code        text PRIMARY KEY,
  name        text NOT NULL,
  search_key  text NOT NULL UNIQUE,
  series      text NOT NULL,
  list_price  numeric(15,2) NOT NULL CHECK (list_price >= 0),
  floor_price numeric(15,2) NOT NULL CHECK (floor_price >= 0 AND floor_price <= list_price),
  unit_cost   numeric(15,2) NOT NULL CHECK (unit_cost >= 0),
  currency    text NOT NULL
);

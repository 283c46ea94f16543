-- every question to the credit bureau, written before it is asked; the same cause is never asked twice
CREATE TABLE credit_bureau_inquiry (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cause             text NOT NULL UNIQUE,
  customer_id       bigint NOT NULL REFERENCES customer (id),
  state             text NOT NULL CHECK (state IN ('asked', 'answered', 'failed')),
  asked_at          timestamptz NOT NULL,
  settled_at        timestamptz,
  reference         text, -- the bureau's own
  score             integer CHECK (score BETWEEN 0 AND 1000),
  years_in_business integer CHECK (years_in_business >= 0),
  employees         integer CHECK (employees >= 0),
  failure           text CHECK (failure IN ('down', 'slow', 'wrong', 'unknown')),
  why               text,
  CHECK ((state = 'asked') = (settled_at IS NULL)),
  CHECK ((state = 'answered') = (score IS NOT NULL)),
  CHECK ((state = 'answered') = (reference IS NOT NULL)),
  CHECK ((state = 'failed') = (failure IS NOT NULL AND why IS NOT NULL))
);
CREATE INDEX credit_bureau_inquiry_customer ON credit_bureau_inquiry (customer_id, settled_at);

-- somebody else carries the risk beyond the limit: up to an amount, until a day
CREATE TABLE credit_transfer (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  check_id    bigint NOT NULL UNIQUE REFERENCES credit_check_log (id),
  customer_id bigint NOT NULL REFERENCES customer (id),
  subject     text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('guarantee', 'insurance')),
  carrier     text NOT NULL,
  amount      numeric(15,2) NOT NULL CHECK (amount > 0),
  currency    text NOT NULL,
  until_day   date NOT NULL,
  reference   text NOT NULL,
  document    text NOT NULL, -- where the original is kept
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX credit_transfer_customer ON credit_transfer (customer_id, until_day);

-- money already here when a prepayment was agreed is not that prepayment
ALTER TABLE credit_prepayment ADD COLUMN booked_before numeric(15,2) NOT NULL DEFAULT 0;

ALTER TABLE credit_check_log ADD COLUMN transferred numeric(15,2) NOT NULL DEFAULT 0;
ALTER TABLE credit_check_log ADD COLUMN bureau text; -- what the bureau said, or why it could not be asked

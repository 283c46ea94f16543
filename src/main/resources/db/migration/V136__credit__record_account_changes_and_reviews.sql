-- every change of what a customer may owe, on which terms, and why; written once, never changed
CREATE TABLE credit_account_change (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer (id),
  what        text NOT NULL CHECK (what IN ('limit', 'hold', 'lift', 'review')),
  was         text NOT NULL,
  becomes     text NOT NULL,
  why         text NOT NULL,
  changed_by  text NOT NULL,
  changed_at  timestamptz NOT NULL
);
CREATE INDEX credit_account_change_customer ON credit_account_change (customer_id, id);
CREATE FUNCTION refuse_change_of_credit_account_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The history of credit accounts is append-only';
END $$;
CREATE TRIGGER credit_account_change_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_account_change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_credit_account_change();

-- longest payment term the last review allows
ALTER TABLE credit_account ADD COLUMN payment_days integer CHECK (payment_days >= 0);

CREATE SEQUENCE credit_review_number;

-- a re-examination; one open per customer
CREATE TABLE credit_review (
  number         text PRIMARY KEY,
  customer_id    bigint NOT NULL REFERENCES customer (id),
  opened_at      timestamptz NOT NULL,
  closed_at      timestamptz,
  rating         text,
  customer_class text,
  credit_limit   numeric(15,2),
  payment_days   integer,
  next_review    date,
  why            text,
  decided_by     text
);
CREATE UNIQUE INDEX credit_review_one_open ON credit_review (customer_id) WHERE closed_at IS NULL;
CREATE INDEX credit_review_customer ON credit_review (customer_id, closed_at);

-- limit and hold that finance has set; a customer without a row has the default limit of its class
CREATE TABLE credit_account (
  customer_id  bigint PRIMARY KEY REFERENCES customer (id),
  credit_limit numeric(15,2) CHECK (credit_limit >= 0),
  on_hold      boolean NOT NULL DEFAULT false,
  hold_reason  text,
  next_review  date,
  version      integer NOT NULL DEFAULT 0,
  CHECK (NOT on_hold OR hold_reason IS NOT NULL)
);

-- what somebody with the authority allowed: owing this much in all, until a day, for a reason
CREATE TABLE credit_release (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer (id),
  subject     text NOT NULL,
  amount      numeric(15,2) NOT NULL CHECK (amount > 0),
  currency    text NOT NULL,
  until_day   date NOT NULL,
  reason      text NOT NULL,
  approval_id bigint NOT NULL UNIQUE,
  granted_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  ended_why   text,
  CHECK ((ended_at IS NULL) = (ended_why IS NULL))
);
CREATE INDEX credit_release_open ON credit_release (customer_id) WHERE ended_at IS NULL;

-- the part of a document that must be paid before goods leave
CREATE TABLE credit_prepayment (
  subject     text PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer (id),
  amount      numeric(15,2) NOT NULL CHECK (amount > 0),
  currency    text NOT NULL,
  agreed_by   text NOT NULL,
  agreed_at   timestamptz NOT NULL
);

-- every judgement with the figures it was based on; written once, never changed
CREATE TABLE credit_check_log (
  id                     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  check_id               bigint REFERENCES credit_check_log (id),
  entry                  text NOT NULL CHECK (entry IN ('decision', 'outcome', 'gate')),
  customer_id            bigint NOT NULL REFERENCES customer (id),
  subject                text NOT NULL,
  amount                 numeric(15,2) NOT NULL,
  currency               text NOT NULL,
  unpaid_invoices        numeric(15,2) NOT NULL,
  delivered_not_invoiced numeric(15,2) NOT NULL,
  open_orders            numeric(15,2) NOT NULL,
  prepayments            numeric(15,2) NOT NULL,
  exposure_after         numeric(15,2) NOT NULL,
  credit_limit           numeric(15,2) NOT NULL,
  overdue_days           integer NOT NULL,
  on_hold                boolean NOT NULL,
  rating                 text NOT NULL,
  decision               text NOT NULL,
  outcome                text,
  why                    text NOT NULL,
  at                     timestamptz NOT NULL,
  acted_by               text NOT NULL
);
CREATE INDEX credit_check_log_subject ON credit_check_log (subject);
CREATE INDEX credit_check_log_customer ON credit_check_log (customer_id, at);

CREATE FUNCTION refuse_change_of_credit_check_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The credit check log is append-only';
END $$;
CREATE TRIGGER credit_check_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_check_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_credit_check_log();

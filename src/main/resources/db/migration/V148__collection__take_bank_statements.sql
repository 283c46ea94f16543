-- what a bank statement tells of a payment; reversals are entries of their own, below zero, linked to what they undo
ALTER TABLE payment
  DROP CONSTRAINT payment_amount_check,
  DROP CONSTRAINT payment_state_check,
  DROP CONSTRAINT payment_check,
  DROP CONSTRAINT payment_check1,
  ADD COLUMN kind text NOT NULL DEFAULT 'payment' CHECK (kind IN ('payment', 'reversal')),
  ADD COLUMN reverses bigint REFERENCES payment (id),
  ADD COLUMN statement text,        -- the bank's identification of the statement it stood in
  ADD COLUMN payer_account text,    -- IBAN, or what the bank calls the account
  ADD COLUMN end_to_end_id text,    -- what the payer called the payment
  ADD COLUMN fingerprint text,      -- of what it says, where the bank gives no number: the same in another statement may be the same payment
  ADD COLUMN original_reference text, -- of a reversal: the bank's number of what it undoes
  ADD COLUMN matched_by text,       -- rule or person
  ADD COLUMN matched_why text,
  ADD CONSTRAINT payment_amount_check CHECK (amount <> 0 AND (kind = 'payment') = (amount > 0)),
  -- discarded: nothing of ours, a second telling of another payment or money to be paid back
  ADD CONSTRAINT payment_state_check CHECK (state IN ('matched', 'unmatched', 'discarded')),
  ADD CONSTRAINT payment_reason_check CHECK ((state = 'matched') = (reason IS NULL)),
  ADD CONSTRAINT payment_customer_check CHECK (state <> 'matched' OR customer_id IS NOT NULL),
  ADD CONSTRAINT payment_reverses_check CHECK (reverses IS NULL OR kind = 'reversal'),
  ADD CONSTRAINT payment_reversal_check CHECK (kind = 'payment' OR state <> 'matched' OR reverses IS NOT NULL);
CREATE INDEX payment_account ON payment (payer_account) WHERE payer_account IS NOT NULL AND state = 'matched';
CREATE INDEX payment_fingerprint ON payment (fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX payment_end_to_end ON payment (end_to_end_id) WHERE end_to_end_id IS NOT NULL;
CREATE INDEX payment_reverses ON payment (reverses) WHERE reverses IS NOT NULL;

-- a payment may pay the same invoice in several steps; a reversal takes back what was paid
ALTER TABLE payment_allocation
  DROP CONSTRAINT payment_allocation_pkey,
  DROP CONSTRAINT payment_allocation_amount_check,
  ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ADD CONSTRAINT payment_allocation_amount_check CHECK (amount <> 0);
CREATE INDEX payment_allocation_payment ON payment_allocation (payment_id);

-- money that goes back to who paid it; from the moment it is asked for it is no prepayment any more
CREATE SEQUENCE refund_number;
CREATE TABLE refund (
  number         text PRIMARY KEY,
  payment_id     bigint NOT NULL REFERENCES payment (id),
  amount         numeric(15,2) NOT NULL CHECK (amount > 0),
  currency       text NOT NULL,
  reason         text NOT NULL,
  state          text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'paid')),
  asked_by       text NOT NULL,
  asked_at       timestamptz NOT NULL,
  paid_on        date,
  paid_by        text,
  bank_reference text UNIQUE,
  version        integer NOT NULL DEFAULT 0,
  CHECK ((state = 'paid') = (paid_on IS NOT NULL AND bank_reference IS NOT NULL))
);
CREATE INDEX refund_payment ON refund (payment_id);

-- a hold is finance's own word that nobody is asked for now; a promise may be for a part; a dispute has an owner and an end
ALTER TABLE promise
  DROP CONSTRAINT promise_kind_check,
  ADD CONSTRAINT promise_kind_check CHECK (kind IN ('promise', 'dispute', 'hold')),
  ADD COLUMN promised_amount numeric(15,2) CHECK (promised_amount > 0),
  ADD COLUMN open_then numeric(15,2), -- what was open when it was noted: the promise is kept once so much less is open
  ADD COLUMN owner text,              -- who clears up a dispute
  ADD COLUMN outcome text;            -- of a dispute, in a word

-- what dunning itself put on credit hold, so that it lifts no hold that somebody else set
CREATE TABLE dunning_hold (
  customer_id bigint NOT NULL,
  cause       text NOT NULL,
  held_at     timestamptz NOT NULL,
  lifted_at   timestamptz
);
CREATE UNIQUE INDEX dunning_hold_open ON dunning_hold (customer_id) WHERE lifted_at IS NULL;

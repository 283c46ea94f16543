-- a reason to contact a customer, and what came of it; the cause lets each lapse, repurchase and visit prompt once
CREATE TABLE care (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL,
  occasion    text NOT NULL CHECK (occasion IN ('lapse', 'repurchase', 'visit')),
  cause       text NOT NULL UNIQUE, -- e.g. lapse:42:2026-05-01, with the day of the last purchase or contact
  rep         text NOT NULL,
  why         text NOT NULL CHECK (length(why) <= 2000),
  product     text, -- what they bought last
  opened_on   date NOT NULL,
  outcome     text CHECK (outcome IN ('buys', 'later', 'lost')),
  note        text CHECK (length(note) <= 2000),
  answered_at timestamptz,
  answered_by text,
  new_deal    text UNIQUE,
  CHECK ((outcome IS NULL) = (answered_at IS NULL)),
  CHECK (new_deal IS NULL OR outcome = 'buys')
);
-- one prompt at a time: nobody is called for three reasons on one day
CREATE UNIQUE INDEX care_open ON care (customer_id) WHERE outcome IS NULL;
CREATE INDEX care_timeline ON care (customer_id, answered_at, id) WHERE answered_at IS NOT NULL;
CREATE INDEX care_rep ON care (rep, opened_on);

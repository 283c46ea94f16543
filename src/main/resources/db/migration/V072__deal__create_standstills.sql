-- a deal that stood still and was asked about; at most one open question per deal
CREATE TABLE deal_standstill (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  deal_number text NOT NULL REFERENCES deal (number),
  asked_on    date NOT NULL,
  answered_on date,
  kept_for    text
);
CREATE UNIQUE INDEX deal_standstill_open ON deal_standstill (deal_number) WHERE answered_on IS NULL;

-- Whose turn it is. One row per rep, locked while a lead is given out, so that two nodes never give the same turn twice.
-- credit: leads the rep may still be given today; grows by the daily limit per working day, so half a lead a day is one
-- every other day. turn: when the rep was last given one; the smallest is next among equals.
CREATE SEQUENCE lead_turn;

CREATE TABLE lead_rotation (
  rep       text PRIMARY KEY,
  turn      bigint NOT NULL DEFAULT 0,
  credit    numeric(9,4),
  credit_on date
);

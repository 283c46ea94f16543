-- Why the rep is asked about a deal that stands still, as the table deal-movement said on that day, and what they answered.
ALTER TABLE deal_standstill
  ADD COLUMN proposal     text NOT NULL DEFAULT 'remind' CHECK (proposal IN ('remind', 'close')),
  ADD COLUMN why          text NOT NULL DEFAULT 'It has stood still for a month and nothing is planned.',
  ADD COLUMN moved_on     date,
  ADD COLUMN working_days integer CHECK (working_days >= 0),
  ADD COLUMN answer       text CHECK (answer IN ('moved', 'postponed', 'given-up')),
  ADD COLUMN expected_on  date;

UPDATE deal_standstill
   SET answer = CASE WHEN kept_for IS NULL THEN 'given-up' ELSE 'moved' END
 WHERE answered_on IS NOT NULL;

CREATE INDEX deal_standstill_deal ON deal_standstill (deal_number);

COMMENT ON COLUMN deal_standstill.moved_on IS 'the day of its last movement before it was asked';
COMMENT ON COLUMN deal_standstill.expected_on IS 'the new day of the customer''s decision, if it was postponed';

-- what came of a measure that was to keep a cause from coming back; the measure itself stands with its case or its review
CREATE TABLE measure_report (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  measure_of  text NOT NULL, -- number of the case or of the review that decided it
  outcome     text NOT NULL CHECK (outcome IN ('done', 'later', 'dropped')),
  note        text NOT NULL CHECK (length(note) <= 2000),
  new_due_on  date,
  reported_by text NOT NULL,
  reported_at timestamptz NOT NULL,
  CHECK ((outcome = 'later') = (new_due_on IS NOT NULL))
);
CREATE INDEX measure_report_measure_of ON measure_report (measure_of, id);
-- a measure is finished once, even when two say so in the same moment
CREATE UNIQUE INDEX measure_report_finished ON measure_report (measure_of) WHERE outcome <> 'later';

CREATE FUNCTION measure_report_is_a_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What was reported of a measure is never changed or deleted, only followed by another report';
END $$;
CREATE TRIGGER measure_report_no_change BEFORE UPDATE OR DELETE ON measure_report
  FOR EACH ROW EXECUTE FUNCTION measure_report_is_a_ledger();
CREATE TRIGGER measure_report_no_truncate BEFORE TRUNCATE ON measure_report
  FOR EACH STATEMENT EXECUTE FUNCTION measure_report_is_a_ledger();

CREATE SEQUENCE customer_visit_number;

CREATE TABLE customer_visit (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number      text NOT NULL UNIQUE, -- V-2026-000001
  customer_id bigint NOT NULL REFERENCES customer (id),
  rep         text NOT NULL,
  purpose     text NOT NULL CHECK (length(purpose) <= 1000),
  planned_on  date NOT NULL,
  planned     boolean NOT NULL, -- false: written down when it was over
  planned_at  timestamptz NOT NULL,
  goal        text CHECK (length(goal) <= 1000)
);
CREATE INDEX customer_visit_customer ON customer_visit (customer_id, planned_at, id);

-- what came of it; the report is never changed
CREATE TABLE visit_report (
  visit_id     bigint PRIMARY KEY REFERENCES customer_visit (id),
  happened     boolean NOT NULL,
  started_at   timestamptz,
  ended_at     timestamptz,
  place        text CHECK (length(place) <= 300),
  met          text CHECK (length(met) <= 300),
  report       text NOT NULL CHECK (length(report) <= 4000),
  travel_cost  numeric(15,2) CHECK (travel_cost >= 0),
  currency     text NOT NULL,
  follow_up    text CHECK (length(follow_up) <= 1000),
  follow_up_on date,
  hints        text[] NOT NULL, -- what does not look right; a manager judges
  reported_by  text NOT NULL,
  reported_at  timestamptz NOT NULL,
  CHECK (happened = (started_at IS NOT NULL AND ended_at IS NOT NULL AND place IS NOT NULL)),
  CHECK (ended_at > started_at),
  CHECK ((follow_up IS NULL) = (follow_up_on IS NULL))
);
CREATE INDEX visit_report_by ON visit_report (reported_by, started_at);

CREATE TABLE visit_follow_up (
  visit_id bigint PRIMARY KEY REFERENCES visit_report (visit_id),
  note     text NOT NULL CHECK (length(note) <= 2000),
  done_by  text NOT NULL,
  done_at  timestamptz NOT NULL
);

CREATE FUNCTION visit_report_is_a_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The report of a visit is never changed or deleted';
END $$;
CREATE TRIGGER visit_report_no_change BEFORE UPDATE OR DELETE ON visit_report
  FOR EACH ROW EXECUTE FUNCTION visit_report_is_a_ledger();
CREATE TRIGGER visit_report_no_truncate BEFORE TRUNCATE ON visit_report
  FOR EACH STATEMENT EXECUTE FUNCTION visit_report_is_a_ledger();
CREATE TRIGGER visit_follow_up_no_change BEFORE UPDATE OR DELETE ON visit_follow_up
  FOR EACH ROW EXECUTE FUNCTION visit_report_is_a_ledger();
CREATE TRIGGER visit_follow_up_no_truncate BEFORE TRUNCATE ON visit_follow_up
  FOR EACH STATEMENT EXECUTE FUNCTION visit_report_is_a_ledger();

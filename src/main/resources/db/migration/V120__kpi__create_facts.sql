-- What happened, once per cause. Written in the transaction of the step that caused it and never touched again:
-- a correction is a new fact. Team and region are those of the rep on the day of writing.
CREATE TABLE kpi_fact (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cause         text NOT NULL UNIQUE,
  kind          text NOT NULL,
  business_date date NOT NULL,
  document      text NOT NULL,
  parent        text,
  rep           text,
  team          text,
  region        text,
  customer_id   bigint,
  product       text,
  series        text,
  detail        text,
  amount        numeric(15,2),
  list_price    numeric(15,2),
  cost          numeric(15,2),
  currency      text,
  qualified_on  date,
  due_on        date,
  working_days  integer CHECK (working_days >= 0),
  working_hours numeric(15,2) CHECK (working_hours >= 0),
  score         integer CHECK (score BETWEEN 0 AND 10),
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  CHECK ((amount IS NULL AND list_price IS NULL AND cost IS NULL) OR currency IS NOT NULL)
);
CREATE INDEX kpi_fact_kind ON kpi_fact (kind, business_date);
CREATE INDEX kpi_fact_document ON kpi_fact (document, kind);
CREATE INDEX kpi_fact_rep ON kpi_fact (rep, kind, business_date);
CREATE INDEX kpi_fact_customer ON kpi_fact (customer_id, kind, business_date);

COMMENT ON COLUMN kpi_fact.cause IS 'what makes the fact the only one of its kind, e.g. deal-won:D-2026-000123';
COMMENT ON COLUMN kpi_fact.document IS 'number of the lead, deal, order, invoice … that the fact is about';
COMMENT ON COLUMN kpi_fact.parent IS 'number of the document before it: the deal of an order, the order of an invoice';
COMMENT ON COLUMN kpi_fact.detail IS 'stage, reason of loss or outcome, by kind';
COMMENT ON COLUMN kpi_fact.working_days IS 'from qualified to won or lost, in working days of that time';

CREATE FUNCTION kpi_fact_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A fact is never changed or deleted; record a correcting fact instead';
END $$;

CREATE TRIGGER kpi_fact_no_change BEFORE UPDATE OR DELETE ON kpi_fact
  FOR EACH ROW EXECUTE FUNCTION kpi_fact_is_append_only();
CREATE TRIGGER kpi_fact_no_truncate BEFORE TRUNCATE ON kpi_fact
  FOR EACH STATEMENT EXECUTE FUNCTION kpi_fact_is_append_only();

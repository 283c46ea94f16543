-- Facts are written one by one and never wait for each other; what the board asks is kept beside them, folded by month.
-- A new fact is laid in kpi_fact_pending with the step that caused it. A background job takes it from there into the
-- monthly sums in one transaction, and whoever reads adds what is still pending: an answer is exact at any moment.

-- A payment says when its invoice was due; so far that had to be looked up at the invoice.
ALTER TABLE kpi_fact DISABLE TRIGGER kpi_fact_no_change;
UPDATE kpi_fact payment SET due_on = invoice.due_on
  FROM kpi_fact invoice
 WHERE payment.kind = 'payment-received' AND invoice.cause = 'invoice-issued:' || payment.document;
ALTER TABLE kpi_fact ENABLE TRIGGER kpi_fact_no_change;

-- A conversion belongs to the day, rep and product of the qualification.
INSERT INTO kpi_fact (cause, kind, business_date, document, rep, team, region, customer_id, product, series)
SELECT 'deal-converted:' || q.document, 'deal-converted', q.business_date, q.document, q.rep, q.team, q.region,
       q.customer_id, q.product, q.series
  FROM kpi_fact q
 WHERE q.kind = 'deal-qualified'
   AND EXISTS (SELECT 1 FROM kpi_fact won WHERE won.cause = 'deal-won:' || q.document);

CREATE TABLE kpi_fact_pending (
  fact_id bigint PRIMARY KEY
);
INSERT INTO kpi_fact_pending SELECT id FROM kpi_fact;

CREATE FUNCTION kpi_fact_is_pending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kpi_fact_pending SELECT id FROM added;
  RETURN NULL;
END $$;

CREATE TRIGGER kpi_fact_add AFTER INSERT ON kpi_fact REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION kpi_fact_is_pending();

-- What one fact adds to the figures of a day: of its business date, and of its due date if it has one.
CREATE VIEW kpi_entry AS
SELECT id AS fact_id, kind, 'booked' AS basis, business_date AS day,
       coalesce(region, '') AS region, coalesce(team, '') AS team, coalesce(rep, '') AS rep,
       coalesce(product, '') AS product, coalesce(customer_id, 0) AS customer_id,
       coalesce(currency, '') AS currency, business_date AS first_day, business_date AS last_day, 1::bigint AS n,
       amount, list_price, CASE WHEN list_price IS NOT NULL THEN amount END AS listed_amount,
       cost, CASE WHEN cost IS NOT NULL THEN amount END AS costed_amount,
       score::bigint AS score, (score >= 9)::int::bigint AS promoters, (score <= 6)::int::bigint AS detractors,
       coalesce(working_hours, working_days::numeric) AS spread
  FROM kpi_fact
UNION ALL
SELECT id, kind, 'due', due_on,
       coalesce(region, ''), coalesce(team, ''), coalesce(rep, ''),
       coalesce(product, ''), coalesce(customer_id, 0), coalesce(currency, ''), due_on, due_on, 1::bigint,
       amount, list_price, CASE WHEN list_price IS NOT NULL THEN amount END,
       cost, CASE WHEN cost IS NOT NULL THEN amount END,
       score::bigint, (score >= 9)::int::bigint, (score <= 6)::int::bigint,
       coalesce(working_hours, working_days::numeric)
  FROM kpi_fact
 WHERE due_on IS NOT NULL;

CREATE INDEX kpi_fact_due ON kpi_fact (kind, due_on) WHERE due_on IS NOT NULL;

-- Sums by what a board mostly asks for. Unknown is the empty text, so that the key is whole.
CREATE TABLE kpi_monthly (
  kind          text NOT NULL,
  basis         text NOT NULL,
  month         date NOT NULL,
  region        text NOT NULL,
  team          text NOT NULL,
  rep           text NOT NULL,
  currency      text NOT NULL,
  first_day     date NOT NULL,
  last_day      date NOT NULL,
  n             bigint NOT NULL,
  amount        numeric,
  list_price    numeric,
  listed_amount numeric,
  cost          numeric,
  costed_amount numeric,
  score         bigint,
  promoters     bigint,
  detractors    bigint,
  PRIMARY KEY (kind, basis, month, region, team, rep, currency)
);

-- The same by product.
CREATE TABLE kpi_product_monthly (LIKE kpi_monthly, product text NOT NULL,
  PRIMARY KEY (kind, basis, month, region, team, rep, currency, product));

-- The same by customer. Customer 0 is an unknown one.
CREATE TABLE kpi_customer_monthly (LIKE kpi_monthly, customer_id bigint NOT NULL,
  PRIMARY KEY (kind, basis, month, region, team, rep, currency, customer_id));

-- When a customer's first fact of a kind was.
CREATE TABLE kpi_customer_first (
  kind        text NOT NULL,
  customer_id bigint NOT NULL,
  day         date NOT NULL,
  PRIMARY KEY (kind, customer_id)
);

-- How often each duration occurred (working days or hours, by kind), for medians and percentiles.
CREATE TABLE kpi_spread_monthly (
  kind   text NOT NULL,
  basis  text NOT NULL,
  month  date NOT NULL,
  region text NOT NULL,
  team   text NOT NULL,
  rep    text NOT NULL,
  spread numeric NOT NULL,
  n      bigint NOT NULL,
  PRIMARY KEY (kind, basis, month, region, team, rep, spread)
);

-- What customers of the whole company did, by quarter and by year: customers are many and each is seldom heard of, so by month
-- and rep there are nearly as many rows as facts. Questions that no region, team or rep narrows read these and months only at
-- the ends of their period.
CREATE TABLE kpi_customer_span (
  months        smallint NOT NULL CHECK (months IN (3, 12)),
  kind          text NOT NULL,
  basis         text NOT NULL,
  first_month   date NOT NULL,
  currency      text NOT NULL,
  customer_id   bigint NOT NULL,
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
  minutes       bigint,
  timed         bigint,
  PRIMARY KEY (months, kind, basis, first_month, currency, customer_id)
);
INSERT INTO kpi_customer_span
SELECT s.months, m.kind, m.basis, s.first_month, m.currency, m.customer_id, min(m.first_day), max(m.last_day), sum(m.n),
       sum(m.amount), sum(m.list_price), sum(m.listed_amount), sum(m.cost), sum(m.costed_amount), sum(m.score),
       sum(m.promoters), sum(m.detractors), sum(m.minutes), sum(m.timed)
  FROM kpi_customer_monthly m
  CROSS JOIN LATERAL (VALUES (3, date_trunc('quarter', m.month)::date), (12, date_trunc('year', m.month)::date))
                     s (months, first_month)
 GROUP BY s.months, m.kind, m.basis, s.first_month, m.currency, m.customer_id;

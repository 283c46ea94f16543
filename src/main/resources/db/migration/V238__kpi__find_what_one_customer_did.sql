-- What one customer did was read from the rows of all customers: neither the sums nor the facts behind them could be found by
-- customer. An entry now says its customer as the fact does, so that the index on facts is used as well.
CREATE INDEX kpi_customer_monthly_customer ON kpi_customer_monthly (customer_id, kind, basis, month);

CREATE OR REPLACE VIEW kpi_entry AS
SELECT id AS fact_id, kind, 'booked' AS basis, business_date AS day,
       coalesce(region, '') AS region, coalesce(team, '') AS team, coalesce(rep, '') AS rep,
       coalesce(product, '') AS product, coalesce(customer_id, 0) AS customer_id,
       coalesce(currency, '') AS currency, business_date AS first_day, business_date AS last_day, 1::bigint AS n,
       amount, list_price, CASE WHEN list_price IS NOT NULL THEN amount END AS listed_amount,
       cost, CASE WHEN cost IS NOT NULL THEN amount END AS costed_amount,
       score::bigint AS score, (score >= 9)::int::bigint AS promoters, (score <= 6)::int::bigint AS detractors,
       minutes::bigint AS minutes, CASE WHEN minutes IS NOT NULL THEN 1::bigint END AS timed,
       coalesce(working_hours, working_days::numeric) AS spread, customer_id AS buyer
  FROM kpi_fact
UNION ALL
SELECT id, kind, 'due', due_on,
       coalesce(region, ''), coalesce(team, ''), coalesce(rep, ''),
       coalesce(product, ''), coalesce(customer_id, 0), coalesce(currency, ''), due_on, due_on, 1::bigint,
       amount, list_price, CASE WHEN list_price IS NOT NULL THEN amount END,
       cost, CASE WHEN cost IS NOT NULL THEN amount END,
       score::bigint, (score >= 9)::int::bigint, (score <= 6)::int::bigint,
       minutes::bigint, CASE WHEN minutes IS NOT NULL THEN 1::bigint END,
       coalesce(working_hours, working_days::numeric), customer_id
  FROM kpi_fact
 WHERE due_on IS NOT NULL
UNION ALL
SELECT id, kind, 'past-due', greatest(business_date, due_on + 1),
       coalesce(region, ''), coalesce(team, ''), coalesce(rep, ''),
       coalesce(product, ''), coalesce(customer_id, 0), coalesce(currency, ''), greatest(business_date, due_on + 1),
       greatest(business_date, due_on + 1), 1::bigint,
       amount, NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric, NULL::bigint, NULL::bigint, NULL::bigint,
       NULL::bigint, NULL::bigint, NULL::numeric, customer_id
  FROM kpi_fact
 WHERE due_on IS NOT NULL
   AND kind IN ('instalment-agreed', 'credit-note-issued', 'write-off-booked', 'payment-received');

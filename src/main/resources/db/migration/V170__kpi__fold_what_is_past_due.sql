-- Where receivables stand at the end of a day is the sum of all facts up to then. What of it is past due: the facts that are
-- both due before and booked by then, so each counts from the later of the two days on.
DROP VIEW kpi_entry;
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
 WHERE due_on IS NOT NULL
UNION ALL
SELECT id, kind, 'past-due', greatest(business_date, due_on + 1),
       coalesce(region, ''), coalesce(team, ''), coalesce(rep, ''),
       coalesce(product, ''), coalesce(customer_id, 0), coalesce(currency, ''), greatest(business_date, due_on + 1),
       greatest(business_date, due_on + 1), 1::bigint,
       amount, NULL::numeric, NULL::numeric, NULL::numeric, NULL::numeric, NULL::bigint, NULL::bigint, NULL::bigint,
       NULL::numeric
  FROM kpi_fact
 WHERE due_on IS NOT NULL
   AND kind IN ('instalment-agreed', 'credit-note-issued', 'write-off-booked', 'payment-received');

CREATE INDEX kpi_fact_past_due ON kpi_fact (kind, greatest(business_date, due_on + 1)) WHERE due_on IS NOT NULL;

-- folded anew, with this
TRUNCATE kpi_monthly, kpi_product_monthly, kpi_customer_monthly, kpi_customer_first, kpi_spread_monthly;
INSERT INTO kpi_fact_pending SELECT id FROM kpi_fact ON CONFLICT DO NOTHING;

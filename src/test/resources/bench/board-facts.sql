-- 100,000 deals over three years and the facts of their lives, booked day by day as in life; run again it adds as many more of
-- the same kind.
CREATE TABLE IF NOT EXISTS bench_deal (
  i            bigint PRIMARY KEY,
  rep          text, team text, region text,
  product      text, series text,
  customer_id  bigint,
  qualified_on date, closed_on date,
  outcome      text, amount numeric(15,2), list_price numeric(15,2), cost numeric(15,2)
);
INSERT INTO customer (number, name, name_normalised, customer_class)
SELECT 'BENCH-' || n, 'Bench customer ' || n, 'bench customer ' || n, 'C'
  FROM generate_series(1, 2000) n
ON CONFLICT (number) DO NOTHING;

INSERT INTO bench_deal
SELECT base.i + n, r.user_id, r.team, r.region, p.code, p.series, c.first_id + hashint8(n + 17) % 1000 + 999,
       q.day, q.day + 10 + abs(hashint8(n + 5) % 80),
       CASE WHEN abs(hashint8(n + 7) % 100) < 55 THEN 'won' WHEN abs(hashint8(n + 7) % 100) < 90 THEN 'lost' ELSE 'open' END,
       100 + abs(hashint8(n + 11) % 1000000) / 100.0, 120 + abs(hashint8(n + 11) % 1000000) / 95.0,
       50 + abs(hashint8(n + 11) % 1000000) / 180.0
  FROM (SELECT coalesce(max(i), 0) AS i FROM bench_deal) base,
       (SELECT min(id) AS first_id FROM customer WHERE number LIKE 'BENCH-%') c,
       generate_series(1, 100000) n
  JOIN LATERAL (SELECT date '2023-01-01' + abs(hashint8(n + 3) % 1000) AS day) q ON true
  JOIN (SELECT row_number() OVER (ORDER BY user_id) - 1 AS at, count(*) OVER () AS of, user_id, team, region
          FROM person WHERE role = 'sales-rep') r ON r.at = abs(hashint8(n + 1)) % r.of
  JOIN (SELECT row_number() OVER (ORDER BY code) - 1 AS at, count(*) OVER () AS of, code, series FROM product) p
    ON p.at = abs(hashint8(n + 2)) % p.of;

-- only the deals of this run
CREATE TEMP TABLE d AS SELECT * FROM bench_deal WHERE i > (SELECT max(i) - 100000 FROM bench_deal);

CREATE TEMP TABLE bench_fact AS
SELECT cause, kind, business_date, document, rep, team, region, customer_id, product, series, detail, amount, list_price, cost,
       currency, qualified_on, due_on, working_days, working_hours, score
  FROM kpi_fact WHERE false;

INSERT INTO bench_fact (cause, kind, business_date, document, rep, team, region, customer_id, product, series)
SELECT k.kind || ':BENCH-' || i, k.kind, qualified_on - k.before, 'BENCH-' || i, rep, team, region, customer_id, product, series
  FROM d, (VALUES ('lead-received', 5), ('lead-qualified', 0), ('deal-qualified', 0)) k (kind, before);

INSERT INTO bench_fact (cause, kind, business_date, document, rep, team, region, customer_id, product, series)
SELECT 'deal-converted:BENCH-' || i, 'deal-converted', qualified_on, 'BENCH-' || i, rep, team, region, customer_id, product, series
  FROM d WHERE outcome = 'won';

INSERT INTO bench_fact (cause, kind, business_date, document, rep, team, region, detail)
SELECT 'deal-stage:BENCH-' || i || ':' || s.stage, 'deal-stage', qualified_on + s.later, 'BENCH-' || i, rep, team, region, s.stage
  FROM d, (VALUES ('prospecting', 0), ('engaging', 3), ('quotation', 6), ('negotiation', 9)) s (stage, later);

INSERT INTO bench_fact (cause, kind, business_date, document, rep, team, region, customer_id, product, series, detail,
                      amount, list_price, cost, currency, qualified_on, working_days)
SELECT 'deal-' || outcome || ':BENCH-' || i, 'deal-' || outcome, closed_on, 'BENCH-' || i, rep, team, region, customer_id,
       product, series, CASE outcome WHEN 'lost' THEN (ARRAY['price', 'timing', 'competitor', 'no need'])[1 + i % 4] END,
       amount, list_price, cost, 'USD', qualified_on, (closed_on - qualified_on) * 5 / 7
  FROM d WHERE outcome IN ('won', 'lost');

INSERT INTO bench_fact (cause, kind, business_date, document, rep, team, region, customer_id, amount, currency, due_on)
SELECT k.kind || ':BENCH-' || i, k.kind, closed_on + k.later, 'BENCH-' || i, rep, team, region, customer_id,
       CASE WHEN k.kind <> 'order-delivered' THEN amount END, CASE WHEN k.kind <> 'order-delivered' THEN 'USD' END,
       CASE WHEN k.kind IN ('invoice-issued', 'payment-received') THEN closed_on + 40 END
  FROM d, (VALUES ('contract-signed', 2), ('order-placed', 3), ('order-delivered', 9), ('invoice-issued', 10),
                  ('payment-received', 45)) k (kind, later)
 WHERE outcome = 'won' AND (k.kind <> 'payment-received' OR i % 10 < 9);

INSERT INTO bench_fact (cause, kind, business_date, document, rep, team, region, customer_id, score)
SELECT 'survey-answered:BENCH-' || i, 'survey-answered', closed_on + 20, 'BENCH-' || i, rep, team, region, customer_id,
       abs(hashint8(i + 13)) % 11
  FROM d WHERE outcome = 'won' AND i % 2 = 0;

INSERT INTO bench_fact (cause, kind, business_date, document, rep, team, region, detail, working_hours)
SELECT k.kind || ':BENCH-' || i, k.kind, qualified_on + 8, 'BENCH-' || i, rep, team, region,
       CASE k.kind WHEN 'approval-requested' THEN 'discount' ELSE 'approved' END,
       CASE k.kind WHEN 'approval-decided' THEN abs(hashint8(i + 19) % 400) / 10.0 END
  FROM d, (VALUES ('approval-requested'), ('approval-decided')) k (kind) WHERE i % 3 = 0;

INSERT INTO bench_fact (cause, kind, business_date, document, rep, team, region, customer_id, amount, currency, due_on)
SELECT 'instalment-agreed:BENCH-' || i || ':1', 'instalment-agreed', closed_on + 10, 'BENCH-' || i, rep, team, region,
       customer_id, amount, 'USD', closed_on + 40
  FROM d WHERE outcome = 'won';

INSERT INTO kpi_fact (cause, kind, business_date, document, rep, team, region, customer_id, product, series, detail, amount,
                      list_price, cost, currency, qualified_on, due_on, working_days, working_hours, score)
SELECT cause, kind, business_date, document, rep, team, region, customer_id, product, series, detail, amount,
       list_price, cost, currency, qualified_on, due_on, working_days, working_hours, score
  FROM bench_fact ORDER BY business_date, cause;
DROP TABLE bench_fact;

INSERT INTO kpi_approval (approval_id, kind, outcome, decided_by, decided_on, rep, team, region, working_hours)
SELECT 1000000000 + i, (ARRAY['discount', 'credit-release', 'contract', 'order-change'])[1 + i % 4],
       CASE WHEN i % 12 = 0 THEN 'rejected' ELSE 'approved' END, CASE WHEN i % 2 = 0 THEN replace(team, 'team-', '') ELSE 'director' END,
       qualified_on + 8, rep, team, region, abs(hashint8(i + 19) % 400) / 10.0
  FROM d WHERE i % 3 = 0 ORDER BY qualified_on, i;

-- for which rules: of most one, of some two
INSERT INTO kpi_approval_rule (approval_id, rule, confidential)
SELECT 1000000000 + i, (ARRAY['Discount beyond the limit of sales-rep', 'Discount beyond the limit of sales-manager',
                              'Margin below the limit of sales-director', 'Terms beyond the limit of finance'])[1 + (i + r) % 4],
       (i + r) % 4 = 2
  FROM d, generate_series(0, 1) r WHERE i % 3 = 0 AND (r = 0 OR i % 5 = 0) ORDER BY qualified_on, i;

-- the deals themselves, a tenth of them open, each third of those asked about
INSERT INTO deal (number, rep, stage, expected_value, currency, opened_on, qualified_on, closed_on, decision_on, agreed_price,
                  list_price, cost, lost_reason, customer_id, product)
SELECT 'BENCH-' || i, rep, CASE outcome WHEN 'open' THEN (ARRAY['prospecting', 'engaging', 'quotation', 'negotiation'])[1 + i % 4]
                           ELSE outcome END,
       amount, 'USD', qualified_on, qualified_on, CASE WHEN outcome <> 'open' THEN closed_on END, current_date + (i % 60)::int - 20,
       CASE outcome WHEN 'won' THEN amount END, CASE outcome WHEN 'won' THEN list_price END,
       CASE outcome WHEN 'won' THEN cost END, CASE outcome WHEN 'lost' THEN 'price' END, customer_id, product
  FROM d;
INSERT INTO deal_standstill (deal_number, asked_on, proposal, why, moved_on)
SELECT 'BENCH-' || i, current_date - (i % 30)::int, CASE WHEN i % 5 = 0 THEN 'close' ELSE 'remind' END, 'It stands still.',
       current_date - 60
  FROM d WHERE outcome = 'open' AND i % 3 = 0;

DROP TABLE d;

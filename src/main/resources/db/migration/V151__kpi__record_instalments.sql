-- invoices recorded so far were due as a whole
INSERT INTO kpi_fact (cause, kind, business_date, document, parent, rep, team, region, customer_id, detail, amount, currency,
                      due_on)
SELECT 'instalment-agreed:' || document || ':1', 'instalment-agreed', business_date, document, parent, rep, team, region,
       customer_id, '1', amount, currency, due_on
  FROM kpi_fact
 WHERE kind = 'invoice-issued'
ON CONFLICT (cause) DO NOTHING;

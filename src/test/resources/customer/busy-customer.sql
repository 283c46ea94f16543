-- 500 entries of each kind but visits for the customer :customer, over ten years; :tag keeps numbers apart
INSERT INTO lead (number, company_name, company_name_normalised, customer_id, received_on, state, created_by, content_hash, created_at, changed_at)
SELECT 'L-:tag-' || lpad(n::text, 6, '0'), 'Busy', 'busy', :customer, '2015-01-01'::date + n, 'qualified', 'support', 'x', '2015-01-01T08:00:00Z'::timestamptz + n * interval '7 days', now()
  FROM generate_series(1, 500) n;
INSERT INTO lead_contact (lead_id, rep, at, reached)
SELECT id, 'darcel-schlecht', created_at + interval '1 hour', 'decision-maker' FROM lead WHERE customer_id = :customer;
INSERT INTO deal (number, customer_id, rep, stage, expected_value, currency, opened_on, closed_on, agreed_price, list_price, cost)
SELECT 'D-:tag-' || lpad(n::text, 6, '0'), :customer, 'darcel-schlecht', 'won', 100, 'USD', '2015-01-02'::date + n * 7, '2015-01-20'::date + n * 7, 100, 110, 60
  FROM generate_series(1, 500) n;
INSERT INTO quotation (deal_number, version, state, payment_days, delivery_date, valid_until, currency, list_total, total, cost, created_by, created_at)
SELECT number, 1, 'accepted', 30, closed_on, closed_on, 'USD', 110, 100, 60, 'darcel-schlecht', opened_on + interval '1 day' FROM deal WHERE customer_id = :customer;
INSERT INTO contract (number, deal_number, quotation_version, customer_id, rep, total, currency, payment_days, starts_on, ends_on, state, text, text_sha256, signed_on, signed_by_customer, drafted_at)
SELECT replace(number, 'D-', 'C-'), number, 1, customer_id, rep, 100, 'USD', 30, closed_on, closed_on + 365, 'signed', 'x', 'x', closed_on + 2, 'Pat Jones', closed_on + interval '1 day' FROM deal WHERE customer_id = :customer;
INSERT INTO sales_order (number, contract_number, deal_number, customer_id, rep, amount, currency, payment_days, state, placed_on)
SELECT replace(number, 'D-', 'O-'), replace(number, 'D-', 'C-'), number, customer_id, rep, 100, 'USD', 30, 'delivered', closed_on + 3 FROM deal WHERE customer_id = :customer;
INSERT INTO delivery (number, order_number, carrier, amount, shipped_on)
SELECT replace(number, 'O-', 'S-'), number, 'Fast Freight', 100, placed_on + 4 FROM sales_order WHERE customer_id = :customer;
INSERT INTO goods_return (number, delivery_number, order_number, reason, announced_on)
SELECT replace(number, 'S-', 'R-'), number, order_number, 'Too small', shipped_on + 9 FROM delivery WHERE customer_id = :customer;
INSERT INTO invoice (number, order_number, delivery_number, customer_id, rep, amount, currency, issued_on, due_on)
SELECT replace(number, 'S-', 'I-'), order_number, number, customer_id, 'darcel-schlecht', 100, 'USD', shipped_on, shipped_on + 30 FROM delivery WHERE customer_id = :customer;
INSERT INTO credit_note (number, cause, kind, invoice_number, order_number, customer_id, rep, amount, currency, reason, issued_on)
SELECT replace(number, 'I-', 'CN-'), 'busy:' || number, 'reversal', number, order_number, customer_id, rep, 100, 'USD', 'Too small', issued_on + 12 FROM invoice WHERE customer_id = :customer;
INSERT INTO payment (external_ref, source, amount, currency, received_on, customer_id, state, recorded_at)
SELECT 'busy:' || number, 'by-hand', 100, 'USD', due_on, customer_id, 'matched', now() FROM invoice WHERE customer_id = :customer;
INSERT INTO dunning_entry (cause, order_number, invoice_number, customer_id, level, days_overdue, open_amount, currency, hold, written_at)
SELECT 'busy:' || number, order_number, number, customer_id, 1, 3, 100, 'USD', false, due_on + interval '3 days' FROM invoice WHERE customer_id = :customer;
INSERT INTO promise (kind, order_number, invoice_number, state, noted_at)
SELECT 'dispute', order_number, number, 'open', due_on + interval '4 days' FROM invoice WHERE customer_id = :customer;
INSERT INTO handover (order_number, customer_id, complete, called_at)
SELECT number, customer_id, true, placed_on + interval '10 days' FROM sales_order WHERE customer_id = :customer;
INSERT INTO service_case (number, kind, severity, customer_id, description, source, reported_by, opened_at)
SELECT 'K-:tag-' || n, 'request', 'normal', :customer, 'Where is the manual?', 'person', 'support', '2015-03-01T09:00:00Z'::timestamptz + n * interval '7 days'
  FROM generate_series(1, 500) n;
INSERT INTO mail (cause, template, recipient, recipient_name, language, subject, text, customer_id, state, next_attempt_at, created_at)
SELECT 'busy:' || n || ':' || :customer, 'survey', 'pat@busy.example', 'Pat', 'en', 'Mail ' || n, 'Text', :customer, 'sent', now(), '2015-03-01T10:00:00Z'::timestamptz + n * interval '2 days'
  FROM generate_series(1, 1500) n;
INSERT INTO survey (cause, subject, customer_id, rep, contact_email, sent_at, expires_at, answered_at, score)
SELECT 'order:' || number, number, customer_id, rep, 'pat@busy.example', placed_on + interval '11 days', placed_on + interval '41 days', placed_on + interval '12 days', 8
  FROM sales_order WHERE customer_id = :customer;

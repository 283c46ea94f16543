-- a page of a customer's time line asks each of these for its newest rows below a bound: customer, time, key
CREATE INDEX mail_timeline ON mail (customer_id, created_at, id) WHERE recipient_user IS NULL;
CREATE INDEX lead_timeline ON lead (customer_id, created_at, number COLLATE "C");
CREATE INDEX deal_opened_timeline ON deal (customer_id, opened_on, number COLLATE "C");
CREATE INDEX deal_closed_timeline ON deal (customer_id, closed_on, number COLLATE "C") WHERE closed_on IS NOT NULL;
CREATE INDEX contract_drafted_timeline ON contract (customer_id, drafted_at, number COLLATE "C");
CREATE INDEX contract_signed_timeline ON contract (customer_id, signed_on, number COLLATE "C")
  WHERE signed_on IS NOT NULL;
CREATE INDEX sales_order_timeline ON sales_order (customer_id, placed_on, number COLLATE "C");
CREATE INDEX invoice_timeline ON invoice (customer_id, issued_on, number COLLATE "C");
CREATE INDEX credit_note_timeline ON credit_note (customer_id, issued_on, number COLLATE "C");
CREATE INDEX payment_timeline ON payment (customer_id, received_on, id) WHERE customer_id IS NOT NULL;
CREATE INDEX dunning_entry_timeline ON dunning_entry (customer_id, written_at, id);
CREATE INDEX handover_timeline ON handover (customer_id, called_at, id);
CREATE INDEX survey_sent_timeline ON survey (customer_id, sent_at, id);
CREATE INDEX survey_answered_timeline ON survey (customer_id, answered_at, id) WHERE answered_at IS NOT NULL;
CREATE INDEX service_case_timeline ON service_case (customer_id, opened_at, id);
CREATE INDEX customer_owner ON customer (owner, name);

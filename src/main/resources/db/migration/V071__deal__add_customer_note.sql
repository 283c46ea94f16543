ALTER TABLE quotation ADD COLUMN customer_note text;
COMMENT ON COLUMN quotation.customer_note IS 'what the customer wants changed in this version';

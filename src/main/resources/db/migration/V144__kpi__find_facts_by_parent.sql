-- credit notes by their invoice
CREATE INDEX kpi_fact_parent ON kpi_fact (parent, kind) WHERE kind = 'credit-note-issued';
COMMENT ON COLUMN kpi_fact.parent IS 'number of the document before it: the deal of an order, the order of an invoice, the invoice of a credit note';

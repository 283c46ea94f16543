-- parts of an invoice with due dates of their own; they add up to the invoice, and the invoice's due date is the last one's
CREATE TABLE invoice_instalment (
  invoice_number text NOT NULL REFERENCES invoice (number),
  number         integer NOT NULL CHECK (number > 0),
  amount         numeric(15,2) NOT NULL,
  due_on         date NOT NULL,
  PRIMARY KEY (invoice_number, number)
);

INSERT INTO invoice_instalment (invoice_number, number, amount, due_on)
SELECT number, 1, amount, due_on FROM invoice;

CREATE TRIGGER invoice_instalment_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_instalment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_invoice();

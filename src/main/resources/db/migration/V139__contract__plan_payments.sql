-- how every invoice of a contract is paid; a contract always has at least one instalment
CREATE TABLE contract_instalment (
  contract_number    text NOT NULL REFERENCES contract (number),
  number             integer NOT NULL CHECK (number BETWEEN 1 AND 12),
  share              numeric(9,6) NOT NULL CHECK (share > 0 AND share <= 1),
  days_after_invoice integer NOT NULL CHECK (days_after_invoice BETWEEN 0 AND 365),
  PRIMARY KEY (contract_number, number),
  UNIQUE (contract_number, days_after_invoice)
);

INSERT INTO contract_instalment (contract_number, number, share, days_after_invoice)
SELECT number, 1, 1, payment_days FROM contract;

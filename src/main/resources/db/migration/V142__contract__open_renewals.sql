-- a contract whose renewal day has come, and what was decided; the key lets a case open once
CREATE TABLE contract_renewal (
  contract_number text NOT NULL REFERENCES contract (number),
  renewal_on      date NOT NULL,
  rep             text NOT NULL,
  opened_at       timestamptz NOT NULL,
  decision        text CHECK (decision IN ('renew', 'renegotiate', 'let-end')),
  note            text,
  decided_at      timestamptz,
  decided_by      text,
  new_deal        text,
  PRIMARY KEY (contract_number, renewal_on),
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK (new_deal IS NULL OR decision IN ('renew', 'renegotiate'))
);
CREATE UNIQUE INDEX contract_renewal_deal ON contract_renewal (new_deal);

CREATE SEQUENCE contract_number;

CREATE TABLE contract (
  number             text PRIMARY KEY,
  deal_number        text NOT NULL,
  quotation_version  bigint NOT NULL,
  customer_id        bigint NOT NULL REFERENCES customer (id),
  rep                text NOT NULL,
  total              numeric(15,2) NOT NULL CHECK (total >= 0),
  currency           text NOT NULL,
  payment_days       integer NOT NULL CHECK (payment_days BETWEEN 0 AND 365),
  starts_on          date,
  ends_on            date,
  notice_days        integer NOT NULL DEFAULT 0 CHECK (notice_days >= 0),
  delivery_address   text,
  deviations         text,
  state              text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'ready', 'signed', 'void')),
  text               text,
  text_sha256        text,
  signed_on          date,
  signed_by_customer text,
  void_why           text,
  drafted_at         timestamptz NOT NULL,
  version            integer NOT NULL DEFAULT 0,
  CHECK (ends_on >= starts_on),
  CHECK (state NOT IN ('ready', 'signed') OR (starts_on IS NOT NULL AND ends_on IS NOT NULL AND text_sha256 IS NOT NULL)),
  CHECK ((text IS NULL) = (text_sha256 IS NULL)),
  CHECK ((state = 'signed') = (signed_on IS NOT NULL AND signed_by_customer IS NOT NULL))
);
-- a deal is contracted once; a contract that never came to be does not count
CREATE UNIQUE INDEX contract_deal ON contract (deal_number) WHERE state <> 'void';
CREATE INDEX contract_customer ON contract (customer_id);

CREATE TABLE contract_line (
  contract_number text NOT NULL REFERENCES contract (number),
  position        integer NOT NULL,
  product         text NOT NULL,
  product_name    text NOT NULL,
  quantity        integer NOT NULL CHECK (quantity > 0),
  amount          numeric(15,2) NOT NULL,
  PRIMARY KEY (contract_number, position)
);

-- exactly what was signed; written once, never changed
CREATE TABLE contract_archive (
  contract_number    text PRIMARY KEY REFERENCES contract (number),
  text               text NOT NULL,
  text_sha256        text NOT NULL CHECK (text_sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  signed_on          date NOT NULL,
  signed_by_customer text NOT NULL,
  archived_at        timestamptz NOT NULL
);

CREATE FUNCTION refuse_change_of_contract_archive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The contract archive is append-only';
END $$;
CREATE TRIGGER contract_archive_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contract_archive
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_contract_archive();

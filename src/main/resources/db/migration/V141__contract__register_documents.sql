-- each wording with the PDF that shows it; written once
CREATE TABLE contract_document (
  contract_number text NOT NULL REFERENCES contract (number),
  revision        integer NOT NULL CHECK (revision > 0),
  text            text NOT NULL,
  text_sha256     text NOT NULL,
  pdf             bytea NOT NULL,
  pdf_sha256      text NOT NULL,
  written_at      timestamptz NOT NULL,
  PRIMARY KEY (contract_number, revision)
);

-- what came back signed; the last of a revision counts
CREATE TABLE contract_signed_copy (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contract_number text NOT NULL,
  revision        integer NOT NULL,
  pdf             bytea NOT NULL,
  pdf_sha256      text NOT NULL,
  file_name       text NOT NULL,
  uploaded_by     text NOT NULL,
  uploaded_at     timestamptz NOT NULL,
  FOREIGN KEY (contract_number, revision) REFERENCES contract_document (contract_number, revision)
);
CREATE INDEX contract_signed_copy_of ON contract_signed_copy (contract_number, revision);

-- each entry carries the hash of the one before: none can be changed, left out or put between without a trace
CREATE TABLE contract_register (
  id              bigint PRIMARY KEY CHECK (id > 0),
  contract_number text NOT NULL,
  revision        integer NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('approved', 'signed-copy', 'signed')),
  sha256          text NOT NULL,
  registered_by   text NOT NULL,
  registered_at   timestamptz NOT NULL,
  previous_sha256 text NOT NULL UNIQUE,
  entry_sha256    text NOT NULL UNIQUE
);
CREATE INDEX contract_register_of ON contract_register (contract_number);

CREATE FUNCTION refuse_change_of_contract_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What was registered about a contract is never changed or removed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER contract_document_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON contract_document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_contract_register();
CREATE TRIGGER contract_signed_copy_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON contract_signed_copy
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_contract_register();
CREATE TRIGGER contract_register_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contract_register
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_contract_register();

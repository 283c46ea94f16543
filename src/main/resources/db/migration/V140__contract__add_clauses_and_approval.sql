-- the library of standard clauses; a clause that changes gets a new version, so that a contract can say which it took
CREATE TABLE contract_clause (
  key        text NOT NULL,
  version    integer NOT NULL CHECK (version > 0),
  position   integer NOT NULL,
  title      text NOT NULL,
  text       text NOT NULL,
  judge      text NOT NULL CHECK (judge IN ('legal', 'finance', 'management')),
  valid_from date NOT NULL,
  PRIMARY KEY (key, version)
);

INSERT INTO contract_clause (key, version, position, title, text, judge, valid_from) VALUES
('delivery', 1, 10, 'Delivery', 'Delivery dates are binding once the seller has confirmed them in writing. Part deliveries are allowed. The risk passes to the customer when the goods are handed over at the place of delivery.', 'management', '2000-01-01'),
('payment', 1, 20, 'Payment', 'Invoices are paid without deduction. After the due date the customer owes interest at the statutory rate. The customer may set off only claims that are undisputed or established by a court.', 'finance', '2000-01-01'),
('retention-of-title', 1, 30, 'Retention of title', 'Goods remain the property of the seller until they have been paid in full. The customer keeps them insured and tells the seller at once if anybody else lays claim to them.', 'finance', '2000-01-01'),
('warranty', 1, 40, 'Warranty', 'The customer examines goods on receipt and reports defects within 14 days of delivery, hidden defects within 14 days of their discovery. The seller first repairs or replaces. Claims for defects end 24 months after delivery.', 'legal', '2000-01-01'),
('liability', 1, 50, 'Liability', 'The seller is liable without limit for intent and gross negligence and for harm to life, body and health. Otherwise liability is limited to the price of the delivery concerned; lost profit is not compensated.', 'legal', '2000-01-01'),
('confidentiality', 1, 60, 'Confidentiality', 'Each side keeps confidential what it learns about the business of the other, and uses it for this contract only. This holds for five years after the contract has ended.', 'legal', '2000-01-01'),
('term-and-notice', 1, 70, 'Term and notice', 'The contract ends on the day stated above without notice being needed. Either side may end it early for good cause. Changes of this contract, this clause included, need the written form.', 'management', '2000-01-01'),
('law-and-venue', 1, 80, 'Law and venue', 'The law of the seat of the seller applies, without the United Nations Convention on Contracts for the International Sale of Goods. Disputes are decided by the courts at the seat of the seller.', 'legal', '2000-01-01');

-- the clauses of one contract, and how they differ from the library
CREATE TABLE contract_provision (
  contract_number text NOT NULL REFERENCES contract (number),
  position        integer NOT NULL,
  key             text,
  library_version integer,
  title           text NOT NULL,
  text            text NOT NULL,
  judge           text NOT NULL CHECK (judge IN ('legal', 'finance', 'management')),
  deviation       text NOT NULL CHECK (deviation IN ('none', 'changed', 'removed', 'added')),
  deviation_by    text,
  deviation_why   text,
  PRIMARY KEY (contract_number, position),
  UNIQUE (contract_number, key),
  FOREIGN KEY (key, library_version) REFERENCES contract_clause (key, version),
  CHECK ((deviation = 'added') = (key IS NULL)),
  CHECK ((deviation = 'none') = (deviation_why IS NULL))
);

ALTER TABLE contract
  ADD COLUMN renewal_on         date GENERATED ALWAYS AS (ends_on - notice_days) STORED,
  -- one more for each wording that differs from the one before
  ADD COLUMN revision           integer NOT NULL DEFAULT 0,
  ADD COLUMN approved_revision  integer,
  ADD COLUMN approval_id        bigint,
  ADD COLUMN approved_at        timestamptz,
  -- one more whenever a deviation comes in that the deviations before did not contain, by who judges it
  ADD COLUMN legal_wording      integer NOT NULL DEFAULT 0,
  ADD COLUMN finance_wording    integer NOT NULL DEFAULT 0,
  ADD COLUMN management_wording integer NOT NULL DEFAULT 0;

-- what was offered or signed before contracts were approved stays as it is
UPDATE contract SET revision = 1, approved_revision = 1 WHERE state IN ('ready', 'signed');
ALTER TABLE contract ADD CHECK (state <> 'signed' OR approved_revision = revision);

CREATE INDEX contract_renewal_day ON contract (renewal_on) WHERE state = 'signed';

CREATE TRIGGER contract_clause_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contract_clause
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_contract_archive();

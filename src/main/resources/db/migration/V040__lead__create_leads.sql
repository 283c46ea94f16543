CREATE SEQUENCE lead_number;

CREATE TABLE lead (
  id                      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number                  text NOT NULL UNIQUE,
  company_name            text NOT NULL CHECK (company_name <> ''),
  company_name_normalised text NOT NULL,
  contact_name            text,
  email                   text,
  phone                   text,
  phone_normalised        text,
  tax_number              text,
  tax_number_normalised   text,
  region                  text,
  source                  text,
  campaign                text,
  product                 text,
  expected_value          numeric(15,2) CHECK (expected_value >= 0),
  currency                text,
  received_on             date NOT NULL,
  external_id             text UNIQUE,
  note                    text,
  state                   text NOT NULL DEFAULT 'new' CHECK (state IN
                            ('new', 'assigned', 'contacted', 'nurturing', 'qualified', 'disqualified', 'merged')),
  lead_class              text NOT NULL DEFAULT 'prospective' CHECK (lead_class IN
                            ('prospective', 'intending', 'repeat')),
  owner                   text,
  customer_id             bigint,
  grade                   text CHECK (grade IN ('A', 'B', 'C', 'D')),
  grade_reason            text,
  new_company_reason      text,
  merged_into             text REFERENCES lead (number),
  nurture_until           date,
  disqualified_because    text,
  qualification_note      text,
  process_instance_id     text,
  created_by              text NOT NULL,
  idempotency_key         text,
  content_hash            text NOT NULL,
  created_at              timestamptz NOT NULL,
  changed_at              timestamptz NOT NULL,
  version                 integer NOT NULL DEFAULT 0,
  UNIQUE (created_by, idempotency_key),
  CHECK (merged_into <> number),
  CHECK ((expected_value IS NULL) = (currency IS NULL))
);
CREATE INDEX lead_open_owner ON lead (owner) WHERE state IN ('assigned', 'contacted', 'nurturing');
CREATE INDEX lead_open_name ON lead (company_name_normalised)
  WHERE state IN ('new', 'assigned', 'contacted', 'nurturing');
CREATE INDEX lead_open_name_similar ON lead USING gin (company_name_normalised gin_trgm_ops)
  WHERE state IN ('new', 'assigned', 'contacted', 'nurturing');
CREATE INDEX lead_open_email ON lead (lower(email))
  WHERE state IN ('new', 'assigned', 'contacted', 'nurturing');
CREATE INDEX lead_open_phone ON lead (phone_normalised)
  WHERE state IN ('new', 'assigned', 'contacted', 'nurturing');
CREATE INDEX lead_open_tax_number ON lead (tax_number_normalised)
  WHERE state IN ('new', 'assigned', 'contacted', 'nurturing');
CREATE INDEX lead_merged_into ON lead (merged_into) WHERE merged_into IS NOT NULL;

-- who had the lead, from when to when, and why it came and went; never changed but for its end
CREATE TABLE lead_assignment (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lead_id    bigint NOT NULL REFERENCES lead (id),
  rep        text NOT NULL,
  reason     text NOT NULL,
  on_day     date NOT NULL,
  at         timestamptz NOT NULL,
  ended_on   date,
  ended_why  text
);
CREATE INDEX lead_assignment_lead ON lead_assignment (lead_id, id);

-- what the rep found out, one row per contact
CREATE TABLE lead_contact (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lead_id        bigint NOT NULL REFERENCES lead (id),
  rep            text NOT NULL,
  at             timestamptz NOT NULL,
  reached        text NOT NULL,
  need           text,
  budget         text,
  time_frame     text,
  decision_maker text,
  next_step      text,
  note           text
);
CREATE INDEX lead_contact_lead ON lead_contact (lead_id, id);

CREATE SEQUENCE service_case_number;

-- a request or complaint of a customer; the steps of a complaint are in tables of their own
CREATE TABLE service_case (
  id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number              text NOT NULL UNIQUE,
  kind                text NOT NULL CHECK (kind IN ('request', 'complaint')),
  severity            text NOT NULL CHECK (severity IN ('critical', 'high', 'normal', 'low')),
  customer_id         bigint NOT NULL,
  product             text,
  reference           text CHECK (length(reference) <= 60), -- number of the delivery, order or invoice it is about
  description         text NOT NULL CHECK (length(description) <= 10000),
  contact_name        text CHECK (length(contact_name) <= 200),
  contact_email       text CHECK (length(contact_email) <= 254),
  contact_phone       text CHECK (length(contact_phone) <= 60),
  source              text NOT NULL CHECK (source IN ('person', 'program', 'survey')),
  survey_id           bigint UNIQUE REFERENCES survey (id), -- one bad answer opens one case
  owner               text, -- the customer's owner when it was opened
  reported_by         text NOT NULL,
  opened_at           timestamptz NOT NULL,
  answer              text CHECK (length(answer) <= 4000),
  answered_at         timestamptz,
  answered_by         text,
  settlement          text CHECK (length(settlement) <= 4000),
  resolved_at         timestamptz,
  closed_at           timestamptz,
  process_instance_id text,
  idempotency_key     text,
  content_hash        text,
  version             integer NOT NULL DEFAULT 0,
  UNIQUE (reported_by, idempotency_key),
  CHECK ((answered_at IS NULL) = (answer IS NULL)),
  CHECK (closed_at IS NULL OR resolved_at IS NOT NULL)
);
CREATE INDEX service_case_customer ON service_case (customer_id, opened_at);
CREATE INDEX service_case_open ON service_case (opened_at) WHERE closed_at IS NULL;

-- what the customer said on the handover call; one row per call, never changed
CREATE TABLE handover (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_number  text NOT NULL,
  customer_id   bigint NOT NULL,
  complete      boolean NOT NULL,
  open_points   text CHECK (length(open_points) <= 2000),
  settlement    text,
  contact_name  text,
  contact_email text,
  called_by     text,
  called_at     timestamptz NOT NULL,
  CHECK (complete OR open_points IS NOT NULL)
);
CREATE INDEX handover_order ON handover (order_number);
CREATE INDEX handover_customer ON handover (customer_id);

CREATE TABLE survey (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cause         text NOT NULL UNIQUE, -- what it asks about, e.g. order:O-2026-000001
  order_number  text NOT NULL,
  customer_id   bigint NOT NULL,
  rep           text NOT NULL,
  contact_name  text,
  contact_email text NOT NULL,
  sent_at       timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  reminded_at   timestamptz,
  answered_at   timestamptz,
  score         smallint CHECK (score BETWEEN 0 AND 10),
  comment       text CHECK (length(comment) <= 4000),
  version       integer NOT NULL DEFAULT 0,
  CHECK ((answered_at IS NULL) = (score IS NULL))
);
CREATE INDEX survey_order ON survey (order_number);
CREATE INDEX survey_customer ON survey (customer_id);

-- every mail carries a link of its own: only its hash is kept, so a reminder cannot repeat the first one
CREATE TABLE survey_link (
  token_hash text PRIMARY KEY,
  survey_id  bigint NOT NULL REFERENCES survey (id),
  sent_at    timestamptz NOT NULL
);
CREATE INDEX survey_link_survey ON survey_link (survey_id);

-- how a dissatisfied customer was won back
CREATE TABLE call_back (
  survey_id bigint PRIMARY KEY REFERENCES survey (id),
  cause     text NOT NULL,
  remedy    text NOT NULL,
  called_by text,
  called_at timestamptz NOT NULL
);

-- the problem-solving path of a complaint; each row is what somebody found or did, none is changed later
CREATE TABLE case_containment (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id  bigint NOT NULL REFERENCES service_case (id),
  problem  text NOT NULL CHECK (length(problem) <= 2000), -- what, where, since when, how many
  measure  text NOT NULL CHECK (length(measure) <= 2000),
  done_by  text NOT NULL,
  done_at  timestamptz NOT NULL
);
CREATE INDEX case_containment_case ON case_containment (case_id);

CREATE TABLE case_cause (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id   bigint NOT NULL UNIQUE REFERENCES service_case (id),
  category  text NOT NULL,
  whys      text[] NOT NULL CHECK (cardinality(whys) BETWEEN 1 AND 5),
  found_by  text NOT NULL,
  found_at  timestamptz NOT NULL
);
CREATE INDEX case_cause_category ON case_cause (category, found_at);

-- one row per round: a remedy that did not help is followed by another one
CREATE TABLE case_remedy (
  case_id          bigint NOT NULL REFERENCES service_case (id),
  round            integer NOT NULL CHECK (round > 0),
  remedy           text NOT NULL CHECK (length(remedy) <= 4000),
  goodwill_amount  numeric(15,2) NOT NULL DEFAULT 0 CHECK (goodwill_amount >= 0),
  goodwill_kind    text CHECK (goodwill_kind IN ('money-back', 'credit', 'goods', 'service')),
  currency         text NOT NULL,
  approval_id      bigint,
  goodwill_outcome text CHECK (goodwill_outcome IN ('within-authority', 'approved', 'rejected', 'sent-back')),
  provided_by      text NOT NULL,
  provided_at      timestamptz NOT NULL,
  PRIMARY KEY (case_id, round),
  CHECK ((goodwill_amount > 0) = (goodwill_kind IS NOT NULL))
);

-- what was promised to the customer out of goodwill; whoever pays it out finds it here
CREATE TABLE case_goodwill (
  case_id     bigint NOT NULL REFERENCES service_case (id),
  round       integer NOT NULL,
  amount      numeric(15,2) NOT NULL CHECK (amount > 0),
  currency    text NOT NULL,
  kind        text NOT NULL,
  approval_id bigint NOT NULL,
  promised_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, round)
);

CREATE TABLE case_confirmation_link (
  token_hash text PRIMARY KEY,
  case_id    bigint NOT NULL REFERENCES service_case (id),
  round      integer NOT NULL,
  sent_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX case_confirmation_link_case ON case_confirmation_link (case_id);

CREATE TABLE case_confirmation (
  case_id      bigint NOT NULL REFERENCES service_case (id),
  round        integer NOT NULL,
  solved       boolean NOT NULL,
  way          text NOT NULL CHECK (way IN ('link', 'phone')),
  said         text CHECK (length(said) <= 2000),
  recorded_by  text NOT NULL,
  confirmed_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, round) -- the first answer of a round counts
);

CREATE TABLE case_prevention (
  case_id    bigint PRIMARY KEY REFERENCES service_case (id),
  measure    text NOT NULL CHECK (length(measure) <= 2000),
  owner      text NOT NULL,
  due_on     date NOT NULL,
  lesson     text CHECK (length(lesson) <= 1500),
  planned_by text NOT NULL,
  planned_at timestamptz NOT NULL
);

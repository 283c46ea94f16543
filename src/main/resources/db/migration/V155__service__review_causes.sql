CREATE SEQUENCE cause_review_number;

-- the same cause again: a person looks at all the cases together
CREATE TABLE cause_review (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number      text NOT NULL UNIQUE,
  category    text NOT NULL,
  product     text,
  customer_id bigint,
  opened_at   timestamptz NOT NULL,
  finding     text CHECK (length(finding) <= 2000),
  measure     text CHECK (length(measure) <= 2000),
  owner       text,
  due_on      date,
  closed_by   text,
  closed_at   timestamptz,
  CHECK ((closed_at IS NULL) = (measure IS NULL))
);
CREATE INDEX cause_review_open ON cause_review (category) WHERE closed_at IS NULL;

CREATE TABLE cause_review_case (
  review_id   bigint NOT NULL REFERENCES cause_review (id),
  case_id     bigint NOT NULL REFERENCES service_case (id),
  attached_at timestamptz NOT NULL,
  PRIMARY KEY (review_id, case_id)
);
CREATE INDEX cause_review_case_case ON cause_review_case (case_id);

CREATE SEQUENCE deal_number;

CREATE TABLE deal (
  number         text PRIMARY KEY,
  lead_number    text UNIQUE,
  external_id    text UNIQUE,
  customer_id    bigint REFERENCES customer (id),
  product        text REFERENCES product (code),
  rep            text NOT NULL,
  stage          text NOT NULL
                 CHECK (stage IN ('prospecting', 'engaging', 'quotation', 'negotiation', 'won', 'lost')),
  -- follows from the stage, so that the two can never contradict each other
  state          text NOT NULL
                 GENERATED ALWAYS AS (CASE WHEN stage IN ('won', 'lost') THEN stage ELSE 'open' END) STORED,
  expected_value numeric(15,2) NOT NULL CHECK (expected_value >= 0),
  currency       text NOT NULL,
  opened_on      date NOT NULL,
  qualified_on   date,
  closed_on      date,
  -- what the rep learned from the customer
  needs          text,
  quantity       integer CHECK (quantity > 0),
  budget         numeric(15,2) CHECK (budget >= 0),
  decision_on    date,
  next_visit_on  date,
  -- how it ended
  agreed_price   numeric(15,2) CHECK (agreed_price >= 0),
  list_price     numeric(15,2) CHECK (list_price >= 0),
  cost           numeric(15,2) CHECK (cost >= 0),
  lost_reason    text,
  competitor     text,
  close_note     text,
  version        integer NOT NULL DEFAULT 0,
  CHECK ((closed_on IS NOT NULL) = (stage IN ('won', 'lost'))),
  CHECK (stage <> 'won' OR (agreed_price IS NOT NULL AND list_price IS NOT NULL AND cost IS NOT NULL)),
  CHECK (stage <> 'lost' OR lost_reason IS NOT NULL)
);
CREATE INDEX deal_rep ON deal (rep, stage);
CREATE INDEX deal_open ON deal (stage) WHERE stage NOT IN ('won', 'lost');
CREATE INDEX deal_customer ON deal (customer_id);
CREATE INDEX deal_closed_on ON deal (closed_on);

CREATE TABLE deal_stage_entry (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  deal_number text NOT NULL REFERENCES deal (number),
  stage       text NOT NULL,
  entered_at  timestamptz NOT NULL
);
CREATE INDEX deal_stage_entry_deal ON deal_stage_entry (deal_number, id);

-- every version is kept; what was sent to a customer is never changed
CREATE TABLE quotation (
  deal_number   text NOT NULL REFERENCES deal (number),
  version       integer NOT NULL CHECK (version > 0),
  state         text NOT NULL CHECK (state IN ('draft', 'approved', 'presented', 'accepted', 'superseded', 'rejected')),
  payment_days  integer NOT NULL CHECK (payment_days BETWEEN 0 AND 365),
  delivery_date date NOT NULL,
  valid_until   date NOT NULL,
  currency      text NOT NULL,
  list_total    numeric(15,2) NOT NULL CHECK (list_total > 0),
  total         numeric(15,2) NOT NULL CHECK (total > 0),
  cost          numeric(15,2) NOT NULL CHECK (cost >= 0),
  approval_id   bigint,
  decision_note text,
  created_by    text NOT NULL,
  created_at    timestamptz NOT NULL,
  row_version   integer NOT NULL DEFAULT 0,
  PRIMARY KEY (deal_number, version)
);
CREATE UNIQUE INDEX quotation_accepted ON quotation (deal_number) WHERE state = 'accepted';

CREATE TABLE quotation_line (
  deal_number  text NOT NULL,
  version      integer NOT NULL,
  position     integer NOT NULL,
  product      text NOT NULL REFERENCES product (code),
  product_name text NOT NULL,
  series       text NOT NULL,
  quantity     integer NOT NULL CHECK (quantity > 0),
  list_price   numeric(15,2) NOT NULL,
  floor_price  numeric(15,2) NOT NULL,
  unit_cost    numeric(15,2) NOT NULL,
  discount     numeric(5,2) NOT NULL CHECK (discount BETWEEN 0 AND 100),
  amount       numeric(15,2) NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (deal_number, version, position),
  FOREIGN KEY (deal_number, version) REFERENCES quotation (deal_number, version)
);

-- what a won or lost deal taught; shown in later deals once a manager published it
CREATE TABLE knowledge_entry (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  deal_number  text NOT NULL UNIQUE REFERENCES deal (number),
  product      text,
  sector       text,
  outcome      text NOT NULL CHECK (outcome IN ('won', 'lost')),
  why          text NOT NULL,
  competitor   text,
  lesson       text NOT NULL,
  state        text NOT NULL CHECK (state IN ('proposed', 'published', 'declined')),
  proposed_by  text NOT NULL,
  proposed_at  timestamptz NOT NULL,
  decided_by   text,
  decided_at   timestamptz,
  CHECK ((decided_by IS NOT NULL) = (state <> 'proposed'))
);
CREATE INDEX knowledge_entry_product ON knowledge_entry (product) WHERE state = 'published';
CREATE INDEX knowledge_entry_sector ON knowledge_entry (sector) WHERE state = 'published';

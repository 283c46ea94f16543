-- Targets of a year. A plan is a draft until it is published as the next version of its year; a published version is
-- never changed, a re-plan is a version of its own.
CREATE SEQUENCE target_plan_number;
CREATE TABLE target_plan (
  number         text PRIMARY KEY,
  year           integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
  -- draft: with whoever drew it up; teams, reps: with those who are asked; asked: a re-plan that waits for its approval
  state          text NOT NULL DEFAULT 'draft'
                 CHECK (state IN ('draft', 'teams', 'reps', 'asked', 'published', 'withdrawn')),
  version        integer CHECK (version > 0),
  round          integer NOT NULL DEFAULT 1,
  most_rounds    integer NOT NULL DEFAULT 1 CHECK (most_rounds BETWEEN 1 AND 9),
  currency       text NOT NULL,
  basis          text NOT NULL,
  changes        text REFERENCES target_plan (number), -- the published plan that a re-plan starts from
  first_month    integer NOT NULL DEFAULT 1 CHECK (first_month BETWEEN 1 AND 12), -- months before stay as published
  reason         text,
  approval_id    bigint,
  created_by     text NOT NULL,
  created_at     timestamptz NOT NULL,
  closed_by      text,
  closed_at      timestamptz,
  revision       integer NOT NULL DEFAULT 0,
  UNIQUE (year, version),
  CHECK ((state = 'published') = (version IS NOT NULL))
);
-- one plan of a year is worked on at a time
CREATE UNIQUE INDEX target_plan_open ON target_plan (year) WHERE state NOT IN ('published', 'withdrawn');

CREATE TABLE target_node (
  plan        text NOT NULL REFERENCES target_plan (number),
  node        text NOT NULL,
  parent      text,
  kind        text NOT NULL CHECK (kind IN ('company', 'region', 'team', 'rep', 'pool', 'customer')),
  customer_id bigint,
  from_month  integer NOT NULL DEFAULT 1 CHECK (from_month BETWEEN 1 AND 12),
  to_month    integer NOT NULL DEFAULT 12 CHECK (to_month BETWEEN 0 AND 12),
  position    integer NOT NULL,
  PRIMARY KEY (plan, node)
);

CREATE TABLE target_value (
  plan     text NOT NULL,
  node     text NOT NULL,
  measure  text NOT NULL CHECK (measure IN ('revenue', 'cash', 'margin', 'new-customers')),
  amount   numeric(15,2) NOT NULL CHECK (amount >= 0),
  proposed numeric(15,2),
  why      text,
  PRIMARY KEY (plan, node, measure),
  FOREIGN KEY (plan, node) REFERENCES target_node (plan, node)
);

-- how a year falls on its months: relative, any sum
CREATE TABLE target_season (
  plan   text NOT NULL REFERENCES target_plan (number),
  month  integer NOT NULL CHECK (month BETWEEN 1 AND 12),
  weight numeric(15,6) NOT NULL CHECK (weight >= 0),
  PRIMARY KEY (plan, month)
);

-- shares of the products below a node, unless a node further down has its own; they add up to 1
CREATE TABLE target_product (
  plan    text NOT NULL,
  node    text NOT NULL,
  product text NOT NULL,
  share   numeric(9,6) NOT NULL CHECK (share BETWEEN 0 AND 1),
  PRIMARY KEY (plan, node, product),
  FOREIGN KEY (plan, node) REFERENCES target_node (plan, node)
);

-- what a published version asks of whom in which month; every sum is made of these
CREATE TABLE target_leaf (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  plan        text NOT NULL REFERENCES target_plan (number),
  measure     text NOT NULL,
  region      text,
  team        text,
  rep         text,
  product     text,
  customer_id bigint,
  month       date NOT NULL,
  amount      numeric(15,2) NOT NULL CHECK (amount >= 0)
);
CREATE INDEX target_leaf_plan ON target_leaf (plan, rep);

-- what those who were asked said, about the figures they had before them
CREATE TABLE target_voice (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  plan     text NOT NULL REFERENCES target_plan (number),
  node     text NOT NULL,
  round    integer NOT NULL,
  person   text NOT NULL,
  agrees   boolean NOT NULL,
  seen     text NOT NULL,
  counter  text NOT NULL,
  reason   text,
  said_at  timestamptz NOT NULL,
  UNIQUE (plan, node, round)
);

-- what a territory or a product could bring; the latest row of a scope counts
CREATE TABLE target_potential (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope      text NOT NULL,
  potential  numeric(15,2) NOT NULL CHECK (potential >= 0),
  reason     text NOT NULL,
  entered_by text NOT NULL,
  entered_at timestamptz NOT NULL
);
CREATE INDEX target_potential_scope ON target_potential (scope, id DESC);

CREATE FUNCTION target_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What was said or published about targets is never changed or deleted; publish another version instead';
END $$;

CREATE TRIGGER target_leaf_no_change BEFORE UPDATE OR DELETE ON target_leaf
  FOR EACH ROW EXECUTE FUNCTION target_is_append_only();
CREATE TRIGGER target_voice_no_change BEFORE UPDATE OR DELETE ON target_voice
  FOR EACH ROW EXECUTE FUNCTION target_is_append_only();
CREATE TRIGGER target_potential_no_change BEFORE UPDATE OR DELETE ON target_potential
  FOR EACH ROW EXECUTE FUNCTION target_is_append_only();
CREATE TRIGGER target_plan_no_change BEFORE UPDATE OR DELETE ON target_plan
  FOR EACH ROW WHEN (OLD.state IN ('published', 'withdrawn')) EXECUTE FUNCTION target_is_append_only();

CREATE FUNCTION target_part_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM target_plan p
              WHERE p.state IN ('published', 'withdrawn')
                AND p.number = CASE TG_OP WHEN 'INSERT' THEN NEW.plan ELSE OLD.plan END) THEN
    RAISE EXCEPTION 'A published version of the targets is never changed; publish another version instead';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER target_node_stays BEFORE INSERT OR UPDATE OR DELETE ON target_node
  FOR EACH ROW EXECUTE FUNCTION target_part_stays();
CREATE TRIGGER target_value_stays BEFORE INSERT OR UPDATE OR DELETE ON target_value
  FOR EACH ROW EXECUTE FUNCTION target_part_stays();
CREATE TRIGGER target_season_stays BEFORE INSERT OR UPDATE OR DELETE ON target_season
  FOR EACH ROW EXECUTE FUNCTION target_part_stays();
CREATE TRIGGER target_product_stays BEFORE INSERT OR UPDATE OR DELETE ON target_product
  FOR EACH ROW EXECUTE FUNCTION target_part_stays();
CREATE TRIGGER target_leaf_stays BEFORE INSERT ON target_leaf
  FOR EACH ROW EXECUTE FUNCTION target_part_stays();

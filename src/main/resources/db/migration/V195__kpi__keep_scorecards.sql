CREATE SEQUENCE performance_review_number;

-- the review of one person's month; there is one, and what is closed stays as it is
CREATE TABLE performance_review (
  number    text PRIMARY KEY,
  rep       text NOT NULL,
  period    date NOT NULL CHECK (extract(day FROM period) = 1),
  reviewer  text NOT NULL,
  opened_by text NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  ended     text CHECK (ended IN ('agreed', 'no-answer', 'not-agreed', 'rep-left', 'no-review')),
  outcome   text CHECK (outcome IN ('improvement', 'recognition', 'nothing')),
  CHECK (reviewer <> rep),
  CHECK ((closed_at IS NULL) = (ended IS NULL)),
  UNIQUE (rep, period)
);
CREATE INDEX performance_review_period ON performance_review (period);

COMMENT ON COLUMN performance_review.period IS 'first day of the month';
COMMENT ON COLUMN performance_review.ended IS 'how it was closed, and with it the month frozen';

CREATE FUNCTION refuse_change_of_closed_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'A closed performance review is not changed; what is corrected later counts in the month of the correction';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER performance_review_stays_closed BEFORE UPDATE OR DELETE ON performance_review
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_closed_review();

-- a scorecard as it was shown; the last one of a closed review is the frozen one
CREATE TABLE scorecard (
  review          text NOT NULL REFERENCES performance_review (number),
  revision        integer NOT NULL CHECK (revision > 0),
  weights_version integer NOT NULL,
  score           numeric(9,2),
  computed_at     timestamptz NOT NULL,
  PRIMARY KEY (review, revision)
);

CREATE TABLE scorecard_component (
  review         text NOT NULL,
  revision       integer NOT NULL,
  position       integer NOT NULL,
  figure         text NOT NULL,
  title          text NOT NULL,
  formula        text NOT NULL,
  unit           text NOT NULL,
  lower_is_better boolean NOT NULL,
  weight         numeric(9,2) NOT NULL,
  goal           numeric(20,6) NOT NULL,
  floor          numeric(9,4) NOT NULL,
  cap            numeric(9,4) NOT NULL,
  value          numeric(20,6),
  attainment     numeric(9,4),
  counted_weight numeric(9,2),
  points         numeric(9,2),
  facts          bigint NOT NULL,
  PRIMARY KEY (review, revision, position),
  FOREIGN KEY (review, revision) REFERENCES scorecard (review, revision)
);

COMMENT ON COLUMN scorecard_component.counted_weight IS 'after the weights of missing components went to the others; null if this one is missing';

-- what was said and decided in a review, by whom and when
CREATE TABLE performance_review_entry (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  review  text NOT NULL REFERENCES performance_review (number),
  kind    text NOT NULL CHECK (kind IN ('no-score', 'comment', 'silence', 'mark', 'talk', 'outcome', 'agreed', 'disagreed',
                                        'no-answer', 'left', 'closed', 'follow-up')),
  about   text,
  mark    integer CHECK (mark BETWEEN 1 AND 5),
  day     date,
  words   text NOT NULL CHECK (length(words) <= 4000),
  said_by text,
  said_at timestamptz NOT NULL,
  CHECK ((kind = 'mark') = (mark IS NOT NULL))
);
CREATE INDEX performance_review_entry_review ON performance_review_entry (review, id);

CREATE FUNCTION refuse_change_of_scorecard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Scorecards and what was said about them are append-only';
END $$;
CREATE TRIGGER scorecard_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON scorecard
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_scorecard();
CREATE TRIGGER scorecard_component_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON scorecard_component
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_scorecard();
CREATE TRIGGER performance_review_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON performance_review_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_scorecard();

-- The service level of a case and the working time it has used. Deadlines are never stored: they follow from what is
-- left and from the customer's calendar. Used time counts up to running_since; while the clock stands that is null.
CREATE TABLE case_clock (
  case_id              bigint PRIMARY KEY REFERENCES service_case (id),
  customer_class       text NOT NULL,
  region               text, -- whose calendar and time zone counts
  respond_seconds      bigint NOT NULL CHECK (respond_seconds > 0),
  resolve_seconds      bigint NOT NULL CHECK (resolve_seconds > 0),
  table_version        integer NOT NULL, -- of the decision service-level that said so
  rated_at             timestamptz NOT NULL,
  used_seconds         bigint NOT NULL DEFAULT 0,
  running_since        timestamptz,
  respond_used_seconds bigint, -- when the customer had an answer
  resolve_used_seconds bigint, -- when the matter was resolved
  version              integer NOT NULL DEFAULT 0
);

-- why and when a level was changed; the first row is the opening
CREATE TABLE case_rating (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id         bigint NOT NULL REFERENCES service_case (id),
  severity        text NOT NULL,
  customer_class  text NOT NULL,
  respond_seconds bigint NOT NULL,
  resolve_seconds bigint NOT NULL,
  table_version   integer NOT NULL,
  why             text NOT NULL CHECK (length(why) <= 500),
  rated_by        text NOT NULL,
  rated_at        timestamptz NOT NULL
);
CREATE INDEX case_rating_case ON case_rating (case_id);

-- while the clock waits for the customer: every pause is kept, all of them count
CREATE TABLE case_pause (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id    bigint NOT NULL REFERENCES service_case (id),
  started_at timestamptz NOT NULL,
  started_by text NOT NULL,
  why        text NOT NULL CHECK (length(why) BETWEEN 1 AND 500),
  ended_at   timestamptz,
  ended_by   text,
  CHECK (ended_at >= started_at),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX case_pause_case ON case_pause (case_id, started_at);
CREATE UNIQUE INDEX case_pause_open ON case_pause (case_id) WHERE ended_at IS NULL;

CREATE FUNCTION case_pause_is_a_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL
     AND (NEW.id, NEW.case_id, NEW.started_at, NEW.started_by, NEW.why)
         = (OLD.id, OLD.case_id, OLD.started_at, OLD.started_by, OLD.why) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A pause is never changed or deleted, only ended once';
END $$;
CREATE TRIGGER case_pause_no_change BEFORE UPDATE OR DELETE ON case_pause
  FOR EACH ROW EXECUTE FUNCTION case_pause_is_a_ledger();
CREATE TRIGGER case_pause_no_truncate BEFORE TRUNCATE ON case_pause
  FOR EACH STATEMENT EXECUTE FUNCTION case_pause_is_a_ledger();

-- a warning is given once
CREATE TABLE case_warning (
  case_id    bigint NOT NULL REFERENCES service_case (id),
  milestone  text NOT NULL CHECK (milestone IN ('respond', 'resolve')),
  percent    integer NOT NULL CHECK (percent IN (50, 80, 100)),
  given_at   timestamptz NOT NULL,
  PRIMARY KEY (case_id, milestone, percent)
);

ALTER TABLE absence
  ADD COLUMN delegate     text REFERENCES person (user_id), -- who stands in; null: nobody
  ADD COLUMN scope        text[] NOT NULL DEFAULT '{}',      -- processes and kinds of approval; empty: all
  ADD COLUMN cap          numeric(15,2) CHECK (cap >= 0),    -- of approvals; above it nobody stands in
  ADD COLUMN cap_currency text,
  ADD COLUMN begun_at     timestamptz,                       -- when the open tasks were handed over
  ADD CHECK (delegate <> user_id),
  ADD CHECK ((cap IS NULL) = (cap_currency IS NULL)),
  ADD CHECK (delegate IS NOT NULL OR (scope = '{}' AND cap IS NULL));
CREATE INDEX absence_to_begin ON absence (from_day) WHERE begun_at IS NULL AND delegate IS NOT NULL;

-- who said what about an absence, and when; without a reference, since an absence that never came is removed
CREATE TABLE absence_record (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  absence_id bigint NOT NULL,
  act        text NOT NULL CHECK (act IN ('entered', 'changed', 'ended', 'removed')),
  acted_by   text NOT NULL,
  acted_at   timestamptz NOT NULL,
  absence    jsonb NOT NULL -- as it was afterwards; when it was removed, as it was before
);
CREATE INDEX absence_record_absence ON absence_record (absence_id);
CREATE FUNCTION refuse_change_of_absence_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What was said about an absence is never changed or removed' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER absence_record_is_final
  BEFORE UPDATE OR DELETE OR TRUNCATE ON absence_record
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_absence_record();

-- open tasks that are with somebody who stands in; how they find back
CREATE TABLE task_stand_in (
  task_id    text PRIMARY KEY,
  process_id text NOT NULL,
  owner      text NOT NULL REFERENCES person (user_id),
  holder     text NOT NULL REFERENCES person (user_id),
  since      timestamptz NOT NULL,
  CHECK (owner <> holder)
);
CREATE INDEX task_stand_in_owner ON task_stand_in (owner, holder);

-- where the days of a region begin; a region that is not here has the company's time
CREATE TABLE region (
  id        text PRIMARY KEY,
  time_zone text NOT NULL CHECK (time_zone <> '')
);

-- Running instances that were moved to another version: who, when, why, and what became of each.
CREATE TABLE instance_migration (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  batch_id        text NOT NULL UNIQUE, -- the engine's
  process_id      text NOT NULL,
  from_version    integer NOT NULL,
  to_version      integer NOT NULL,
  from_definition text NOT NULL,
  to_definition   text NOT NULL,
  started_at      timestamptz NOT NULL,
  started_by      text NOT NULL,
  why             text NOT NULL,
  steps           jsonb NOT NULL, -- steps that were given another one, old id to new id
  total           integer NOT NULL,
  again_of        bigint REFERENCES instance_migration
);
CREATE INDEX instance_migration_of_process ON instance_migration (process_id, id DESC);

CREATE TABLE instance_migration_result (
  migration_id        bigint NOT NULL REFERENCES instance_migration,
  process_instance_id text NOT NULL,
  document            text NOT NULL,
  at                  timestamptz NOT NULL,
  outcome             text NOT NULL CHECK (outcome IN ('MOVED', 'FAILED', 'LEFT', 'GONE')),
  remark              text NOT NULL,
  PRIMARY KEY (migration_id, process_instance_id)
);

CREATE FUNCTION instance_migration_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The record of migrations is append-only';
END $$;

CREATE TRIGGER instance_migration_no_change BEFORE UPDATE OR DELETE ON instance_migration
  FOR EACH ROW EXECUTE FUNCTION instance_migration_is_append_only();
CREATE TRIGGER instance_migration_no_truncate BEFORE TRUNCATE ON instance_migration
  FOR EACH STATEMENT EXECUTE FUNCTION instance_migration_is_append_only();
CREATE TRIGGER instance_migration_result_no_change BEFORE UPDATE OR DELETE ON instance_migration_result
  FOR EACH ROW EXECUTE FUNCTION instance_migration_is_append_only();
CREATE TRIGGER instance_migration_result_no_truncate BEFORE TRUNCATE ON instance_migration_result
  FOR EACH STATEMENT EXECUTE FUNCTION instance_migration_is_append_only();

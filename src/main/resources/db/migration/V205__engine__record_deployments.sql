-- Every deployment of models: who, when, why, which files, what changed and what was told about it.
CREATE TABLE model_deployment (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  deployment_id text NOT NULL UNIQUE,
  deployed_at   timestamptz NOT NULL,
  deployed_by   text NOT NULL, -- a person, or the application itself
  why           text NOT NULL,
  source        text,
  modules       text[] NOT NULL,
  files         text[] NOT NULL, -- those that were sent; the rest of their modules went with them
  changes       jsonb NOT NULL,
  findings      jsonb NOT NULL
);

CREATE FUNCTION model_deployment_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The record of deployments is append-only';
END $$;

CREATE TRIGGER model_deployment_no_change BEFORE UPDATE OR DELETE ON model_deployment
  FOR EACH ROW EXECUTE FUNCTION model_deployment_is_append_only();
CREATE TRIGGER model_deployment_no_truncate BEFORE TRUNCATE ON model_deployment
  FOR EACH STATEMENT EXECUTE FUNCTION model_deployment_is_append_only();

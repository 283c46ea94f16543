-- The nodes that run this application. Each writes its own row every half minute and takes it away when it stops;
-- one that is silent has died.
CREATE TABLE node (
  name       text PRIMARY KEY, -- host and port
  version    text NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at    timestamptz NOT NULL
);

-- What operators did by hand.
CREATE TABLE operator_act (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL,
  by_user text NOT NULL,
  act     text NOT NULL CHECK (act IN ('step-retried', 'steps-retried', 'mail-sent-again', 'mails-sent-again')),
  subject text NOT NULL,
  n       integer NOT NULL CHECK (n > 0)
);
CREATE FUNCTION operator_act_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What operators did is never changed or deleted';
END $$;
CREATE TRIGGER operator_act_no_change BEFORE UPDATE OR DELETE ON operator_act
  FOR EACH ROW EXECUTE FUNCTION operator_act_is_append_only();
CREATE TRIGGER operator_act_no_truncate BEFORE TRUNCATE ON operator_act
  FOR EACH STATEMENT EXECUTE FUNCTION operator_act_is_append_only();

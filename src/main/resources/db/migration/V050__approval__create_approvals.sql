CREATE TABLE approval (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text NOT NULL CHECK (kind <> ''),
  subject      text NOT NULL CHECK (subject <> ''),
  revision     integer NOT NULL,
  requester    text NOT NULL,
  title        text NOT NULL,
  inputs       jsonb NOT NULL,
  facts        jsonb NOT NULL,
  rule         text NOT NULL,
  customer_id  bigint,
  currency     text NOT NULL,
  valid_until  date,
  state        text NOT NULL CHECK (state IN ('open', 'approved', 'rejected', 'sent-back', 'superseded')),
  requested_at timestamptz NOT NULL,
  decided_at   timestamptz,
  CHECK ((state = 'open') = (decided_at IS NULL))
);
-- one question at a time about one subject
CREATE UNIQUE INDEX approval_open ON approval (kind, subject) WHERE state = 'open';
CREATE INDEX approval_subject ON approval (kind, subject text_pattern_ops);
CREATE INDEX approval_requester ON approval (requester) WHERE state = 'open';

-- the measures of the request; once approved, the bounds of its envelope
CREATE TABLE approval_bound (
  approval_id bigint NOT NULL REFERENCES approval (id),
  measure     text NOT NULL,
  value       numeric(19,6) NOT NULL,
  PRIMARY KEY (approval_id, measure)
);

-- the plan: who is asked, in which step, and by which rule
CREATE TABLE approval_seat (
  approval_id bigint NOT NULL REFERENCES approval (id),
  step        integer NOT NULL CHECK (step > 0),
  position    integer NOT NULL CHECK (position > 0),
  mode        text NOT NULL,
  user_id     text NOT NULL,
  name        text NOT NULL,
  role        text NOT NULL,
  rule        text NOT NULL,
  task_id     text UNIQUE, -- the open question; whose answer a task takes is read here, never from what is submitted
  PRIMARY KEY (approval_id, step, position),
  UNIQUE (approval_id, user_id)
);
CREATE INDEX approval_seat_user ON approval_seat (user_id);

CREATE TABLE approval_decision (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  approval_id bigint NOT NULL,
  step        integer NOT NULL,
  asked_user  text NOT NULL,
  decided_by  text NOT NULL,
  answer      text NOT NULL CHECK (answer IN ('approve', 'reject', 'send-back')),
  comment     text,
  revision    integer NOT NULL,
  shown       jsonb NOT NULL,
  decided_at  timestamptz NOT NULL,
  FOREIGN KEY (approval_id, asked_user) REFERENCES approval_seat (approval_id, user_id),
  UNIQUE (approval_id, asked_user),
  CHECK (answer = 'approve' OR comment <> '')
);

-- what was decided stays as it was decided, whoever asks the database to change it
CREATE FUNCTION refuse_change_of_approval_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What was asked and decided about an approval is never changed or removed' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER approval_decision_is_final
  BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_decision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_approval_record();

-- and so does what was asked: only the state of an open request changes, once
CREATE FUNCTION refuse_change_of_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'open'
     AND to_jsonb(NEW) - 'state' - 'decided_at' = to_jsonb(OLD) - 'state' - 'decided_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A request for an approval is frozen once it is made' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER approval_is_frozen
  BEFORE UPDATE OR DELETE ON approval
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_approval();
CREATE TRIGGER approval_bound_is_frozen
  BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_bound
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_approval_record();

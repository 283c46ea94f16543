-- a request can be recalled, and knows how often its document was sent back before
ALTER TABLE approval DROP CONSTRAINT approval_state_check;
ALTER TABLE approval ADD CONSTRAINT approval_state_check
  CHECK (state IN ('open', 'approved', 'rejected', 'sent-back', 'superseded', 'recalled'));
ALTER TABLE approval ADD COLUMN round integer NOT NULL DEFAULT 1 CHECK (round > 0);
ALTER TABLE approval ADD COLUMN most_rounds integer CHECK (most_rounds > 0); -- null: no end

-- the plan can grow: a seat is handed on, or gets another before or after it
ALTER TABLE approval_seat DROP CONSTRAINT approval_seat_pkey;
ALTER TABLE approval_seat ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
ALTER TABLE approval_seat ADD CONSTRAINT approval_seat_place UNIQUE (approval_id, step, position) DEFERRABLE;
ALTER TABLE approval_seat ADD COLUMN needed integer CHECK (needed > 0); -- how many of the step must agree; null: all
ALTER TABLE approval_seat ADD COLUMN left_at timestamptz; -- handed on

-- an answer that was taken back stays; the same person then answers another time
ALTER TABLE approval_decision DROP CONSTRAINT approval_decision_approval_id_asked_user_key;
ALTER TABLE approval_decision ADD COLUMN turn integer NOT NULL DEFAULT 1 CHECK (turn > 0);
ALTER TABLE approval_decision ADD CONSTRAINT approval_decision_once UNIQUE (approval_id, asked_user, turn);

-- what people did with a request besides answering it
CREATE TABLE approval_act (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  approval_id bigint NOT NULL REFERENCES approval (id),
  act         text NOT NULL CHECK (act IN ('recalled', 'taken-back', 'handed-on', 'signer-before', 'signer-after')),
  acted_by    text NOT NULL,
  about_user  text, -- who was drawn in
  decision_id bigint UNIQUE REFERENCES approval_decision (id), -- what was taken back, once
  comment     text,
  acted_at    timestamptz NOT NULL,
  CHECK ((act = 'taken-back') = (decision_id IS NOT NULL)),
  CHECK ((act IN ('handed-on', 'signer-before', 'signer-after')) = (about_user IS NOT NULL))
);
CREATE INDEX approval_act_approval ON approval_act (approval_id);
CREATE TRIGGER approval_act_is_final
  BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_act
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_approval_record();

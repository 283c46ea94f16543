-- whose hands a question is in while the person asked is absent; null: their own
ALTER TABLE approval_seat ADD COLUMN held_by    text CHECK (held_by <> user_id);
ALTER TABLE approval_seat ADD COLUMN held_until date; -- last day of the absence
CREATE INDEX approval_seat_holder ON approval_seat (held_by) WHERE held_by IS NOT NULL;

-- a link belongs to whom it was mailed, which is not always the one asked
ALTER TABLE approval_link ADD COLUMN holder text;
UPDATE approval_link SET holder = user_id;
ALTER TABLE approval_link ALTER COLUMN holder SET NOT NULL;

-- a question changes hands when an absence begins or ends
ALTER TABLE approval_act DROP CONSTRAINT approval_act_act_check;
ALTER TABLE approval_act ADD CONSTRAINT approval_act_act_check CHECK (act IN
  ('recalled', 'taken-back', 'handed-on', 'signer-before', 'signer-after', 'stood-in', 'given-back'));
ALTER TABLE approval_act DROP CONSTRAINT approval_act_check1;
ALTER TABLE approval_act ADD CONSTRAINT approval_act_about CHECK
  ((act IN ('handed-on', 'signer-before', 'signer-after', 'stood-in', 'given-back')) = (about_user IS NOT NULL));

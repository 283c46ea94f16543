-- empty for absences entered by SQL
ALTER TABLE absence
  ADD COLUMN entered_by text REFERENCES person (user_id),
  ADD COLUMN entered_at timestamptz,
  ADD COLUMN ended_by   text REFERENCES person (user_id),
  ADD COLUMN ended_at   timestamptz,
  ADD CHECK ((entered_by IS NULL) = (entered_at IS NULL)),
  ADD CHECK ((ended_by IS NULL) = (ended_at IS NULL));

CREATE TABLE person (
  user_id  text PRIMARY KEY,
  name     text NOT NULL,
  email    text NOT NULL,
  role     text NOT NULL,
  manager  text REFERENCES person (user_id) DEFERRABLE INITIALLY DEFERRED,
  team     text,
  region   text,
  language text NOT NULL DEFAULT 'en',
  active   boolean NOT NULL DEFAULT true,
  CHECK (manager <> user_id)
);
CREATE INDEX person_role ON person (role) WHERE active;
CREATE INDEX person_team ON person (team) WHERE active;

-- dated absence; from and to are both days away
CREATE TABLE absence (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id  text NOT NULL REFERENCES person (user_id),
  from_day date NOT NULL,
  to_day   date NOT NULL,
  CHECK (to_day >= from_day)
);
CREATE INDEX absence_user ON absence (user_id, from_day);

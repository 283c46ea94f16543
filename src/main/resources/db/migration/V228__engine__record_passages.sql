-- Each time a case passed a step: when it came and went, when it should have gone, and which way it took. Written in the
-- transaction of the step; the engine's own history is cleaned and does not know the ways.
CREATE TABLE step_passage (
  definition_id   text NOT NULL,
  step            text NOT NULL, -- empty: the whole case, from its start to its end
  instance_id     text NOT NULL,
  began_at        timestamptz NOT NULL,
  ended_at        timestamptz NOT NULL,
  worked_seconds  integer NOT NULL, -- of that, working time where the rep works
  due_at          timestamptz,
  planned_seconds integer, -- working time from the beginning to when it was due
  broken_off      boolean NOT NULL, -- something else put an end to it
  ways            text, -- flows taken out of a step that has several, separated by blanks; of a whole case the steps it
                        -- came to, those with a star to which it came more than once
  rep             text -- whose case it was when the step ended
);

-- What the page reads of a step lies side by side; nothing else of the table is looked at
CREATE INDEX step_passage_by_step ON step_passage (definition_id, step, ended_at)
  INCLUDE (began_at, worked_seconds, due_at, planned_seconds, broken_off, rep);
CREATE INDEX step_passage_by_way ON step_passage (definition_id, ended_at) INCLUDE (ways, rep)
  WHERE ways IS NOT NULL AND step <> '';

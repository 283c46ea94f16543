-- The list of all processes asks of their steps only how many were due and how many of those were late
CREATE INDEX step_passage_due ON step_passage (definition_id, ended_at) INCLUDE (due_at, rep)
  WHERE due_at IS NOT NULL AND NOT broken_off AND step <> '';

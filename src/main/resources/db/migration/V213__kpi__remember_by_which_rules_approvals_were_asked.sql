-- For which rules somebody was asked: several may hold for one approval. Written when the request is opened, read with
-- kpi_approval once it is decided, and never touched again. No foreign key: the rules are known before the decision.
CREATE TABLE kpi_approval_rule (
  approval_id  bigint NOT NULL,
  rule         text NOT NULL CHECK (rule <> ''),
  confidential boolean NOT NULL, -- may tell what we pay
  PRIMARY KEY (approval_id, rule)
);

-- Older approvals kept only sentences. A limit is told by its measure, by the direction and by whose it is. The words of a
-- table are taken only where nothing was added to them: one reason, nobody passed over, nobody drawn in or handed on;
-- an approval of which neither is certain for every seat stays unrecorded rather than half told.
CREATE TEMPORARY TABLE told ON COMMIT DROP AS
SELECT s.approval_id, s.id AS seat, s.rule,
       s.rule ~ '\(the limit of [^)]+\);' AS by_limit,
       s.rule !~ '\(the limit of |-authority for |, since |, and nobody |; in that case |\. .|^No rule gives ' AS by_table
  FROM approval_seat s
 WHERE NOT EXISTS (SELECT 1 FROM approval_act t
                    WHERE t.approval_id = s.approval_id AND t.act IN ('handed-on', 'signer-before', 'signer-after'));

DELETE FROM told
 WHERE approval_id IN (SELECT approval_id FROM told
                        WHERE NOT by_table
                          AND NOT (by_limit AND rule !~ ' may decide it.*\. .' AND rule !~ ' is not known'));

INSERT INTO kpi_approval_rule (approval_id, rule, confidential)
SELECT DISTINCT t.approval_id,
       upper(left(m.words, 1)) || substr(m.words, 2)
         || CASE WHEN t.rule ~* (m.words || ' ([^ ]+( %| [A-Z]{3})? is below |is too low)') THEN ' below' ELSE ' beyond' END
         || ' the limit of ' || substring(t.rule FROM '\(the limit of ([^)]+)\);'),
       m.measure IN ('margin', 'belowFloor')
  FROM told t
  JOIN (SELECT approval_id, measure, lower(regexp_replace(measure, '([A-Z])', ' \1', 'g')) AS words
          FROM approval_bound) m USING (approval_id)
 WHERE t.by_limit
   AND t.rule ~* ('(^| and (the )?|^the )' || m.words || ' ([^ ]+( %| [A-Z]{3})? is (above|below) |is too (high|low))')
ON CONFLICT DO NOTHING;

INSERT INTO kpi_approval_rule (approval_id, rule, confidential)
SELECT DISTINCT approval_id, rule, true FROM told WHERE by_table
ON CONFLICT DO NOTHING;

CREATE FUNCTION kpi_approval_rule_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'By which rules an approval was asked is never changed or deleted';
END $$;
CREATE TRIGGER kpi_approval_rule_no_change BEFORE UPDATE OR DELETE ON kpi_approval_rule
  FOR EACH ROW EXECUTE FUNCTION kpi_approval_rule_is_append_only();
CREATE TRIGGER kpi_approval_rule_no_truncate BEFORE TRUNCATE ON kpi_approval_rule
  FOR EACH STATEMENT EXECUTE FUNCTION kpi_approval_rule_is_append_only();

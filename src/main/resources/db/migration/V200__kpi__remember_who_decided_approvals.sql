-- Who decided an approval of which kind, and how long it took: what the facts, told by the requester, do not say. Written
-- with the fact of the decision and never touched again. Team and region are the requester's on that day.
CREATE TABLE kpi_approval (
  approval_id   bigint PRIMARY KEY,
  kind          text NOT NULL,
  outcome       text NOT NULL,
  decided_by    text NOT NULL,
  decided_on    date NOT NULL,
  rep           text,
  team          text,
  region        text,
  working_hours numeric(15,2) NOT NULL CHECK (working_hours >= 0)
);
CREATE INDEX kpi_approval_day ON kpi_approval (decided_on);
CREATE INDEX kpi_approval_rep ON kpi_approval (rep, decided_on);
CREATE INDEX kpi_approval_team ON kpi_approval (team, decided_on);

INSERT INTO kpi_approval
SELECT a.id, a.kind, f.detail, last.decided_by, f.business_date, f.rep, f.team, f.region, f.working_hours
  FROM kpi_fact f
  JOIN approval a ON f.document = a.id::text
  JOIN LATERAL (SELECT d.decided_by FROM approval_decision d WHERE d.approval_id = a.id ORDER BY d.id DESC LIMIT 1) last
    ON true
 WHERE f.kind = 'approval-decided' AND f.working_hours IS NOT NULL AND f.detail IS NOT NULL;

CREATE FUNCTION kpi_approval_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'How an approval was decided is never changed or deleted';
END $$;
CREATE TRIGGER kpi_approval_no_change BEFORE UPDATE OR DELETE ON kpi_approval
  FOR EACH ROW EXECUTE FUNCTION kpi_approval_is_append_only();
CREATE TRIGGER kpi_approval_no_truncate BEFORE TRUNCATE ON kpi_approval
  FOR EACH STATEMENT EXECUTE FUNCTION kpi_approval_is_append_only();

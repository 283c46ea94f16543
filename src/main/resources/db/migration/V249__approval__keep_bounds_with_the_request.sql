-- The bounds of a request stand with it, frozen like it, and are one fact of its entry in the audit trail: as rows of
-- approval_bound they were a third of all entries. Those of earlier requests stay there.
ALTER TABLE approval ADD COLUMN bounds jsonb;
SELECT audit_watch('approval', 'approval', '{id}', 'requester', 'subject',
  '{kind,revision,requester,rule,currency,valid_until,state,round,requested_at,decided_at}', '{title,inputs,facts,bounds}');

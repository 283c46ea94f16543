-- Tasklist's lists said only of some whose tasks they hold. Words that an administrator changed stay.
DO $$
BEGIN
 IF to_regclass('engine.act_ru_filter') IS NOT NULL THEN
   UPDATE engine.act_ru_filter
      SET properties_ = jsonb_set(properties_::jsonb, '{description}', to_jsonb(words.now))::text
     FROM (VALUES ('My tasks', 'What only you can do', 'Assigned to you'),
                  ('My groups', 'Nobody''s yet: claim what you start', 'Nobody''s yet: claim one to begin'),
                  ('Due today', 'Yours, your groups'' and, for a manager, the team''s', 'Of all tasks you may see, not only yours'),
                  ('Overdue', 'Past the due date', 'Past the due date, of all tasks you may see'))
          AS words (list, former, now)
    WHERE name_ = words.list AND properties_::jsonb ->> 'description' = words.former;
 END IF;
END $$;

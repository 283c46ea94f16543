-- Tasklist's lists had an order by due date of their own, which the engine puts before the one that a person chooses, and one of
-- them a yellow that cannot be read on white. What an administrator gave them otherwise stays.
DO $$
BEGIN
  IF to_regclass('engine.act_ru_filter') IS NOT NULL THEN
    UPDATE engine.act_ru_filter
       SET query_ = (query_::jsonb - 'orderingProperties')::text
     WHERE name_ IN ('My tasks', 'My groups', 'Due today', 'Overdue', 'Approvals', 'My team')
       AND query_::jsonb -> 'orderingProperties' = '[{"queryProperty": "DUE_DATE_", "direction": "asc"}]'::jsonb;
    UPDATE engine.act_ru_filter
       SET properties_ = jsonb_set(properties_::jsonb, '{color}', '"#8a5a00"')::text
     WHERE name_ = 'Due today' AND properties_::jsonb ->> 'color' = '#f2b134';
  END IF;
END $$;

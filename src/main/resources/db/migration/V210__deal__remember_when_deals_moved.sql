-- The day a deal last moved: it was opened, entered a further stage, was quoted, or its rep said what moved. So which deals
-- stand still is told of all open ones at once. A deal of another system moved last when that one opened it.
ALTER TABLE deal ADD COLUMN moved_on date;

UPDATE deal d
   SET moved_on = greatest(
         d.opened_on,
         (SELECT max(e.entered_at)::date FROM deal_stage_entry e
           WHERE e.deal_number = d.number
             AND e.id > (SELECT min(id) FROM deal_stage_entry WHERE deal_number = d.number)),
         (SELECT max(created_at)::date FROM quotation WHERE deal_number = d.number),
         (SELECT max(answered_on) FROM deal_standstill WHERE deal_number = d.number));

COMMENT ON COLUMN deal.moved_on IS 'the day of its last movement; without one it is the day it was opened';

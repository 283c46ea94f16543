-- a re-plan that nobody goes on with frees its year
ALTER TABLE target_plan ADD COLUMN given_up_because text;

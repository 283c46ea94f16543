-- Who changed a price, a region, a holiday or what is known of a person. The application says it for the length of a
-- transaction (ChangedBy); a change made without it, with psql for instance, names nobody.
CREATE FUNCTION say_who_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.changed_by := nullif(current_setting('tradewind.person', true), '');
  RETURN NEW;
END $$;

-- From now on the rows of this table say who changed them last.
CREATE FUNCTION let_say_who_changes(relation text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ADD COLUMN changed_by text', relation::regclass);
  EXECUTE format('CREATE TRIGGER say_who_changes BEFORE INSERT OR UPDATE ON %s FOR EACH ROW '
                 || 'EXECUTE FUNCTION tradewind.say_who_changes()', relation::regclass);
END $$;

SELECT let_say_who_changes(relation) FROM unnest('{product,region,holiday,person}'::text[]) relation;
SELECT audit_watch('product', 'price', '{code}', 'changed_by', 'code', '{code,name,series,list_price,currency}',
  '{floor_price,unit_cost}');
SELECT audit_watch('region', 'calendar', '{id}', 'changed_by', 'id', '{id,time_zone}');
SELECT audit_watch('holiday', 'calendar', '{id}', 'changed_by', 'region', '{id,region,day,name}');
SELECT audit_watch('person', 'right', '{user_id}', 'changed_by', 'user_id', '{user_id,role,manager,team,region,active}');

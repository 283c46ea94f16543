-- A product sold under another name or in another series, and what moves deadlines.
SELECT audit_watch('product', 'price', '{code}', NULL, 'code', '{code,name,series,list_price,currency}',
  '{floor_price,unit_cost}');
SELECT audit_watch('region', 'calendar', '{id}', NULL, 'id', '{id,time_zone}');
SELECT audit_watch('holiday', 'calendar', '{id}', NULL, 'region', '{id,region,day,name}');

-- What the triggers call is PostgreSQL's own, whatever stands in other schemas.
ALTER FUNCTION audit_note() SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION audit_entry_is_final() SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION audit_verification_is_final() SET search_path = pg_catalog, pg_temp;

-- Who takes changed rows over into the trail is another user of the database than the application, or its owner under another
-- name: the name of the table is looked up in our schema whatever their search path is.
ALTER FUNCTION audit_take_over(text) SET search_path = pg_catalog, tradewind, pg_temp;

-- what the file is, if it is no CSV; only CSV has a separator, and columns that a mapping explains
ALTER TABLE import_job ADD COLUMN format text;

-- What an import writes would wait in a list of up to 4 MB, which every search for a similar name reads from end to end.
ALTER INDEX lead_open_name_similar SET (fastupdate = off);
ALTER INDEX customer_name SET (fastupdate = off);

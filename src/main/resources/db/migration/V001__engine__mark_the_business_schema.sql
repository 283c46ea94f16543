COMMENT ON SCHEMA tradewind IS 'Business tables of Tradewind; the process engine keeps its own in schema engine';

-- complaints teach as well; and everything published can be searched
ALTER TABLE knowledge_entry
  ALTER COLUMN deal_number DROP NOT NULL,
  ALTER COLUMN outcome DROP NOT NULL,
  ADD COLUMN case_number text UNIQUE,
  ADD COLUMN cause       text,
  ADD COLUMN search      tsvector, -- null until the application has split the words
  ADD CHECK ((deal_number IS NULL) <> (case_number IS NULL)),
  ADD CHECK ((deal_number IS NULL) = (outcome IS NULL));
CREATE INDEX knowledge_entry_search ON knowledge_entry USING gin (search);
CREATE INDEX knowledge_entry_cause ON knowledge_entry (cause) WHERE state = 'published';

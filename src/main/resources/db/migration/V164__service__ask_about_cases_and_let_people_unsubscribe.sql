-- a survey is about an order or a closed case; its cause says which
ALTER TABLE survey RENAME COLUMN order_number TO subject;
ALTER INDEX survey_order RENAME TO survey_subject;

-- who does not want to be asked; one row per address, in lower case
CREATE TABLE survey_opt_out (
  email     text PRIMARY KEY CHECK (email = lower(email)),
  survey_id bigint NOT NULL REFERENCES survey (id), -- behind whose link they said so
  said_at   timestamptz NOT NULL
);
CREATE INDEX survey_address ON survey (lower(contact_email), sent_at);

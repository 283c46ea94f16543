-- How many mails of a kind somebody had today must not be counted by reading all of theirs.
CREATE INDEX mail_alike ON mail (recipient_user, template, created_at) WHERE recipient_user IS NOT NULL;

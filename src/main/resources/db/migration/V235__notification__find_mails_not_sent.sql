-- What operators are told every minute must not read all that was ever sent.
CREATE INDEX mail_not_sent ON mail (state, created_at) WHERE state IN ('failed', 'bounced', 'waiting');

ALTER TABLE mail ADD erased_at timestamptz;
CREATE INDEX mail_to_erase ON mail (created_at) WHERE erased_at IS NULL;

CREATE TABLE mail (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cause           text NOT NULL UNIQUE,
  template        text NOT NULL,
  -- a colleague's user id; null for someone outside
  recipient_user  text,
  recipient       text NOT NULL,
  recipient_name  text NOT NULL,
  language        text NOT NULL,
  subject         text NOT NULL,
  text            text NOT NULL,
  html            text,
  customer_id     bigint,
  reference       text,
  state           text NOT NULL
                  CHECK (state IN ('waiting', 'claimed', 'sending', 'sent', 'failed', 'bounced', 'kept')),
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  claim           uuid,
  claimed_until   timestamptz,
  sent_at         timestamptz,
  last_error      text,
  created_at      timestamptz NOT NULL
);
CREATE INDEX mail_due ON mail (next_attempt_at, id) WHERE state = 'waiting';
CREATE INDEX mail_in_hand ON mail (claimed_until) WHERE state IN ('claimed', 'sending');
CREATE INDEX mail_recipient ON mail (recipient_user, id DESC);
CREATE INDEX mail_customer ON mail (customer_id, id DESC) WHERE customer_id IS NOT NULL;
CREATE INDEX mail_reference ON mail (reference, id) WHERE reference IS NOT NULL;

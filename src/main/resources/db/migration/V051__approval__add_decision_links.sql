-- decision by mail: what a link answers, and until when; the secret itself is only in the mail
CREATE TABLE approval_link (
  token_hash  text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  approval_id bigint NOT NULL,
  user_id     text NOT NULL,
  task_id     text NOT NULL,
  revision    integer NOT NULL,
  sent_at     timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz,
  FOREIGN KEY (approval_id, user_id) REFERENCES approval_seat (approval_id, user_id)
);
CREATE INDEX approval_link_seat ON approval_link (approval_id, user_id);

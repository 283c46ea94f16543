-- Wrong logins of the last minutes by where they came from, for all nodes together. No names: a row is an address, or the
-- fingerprint of a name that nobody has.
CREATE TABLE login_failure (
  source   text PRIMARY KEY,
  failures integer NOT NULL,
  since    timestamptz NOT NULL
);

CREATE INDEX login_failure_since ON login_failure (since);

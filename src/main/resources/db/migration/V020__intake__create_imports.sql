CREATE TABLE import_job (
  id            uuid PRIMARY KEY,
  kind          text NOT NULL,
  file_name     text NOT NULL,
  state         text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed')),
  total         integer,
  done          integer NOT NULL DEFAULT 0,
  rejected      integer NOT NULL DEFAULT 0,
  already_known integer NOT NULL DEFAULT 0,
  encoding      text NOT NULL,
  bom_length    integer NOT NULL,
  separator     char(1) NOT NULL,
  mapping       text,
  header        text[] NOT NULL,
  message       text,
  created_by    text NOT NULL,
  -- what the person was entitled to when they uploaded it
  authorities   text[] NOT NULL,
  created_at    timestamptz NOT NULL,
  finished_at   timestamptz,
  -- the node that is at work holds the lease and renews it with every chunk of rows
  lease         uuid,
  leased_until  timestamptz,
  -- interruptions since the last row that was taken
  attempts      integer NOT NULL DEFAULT 0
);
CREATE INDEX import_job_running ON import_job (created_at) WHERE state = 'running';
CREATE INDEX import_job_creator ON import_job (created_by, created_at DESC);

-- the upload itself, until its last row is taken: any node can go on where another one died
CREATE TABLE import_file (
  job_id  uuid NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
  part    integer NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (job_id, part)
);

CREATE TABLE import_rejection (
  job_id     uuid NOT NULL REFERENCES import_job (id) ON DELETE CASCADE,
  row_number integer NOT NULL,
  reason     text NOT NULL,
  original   text[] NOT NULL,
  PRIMARY KEY (job_id, row_number)
);

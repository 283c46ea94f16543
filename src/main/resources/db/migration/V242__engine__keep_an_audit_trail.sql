-- What an auditor asks for, each entry written by the database in the transaction that caused it, and bound to the entry
-- before by its hash a second later (docs/security.md, The audit trail).
CREATE TABLE audit_entry (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  written_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  transaction     bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  written_by      text NOT NULL DEFAULT session_user || ' ' || current_setting('application_name'),
  kind            text NOT NULL,
  act             text NOT NULL CHECK (act IN ('made', 'changed', 'removed', 'found', 'lost', 'noted')),
  source          text,  -- the watched table
  row_key         text,
  person          text,
  document        text,
  facts           jsonb NOT NULL, -- a sealed column as {"sha256": ...}
  seq             bigint UNIQUE CHECK (seq > 0),
  previous_sha256 text,
  sha256          text,
  CHECK ((seq IS NULL) = (previous_sha256 IS NULL) AND (seq IS NULL) = (sha256 IS NULL)),
  CHECK ((source IS NULL) = (row_key IS NULL))
);
CREATE INDEX audit_entry_open ON audit_entry (id) WHERE seq IS NULL;
CREATE INDEX audit_entry_row ON audit_entry (source, row_key, id);
CREATE INDEX audit_entry_document ON audit_entry (document, id) WHERE document IS NOT NULL;
CREATE INDEX audit_entry_person ON audit_entry (person, id) WHERE person IS NOT NULL;
CREATE INDEX audit_entry_kind ON audit_entry (kind, id);

CREATE FUNCTION audit_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.seq IS NULL THEN
    RETURN NEW;
  END IF;
  -- bound to the chain, once
  IF TG_OP = 'UPDATE' AND OLD.seq IS NULL AND NEW.seq IS NOT NULL
     AND to_jsonb(NEW) - '{seq,previous_sha256,sha256}'::text[] = to_jsonb(OLD) - '{seq,previous_sha256,sha256}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The audit trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_entry_no_change BEFORE INSERT OR UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_entry_is_final();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_final();

-- What was found each time the trail was verified.
CREATE TABLE audit_verification (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  verified_at timestamptz NOT NULL,
  asked_by    text NOT NULL,
  entries     bigint NOT NULL,
  head        text NOT NULL, -- the hash of the last entry then
  findings    integer NOT NULL,
  first_found text[] NOT NULL
);
CREATE FUNCTION audit_verification_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The record of verifications is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_verification_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_verification
  FOR EACH STATEMENT EXECUTE FUNCTION audit_verification_is_final();

-- The columns of a row that are shown as they are, and those of which only the hash is kept.
CREATE FUNCTION audit_facts(line jsonb, shown text[], sealed text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce((SELECT jsonb_object_agg(name, line -> name) FROM unnest(shown) name), '{}')
      || coalesce((SELECT jsonb_object_agg(name, CASE WHEN line ->> name IS NULL THEN 'null'::jsonb
                     ELSE jsonb_build_object('sha256', encode(sha256(convert_to(line ->> name, 'UTF8')), 'hex')) END)
                     FROM unnest(sealed) name), '{}')
$$;

-- A column, or column>table.key>column where the number that people say stands in another table.
CREATE FUNCTION audit_about(line jsonb, path text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  step  text[] := string_to_array(path, '>');
  about text;
BEGIN
  IF cardinality(step) < 3 THEN
    RETURN line ->> path;
  END IF;
  EXECUTE format('SELECT %I::text FROM tradewind.%I WHERE %I = $1::bigint', step[3], split_part(step[2], '.', 1),
                 split_part(step[2], '.', 2)) INTO about USING line ->> step[1];
  RETURN about;
END $$;

CREATE FUNCTION audit_key(line jsonb, columns text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(line ->> name, '/' ORDER BY n) FROM unnest(columns) WITH ORDINALITY AS part (name, n)
$$;

-- Arguments: kind, key, person, document, shown, sealed. The time zone decides how times are written.
CREATE FUNCTION audit_note() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
  line jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
BEGIN
  INSERT INTO tradewind.audit_entry (kind, act, source, row_key, person, document, facts)
  VALUES (TG_ARGV[0], CASE TG_OP WHEN 'INSERT' THEN 'made' WHEN 'UPDATE' THEN 'changed' ELSE 'removed' END,
          CASE TG_TABLE_SCHEMA WHEN 'tradewind' THEN TG_TABLE_NAME ELSE TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME END,
          tradewind.audit_key(line, TG_ARGV[1]::text[]), line ->> TG_ARGV[2], tradewind.audit_about(line, TG_ARGV[3]),
          tradewind.audit_facts(line, TG_ARGV[4]::text[], TG_ARGV[5]::text[]));
  RETURN NULL;
END $$;

-- Writes into the trail how the rows of a watched table stand, where that is not what it says of them last.
CREATE FUNCTION audit_take_over(relation text) RETURNS bigint LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
  watch   jsonb;
  key     text[];
  written bigint;
  gone    bigint;
BEGIN
  SELECT facts INTO STRICT watch FROM tradewind.audit_entry
   WHERE kind = 'watch' AND document = relation ORDER BY id DESC LIMIT 1;
  key := ARRAY(SELECT jsonb_array_elements_text(watch -> 'key'));
  EXECUTE format($sql$
    INSERT INTO tradewind.audit_entry (kind, act, source, row_key, person, document, facts)
    SELECT $1, 'found', $2, tradewind.audit_key(line, $3), line ->> $4, tradewind.audit_about(line, $5), is_now
      FROM (SELECT line, tradewind.audit_facts(line, $6, $7) AS is_now
              FROM (SELECT to_jsonb(the) AS line FROM %s the WHERE %s) lines) rows
     WHERE is_now IS DISTINCT FROM
           (SELECT CASE WHEN e.act NOT IN ('removed', 'lost') THEN e.facts END FROM tradewind.audit_entry e
             WHERE e.source = $2 AND e.row_key = tradewind.audit_key(line, $3) ORDER BY e.id DESC LIMIT 1)
    $sql$, relation::regclass, watch ->> 'only')
  USING watch ->> 'kind', relation, key, watch ->> 'person', watch ->> 'document',
        ARRAY(SELECT jsonb_array_elements_text(watch -> 'shown')),
        ARRAY(SELECT jsonb_array_elements_text(watch -> 'sealed'));
  GET DIAGNOSTICS written = ROW_COUNT;
  IF NOT (watch ->> 'lasting')::boolean THEN
    RETURN written;
  END IF;
  EXECUTE format($sql$
    INSERT INTO tradewind.audit_entry (kind, act, source, row_key, person, document, facts)
    SELECT kind, 'lost', source, row_key, person, document, facts
      FROM (SELECT DISTINCT ON (row_key) * FROM tradewind.audit_entry WHERE source = $1 ORDER BY row_key, id DESC) last
     WHERE act NOT IN ('removed', 'lost')
       AND NOT EXISTS (SELECT FROM %s the WHERE tradewind.audit_key(to_jsonb(the), $2) = last.row_key)
    $sql$, relation::regclass) USING relation, key;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN written + gone;
END $$;

-- From now on every row of a table leaves an entry when it is made, changed or removed; those that are there are taken
-- over. A later migration that changes what is watched calls it again.
--   key       columns that name the row
--   person    the column that says who did it
--   document  see audit_about
--   shown     columns that stand in the trail; sealed: of which only the hash stands there
--   which     which rows; the row is called "the"
--   lasting   false where rows are removed in the ordinary course of things
CREATE FUNCTION audit_watch(relation text, kind text, key text[], person text, document text, shown text[],
                            sealed text[] DEFAULT '{}', which text DEFAULT 'true', lasting boolean DEFAULT true)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  watch jsonb := jsonb_build_object('kind', kind, 'key', key, 'person', person, 'document', document, 'shown', shown,
                                    'sealed', sealed, 'only', which, 'lasting', lasting);
  note  text := format('EXECUTE FUNCTION tradewind.audit_note(%L, %L, %L, %L, %L, %L)', kind, key,
                       coalesce(person, ''), coalesce(document, ''), shown, sealed);
  differs text := (SELECT string_agg(format('OLD.%1$I IS DISTINCT FROM NEW.%1$I', name), ' OR ')
                     FROM unnest(shown || sealed) name);
BEGIN
  IF watch = (SELECT facts FROM tradewind.audit_entry e
               WHERE e.kind = 'watch' AND e.document = relation ORDER BY id DESC LIMIT 1)
     AND (SELECT count(*) FROM pg_trigger WHERE tgrelid = relation::regclass AND tgname LIKE 'audit\_%'
                                            AND tgenabled = 'O') >= (CASE WHEN lasting THEN 3 ELSE 1 END) THEN
    RETURN;
  END IF;
  EXECUTE format('DROP TRIGGER IF EXISTS audit_made ON %s', relation::regclass);
  EXECUTE format('DROP TRIGGER IF EXISTS audit_changed ON %s', relation::regclass);
  EXECUTE format('DROP TRIGGER IF EXISTS audit_removed ON %s', relation::regclass);
  EXECUTE format('CREATE TRIGGER audit_made AFTER INSERT ON %s FOR EACH ROW WHEN (%s) %s', relation::regclass,
                 replace(which, 'the.', 'NEW.'), note);
  IF lasting THEN
    EXECUTE format('CREATE TRIGGER audit_changed AFTER UPDATE ON %s FOR EACH ROW WHEN ((%s) AND (%s)) %s',
                   relation::regclass, replace(which, 'the.', 'NEW.'), differs, note);
    EXECUTE format('CREATE TRIGGER audit_removed AFTER DELETE ON %s FOR EACH ROW WHEN (%s) %s', relation::regclass,
                   replace(which, 'the.', 'OLD.'), note);
  END IF;
  INSERT INTO tradewind.audit_entry (kind, act, document, facts) VALUES ('watch', 'noted', relation, watch);
  PERFORM tradewind.audit_take_over(relation);
END $$;

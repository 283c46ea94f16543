-- The same answers from plpgsql, which keeps its plans for a session: a function in SQL is read and planned anew at each
-- call from a trigger, and that was most of what an entry took.
CREATE OR REPLACE FUNCTION audit_facts(line jsonb, shown text[], sealed text[]) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  facts jsonb := coalesce((SELECT jsonb_object_agg(name, line -> name) FROM unnest(shown) name), '{}');
BEGIN
  IF cardinality(sealed) = 0 THEN
    RETURN facts;
  END IF;
  RETURN facts
      || (SELECT jsonb_object_agg(name, CASE WHEN line ->> name IS NULL THEN 'null'::jsonb
                   ELSE jsonb_build_object('sha256', encode(sha256(convert_to(line ->> name, 'UTF8')), 'hex')) END)
            FROM unnest(sealed) name);
END $$;

CREATE OR REPLACE FUNCTION audit_key(line jsonb, columns text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF cardinality(columns) = 1 THEN
    RETURN line ->> columns[1];
  END IF;
  RETURN (SELECT string_agg(line ->> name, '/' ORDER BY n) FROM unnest(columns) WITH ORDINALITY AS part (name, n));
END $$;

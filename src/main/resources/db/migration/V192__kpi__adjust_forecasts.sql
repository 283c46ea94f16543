-- What a manager adds to the forecast of a month, or takes off it. Never changed: who thinks otherwise adds another one.
CREATE TABLE forecast_adjustment (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token      text NOT NULL UNIQUE,
  team       text,
  region     text NOT NULL,
  month      date NOT NULL CHECK (extract(day FROM month) = 1),
  amount     numeric(15,2) NOT NULL CHECK (amount <> 0),
  currency   text NOT NULL,
  reason     text NOT NULL,
  entered_on date NOT NULL,
  entered_by text NOT NULL,
  entered_at timestamptz NOT NULL
);
CREATE INDEX forecast_adjustment_month ON forecast_adjustment (month, region);

COMMENT ON COLUMN forecast_adjustment.token IS 'of the form it was entered with; the same form again is the same adjustment';
COMMENT ON COLUMN forecast_adjustment.team IS 'null: of the whole region, beside its teams';

CREATE FUNCTION forecast_adjustment_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'An adjustment is never changed or deleted; enter another one';
END $$;
CREATE TRIGGER forecast_adjustment_no_change BEFORE UPDATE OR DELETE ON forecast_adjustment
  FOR EACH ROW EXECUTE FUNCTION forecast_adjustment_is_append_only();
CREATE TRIGGER forecast_adjustment_no_truncate BEFORE TRUNCATE ON forecast_adjustment
  FOR EACH STATEMENT EXECUTE FUNCTION forecast_adjustment_is_append_only();

-- days on which nobody works: region NULL is the whole company, else only that region's people
CREATE TABLE holiday (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  region text,
  day    date NOT NULL,
  name   text NOT NULL,
  UNIQUE NULLS NOT DISTINCT (region, day)
);

-- How often each duration occurred in the whole company: medians that nobody narrows to a region, team or rep read a few
-- dozen rows a month instead of as many for each rep.
CREATE TABLE kpi_spread_total_monthly (
  kind   text NOT NULL,
  basis  text NOT NULL,
  month  date NOT NULL,
  spread numeric NOT NULL,
  n      bigint NOT NULL,
  PRIMARY KEY (kind, basis, month, spread)
);
INSERT INTO kpi_spread_total_monthly
SELECT kind, basis, month, spread, sum(n) FROM kpi_spread_monthly GROUP BY kind, basis, month, spread;

-- how the year of a place falls on its months where it differs from the plan's seasons: relative, any sum
CREATE TABLE target_month (
  plan    text NOT NULL,
  node    text NOT NULL,
  measure text NOT NULL,
  month   integer NOT NULL CHECK (month BETWEEN 1 AND 12),
  weight  numeric(20,6) NOT NULL CHECK (weight >= 0),
  PRIMARY KEY (plan, node, measure, month),
  FOREIGN KEY (plan, node) REFERENCES target_node (plan, node)
);

CREATE TRIGGER target_month_stays BEFORE INSERT OR UPDATE OR DELETE ON target_month
  FOR EACH ROW EXECUTE FUNCTION target_part_stays();

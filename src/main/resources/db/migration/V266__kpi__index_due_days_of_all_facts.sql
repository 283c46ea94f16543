-- An index of nothing but facts with a due day was taken for looking up a single fact, and read from end to end for each, where
-- PostgreSQL had last counted the facts while hardly one was due. One of all facts is never cheaper than the key.
DROP INDEX kpi_fact_due;
DROP INDEX kpi_fact_past_due;
CREATE INDEX kpi_fact_due ON kpi_fact (kind, due_on);
CREATE INDEX kpi_fact_past_due ON kpi_fact (kind, greatest(business_date, due_on + 1));

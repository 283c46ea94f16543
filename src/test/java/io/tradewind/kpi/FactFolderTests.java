package io.tradewind.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Every test's facts, and what PostgreSQL learnt of them, go with its transaction. */
@TradewindTest
@Transactional
class FactFolderTests {

    @Autowired
    private FactFolder folder;

    @Autowired
    private Figures figures;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void factsAreReachedByTheirKeyEvenIfHardlyOneWasDueWhenTheyWereLastCounted() {
        add("deal-engaged", 30_000, "NULL");
        jdbc.sql("ANALYZE kpi_fact").update();
        add("instalment-agreed", 5_000, "DATE '2031-04-07'");

        assertThat(readsOfFacts("EXPLAIN " + FactFolder.FOLD)).hasSize(3).allMatch(FactFolderTests::byKey);
        assertThat(readsOfFacts("EXPLAIN SELECT e.* FROM " + Reading.PENDING))
                .hasSize(3)
                .allMatch(FactFolderTests::byKey);
    }

    @Test
    void noPlanIsKeptThatWasMadeForFewFacts() {
        for (int i = 0; i < 20; i++) {
            folder.foldPending();
        }

        List<Long> kept = jdbc.sql(
                        """
                        SELECT generic_plans FROM pg_prepared_statements
                         WHERE statement LIKE '%DELETE FROM kpi_fact_pending%' AND custom_plans > 0
                        """)
                .query(Long.class)
                .list();
        assertThat(kept).containsExactly(0L);
    }

    @Test
    void noReaderTakesAPlanThatWasMadeForFewFacts() {
        add("instalment-agreed", 200, "DATE '2031-04-07'");
        long before = plansOfReaders("generic");

        for (int i = 0; i < 20; i++) {
            figures.answer("open-receivables", Selection.EVERYTHING, Dimension.REP, Sight.EVERYTHING);
            figures.answer("approval-time", Selection.EVERYTHING, null, Sight.EVERYTHING);
            figures.recorded(Sight.EVERYTHING);
            figures.dealsInOtherCurrencies();
        }

        assertThat(plansOfReaders("custom")).isGreaterThan(20);
        assertThat(plansOfReaders("generic")).isEqualTo(before);
    }

    /** Of this connection. */
    private long plansOfReaders(String kind) {
        return jdbc.sql(
                        """
                        SELECT coalesce(sum(%s_plans), 0) FROM pg_prepared_statements
                         WHERE statement LIKE '%%SELECT fact_id FROM kpi_fact_pending OFFSET 0%%'
                           AND statement NOT LIKE '%%pg_prepared_statements%%'
                        """
                                .formatted(kind))
                .query(Long.class)
                .single();
    }

    @Test
    void aMassIsFoldedBatchByBatch() {
        add("instalment-agreed", FactFolder.BATCH + 1, "DATE '2031-04-07'");

        folder.foldPending();

        assertThat(jdbc.sql("SELECT count(*) FROM kpi_fact_pending")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql(
                                """
                                SELECT n FROM kpi_monthly
                                 WHERE rep = 'rep-of-this-test' AND basis = 'due' AND kind = 'instalment-agreed'
                                """)
                        .query(Long.class)
                        .single())
                .isEqualTo(FactFolder.BATCH + 1);
    }

    private static boolean byKey(String read) {
        return read.contains("Index Scan using kpi_fact_pkey on kpi_fact");
    }

    private List<String> readsOfFacts(String explain) {
        return jdbc.sql(explain).param("batch", FactFolder.BATCH).query(String.class).list().stream()
                .filter(line -> line.matches(".*(Scan|Scan using .*) on kpi_fact( .*)?"))
                .toList();
    }

    private void add(String kind, int number, String dueOn) {
        jdbc.sql(
                        """
                        INSERT INTO kpi_fact (cause, kind, business_date, document, rep, due_on)
                        SELECT 'folder-test:%1$s:' || i, '%1$s', DATE '2031-03-07', 'T-' || i, 'rep-of-this-test', %2$s
                          FROM generate_series(1, %3$d) i
                        """
                                .formatted(kind, dueOn, number))
                .update();
    }
}

package io.tradewind.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code growth_ratio}: whole journeys per second with many finished journeys in the database ({@code growth_journeys}), over
 * those of the same application on a database without any, on the same PostgreSQL and in turn; the median over the rounds.
 *
 * <p>A few journeys are lived, then every row they left is multiplied ({@link FinishedJourneys}), so that tables, indexes
 * and statistics are those of a department that has been at it for years. Then server and application are started anew,
 * as they are for the empty database. Prints which statements touch more of the database than before.
 */
@Tag("bench")
class GrowthBenchTests {

    private static final int FINISHED = Integer.getInteger("bench.growth.journeys", 10_000);
    private static final int LIVED = 20;
    private static final int WARM_UP = Integer.getInteger("bench.growth.warm-up", 40);
    private static final int ROUNDS = Integer.getInteger("bench.growth.rounds", 7);
    private static final int JOURNEYS = Integer.getInteger("bench.journeys", 24);

    private static final int KB = 1024;

    private static final Map<String, String> TO_FILL = Map.of(
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "autovacuum", "off",
            "shared_buffers", "512MB",
            "max_parallel_maintenance_workers", "0");
    private static final Map<String, String> TO_MEASURE = Map.of(
            "shared_preload_libraries", "pg_stat_statements",
            "pg_stat_statements.track_planning", "on",
            "track_io_timing", "on");

    /**
     * The same statement in both, whatever its parameters are called; what it touched does not depend on who else uses the
     * machine.
     */
    private static final String TOUCHED =
            """
            SELECT d.datname AS arm, left(regexp_replace(regexp_replace(s.query, '\\$\\d+', '$', 'g'), '\\s+', ' ', 'g'), 200) AS statement,
                   sum(s.calls) / :journeys AS calls, sum(s.shared_blks_hit + s.shared_blks_read) / :journeys AS pages,
                   sum(s.total_exec_time + s.total_plan_time) / :journeys AS ms, sum(s.shared_blk_read_time) / :journeys AS reading
              FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
             GROUP BY 1, 2
            """;

    private static final String ALL =
            """
            WITH touched AS (%s)
            SELECT format('%%s: %%s pages, %%s ms, %%s of them reading from outside', arm, round(sum(pages)),
                          round(sum(ms)::numeric, 1), round(sum(reading)::numeric, 1))
              FROM touched GROUP BY arm
            """
                    .formatted(TOUCHED);

    private static final String GREW =
            """
            WITH touched AS (%s)
            SELECT format('%%s to %%s pages, %%s to %%s ms, %%s times: %%s', round(coalesce(e.pages, 0)), round(g.pages),
                          round(coalesce(e.ms, 0)::numeric, 2), round(g.ms::numeric, 2), round(g.calls, 1), g.statement)
              FROM touched g LEFT JOIN touched e ON e.statement = g.statement AND e.arm = 'empty'
             WHERE g.arm = 'grown'
             ORDER BY g.pages - coalesce(e.pages, 0) DESC LIMIT 15
            """
                    .formatted(TOUCHED);

    private final Journeys journeys = new Journeys();
    private final Map<String, Effort> efforts = new TreeMap<>();
    private final Map<String, Long> logged = new TreeMap<>();

    @TempDir
    private Path data = Path.of("");

    @Test
    void besideAnEmptyDatabase() throws IOException {
        long rows = fill();
        try (EmbeddedPostgres postgres = server(TO_MEASURE)) {
            JdbcClient server = JdbcClient.create(postgres.getPostgresDatabase());
            server.sql("CREATE EXTENSION pg_stat_statements").update();
            try (RunningApplication many = RunningApplication.shipped(url(postgres, "grown"), "many");
                    RunningApplication none = RunningApplication.shipped(url(postgres, "empty"), "none")) {
                assertThat(finished(many)).isGreaterThanOrEqualTo(FINISHED);
                journeys.run(many, WARM_UP);
                journeys.run(none, WARM_UP);
                server.sql("SELECT pg_stat_statements_reset()").query().listOfRows();
                List<Double> ratios = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    double ofNone = measured("none finished", none, postgres);
                    double ofMany = measured(FINISHED + " finished", many, postgres);
                    ratios.add(ofMany / ofNone);
                    System.out.printf(
                            "journeys per second: none finished %.2f, %d finished %.2f%n", ofNone, FINISHED, ofMany);
                }
                efforts.forEach((arm, effort) -> System.out.printf(
                        "one journey, %s: %s, %d KB logged by it%n",
                        arm, effort.each(ROUNDS * JOURNEYS), logged.get(arm) / KB / ROUNDS / JOURNEYS));
                System.out.println("The statements of one journey:");
                print(server, ALL);
                System.out.println("What grew, for one journey:");
                print(server, GREW);
                Collections.sort(ratios);
                BenchFile.record("growth_ratio", ratios.get(ROUNDS / 2));
                BenchFile.record("growth_journeys", FINISHED);
                BenchFile.record("growth_rows", rows);
            }
        }
    }

    private static void print(JdbcClient server, String question) {
        server.sql(question)
                .param("journeys", ROUNDS * JOURNEYS)
                .query(String.class)
                .list()
                .forEach(System.out::println);
    }

    /** @return how many rows were copied */
    private long fill() throws IOException {
        try (EmbeddedPostgres postgres = server(TO_FILL)) {
            JdbcClient server = JdbcClient.create(postgres.getPostgresDatabase());
            server.sql("CREATE DATABASE empty").update();
            server.sql("CREATE DATABASE grown").update();
            String grown = url(postgres, "grown");
            long since;
            try (RunningApplication application = RunningApplication.shipped(grown, "few")) {
                since = FinishedJourneys.begin(grown);
                journeys.run(application, LIVED);
            }
            Effort before = Effort.untilNow(postgres.getPort());
            long begun = System.nanoTime();
            long rows = FinishedJourneys.multiply(grown, since, (FINISHED - 1) / LIVED);
            System.out.printf(
                    "%d journeys: %d rows more in %.0f s (%s), the database is %s%n",
                    FINISHED,
                    rows,
                    (System.nanoTime() - begun) / 1e9,
                    Effort.untilNow(postgres.getPort()).since(before).each(1),
                    server.sql("SELECT pg_size_pretty(pg_database_size('grown'))")
                            .query(String.class)
                            .single());
            return rows;
        }
    }

    private double measured(String arm, RunningApplication application, EmbeddedPostgres postgres) {
        Effort before = Effort.untilNow(postgres.getPort());
        long loggedBefore = logged(postgres);
        double perSecond = journeys.run(application, JOURNEYS);
        efforts.merge(arm, Effort.untilNow(postgres.getPort()).since(before), Effort::plus);
        logged.merge(arm, logged(postgres) - loggedBefore, Long::sum);
        return perSecond;
    }

    /** How many bytes PostgreSQL has written to its log so far. */
    private static long logged(EmbeddedPostgres postgres) {
        return JdbcClient.create(postgres.getPostgresDatabase())
                .sql("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
                .query(Long.class)
                .single();
    }

    private EmbeddedPostgres server(Map<String, String> settings) throws IOException {
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "200")
                .setPGStartupWait(Duration.ofMinutes(1));
        settings.forEach(server::setServerConfig);
        return server.start();
    }

    private static long finished(RunningApplication application) {
        return application.asSystem(() -> application
                .engine()
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(Journeys.PROCESS)
                .finished()
                .count());
    }

    private static String url(EmbeddedPostgres postgres, String database) {
        return postgres.getJdbcUrl("postgres", database);
    }
}

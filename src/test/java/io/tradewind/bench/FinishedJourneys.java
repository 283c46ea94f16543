package io.tradewind.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Fills a database with finished journeys: every row that a few of them left, in the engine's tables and in ours, so many times
 * over. A copy has keys of its own wherever a row has one, and whatever refers to such a row refers to the copy's: ids of
 * the engine and document numbers in any text, JSON included, numbers that are keys or refer to one, names of companies.
 * The catalog says what is a key and what refers to it. What happened when is spread over two years. What runs, rights,
 * models, people and products stay as they are, and so do sums that know no customer.
 */
final class FinishedJourneys {

    private static final int AT_A_TIME = 2;

    /** Larger than any key the few journeys were given. */
    private static final long APART = 1_000_000;

    private static final String CONNECTION = "SET search_path TO engine, tradewind; "
            + "SET session_replication_role TO replica; SET maintenance_work_mem TO '1GB'";

    /** An id of the engine begins with digits that tell its minute; what tells its place in the minute stays. */
    private static final String MARKED =
            """
            CREATE OR REPLACE FUNCTION bench.marked(given text) RETURNS text LANGUAGE plpgsql STABLE AS $$
            DECLARE
              uuid text;
            BEGIN
              IF given IN (SELECT name FROM bench.company) THEN
                RETURN E'\\x03' || given;
              END IF;
              IF given ~ '^[0-9a-f]{64}$' THEN
                RETURN E'\\x02' || substr(given, 9);
              END IF;
              given := regexp_replace(given, '\\m([A-Z]{1,4}-20\\d\\d-|K-)(\\d{6})', E'\\\\1\\x01\\\\2', 'g');
              FOR uuid IN SELECT DISTINCT m[1] FROM regexp_matches(given, '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})', 'g') m
              LOOP
                IF NOT EXISTS (SELECT 1 FROM bench.kept WHERE id = uuid) THEN
                  given := replace(given, uuid, E'\\x02' || substr(uuid, 9, 20) || left(uuid, 8));
                END IF;
              END LOOP;
              RETURN given;
            END $$
            """;

    private static final String COLUMNS =
            """
            SELECT a.attname AS name, t.typname AS type,
                   EXISTS (SELECT 1 FROM pg_index i
                            WHERE i.indrelid = a.attrelid AND i.indisunique AND i.indnatts = 1 AND a.attnum = i.indkey[0]) AS key,
                   coalesce((SELECT f.confrelid::regclass::text FROM pg_constraint f
                              WHERE f.conrelid = a.attrelid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum] LIMIT 1),
                            to_regclass(regexp_replace(a.attname, '_id$', ''))::text) AS refers
              FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
             WHERE a.attrelid = CAST(:table AS regclass) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             ORDER BY a.attnum
            """;

    /** An id begins with its moment; in a copy with that of the copy. */
    private static final String COPIES =
            """
            SELECT k, k::text AS number, ago,
                   lpad(to_hex((extract(epoch FROM now() - ago) * 1000)::bigint >> 16), 8, '0') AS moment
              FROM (SELECT k, k * interval '2 years' / :times AS ago FROM generate_series(:times::bigint, 1, -1) k) copy
            """;

    private static final String UNIQUE =
            """
            SELECT string_agg(a.attname, ',')
              FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
             WHERE i.indrelid = CAST(:table AS regclass) AND i.indisunique
             GROUP BY i.indexrelid
            """;

    private static final String LAID_DOWN_ANEW =
            """
            SELECT i.indexrelid::regclass::text FROM pg_index i
             WHERE i.indrelid = CAST(:table AS regclass) AND i.indisprimary
            """;

    private final String url;

    private FinishedJourneys(String url) {
        this.url = url;
    }

    private record Column(String name, String type, boolean key, String refers) {}

    /** Where the database stands, so that what is written from now on can be told apart. */
    static long begin(String url) {
        return new FinishedJourneys(url)
                .with(jdbc ->
                        jdbc.sql("SELECT txid_current()").query(Long.class).single());
    }

    /**
     * Copies whatever was written since, so many times over.
     *
     * @return how many rows there are more
     */
    static long multiply(String url, long since, int times) {
        FinishedJourneys database = new FinishedJourneys(url);
        List<String> tables = database.with(jdbc -> prepare(jdbc, since));
        long rows = database.each(tables, (jdbc, table) -> copy(jdbc, table, times));
        database.with(jdbc -> jdbc.sql("DROP SCHEMA bench CASCADE").update());
        return rows;
    }

    private static List<String> prepare(JdbcClient jdbc, long since) {
        jdbc.sql("CREATE SCHEMA bench").update();
        jdbc.sql(
                        "CREATE TABLE bench.company AS SELECT DISTINCT company_name AS name FROM lead WHERE xmin::text::bigint >= :since")
                .param("since", since)
                .update();
        jdbc.sql(
                        """
                        CREATE TABLE bench.kept AS
                        SELECT id_ AS id FROM act_re_deployment UNION SELECT split_part(id_, ':', 3) FROM act_re_procdef
                         UNION SELECT split_part(id_, ':', 3) FROM act_re_decision_def UNION SELECT id_ FROM act_re_decision_def
                         UNION SELECT id_ FROM act_re_procdef UNION SELECT id_ FROM act_re_camformdef
                         UNION SELECT id_ FROM act_ge_bytearray WHERE deployment_id_ IS NOT NULL
                        """)
                .update();
        jdbc.sql(MARKED).update();
        List<String> tables = jdbc.sql(
                        """
                        SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE n.nspname IN ('engine', 'tradewind') AND c.relkind = 'r'
                           AND c.relname !~ '^(act_(ru|re|id)_|act_ge_(property|schema)|flyway|kpi_fact_pending|kpi_(product_)?monthly|kpi_spread|model_deployment)'
                        """)
                .query(String.class)
                .list();
        List<String> written = new ArrayList<>();
        for (String table : tables) {
            String source = jdbc.sql("CREATE TABLE " + source(table) + " AS SELECT * FROM " + table
                                            + " WHERE xmin::text::bigint >= " + since)
                                    .update()
                            == 0
                    ? null
                    : table;
            if (source != null) {
                written.add(source);
            }
        }
        return written;
    }

    private static String source(String table) {
        return "bench." + table.replaceFirst("^.*\\.", "") + "_";
    }

    /**
     * All in one transaction: the table is laid down anew, so that a server with little in its log logs none of it, and its
     * indexes are built when all rows are there.
     */
    private static long copy(JdbcClient jdbc, String table, int times) {
        List<String> names = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        List<Column> columns =
                jdbc.sql(COLUMNS).param("table", table).query(Column.class).list();
        columns.forEach(column -> names.add(column.name()));
        for (Column column : columns) {
            // what a checksum seals stays word for word
            boolean sealed = column.name().endsWith("_sha256") || names.contains(column.name() + "_sha256");
            values.put(column.name(), sealed ? "c." + column.name() : value(jdbc, table, column));
        }
        jdbc.sql(UNIQUE)
                .param("table", table)
                .query(String.class)
                .list()
                .forEach(key -> keepOnlyWhatDiffers(jdbc, table, List.of(key.split(",")), values));
        jdbc.sql("BEGIN").update();
        jdbc.sql(LAID_DOWN_ANEW)
                .param("table", table)
                .query(String.class)
                .optional()
                .ifPresent(key -> {
                    jdbc.sql("CLUSTER %s USING %s".formatted(table, key)).update();
                    jdbc.sql("ALTER TABLE %s SET WITHOUT CLUSTER".formatted(table))
                            .update();
                });
        jdbc.sql("UPDATE pg_index SET indisready = false WHERE indrelid = CAST(:table AS regclass)")
                .param("table", table)
                .update();
        int copied = jdbc.sql(
                        """
                        INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE
                        SELECT %s
                          FROM (%s) s
                          CROSS JOIN LATERAL (SELECT * FROM %s OFFSET 0) c
                        """
                                .formatted(
                                        table,
                                        String.join(", ", names),
                                        names.stream().map(values::get).collect(Collectors.joining(", ")),
                                        COPIES,
                                        source(table)))
                .param("times", times)
                .update();
        jdbc.sql("REINDEX TABLE " + table).update();
        jdbc.sql("COMMIT").update();
        jdbc.sql("VACUUM ANALYZE " + table).update();
        return copied;
    }

    /** A row that would be the same in each copy, as a sum by month, is in none. */
    private static void keepOnlyWhatDiffers(
            JdbcClient jdbc, String table, List<String> key, Map<String, String> values) {
        String inCopy = key.stream()
                .map(column -> values.getOrDefault(column, "c." + column))
                .collect(Collectors.joining(", ", "ROW(", ")"));
        jdbc.sql("DELETE FROM %1$s c USING (%2$s) s, (%2$s) s2 WHERE s.k = 1 AND s2.k = 2 AND %3$s = %4$s"
                        .formatted(source(table), COPIES, inCopy, inCopy.replaceAll("\\bs\\.", "s2.")))
                .param("times", 2)
                .update();
    }

    private static String value(JdbcClient jdbc, String table, Column column) {
        String source = source(table);
        String c = "c." + column.name();
        switch (column.type()) {
            case "text", "varchar", "bpchar", "json", "jsonb" -> {
                boolean json = column.type().startsWith("json");
                if (json) {
                    jdbc.sql("ALTER TABLE " + source + " ALTER " + column.name() + " TYPE text USING " + column.name()
                                    + "::text")
                            .update();
                } else {
                    jdbc.sql("ALTER TABLE " + source + " ALTER " + column.name() + " TYPE text")
                            .update();
                }
                jdbc.sql("UPDATE %1$s SET %2$s = bench.marked(%2$s) WHERE %2$s IS NOT NULL"
                                .formatted(source, column.name()))
                        .update();
                if (column.key()) {
                    jdbc.sql("UPDATE %1$s SET %2$s = %2$s || E'-\\x01' WHERE %2$s !~ E'[\\x01\\x02\\x03]'"
                                    .formatted(source, column.name()))
                            .update();
                }
                if (!json && beginsWithMoment(jdbc, source, column)) {
                    jdbc.sql("UPDATE %1$s SET %2$s = substr(%2$s, 2)".formatted(source, column.name()))
                            .update();
                    return "s.moment || " + c;
                }
                String value = c;
                if (has(jdbc, source, column, 1)) {
                    value = "replace(" + value + ", E'\\x01', s.number)";
                }
                if (has(jdbc, source, column, 2)) {
                    value = "replace(" + value + ", E'\\x02', s.moment)";
                }
                if (has(jdbc, source, column, 3)) {
                    value = "CASE WHEN " + c + " ^@ E'\\x03' THEN translate(left(md5(s.number || " + c
                            + "), 14), '0123456789', 'ghijklmnop') ELSE " + value + " END";
                }
                return json ? "(" + value + ")::" + column.type() : value;
            }
            case "int8" -> {
                String to = column.refers();
                if (column.key()) {
                    return c + " + s.k * " + APART;
                }
                // what it refers to was written by these journeys too
                return to == null || to.equals(table) || !exists(jdbc, source(to))
                        ? c
                        : "CASE WHEN %1$s IN (SELECT id FROM %2$s) THEN %1$s + s.k * %3$d ELSE %1$s END"
                                .formatted(c, source(to), APART);
            }
            case "timestamp", "timestamptz" -> {
                return table.contains("act_hi_") || table.endsWith("step_passage") ? c + " - s.ago" : c;
            }
            default -> {
                return c;
            }
        }
    }

    /** Each value of the column does, or is none, and has no other mark. */
    private static boolean beginsWithMoment(JdbcClient jdbc, String source, Column column) {
        return jdbc.sql(
                        """
                        SELECT count(%1$s) > 0 AND coalesce(bool_and(%1$s ~ E'^\\x02[^\\x01-\\x03]*$'), false) FROM %2$s
                        """
                                .formatted(column.name(), source))
                .query(Boolean.class)
                .single();
    }

    private static boolean has(JdbcClient jdbc, String source, Column column, int mark) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM %s WHERE %s ~ E'\\x0%d')".formatted(source, column.name(), mark))
                .query(Boolean.class)
                .single();
    }

    private static boolean exists(JdbcClient jdbc, String table) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT 1 FROM pg_attribute
                                        WHERE attrelid = to_regclass(:table) AND attname = 'id' AND atttypid = 'int8'::regtype)
                        """)
                .param("table", table)
                .query(Boolean.class)
                .single();
    }

    private interface Work {
        long of(JdbcClient jdbc, String table) throws SQLException;
    }

    /** The largest first. */
    private long each(List<String> tables, Work work) {
        List<String> sorted = with(jdbc -> tables.stream()
                .sorted(Comparator.comparing((String table) -> jdbc.sql("SELECT count(*) FROM " + source(table))
                                .query(Long.class)
                                .single())
                        .reversed())
                .toList());
        ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Callable<Long>> calls = new ArrayList<>();
            sorted.forEach(table -> calls.add(() -> with(jdbc -> {
                try {
                    return work.of(jdbc, table);
                } catch (SQLException | RuntimeException e) {
                    throw new IllegalStateException("Cannot copy " + table, e);
                }
            })));
            long sum = 0;
            for (Future<Long> done : workers.invokeAll(calls)) {
                sum += done.get();
            }
            return sum;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private <T> T with(java.util.function.Function<JdbcClient, T> work) {
        try (Connection connection = new DriverManagerDataSource(url, "postgres", "").getConnection()) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            jdbc.sql(CONNECTION).update();
            return work.apply(jdbc);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

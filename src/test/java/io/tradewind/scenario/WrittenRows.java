package io.tradewind.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether anything was written between two looks at all tables, and into which. */
final class WrittenRows {

    private final JdbcClient jdbc;
    private final List<String> tables = new ArrayList<>();
    private Set<String> seen = Set.of();

    WrittenRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What every table holds, but for what comes with being asked at all: how many rows, and by which transactions they were
     * written, which shows a row that was written as it was too.
     */
    private Set<String> digest() {
        if (tables.isEmpty()) {
            tables.addAll(jdbc.sql(
                            """
                            SELECT format('SELECT %L || '' '' || count(*) || '' '' || coalesce(sum(xmin::text::bigint), 0) AS line FROM %I.%I t',
                                          table_name, table_schema, table_name)
                              FROM information_schema.tables
                             WHERE table_schema = 'tradewind' AND table_type = 'BASE TABLE'
                               AND table_name NOT IN ('login_failure', 'import_job', 'import_file', 'import_rejection', 'node',
                                                      'flyway_schema_history', 'audit_entry', 'kpi_fact', 'step_passage')
                                OR table_schema = 'engine' AND table_name IN ('act_ru_task', 'act_ru_variable', 'act_ru_execution',
                                                                             'act_ru_job', 'act_ru_event_subscr')
                            """)
                    .query(String.class)
                    .list());
        }
        return new TreeSet<>(
                jdbc.sql(String.join(" UNION ALL ", tables)).query(String.class).list());
    }

    void look() {
        seen = digest();
    }

    /** Tables that are not as they were at the last look, each as it is now, which is the next look. */
    Set<String> since() {
        Set<String> now = digest();
        Set<String> changed = new TreeSet<>(now);
        changed.removeAll(seen);
        seen = now;
        return changed;
    }
}

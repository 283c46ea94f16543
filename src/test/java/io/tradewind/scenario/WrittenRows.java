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

    WrittenRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What every table holds, but for what comes with being asked at all. */
    Set<String> digest() {
        if (tables.isEmpty()) {
            tables.addAll(jdbc.sql(
                            """
                            SELECT format('SELECT %L || '' '' || count(*) || '' '' || coalesce(sum(hashtext(t::text)), 0) AS line FROM %I.%I t',
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

    /** Tables that are not as they were, each with its rows and their sum as they are now. */
    Set<String> since(Set<String> before) {
        Set<String> changed = new TreeSet<>(digest());
        changed.removeAll(before);
        return changed;
    }
}

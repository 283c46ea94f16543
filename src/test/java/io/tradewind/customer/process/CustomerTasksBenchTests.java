package io.tradewind.customer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.bench.BenchFile;
import io.tradewind.bench.Samples;
import io.tradewind.customer.CustomerTasks;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/**
 * {@code customer_entitlement_ms}: whether somebody has a task about a customer, among 100,000 tasks of as many processes
 * with ten variables each, 200 times; the 95th percentile.
 */
@Tag("bench")
@TradewindTest
class CustomerTasksBenchTests {

    private static final int TASKS = 100_000;
    private static final int RUNS = 200;

    @Autowired
    private CustomerTasks tasks;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    @Transactional
    void whoHasATaskAbout() {
        fill();
        steps.as("admin", () -> {
            assertThat(tasks.seesTaskAbout(1_000_000_017L)).isTrue();
            assertThat(tasks.seesTaskAbout(2_000_000_017L)).isFalse();
            Samples samples = new Samples();
            for (int i = 0; i < RUNS; i++) {
                long customer = 1_000_000_000L + i * 397L;
                samples.take(() -> tasks.seesTaskAbout(customer));
            }
            BenchFile.record("customer_entitlement_ms", samples.quantileMs(0.95));
        });
    }

    private void fill() {
        String definition = jdbc.queryForObject(
                "SELECT id_ FROM engine.act_re_procdef WHERE key_ = 'service-case' ORDER BY version_ DESC LIMIT 1",
                String.class);
        jdbc.update(
                """
                INSERT INTO engine.act_ru_execution (id_, rev_, proc_inst_id_, proc_def_id_, is_active_, is_concurrent_,
                                              is_scope_, is_event_scope_, suspension_state_, sequence_counter_)
                SELECT 'bench-' || i, 1, 'bench-' || i, ?, true, false, true, false, 1, 1 FROM generate_series(1, ?) i
                """,
                definition,
                TASKS);
        jdbc.update(
                """
                INSERT INTO engine.act_ru_variable (id_, rev_, type_, name_, execution_id_, proc_inst_id_, var_scope_, long_,
                                             text_, sequence_counter_, is_concurrent_local_)
                SELECT 'bench-' || i || '-' || v, 1, CASE WHEN v < 4 THEN 'long' ELSE 'string' END,
                       CASE WHEN v = 1 THEN 'customerId' ELSE 'variable' || v END, 'bench-' || i, 'bench-' || i,
                       'bench-' || i, CASE WHEN v < 4 THEN 1000000000 + i * v END, CASE WHEN v >= 4 THEN 'some words' END,
                       1, false
                  FROM generate_series(1, ?) i, generate_series(1, 10) v
                """,
                TASKS);
        jdbc.update(
                """
                INSERT INTO engine.act_ru_task (id_, rev_, execution_id_, proc_inst_id_, proc_def_id_, name_, task_def_key_,
                                         assignee_, priority_, create_time_, suspension_state_)
                SELECT 'bench-task-' || i, 1, 'bench-' || i, 'bench-' || i, ?, 'Plan prevention', 'plan-prevention',
                       'finance', 50, now(), 1
                  FROM generate_series(1, ?) i
                """,
                definition,
                TASKS);
        jdbc.execute("ANALYZE engine.act_ru_execution");
        jdbc.execute("ANALYZE engine.act_ru_variable");
        jdbc.execute("ANALYZE engine.act_ru_task");
    }
}

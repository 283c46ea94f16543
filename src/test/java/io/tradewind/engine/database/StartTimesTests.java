package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Acting;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.handler.CompositeHistoryEventHandler;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the rows in the database say of the beginning is changed here, so that it shows who was asked. */
@TradewindTest
class StartTimesTests {

    private static final String OPEN =
            """
            SELECT 'step' AS what, duration_ FROM engine.act_hi_actinst
             WHERE root_proc_inst_id_ = :root AND start_time_ < end_time_ - interval '10 hours'
            UNION ALL SELECT 'task', duration_ FROM engine.act_hi_taskinst WHERE root_proc_inst_id_ = :root
            UNION ALL SELECT 'process', duration_ FROM engine.act_hi_procinst WHERE root_proc_inst_id_ = :root
            """;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Acting acting;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Web web;

    @Autowired
    private MutableClock clock;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void backToThePresent() {
        clock.reset();
    }

    @Test
    void theNodeThatBeganItDoesNotAsk() {
        String root = begun();

        clock.forward(Duration.ofHours(1));
        end(root);

        assertHours(root, 1);
    }

    @Test
    void anotherNodeAsks() {
        String root = begun();

        clock.forward(Duration.ofHours(1));
        onAnotherNode(() -> end(root));

        assertHours(root, 11);
    }

    @Test
    void anEndThatIsUndoneIsAskedForTheNextTime() {
        String root = begun();
        clock.forward(Duration.ofHours(1));
        transaction.executeWithoutResult(status -> {
            end(root);
            status.setRollbackOnly();
        });

        end(root);

        assertHours(root, 11);
    }

    private void assertHours(String root, int hours) {
        List<Map<String, Object>> rows =
                jdbc.sql(OPEN).param("root", root).query().listOfRows();
        assertThat(rows).extracting(row -> row.get("what")).contains("step", "task", "process");
        assertThat(rows).allSatisfy(row -> assertThat(
                        Duration.ofMillis((Long) row.get("duration_")).toHours())
                .as("%s", row)
                .isEqualTo(hours));
    }

    /** Ten hours earlier by the rows than it was. */
    private String begun() {
        String root = web.program("support").newLead();
        steps.runAllJobs(root);
        for (String table : List.of("act_hi_procinst", "act_hi_actinst", "act_hi_taskinst")) {
            jdbc.sql(
                            "UPDATE engine." + table
                                    + " SET start_time_ = start_time_ - interval '10 hours' WHERE root_proc_inst_id_ = :root AND end_time_ IS NULL")
                    .param("root", root)
                    .update();
        }
        return root;
    }

    private void end(String root) {
        acting.asSystem(() -> runtime.deleteProcessInstance(root, "over"));
    }

    private void onAnotherNode(Runnable work) {
        ProcessEngineConfigurationImpl configuration =
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        HistoryEventHandler ours = configuration.getHistoryEventHandler();
        List<HistoryEventHandler> other = new ArrayList<>(configuration.getCustomHistoryEventHandlers());
        assertThat(other.set(0, new StartTimes())).isInstanceOf(StartTimes.class);
        configuration.setHistoryEventHandler(new CompositeHistoryEventHandler(other));
        try {
            work.run();
        } finally {
            configuration.setHistoryEventHandler(ours);
        }
    }
}

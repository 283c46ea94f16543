package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.contract.AcceptedDeals;
import io.tradewind.engine.Acting;
import io.tradewind.order.CreditNotes;
import io.tradewind.order.DeliveredOrders;
import io.tradewind.order.Invoice;
import io.tradewind.order.Returns;
import io.tradewind.support.DyingNode;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.jobexecutor.TimerTaskListenerJobHandler;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every asynchronous step and every timer of every model is killed once between its work and its commit, wherever a test runs it (see
 * {@link DyingNode}), and the test goes on to check that all was done once. Here is shown that the killing is real.
 */
@TradewindTest
class EveryAsynchronousStepTests {

    static final String ALL = "all.steps";

    @Autowired
    private RepositoryService repository;

    @Autowired
    private ManagementService management;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Acting acting;

    @Autowired
    private DeliveredOrders given;

    @Autowired
    private Returns returns;

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theWorkOfAKilledStepIsReallyDoneAndReallyGone() {
        String order = given.confirmed(given.customer(), AcceptedDeals.line("gtx-basic", 10, "0"))
                .number();
        Invoice invoice = given.invoiced(order, 10);
        String number = returns.announce(invoice.deliveryNumber(), null, Map.of(1, 4), "Too small.")
                .number();
        String life = acting.asSystem(() -> runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId());
        steps.complete(
                life,
                "examine-goods",
                "logistics",
                Map.of(
                        "goodsCame",
                        "yes",
                        "examinedLines",
                        SpinValues.jsonValue("[{\"position\": 1, \"received\": 4, \"fit\": 4}]")
                                .create()));
        steps.complete(life, "decide-return", "service", Map.of("returnAnswer", "accept"));
        long before = lastCreditNoteNumber();

        steps.runJob(life, "take-goods-back");

        assertThat(lastCreditNoteNumber())
                .as("a sequence keeps what a killed transaction took: the work was done twice")
                .isEqualTo(before + 2);
        assertThat(creditNotes.ofOrder(order)).as("and stayed once").hasSize(1);
        assertThat(count("SELECT count(*) FROM mail WHERE reference = :key", order))
                .isOne();
        assertThat(count(
                        "SELECT count(*) FROM kpi_fact WHERE kind = 'credit-note-issued' AND parent = :key",
                        invoice.number()))
                .isOne();
        assertThat(steps.ended(life)).isTrue();
        assertThat(DyingNode.diedIn()).contains("goods-return.take-goods-back");
    }

    /** For {@link NoStepLeftOutTests}. */
    @Test
    void allOfThemAreWrittenDown() throws IOException {
        Set<String> all = new TreeSet<>(asynchronousSteps());
        assertThat(all).hasSizeGreaterThan(20);
        Files.createDirectories(DyingNode.RUN);
        Files.write(DyingNode.RUN.resolve(ALL), all);
    }

    private Set<String> asynchronousSteps() {
        return acting.asSystem(() -> repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .flatMap(process ->
                        management.createJobDefinitionQuery().processDefinitionId(process.getId()).list().stream()
                                // what a task's timeouts do is one listener for all of them, and TaskTimeoutTests'
                                // business
                                .filter(step -> !step.getJobType().equals(TimerTaskListenerJobHandler.TYPE))
                                .map(EngineSteps::stepOf))
                .collect(Collectors.toSet()));
    }

    private long lastCreditNoteNumber() {
        return jdbc.sql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM credit_note_number")
                .query(Long.class)
                .single();
    }

    private long count(String sql, String key) {
        return jdbc.sql(sql).param("key", key).query(Long.class).single();
    }
}

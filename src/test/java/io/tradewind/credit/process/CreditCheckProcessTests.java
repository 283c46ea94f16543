package io.tradewind.credit.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.credit.CreditAccounts;
import io.tradewind.credit.CreditGate;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Processes;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class CreditCheckProcessTests {

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private HistoryService history;

    @Autowired
    private Customers customers;

    @Autowired
    private CreditAccounts accounts;

    @Autowired
    private CreditGate gate;

    @Autowired
    private JdbcClient jdbc;

    private final String subject = "C-TEST-" + UUID.randomUUID();
    private long customer;

    @BeforeEach
    void aCustomerWhoMayOwe25000() {
        customer = customers
                .register(NewCustomer.named("Credit Check " + UUID.randomUUID()))
                .id();
    }

    @Test
    void withinTheLimitItPassesWithoutAnybody() {
        String check = check("25000.00");

        assertThat(outcome(check)).isEqualTo("pass");
        assertThat(entries()).containsExactly("decision pass", "outcome pass");
        assertThat(steps.trace(check))
                .containsSubsequence(
                        "compute-exposure", "rate-customer", "decide-credit", "record-decision", "let-pass", "passed");
    }

    @Test
    void theExcessIsPrepaid() {
        String check = check("27500.50");

        steps.complete(check, "agree-smaller-order", "darcel-schlecht", Map.of("smallerOrder", "prepay"));

        assertThat(gate.agreedPrepayment(subject)).isEqualByComparingTo("2500.50");
        assertThat(outcome(check)).isEqualTo("reduced");
        assertThat(entries()).containsExactly("decision reduce", "outcome reduced");
    }

    @Test
    void theRepLetsGo() {
        String check = check("27500.50");

        steps.complete(check, "agree-smaller-order", "darcel-schlecht", Map.of("smallerOrder", "give-up"));

        assertThat(gate.agreedPrepayment(subject)).isZero();
        assertThat(outcome(check)).isEqualTo("refused");
        assertThat(steps.trace(check)).contains("drop-order").doesNotContain("record-prepayment");
    }

    @Test
    void theRepSeesTheExposureSheet() {
        String check = check("27500.50");

        assertThat(steps.task(check, "agree-smaller-order").getAssignee()).isEqualTo("darcel-schlecht");
        assertThat(shown(check, "shownLimit")).isEqualTo("25,000.00");
        assertThat(shown(check, "shownExposureAfter")).isEqualTo("27,500.50");
        assertThat(shown(check, "shownExcess")).isEqualTo("2,500.50");
    }

    private String check(String amount) {
        return processes.start(
                "credit-check",
                subject,
                Map.of(
                        "customerId",
                        customer,
                        "creditAmount",
                        new BigDecimal(amount).toPlainString(),
                        "creditCurrency",
                        "USD",
                        "subject",
                        subject,
                        "rep",
                        "darcel-schlecht"));
    }

    private Object outcome(String check) {
        assertThat(steps.ended(check)).isTrue();
        return shown(check, "creditOutcome");
    }

    private Object shown(String check, String variable) {
        return history.createHistoricVariableInstanceQuery()
                .processInstanceId(check)
                .variableName(variable)
                .singleResult()
                .getValue();
    }

    private List<String> entries() {
        return jdbc.sql(
                        "SELECT entry || ' ' || coalesce(outcome, decision) FROM credit_check_log WHERE subject = :s ORDER BY id")
                .param("s", subject)
                .query(String.class)
                .list();
    }
}

package io.tradewind.credit.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.approval.Approvals;
import io.tradewind.approval.ShownFact;
import io.tradewind.credit.CreditAccounts;
import io.tradewind.credit.CreditGate;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Processes;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class CreditCheckProcessTests {

    @Autowired
    private Approvals approvals;

    @Autowired
    private Web web;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private FormService forms;

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

    @Test
    void aReleaseIsGrantedByThoseWithTheAuthority() {
        String check = check("40000");
        steps.runAllJobs(check);
        assertThat(approvals
                        .latest("credit-release", subject)
                        .orElseThrow()
                        .request()
                        .facts())
                .contains(
                        new ShownFact("Reason", "No rule lets this pass: a person decides"),
                        new ShownFact(
                                "Why",
                                "Over the limit by 15,000.00 (60 %), rating C because: Too little is known yet: careful"))
                .satisfiesOnlyOnce(fact -> assertThat(fact.value()).contains("Too little is known"))
                .filteredOn(fact -> fact.label().equals("Valid until"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.value()).matches("\\d{4}-\\d\\d-\\d\\d if released today, .*"));

        answer(check, "approve");

        assertThat(outcome(check)).isEqualTo("released");
        assertThat(entries()).containsExactly("decision release", "outcome released");
        assertThat(web.browser("finance").get("/credit/" + customer).body())
                .contains("Credit check of " + subject + ": it needs a release", subject + " was released")
                .doesNotContain("outcome " + subject);
        assertThat(gate.stillCovers(customer, subject, new BigDecimal("40000"), "USD")
                        .covered())
                .isTrue();
        assertThat(gate.stillCovers(customer, subject, new BigDecimal("40000.01"), "USD")
                        .covered())
                .isFalse();
        assertThat(jdbc.sql("SELECT reason FROM credit_release WHERE subject = :s")
                        .param("s", subject)
                        .query(String.class)
                        .single())
                .startsWith("No rule lets this pass: a person decides. 15,000.00 (60 %) over the limit of 25,000.00. "
                        + "Rating C: Too little is known yet: careful. Credit bureau: ");
    }

    @Test
    void aReleaseIsRefused() {
        String check = check("40000");

        answer(check, "reject");

        assertThat(outcome(check)).isEqualTo("refused");
        assertThat(steps.trace(check)).contains("record-refusal").doesNotContain("record-release");
        assertThat(gate.stillCovers(customer, subject, new BigDecimal("40000"), "USD")
                        .covered())
                .isFalse();
    }

    @Test
    void theRepAsksForAReleaseInsteadOfAPrepayment() {
        String check = check("27500.50");
        steps.complete(
                check,
                "agree-smaller-order",
                "darcel-schlecht",
                Map.of("smallerOrder", "release", "releaseReason", "They pay their first order next week."));

        answer(check, "approve");

        assertThat(outcome(check)).isEqualTo("released");
        assertThat(jdbc.sql("SELECT reason FROM credit_release WHERE subject = :s")
                        .param("s", subject)
                        .query(String.class)
                        .single())
                .isEqualTo("They pay their first order next week.");
        assertThat(gate.agreedPrepayment(subject)).isZero();
    }

    @Test
    void aReleaseSentBackIsAnsweredAndAskedForAgain() {
        String check = check("40000");

        answer(check, "send-back");
        steps.complete(
                check,
                "answer-approver",
                "darcel-schlecht",
                Map.of("releaseReason", "Their parent company guarantees for it."));
        answer(check, "approve");

        assertThat(outcome(check)).isEqualTo("released");
    }

    /** Whoever is asked gives the same answer, until nobody is asked any more. */
    private void answer(String check, String decision) {
        steps.runAllJobs(check);
        for (int round = 0; round < 10; round++) {
            Task task = steps.openTasks(check).stream()
                    .filter(open -> open.getTaskDefinitionKey().equals("decide-request"))
                    .findFirst()
                    .orElse(null);
            if (task == null) {
                return;
            }
            assertThat(task.getAssignee()).isNotEqualTo("darcel-schlecht");
            steps.as(
                    task.getAssignee(),
                    () -> forms.submitTaskForm(
                            task.getId(), Map.of("decision", decision, "comment", "As the figures say.")));
            steps.runAllJobs(check);
        }
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

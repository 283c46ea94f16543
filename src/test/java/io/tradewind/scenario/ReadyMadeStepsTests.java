package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Acting;
import io.tradewind.kpi.FactPage;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.Sight;
import io.tradewind.notification.MailHistory;
import io.tradewind.notification.WrittenMail;
import io.tradewind.service.ServiceCase;
import io.tradewind.service.ServiceCases;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An owner draws a step with each element template, deploys, and it works: nobody wrote any Java. */
@TradewindTest
class ReadyMadeStepsTests {

    private static final String TABLE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
                xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="tables" name="Tables" namespace="test">
              <decision id="gift-for-class" name="Gift for class" camunda:historyTimeToLive="P3650D">
                <decisionTable id="gifts" hitPolicy="UNIQUE">
                  <input id="in"><inputExpression id="ine" typeRef="string"><text>customerClass</text></inputExpression></input>
                  <output id="out" name="gift" typeRef="string"/>
                  <rule id="r"><inputEntry id="i"><text>"A"</text></inputEntry><outputEntry id="o"><text>"wine"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private org.camunda.bpm.engine.HistoryService history;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Acting acting;

    @Autowired
    private Customers customers;

    @Autowired
    private Approvals approvals;

    @Autowired
    private MailHistory mails;

    @Autowired
    private Figures figures;

    @Autowired
    private ServiceCases cases;

    @Autowired
    private MutableClock clock;

    private final String document = "TRY-" + UUID.randomUUID().toString().substring(0, 8);
    private Customer customer;
    private String deployment = "";

    @BeforeEach
    void haveACustomer() {
        customer = customers.register(new NewCustomer(
                "Ready " + document, null, null, null, null, null, null, "darcel-schlecht", null, null));
    }

    @AfterEach
    void undeploy() {
        acting.asSystem(() -> repository.deleteDeployment(deployment, true));
    }

    @Test
    void anApprovalIsAskedOfWhomTheTableNames() {
        String instance = run(
                "ask-approval",
                Map.of(
                        "approvalTopic",
                        "second signature",
                        "approvalQuestion",
                        "Send ${document} without a deposit?",
                        "approvalAmount",
                        "60000"));

        assertThat(steps.task(instance, "decide-request").getAssignee()).isEqualTo("director");
        steps.complete(instance, "decide-request", "director", Map.of("decision", "approve"));
        steps.runAllJobs(instance);

        assertThat(steps.ended(instance)).isTrue();
        assertThat(value(instance, "approvalOutcome")).isEqualTo("approved");
        assertThat(approvals.latest("general", document + " second-signature")).hasValueSatisfying(approval -> {
            assertThat(approval.state()).isEqualTo(ApprovalState.APPROVED);
            assertThat(approval.request().title()).isEqualTo("Send " + document + " without a deposit?");
        });
    }

    @Test
    void aTopicOrAnAmountThatNoRuleKnowsGoesToTheGeneralManager() {
        assertThat(approverOf(Map.of("approvalTopic", "astrology", "approvalAmount", "1")))
                .isEqualTo("gm");
    }

    @Test
    void anAmountThatIsNotGivenGoesToTheGeneralManager() {
        assertThat(approverOf(Map.of("approvalTopic", "second signature", "approvalAmount", "none")))
                .isEqualTo("gm");
    }

    @Test
    void whoMayDecideAloneIsNotAsked() {
        String instance = run(
                "ask-approval",
                Map.of("approvalQuestion", "Small thing", "approvalAmount", "9999.99"),
                Map.of("rep", "melvin-marxen"));

        assertThat(steps.ended(instance)).isTrue();
        assertThat(value(instance, "approvalOutcome")).isEqualTo("approved");
    }

    @Test
    void anAmountThatIsNoNumberIsRefusedByItsName() {
        assertThatThrownBy(() -> run("ask-approval", Map.of("approvalQuestion", "What?", "approvalAmount", "much")))
                .hasMessageContaining("'much' is no amount");
    }

    @Test
    void creditIsChecked() {
        String instance = run(
                "check-credit",
                Map.of(),
                Map.of("contractTotal", "100.00", "contractCurrency", "USD", "contractNumber", document));
        steps.runAllJobs(instance);

        assertThat(steps.ended(instance)).isTrue();
        assertThat(value(instance, "creditOutcome")).isEqualTo("pass");
    }

    @Test
    void aTableDecides() {
        String instance = run(
                "decide-by-table",
                Map.of("camunda:decisionRef", "gift-for-class", "camunda:resultVariable", "gift"),
                Map.of("customerClass", "A"));

        assertThat(value(instance, "gift")).isEqualTo("wine");
    }

    @Test
    void aMailGoesToAPersonARoleOrAnAddressOnce() {
        String instance = run(
                "send-mail",
                Map.of(
                        "mailTo",
                        "${rep}",
                        "mailSubject",
                        "About ${document}",
                        "mailText",
                        "First.\n\nSecond <b>bold</b>."));
        steps.runAllJobs(instance);

        List<WrittenMail> written = mails.about(document);
        assertThat(written).hasSize(1);
        assertThat(written.get(0).recipientUser()).isEqualTo("darcel-schlecht");
        assertThat(written.get(0).subject()).isEqualTo("About " + document);
        assertThat(written.get(0).text()).contains("First.\n\nSecond <b>bold</b>.");
        assertThat(written.get(0).html())
                .contains("Second &lt;b&gt;bold&lt;/b&gt;.")
                .doesNotContain("<b>");
        assertThat(written.get(0).customerId()).isEqualTo(customer.id());
    }

    @Test
    void everybodyInARoleHasTheMail() {
        String instance = run("send-mail", Map.of("mailTo", "finance", "mailSubject", "Look", "mailText", "Please."));
        steps.runAllJobs(instance);

        assertThat(mails.about(document)).extracting(WrittenMail::recipientUser).containsExactly("finance");
    }

    @Test
    void aMailToNobodyWaitsWithAnErrorThatNamesTheField() {
        String instance =
                run("send-mail", Map.of("mailTo", "nobody-at-all", "mailSubject", "Look", "mailText", "Please."));

        assertThatThrownBy(() -> steps.runJob(instance, "ready-made"))
                .hasMessageContaining("Nobody is called 'nobody-at-all'");
        assertThat(mails.about(document)).isEmpty();
    }

    @Test
    void aFactIsCountedOnce() {
        long before = counted();

        run("record-fact", Map.of("factName", "demo shown"));

        assertThat(counted()).isEqualTo(before + 1);
        FactPage facts = figures.facts("noted-facts", Selection.EVERYTHING, Sight.EVERYTHING, 500, 0)
                .orElseThrow();
        assertThat(facts.rows())
                .filteredOn(fact -> document.equals(fact.document()))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.note()).isEqualTo("demo shown");
                    assertThat(fact.customer()).isEqualTo(customer.name());
                });
    }

    @Test
    void workingDaysPass() {
        String instance = run("wait-working-time", Map.of("waitDays", "3"));

        assertThat(steps.ended(instance)).isFalse();
        steps.fireTimer(instance, "working-days-passed");

        assertThat(steps.ended(instance)).isTrue();
    }

    @Test
    void aCaseIsOpenedBeside() {
        String instance = run(
                "open-case",
                Map.of(
                        "caseKind",
                        "complaint",
                        "caseSeverity",
                        "high",
                        "caseDescription",
                        "Promised ${document}, not kept."));
        steps.runAllJobs(instance);

        assertThat(steps.ended(instance)).isTrue();
        ServiceCase opened = cases.get((String) value(instance, "caseNumber"));
        assertThat(opened.customerId()).isEqualTo(customer.id());
        assertThat(opened.description()).isEqualTo("Promised " + document + ", not kept.");
        assertThat(opened.processInstanceId()).isNotNull();
    }

    @Test
    void aSurveyIsSent() {
        String instance = run(
                "ask-for-opinion",
                Map.of(),
                Map.of("orderNumber", document, "contactName", "Ann", "contactEmail", "ann@example.org"));
        steps.runAllJobs(instance);

        assertThat(mails.ofCustomer(customer.id()))
                .extracting(WrittenMail::recipient)
                .containsExactly("ann@example.org");
        acting.asSystem(() -> runtime.deleteProcessInstance(instance, "tried"));
    }

    private String approverOf(Map<String, String> fields) {
        Map<String, String> filled = new HashMap<>(fields);
        filled.put("approvalQuestion", "May we?");
        String instance = run("ask-approval", filled);
        String approver = steps.task(instance, "decide-request").getAssignee();
        acting.asSystem(() -> runtime.deleteProcessInstance(instance, "tried"));
        return approver;
    }

    private long counted() {
        return figures.facts("noted-facts", Selection.EVERYTHING, Sight.EVERYTHING, 1, 0)
                .orElseThrow()
                .count();
    }

    private String run(String template, Map<String, String> fields) {
        return run(template, fields, Map.of());
    }

    private String run(String template, Map<String, String> fields, Map<String, Object> more) {
        String id = "try-" + template;
        Map<String, Object> variables =
                new HashMap<>(Map.of("document", document, "rep", "darcel-schlecht", "customerId", customer.id()));
        variables.putAll(more);
        deployment = acting.asSystem(() -> repository
                .createDeployment()
                .name(id)
                .addString(id + ".bpmn", ReadyMade.process(id, template, fields))
                .addString("gift-for-class.dmn", TABLE)
                .deploy()
                .getId());
        return acting.asSystem(
                () -> runtime.startProcessInstanceByKey(id, document, variables).getId());
    }

    private Object value(String instance, String variable) {
        HistoricVariableInstance found = acting.asSystem(() -> history.createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .variableName(variable)
                .singleResult());
        return found.getValue();
    }
}

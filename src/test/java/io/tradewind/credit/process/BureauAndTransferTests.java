package io.tradewind.credit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.credit.CreditGate;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.demo.SimulatedBureau;
import io.tradewind.demo.SimulatedBureau.Behaviour;
import io.tradewind.engine.Processes;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The credit check with the demo's bureau behind it, over HTTP, and with somebody else who carries the risk. */
@TradewindTest
class BureauAndTransferTests {

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private HistoryService history;

    @Autowired
    private Customers customers;

    @Autowired
    private CreditGate gate;

    @Autowired
    private SimulatedBureau bureau;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private Web web;

    private final String subject = "C-TEST-" + UUID.randomUUID();

    @BeforeEach
    void theBureauAnswers() {
        bureau.behave(Behaviour.WELL);
    }

    @AfterEach
    void backToNormal() {
        bureau.behave(Behaviour.NONE);
        clock.reset();
    }

    @Test
    void theReportIsAskedForOnceAndUsedUntilItIsTooOld() {
        long customer = customerWithScore(700, 949);

        String check = check(customer, "20000");
        assertThat(steps.ended(check))
                .as("the bureau is asked in a step of its own")
                .isFalse();
        steps.runAllJobs(check);
        assertThat(steps.ended(check)).isTrue();
        assertThat(steps.trace(check)).contains("ask-bureau");
        assertThat(inquiries(customer)).isEqualTo(1);
        assertThat(shown(check, "bureauScore")).isNotNull();
        assertThat(jdbc.sql("SELECT DISTINCT bureau FROM credit_check_log WHERE subject = :s")
                        .param("s", subject)
                        .query(String.class)
                        .single())
                .startsWith("score ")
                .contains("report CB-");

        assertThat(steps.ended(check(customer, "20000"))).isTrue();
        assertThat(inquiries(customer)).isEqualTo(1);

        clock.forward(Duration.ofDays(31));
        steps.runAllJobs(check(customer, "20000"));
        assertThat(inquiries(customer)).isEqualTo(2);
    }

    @Test
    void aGoodReportMakesABetterRating() {
        String check = check(customerWithScore(700, 949), "20000");
        steps.runAllJobs(check);
        assertThat(shown(check, "rating")).isEqualTo("B");

        String warned = check(customerWithScore(250, 299), "20000");
        steps.runAllJobs(warned);
        assertThat(shown(warned, "rating")).isEqualTo("D");
        assertThat(shown(warned, "ratingWhy")).isEqualTo("The credit bureau warns");
    }

    @ParameterizedTest
    @CsvSource({
        "DOWN,it cannot answer now (status 503)",
        "GARBAGE,its answer cannot be read",
        "OTHER_CUSTOMER,its answer is about another customer",
        "IMPOSSIBLE_SCORE,its answer has an impossible score"
    })
    void aBureauThatFailsIsSaidSoAndOurOwnDataDecide(Behaviour behaviour, String why) {
        bureau.behave(behaviour);
        long customer = customerWithScore(700, 949);

        String check = check(customer, "40000");
        steps.runAllJobs(check);

        assertThat(shown(check, "rating")).isEqualTo("C");
        assertThat(shown(check, "bureauScore")).isNull();
        String task = steps.openTasks(check).get(0).getId();
        assertThat(history.createHistoricVariableInstanceQuery()
                        .variableName("sheetLines")
                        .processInstanceId(check)
                        .singleResult()
                        .getValue()
                        .toString())
                .as("in the sheet")
                .contains(why);
        assertThat(String.valueOf(variable(task, "requestFacts")))
                .as("in the task")
                .contains(why);
        assertThat(jdbc.sql("SELECT bureau FROM credit_check_log WHERE subject = :s AND entry = 'decision'")
                        .param("s", subject)
                        .query(String.class)
                        .single())
                .as("in the log")
                .contains(why)
                .endsWith("own data only");
    }

    @Test
    void theSameCauseAsksNothingTwice() {
        long customer = customerWithScore(700, 949);
        String check = check(customer, "20000");
        jdbc.sql(
                        """
                        INSERT INTO credit_bureau_inquiry (cause, customer_id, state, asked_at, settled_at, reference, score)
                        VALUES (:cause, :customer, 'answered', now(), now(), 'CB-BEFORE', 640)
                        """)
                .param("cause", check)
                .param("customer", customer)
                .update();

        steps.runAllJobs(check);

        assertThat(inquiries(customer))
                .as("as after a node died behind the answer")
                .isEqualTo(1);
        assertThat(shown(check, "bureauScore")).isEqualTo(640L);
    }

    @Test
    void aGuaranteeCarriesTheExcessUntilItsLastDay() {
        long customer = customerWithScore(700, 949);
        String check = check(customer, "60000");
        steps.runAllJobs(check);
        steps.complete(check, "agree-smaller-order", "darcel-schlecht", Map.of("smallerOrder", "transfer"));

        assertThatThrownBy(() -> steps.complete(check, "secure-excess", "finance", secured("34999.99", 60)))
                .hasMessageContaining("at least 35,000.00");
        assertThatThrownBy(() -> steps.complete(check, "secure-excess", "finance", secured("35000.00", 0)))
                .hasMessageContaining("still be valid");
        steps.complete(check, "secure-excess", "finance", secured("35000.00", 60));

        assertThat(steps.ended(check)).isTrue();
        assertThat(shown(check, "creditOutcome")).isEqualTo("transferred");
        assertThat(covers(customer, "60000")).isTrue();
        assertThat(covers(customer, "60000.01")).isFalse();

        clock.forward(Duration.ofDays(61));
        assertThat(covers(customer, "60000")).isFalse();
    }

    @Test
    void withoutAGuaranteeAPersonDecides() {
        String check = check(customerWithScore(700, 949), "60000");
        steps.runAllJobs(check);
        steps.complete(check, "agree-smaller-order", "darcel-schlecht", Map.of("smallerOrder", "transfer"));

        steps.complete(check, "secure-excess", "finance", Map.of("transferAnswer", "release"));

        steps.runAllJobs(check);
        assertThat(steps.openTasks(check)).isNotEmpty().allMatch(task -> task.getTaskDefinitionKey()
                .equals("decide-request"));
    }

    @Test
    void theCustomerOrdersLess() {
        String check = check(customerWithScore(700, 949), "30000");
        steps.runAllJobs(check);
        steps.complete(check, "agree-smaller-order", "darcel-schlecht", Map.of("smallerOrder", "smaller"));

        assertThat(shown(check, "creditOutcome")).isEqualTo("refused");
        assertThat(jdbc.sql("SELECT why FROM credit_check_log WHERE subject = :s AND entry = 'outcome'")
                        .param("s", subject)
                        .query(String.class)
                        .single())
                .contains("at most 25,000.00 fits");
    }

    @Test
    void onlyAnAdministratorDisturbsTheBureau() {
        assertThat(web.program("finance")
                        .post("/api/demo/bureau", "{\"behaviour\":\"down\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(web.program("admin")
                        .post("/api/demo/bureau", "{\"behaviour\":\"sleepy\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(web.program("admin")
                        .post("/api/demo/bureau", "{\"behaviour\":\"down\"}")
                        .body())
                .contains("down");
    }

    private Map<String, Object> secured(String amount, int days) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "transferAnswer", "secured",
                "transferKind", "guarantee",
                "transferCarrier", "Harbour Bank",
                "transferAmount", amount,
                "transferReference", "G-4711",
                "transferDocument", "Safe, folder 12"));
        values.put("transferUntil", workingTime.today().plusDays(days).toString());
        return values;
    }

    private boolean covers(long customer, String amount) {
        return gate.stillCovers(customer, subject, new BigDecimal(amount), "USD")
                .covered();
    }

    private Object variable(String taskId, String name) {
        return history.createHistoricVariableInstanceQuery()
                .variableName(name)
                .processInstanceIdIn(history.createHistoricTaskInstanceQuery()
                        .taskId(taskId)
                        .singleResult()
                        .getProcessInstanceId())
                .list()
                .get(0)
                .getValue();
    }

    private long inquiries(long customer) {
        return jdbc.sql("SELECT count(*) FROM credit_bureau_inquiry WHERE customer_id = :c")
                .param("c", customer)
                .query(Long.class)
                .single();
    }

    private String check(long customer, String amount) {
        return processes.start(
                "credit-check",
                subject,
                Map.of(
                        "customerId",
                        customer,
                        "creditAmount",
                        amount,
                        "creditCurrency",
                        "USD",
                        "subject",
                        subject,
                        "rep",
                        "darcel-schlecht"));
    }

    private Object shown(String check, String variable) {
        return history.createHistoricVariableInstanceQuery()
                .processInstanceId(check)
                .variableName(variable)
                .singleResult()
                .getValue();
    }

    /** A name the simulated bureau judges so, and as a company of at least ten years. */
    private long customerWithScore(int least, int most) {
        String name = Stream.generate(() -> "Bureau Test " + UUID.randomUUID())
                .filter(candidate -> SimulatedBureau.score(candidate) >= least
                        && SimulatedBureau.score(candidate) <= most
                        && SimulatedBureau.yearsInBusiness(candidate) >= 10)
                .findFirst()
                .orElseThrow();
        return customers.register(NewCustomer.named(name)).id();
    }
}

package io.tradewind.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.deal.Briefings;
import io.tradewind.deal.Deals;
import io.tradewind.deal.NewDeal;
import io.tradewind.engine.Processes;
import io.tradewind.service.CustomerCare;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class CustomerCareProcessTests {

    private static final String OWNER = "darcel-schlecht";

    @Autowired
    private CustomerCare care;

    @Autowired
    private Briefings briefings;

    @Autowired
    private Customers customers;

    @Autowired
    private Deals deals;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void ordersThatFallBehindTheirRhythmAreToldTheOwnerOnceWithTheRhythmExplained() {
        Customer customer = bought("B", 200, 170, 140, 110);

        look(customer);
        look(customer);

        assertThat(prompts(customer)).containsExactly("lapse");
        String life = instance(customer);
        assertThat(steps.task(life, "contact-customer").getAssignee()).isEqualTo(OWNER);
        assertThat(why(customer))
                .contains("They bought 4 times, about every 30 days", "110 days ago", "after 45 days (1.5 times", "D-");

        say(life, "later", "They merge with another company, ask again in spring.");
        assertThat(steps.trace(life)).endsWith("stay-in-touch");
        look(customer);
        assertThat(prompts(customer)).as("once per lapse").containsExactly("lapse");
    }

    @Test
    void theNextOrderIsAskedForBeforeItIsLate() {
        assertThat(prompts(looked(bought("B", 83, 53, 23)))).isEmpty();
        assertThat(prompts(looked(bought("B", 84, 54, 24)))).containsExactly("repurchase");
        assertThat(prompts(looked(bought("B", 104, 74, 44)))).containsExactly("repurchase");
        assertThat(prompts(looked(bought("B", 105, 75, 45)))).containsExactly("lapse");
        assertThat(prompts(looked(bought("A", 99, 69, 39))))
                .as("class A is missed earlier")
                .containsExactly("lapse");
    }

    @Test
    void aQuickRhythmDoesNotMakeAPest() {
        assertThat(prompts(looked(bought("B", 15, 13, 11)))).isEmpty();
        assertThat(prompts(looked(bought("B", 19, 17, 15)))).containsExactly("lapse");
    }

    @Test
    void oneOrderIsNoRhythmAndAnOldOneNoLapse() {
        assertThat(prompts(looked(bought("C", 60)))).isEmpty();
        assertThat(prompts(looked(bought("C", 700, 670, 640, 610)))).containsExactly("visit");
    }

    @Test
    void whoOnlyNeverBoughtOrHasADealOpenIsLeftAlone() {
        assertThat(prompts(looked(bought("B")))).isEmpty();
        Customer inTalks = bought("B", 200, 170, 140, 110);
        deals.open(new NewDeal(null, OWNER, inTalks.id(), null, null, null, null));
        assertThat(prompts(looked(inTalks))).isEmpty();
    }

    @Test
    void aCancelledOrderIsNoPurchase() {
        Customer customer = bought("B", 200, 170, 140);
        String deal = won(customer, 20);
        jdbc.sql(
                        """
                        INSERT INTO sales_order (number, contract_number, deal_number, customer_id, rep, amount, currency,
                                                 payment_days, state, placed_on)
                        VALUES (:deal || '-O', :deal, :deal, :customer, 'darcel-schlecht', 0, 'USD', 30, 'cancelled', :on)
                        """)
                .param("deal", deal)
                .param("customer", customer.id())
                .param("on", workingTime.today().minusDays(20))
                .update();

        assertThat(prompts(looked(customer))).containsExactly("lapse");
    }

    @Test
    void nobodyVisitedForLongIsVisitedAndNotTooManyOnOneDay() {
        String rep = "rep-" + UUID.randomUUID();
        jdbc.sql("INSERT INTO person (user_id, name, email, role) VALUES (:id, 'Visi Tor', 'v@t.example', 'sales-rep')")
                .param("id", rep)
                .update();
        List<Customer> visited = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            visited.add(bought("C", rep, 250));
        }

        visited.forEach(this::look);

        assertThat(visited.stream().filter(customer -> !prompts(customer).isEmpty()))
                .hasSize(3);
        assertThat(why(visited.get(0))).contains("class C", "every 120 working days");
    }

    @Test
    void whoseOwnerHasLeftIsLookedAfterByTheSuperior() {
        String rep = "gone-" + UUID.randomUUID();
        jdbc.sql(
                        """
                        INSERT INTO person (user_id, name, email, role, manager, active)
                        VALUES (:id, 'Gone Now', 'g@n.example', 'sales-rep', 'melvin-marxen', false)
                        """)
                .param("id", rep)
                .update();

        Customer customer = bought("B", rep, 200, 170, 140, 110);
        look(customer);

        assertThat(steps.task(instance(customer), "contact-customer").getAssignee())
                .isEqualTo("melvin-marxen");
    }

    @Test
    void severalNodesAtOnceMakeOnePrompt() throws Exception {
        Customer customer = bought("B", 200, 170, 140, 110);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        Callable<Object> node = () -> care.lookAtNext(customer.id() - 1);
        for (Future<?> done : nodes.invokeAll(List.of(node, node, node, node))) {
            done.get();
        }
        nodes.shutdown();

        assertThat(prompts(customer)).containsExactly("lapse");
        assertThat(instance(customer)).isNotEmpty();
    }

    @Test
    void whoWantsToBuyGetsADealThatKnowsWhatCameBefore() {
        Customer customer = bought("B", 200, 170, 140, 110);
        look(customer);
        String life = instance(customer);

        say(life, "buys", "Two more for the new pier");
        steps.runJob(life, "record-care");

        assertThat(steps.trace(life)).endsWith("deal-started");
        String deal = jdbc.sql("SELECT new_deal FROM care WHERE customer_id = :id")
                .param("id", customer.id())
                .query(String.class)
                .single();
        assertThat(deals.get(deal)).satisfies(opened -> {
            assertThat(opened.customerId()).isEqualTo(customer.id());
            assertThat(opened.rep()).isEqualTo(OWNER);
            assertThat(opened.product()).isEqualTo("gtx-pro");
        });
        String journey = jdbc.sql(
                        "SELECT id_ FROM act_ru_execution WHERE business_key_ = :deal AND super_exec_ IS NULL AND parent_id_ IS NULL")
                .param("deal", deal)
                .query(String.class)
                .single();
        steps.runAllJobs(journey);
        String task = steps.task(journey, "clarify-needs").getId();
        List<String> shown = new ArrayList<>();
        steps.as(OWNER, () -> shown.add(history(task)));
        assertThat(shown.get(0)).contains("They bought 4 times", "Two more for the new pier", "1 × GTX Pro, today ");
        assertThat(briefings.startingLines(deal)).singleElement().satisfies(line -> {
            assertThat(line.product()).isEqualTo("gtx-pro");
            assertThat(line.sold()).isTrue();
        });
    }

    @Test
    void whatCameOfItMustBeSaid() {
        Customer customer = bought("B", 200, 170, 140, 110);
        look(customer);
        String life = instance(customer);

        assertThatThrownBy(() -> steps.complete(life, "contact-customer", OWNER, Map.of("careOutcome", "lost")))
                .hasStackTraceContaining("Say in a few words");
        assertThatThrownBy(() -> steps.complete(life, "contact-customer", OWNER, Map.of("careOutcome", "perhaps")))
                .hasMessageContaining("");
        assertThatThrownBy(() -> say(life, "later", "x".repeat(2001))).hasMessageContaining("");
        assertThat(steps.task(life, "contact-customer")).isNotNull();
    }

    @Test
    void everyMorningAllAreLookedAtLotByLot() {
        Customer customer = bought("B", 200, 170, 140, 110);
        String round = processes.startBefore("customer-care", "examine-customers", "morning", Map.of());

        steps.runAllJobs(round);

        assertThat(steps.ended(round)).isTrue();
        assertThat(steps.trace(round)).endsWith("all-examined");
        assertThat(prompts(customer)).containsExactly("lapse");
    }

    @Test
    void everyMorningARoundBegins() {
        Customer customer = bought("B", 200, 170, 140, 110);

        steps.fireStartTimer("customer-care", "every-morning");
        String round = jdbc.sql(
                        """
                        SELECT e.proc_inst_id_ FROM act_ru_execution e JOIN act_ru_job j ON j.execution_id_ = e.id_
                         WHERE e.act_id_ = 'examine-customers' AND j.handler_type_ = 'async-continuation'
                        """)
                .query(String.class)
                .single();
        steps.runAllJobs(round);

        assertThat(prompts(customer)).containsExactly("lapse");
    }

    private @Nullable String history(String task) {
        return jdbc.sql(
                        """
                        SELECT v.text_ FROM act_ru_variable v JOIN act_ru_task t ON t.proc_inst_id_ = v.proc_inst_id_
                         WHERE t.id_ = :task AND v.name_ = 'history'
                        """)
                .param("task", task)
                .query(String.class)
                .single();
    }

    private void say(String life, String outcome, String note) {
        steps.complete(life, "contact-customer", OWNER, Map.of("careOutcome", outcome, "careNote", note));
        if (!outcome.equals("buys")) {
            steps.runAllJobs(life);
        }
    }

    private Customer looked(Customer customer) {
        look(customer);
        return customer;
    }

    /** The newest customer is the last of all, so nobody else is looked at. */
    private void look(Customer customer) {
        care.lookAtNext(customer.id() - 1);
    }

    private Customer bought(String customerClass, int... daysAgo) {
        return bought(customerClass, OWNER, daysAgo);
    }

    private Customer bought(String customerClass, String owner, int... daysAgo) {
        Customer customer = customers.register(new NewCustomer(
                "Regular " + UUID.randomUUID(), null, null, null, null, null, null, owner, customerClass, null));
        for (int days : daysAgo) {
            won(customer, days);
        }
        return customer;
    }

    private String won(Customer customer, int daysAgo) {
        LocalDate on = workingTime.today().minusDays(daysAgo);
        String number = "D-" + UUID.randomUUID();
        jdbc.sql(
                        """
                        INSERT INTO deal (number, customer_id, product, rep, stage, expected_value, currency, opened_on,
                                          closed_on, agreed_price, list_price, cost)
                        VALUES (:number, :customer, 'gtx-pro', 'darcel-schlecht', 'won', 100, 'USD', :on, :on, 100, 110, 60)
                        """)
                .param("number", number)
                .param("customer", customer.id())
                .param("on", on)
                .update();
        return number;
    }

    private List<String> prompts(Customer customer) {
        return jdbc.sql("SELECT occasion FROM care WHERE customer_id = :id ORDER BY id")
                .param("id", customer.id())
                .query(String.class)
                .list();
    }

    private String why(Customer customer) {
        return jdbc.sql("SELECT why FROM care WHERE customer_id = :id")
                .param("id", customer.id())
                .query(String.class)
                .single();
    }

    private String instance(Customer customer) {
        return jdbc.sql(
                        "SELECT proc_inst_id_ FROM act_hi_procinst WHERE business_key_ = :number AND proc_def_key_ = 'customer-care'")
                .param("number", customer.number())
                .query(String.class)
                .single();
    }
}

package io.tradewind.contract.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.contract.AcceptedDeals;
import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.Renewals;
import io.tradewind.contract.SignedContracts;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Briefings;
import io.tradewind.deal.Deal;
import io.tradewind.deal.Deals;
import io.tradewind.deal.Quotations;
import io.tradewind.deal.StartingLine;
import io.tradewind.engine.Acting;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The case that opens on the renewal day of a contract: on its day, once, and what follows from the decision. */
@TradewindTest
class ContractRenewalProcessTests {

    private static final String REP = AcceptedDeals.REP;

    @Autowired
    private Renewals renewals;

    @Autowired
    private ContractWork work;

    @Autowired
    private Deals deals;

    @Autowired
    private Quotations quotations;

    @Autowired
    private Customers customers;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private MutableClock clock;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Acting acting;

    @Autowired
    private Web web;

    @Autowired
    private Briefings briefings;

    @Autowired
    private Products products;

    @Autowired
    private TaskService tasks;

    private Contract contract;

    private @Nullable Product basic;

    @BeforeEach
    void aSignedContract() {
        Deal deal = new AcceptedDeals(deals, quotations, customers, workingTime).basics(3);
        contract = new SignedContracts(work, workingTime)
                .of(deal, Objects.requireNonNull(deal.customerId()), "1 Harbour Road");
    }

    @AfterEach
    void today() {
        clock.reset();
        if (basic != null) {
            products.save(basic);
        }
    }

    @Test
    void theRenewalDayIsTheEndLessTheNotice() {
        assertThat(contract.renewalOn())
                .isEqualTo(Objects.requireNonNull(contract.endsOn()).minusDays(30));
    }

    @Test
    void theCaseOpensOnItsDayOnceAndStartsTheDealThatFollows() {
        goTo(opensOn().minusDays(1));
        everyMorning();
        assertThat(cases()).as("the day before").isEmpty();

        goTo(opensOn());
        Product before = products.get("gtx-basic");
        products.save(new Product(
                before.code(),
                before.name(),
                before.series(),
                new BigDecimal("601.00"),
                before.floorPrice(),
                before.unitCost(),
                before.currency()));
        basic = before;
        everyMorning();
        everyMorning();
        renewals.openDue();

        assertThat(cases()).hasSize(1);
        String instance = cases().get(0).getProcessInstanceId();
        assertThat(cases().get(0).getBusinessKey()).isEqualTo(contract.number());
        assertThat(steps.task(instance, "decide-renewal").getAssignee()).isEqualTo(REP);
        assertThat(steps.task(instance, "decide-renewal").getDueDate().toInstant())
                .as("notice can still be given afterwards")
                .isCloseTo(workingTime.plusDays(clock.instant(), 5), within(1, ChronoUnit.MINUTES))
                .isBefore(renewalOn().atStartOfDay(ZoneOffset.UTC).toInstant());
        assertThat(web.browser(REP)
                        .get("/api/tasks/"
                                + steps.task(instance, "decide-renewal").getId() + "/customer")
                        .statusCode())
                .as("the customer's history is beside the task")
                .isEqualTo(200);
        assertThatThrownBy(
                        () -> steps.complete(instance, "decide-renewal", REP, Map.of("renewalDecision", "renegotiate")))
                .hasStackTraceContaining("Say why it is not simply renewed.");
        steps.complete(instance, "decide-renewal", REP, Map.of("renewalDecision", "renew"));
        steps.runAllJobs(instance);

        Renewals.Case closed = renewals.of(contract.number()).orElseThrow();
        String next = Objects.requireNonNull(closed.newDeal());
        assertThat(deals.get(next).customerId()).isEqualTo(contract.customerId());
        assertThat(deals.get(next).rep()).isEqualTo(REP);
        assertThat(renewals.before(next)).contains(contract.number());
        assertThat(briefings.startingLines(next))
                .as("the lines of the contract, at the list price of today")
                .singleElement()
                .isEqualTo(new StartingLine("gtx-basic", "GTX Basic", 3, new BigDecimal("601.00"), "USD"));
        assertThat(briefings.of(next).history())
                .contains("It follows contract " + contract.number(), "3 × GTX Basic, today 601.00 USD each");
        assertThat(web.browser(REP).get("/api/deals/" + next).body())
                .contains("\"startingLines\":[{\"product\":\"gtx-basic\"");
        String journey = runtimeInstances("lead-to-after-sales", next).get(0).getProcessInstanceId();
        steps.runAllJobs(journey);
        assertThat(acting.asSystem(() ->
                        tasks.getVariable(steps.task(journey, "clarify-needs").getId(), "history")))
                .asString()
                .contains("3 × GTX Basic");
        assertThat(renewals.startDeal(contract.number(), renewalOn()))
                .as("again")
                .isEqualTo(next);
        assertThat(runtimeInstances("lead-to-after-sales", next)).hasSize(1);
        assertThat(steps.ended(instance)).isTrue();
        assertThat(web.browser("legal").get("/contracts/" + contract.number()).body())
                .contains(next);
        everyMorning();
        assertThat(cases()).isEmpty();
    }

    @Test
    void aDayOnWhichNothingRanIsMadeUpFor() {
        goTo(renewalOn().plusDays(9));
        everyMorning();

        String instance = cases().get(0).getProcessInstanceId();
        steps.complete(
                instance,
                "decide-renewal",
                REP,
                Map.of("renewalDecision", "let-end", "renewalNote", "They close the plant."));
        steps.runAllJobs(instance);

        assertThat(steps.trace(instance)).contains("contract-ends");
        assertThat(renewals.of(contract.number()).orElseThrow().newDeal()).isNull();
    }

    @Test
    void twoNodesOpenItOnce() throws Exception {
        goTo(renewalOn());
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> look = () -> acting.asSystem(() -> renewals.openDue());
            for (Future<Integer> each : nodes.invokeAll(List.of(look, look))) {
                each.get();
            }
        } finally {
            nodes.shutdown();
        }
        assertThat(cases()).hasSize(1);
    }

    /** A contract that was signed late for its notice is decided about at once. */
    @Test
    void theTaskIsDueBeforeTheLastDayToGiveNotice() {
        goTo(renewalOn().minusDays(5));
        everyMorning();

        String instance = cases().get(0).getProcessInstanceId();
        assertThat(steps.task(instance, "decide-renewal").getDueDate().toInstant())
                .isBefore(renewalOn().atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The day on which the case opens: so many working days ahead as the table says for the customer's class. */
    private LocalDate opensOn() {
        long ahead = Map.of("A", 20L, "B", 15L, "C", 10L)
                .get(customers.get(contract.customerId()).customerClass());
        LocalDate day = renewalOn();
        while (workingTime.workingDaysBetween(day.minusDays(1), renewalOn()) <= ahead) {
            day = day.minusDays(1);
        }
        return day;
    }

    private LocalDate renewalOn() {
        return Objects.requireNonNull(contract.renewalOn());
    }

    private void goTo(LocalDate day) {
        clock.forward(Duration.ofDays(java.time.temporal.ChronoUnit.DAYS.between(workingTime.today(), day)));
    }

    /** The timer that starts the look every morning. */
    private void everyMorning() {
        steps.fireStartTimer("contract-renewal", "every-morning");
    }

    private List<ProcessInstance> cases() {
        return runtimeInstances("contract-renewal", contract.number());
    }

    private List<ProcessInstance> runtimeInstances(String process, String key) {
        return acting.asSystem(() -> runtime.createProcessInstanceQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(key)
                .list());
    }
}

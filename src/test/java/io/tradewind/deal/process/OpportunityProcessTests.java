package io.tradewind.deal.process;

import static io.tradewind.deal.DealFixtures.MANAGER;
import static io.tradewind.deal.DealFixtures.REP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Deal;
import io.tradewind.deal.DealFixtures;
import io.tradewind.deal.DealLost;
import io.tradewind.deal.DealOpened;
import io.tradewind.deal.DealStageEntered;
import io.tradewind.deal.DealWon;
import io.tradewind.deal.Deals;
import io.tradewind.deal.ImportedDeal;
import io.tradewind.deal.Quotation;
import io.tradewind.deal.Stage;
import io.tradewind.deal.Standstills;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.variable.SpinValues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@TradewindTest
@RecordApplicationEvents
class OpportunityProcessTests {

    private static final String AT_LIST_PRICE = "[{\"product\":\"gtx-pro\",\"quantity\":2,\"discount\":0}]";
    private static final String TWELVE_OFF = "[{\"product\":\"gtx-pro\",\"quantity\":2,\"discount\":12}]";

    @Autowired
    private Deals deals;

    @Autowired
    private DealFixtures fixtures;

    @Autowired
    private Customers customers;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private HistoryService history;

    @Autowired
    private Acting acting;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private MutableClock clock;

    @Autowired
    private ApplicationEvents events;

    private String opportunity = "";

    @AfterEach
    void backToThePresent() {
        clock.reset();
    }

    @Autowired
    private Standstills standstills;

    @Test
    void aDealAtListPriceIsWonWithoutAskingAnybody() {
        begin(fixtures.customer().id());
        clarifyNeeds(Map.of());
        steps.runJob(opportunity, "save-needs");
        quote(AT_LIST_PRICE);
        steps.runJob(opportunity, "save-quotation");
        answer("accepted", Map.of());
        steps.runJob(opportunity, "record-answer");

        Deal deal = deal();
        assertThat(deal.stage()).isEqualTo(Stage.WON);
        assertThat(deal.agreedPrice()).isEqualTo("9642.00");
        assertThat(deal.needs()).isEqualTo("A second line");
        assertThat(steps.ended(opportunity)).isTrue();
        assertThat(variable("dealWon")).isEqualTo(true);
        assertThat(variable("customerId")).isEqualTo(fixtures.customer().id());
        assertThat(steps.trace(opportunity))
                .containsSubsequence(
                        "open-deal",
                        "clarify-needs",
                        "save-needs",
                        "prepare-quotation",
                        "save-quotation",
                        "approve-discount",
                        "present-quotation",
                        "record-answer",
                        "win-deal",
                        "deal-won")
                .doesNotContain("ask-approvers");
        assertThat(events.stream(DealOpened.class)).hasSize(1);
        assertThat(events.stream(DealStageEntered.class))
                .extracting(DealStageEntered::stage)
                .containsExactly("prospecting", "engaging", "quotation", "negotiation", "won");
        assertThat(events.stream(DealWon.class)).singleElement().satisfies(won -> {
            assertThat(won.agreedPrice()).isEqualTo("9642.00");
            assertThat(won.cost()).isEqualTo("5303.10");
            assertThat(won.qualifiedOn()).isEqualTo(workingTime.today());
        });
    }

    @Test
    void aDiscountBeyondTheRepGoesToTheManagerAndComesBackWithTheirWords() {
        begin(fixtures.customer().id());
        clarifyNeeds(Map.of());
        steps.runAllJobs(opportunity);
        quote(TWELVE_OFF);
        steps.runAllJobs(opportunity);

        steps.complete(
                opportunity, "decide-request", MANAGER, Map.of("decision", "send-back", "comment", "Try eight first"));
        steps.runAllJobs(opportunity);
        assertThat(deals.currentQuotation(deal().number()))
                .hasValueSatisfying(quotation -> assertThat(quotation.state()).isEqualTo(Quotation.State.REJECTED));
        assertThat(steps.task(opportunity, "prepare-quotation").getAssignee()).isEqualTo(REP);
        assertThat(variable("remarks")).isEqualTo("Try eight first");

        quote(AT_LIST_PRICE);
        steps.runAllJobs(opportunity);
        assertThat(steps.task(opportunity, "present-quotation").getAssignee()).isEqualTo(REP);
        assertThat(deals.quotations(deal().number())).hasSize(2);
    }

    @Test
    void whatStaysWithinTheApprovedBoundsIsNotAskedAgain() {
        begin(fixtures.customer().id());
        clarifyNeeds(Map.of());
        steps.runAllJobs(opportunity);
        quote(TWELVE_OFF);
        steps.runAllJobs(opportunity);
        steps.complete(opportunity, "decide-request", MANAGER, Map.of("decision", "approve"));
        steps.runAllJobs(opportunity);
        answer("changes", Map.of("changesWanted", "One more"));
        steps.runAllJobs(opportunity);
        assertThat(variable("remarks")).asString().contains("One more");

        quote("[{\"product\":\"gtx-pro\",\"quantity\":3,\"discount\":10}]");
        steps.runAllJobs(opportunity);

        assertThat(steps.task(opportunity, "present-quotation")).isNotNull();
        assertThat(deals.currentQuotation(deal().number()))
                .hasValueSatisfying(quotation -> assertThat(quotation.version()).isEqualTo(2));
        assertThat(variable("customerAnswer"))
                .as("the answer of the last round")
                .isNull();

        answer("changes", Map.of("changesWanted", "Cheaper"));
        steps.runAllJobs(opportunity);
        quote("[{\"product\":\"gtx-pro\",\"quantity\":3,\"discount\":13}]");
        steps.runAllJobs(opportunity);
        assertThat(steps.task(opportunity, "decide-request").getAssignee()).isEqualTo(MANAGER);
    }

    @Test
    void aDealIsLostWhereverTheRepSaysSo() {
        begin(null);
        assertThatThrownBy(() -> steps.complete(opportunity, "clarify-needs", REP, Map.of("nextStep", "lost")))
                .hasMessageContaining("Reason is required");

        steps.complete(
                opportunity,
                "clarify-needs",
                REP,
                Map.of("nextStep", "lost", "lostReason", "no-budget", "competitor", "Globex"));

        assertThat(deal().stage()).isEqualTo(Stage.LOST);
        assertThat(deal().competitor()).isEqualTo("Globex");
        assertThat(variable("dealWon")).isEqualTo(false);
        assertThat(steps.ended(opportunity)).isTrue();
        assertThat(events.stream(DealLost.class)).extracting(DealLost::reason).containsExactly("no-budget");
    }

    @Test
    void aPresentedQuotationCanBeLostToo() {
        begin(fixtures.customer().id());
        clarifyNeeds(Map.of());
        steps.runAllJobs(opportunity);
        quote(AT_LIST_PRICE);
        steps.runAllJobs(opportunity);

        answer("lost", Map.of("lostReason", "price", "competitor", "Globex"));

        assertThat(deal().stage()).isEqualTo(Stage.LOST);
        assertThat(deals.currentQuotation(deal().number()))
                .hasValueSatisfying(quotation -> assertThat(quotation.state()).isEqualTo(Quotation.State.SUPERSEDED));
        assertThat(steps.ended(opportunity)).isTrue();
    }

    @Test
    void aNewCustomerIsTakenOnAndASimilarNameIsAskedAbout() {
        begin(null);
        String name = "Quillfeather " + UUID.randomUUID();

        assertThatThrownBy(() -> clarifyNeeds(Map.of("namedCustomer", "Betasolon")))
                .hasMessageContaining("Did you mean 'Betasoloin'");
        assertThatThrownBy(() -> clarifyNeeds(Map.of("namedCustomer", name)))
                .hasMessageContaining("No customer is called");
        assertThatThrownBy(() -> clarifyNeeds(Map.of("namedCustomer", "Acme Corporation", "newCustomer", true)))
                .hasMessageContaining("is a customer already");
        clarifyNeeds(Map.of("namedCustomer", name, "newCustomer", true));

        assertThat(customers.byName(name)).hasValueSatisfying(customer -> {
            assertThat(customer.owner()).isEqualTo(REP);
            assertThat(deal().customerId()).isEqualTo(customer.id());
        });
    }

    @Test
    void anImportedDealThatIsEngagedGoesStraightToItsQuotation() {
        String number = imported(Stage.ENGAGING);

        opportunity = processes.start("opportunity", number, Map.of("dealNumber", number, "rep", REP));
        assertThat(steps.trace(opportunity)).doesNotContain("clarify-needs");
        assertThatThrownBy(() -> quote(AT_LIST_PRICE)).hasMessageContaining("Choose the customer");
        steps.complete(
                opportunity,
                "prepare-quotation",
                REP,
                quotation(
                        AT_LIST_PRICE,
                        Map.of("chosenCustomerId", fixtures.customer().id())));

        assertThat(deal().number()).isEqualTo(number);
        assertThat(deal().customerId()).isEqualTo(fixtures.customer().id());
    }

    @Test
    void anImportedProspectBeginsWithItsNeeds() {
        String number = imported(Stage.PROSPECTING);

        opportunity = processes.start("opportunity", number, Map.of("dealNumber", number, "rep", REP));

        assertThat(steps.task(opportunity, "clarify-needs").getAssignee()).isEqualTo(REP);
        assertThat(deals.get(number).externalId()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            [{"product":"gtx-pro","quantity":0,"discount":0}]             | the quantity must be a whole number
            [{"product":"gtx-pro","quantity":1,"discount":101}]           | the discount must be between 0 and 100
            [{"product":"gtx-pro","quantity":1e308,"discount":0}]         | the quantity must be a whole number
            [{"product":"gtx-pro","quantity":1,"discount":"NaN"}]         | is no number
            [{"product":"gtx-pro","quantity":1,"discount":0,"price":-5}]  | prices come from the price list
            [{"product":"nothing","quantity":1,"discount":0}]             | There is no product 'nothing'
            []                                                            | Add at least one line
            """)
    void whatCannotBeQuotedComesBackToTheRepAsASentence(String lines, String sentence) {
        begin(fixtures.customer().id());
        clarifyNeeds(Map.of());
        steps.runAllJobs(opportunity);

        assertThatThrownBy(() -> quote(lines)).hasMessageContaining(sentence);

        assertThat(steps.task(opportunity, "prepare-quotation")).isNotNull();
        assertThat(deals.quotations(deal().number())).isEmpty();
    }

    @Test
    void aDeliveryDateInThePastComesBackToo() {
        begin(fixtures.customer().id());
        clarifyNeeds(Map.of());
        steps.runAllJobs(opportunity);

        assertThatThrownBy(() -> steps.complete(
                        opportunity,
                        "prepare-quotation",
                        REP,
                        quotation(
                                AT_LIST_PRICE,
                                Map.of(
                                        "deliveryDate",
                                        workingTime.today().minusDays(1).toString()))))
                .hasMessageMatching("We deliver by: \\d{4}-\\d\\d-\\d\\d has passed. Choose a day from today on.");
    }

    @Test
    void theDayOfTheDecisionAndOfTheNextVisitLieAhead() {
        begin(fixtures.customer().id());
        String yesterday = workingTime.today().minusDays(1).toString();
        String today = workingTime.today().toString();

        assertThatThrownBy(() -> clarifyNeeds(Map.of("decisionOn", yesterday)))
                .hasMessage("They decide by: " + yesterday + " has passed. Choose a day from today on.");
        assertThatThrownBy(() -> clarifyNeeds(Map.of("nextVisitOn", yesterday)))
                .hasMessage("My next visit: " + yesterday + " has passed. Choose a day from today on.");
        clarifyNeeds(Map.of("decisionOn", today, "nextVisitOn", today));

        assertThat(deal().decisionOn()).isEqualTo(today);
    }

    @Test
    void aDealThatStandsStillIsAskedAboutOnceAndCanBeGivenUp() {
        begin(fixtures.customer().id());
        look();
        assertThat(taskIds()).containsExactly("clarify-needs");

        clock.forward(Duration.ofDays(30));
        look();
        look();
        assertThat(taskIds()).containsExactlyInAnyOrder("clarify-needs", "review-standing-deal");

        steps.complete(
                opportunity,
                "review-standing-deal",
                REP,
                Map.of("standingDeal", "keep", "keepReason", "Budget round in January"));
        look();
        assertThat(taskIds()).containsExactly("clarify-needs");

        clock.forward(Duration.ofDays(60));
        look();
        steps.complete(
                opportunity, "review-standing-deal", REP, Map.of("standingDeal", "lost", "lostReason", "no-decision"));
        assertThat(deal().stage()).isEqualTo(Stage.LOST);
        assertThat(steps.ended(opportunity)).isTrue();
    }

    @Test
    void aStandingDealIsPostponedToANewDateWithAReasonAndAskedAboutAfterIt() {
        begin(fixtures.customer().id());
        clock.forward(Duration.ofDays(60));
        look();
        assertThat(standing()).singleElement().satisfies(asked -> {
            assertThat(asked.proposal()).isEqualTo("close");
            assertThat(asked.why()).startsWith("After 40 working days nobody knows");
        });

        LocalDate later = LocalDate.now(clock).plusDays(40);
        assertThatThrownBy(() -> answer(Map.of("standingDeal", "postpone", "keepReason", "New budget year")))
                .hasMessageContaining("They decide by is required");
        assertThatThrownBy(() -> answer(Map.of(
                        "standingDeal",
                        "postpone",
                        "newDecisionOn",
                        later.minusDays(80).toString(),
                        "keepReason",
                        "Late")))
                .hasMessageContaining("by when they decide now");
        answer(Map.of("standingDeal", "postpone", "newDecisionOn", later.toString(), "keepReason", "New budget year"));

        assertThat(deal().decisionOn()).isEqualTo(later);
        assertThat(standing()).isEmpty();
        clock.forward(Duration.ofDays(35));
        look();
        assertThat(taskIds()).containsExactly("clarify-needs");

        clock.forward(Duration.ofDays(30));
        look();
        assertThat(taskIds()).contains("review-standing-deal");
        assertThat(standing()).hasSize(1);
    }

    /** As every working day. */
    private void look() {
        processes.correlate("deal.stands-still", deal().number(), Map.of());
    }

    private void answer(Map<String, Object> values) {
        steps.complete(opportunity, "review-standing-deal", REP, values);
    }

    private List<Standstills.StandingDeal> standing() {
        return standstills.standing(List.of(REP)).stream()
                .filter(one -> one.number().equals(deal().number()))
                .toList();
    }

    private void begin(@Nullable Long customerId) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("leadNumber", "L-" + UUID.randomUUID());
        variables.put("rep", REP);
        variables.put("customerId", customerId);
        opportunity = processes.start("opportunity", "L-test", variables);
    }

    private String imported(Stage stage) {
        return deals.importOpen(List.of(new ImportedDeal(
                        UUID.randomUUID().toString(), REP, null, "GTXPro", stage, null, null, null, null, null, null)))
                .get(0)
                .dealNumber();
    }

    private void clarifyNeeds(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "nextStep",
                "quote",
                "needs",
                "A second line",
                "product",
                "gtx-pro",
                "quantity",
                2,
                "budget",
                "10000.00"));
        values.putAll(more);
        steps.complete(opportunity, "clarify-needs", REP, values);
    }

    private void quote(String lines) {
        steps.complete(opportunity, "prepare-quotation", REP, quotation(lines, Map.of()));
    }

    private Map<String, Object> quotation(String lines, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "quotationStep",
                "quote",
                "lines",
                SpinValues.jsonValue(lines).create(),
                "paymentDays",
                30L,
                "deliveryDate",
                workingTime.today().plusDays(20).toString(),
                "validUntil",
                workingTime.today().plusDays(40).toString()));
        values.putAll(more);
        return values;
    }

    private void answer(String answer, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of("customerAnswer", answer));
        values.putAll(more);
        steps.complete(opportunity, "present-quotation", REP, values);
    }

    private List<String> taskIds() {
        return steps.openTasks(opportunity).stream()
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    /** The deal the business key names. */
    private Deal deal() {
        return acting.asSystem(() -> deals.get(history.createHistoricProcessInstanceQuery()
                .processInstanceId(opportunity)
                .singleResult()
                .getBusinessKey()));
    }

    private @Nullable Object variable(String name) {
        return acting.asSystem(() -> {
            HistoricVariableInstance variable = history.createHistoricVariableInstanceQuery()
                    .processInstanceId(opportunity)
                    .variableName(name)
                    .singleResult();
            return variable == null ? null : variable.getValue();
        });
    }
}

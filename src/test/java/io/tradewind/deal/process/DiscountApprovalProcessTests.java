package io.tradewind.deal.process;

import static io.tradewind.deal.DealFixtures.MANAGER;
import static io.tradewind.deal.DealFixtures.REP;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalDesk;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.ShownFact;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.deal.DealFixtures;
import io.tradewind.deal.Deals;
import io.tradewind.deal.NewDeal;
import io.tradewind.deal.PriceApprovals;
import io.tradewind.deal.Quotation;
import io.tradewind.deal.QuotationDraft;
import io.tradewind.deal.Quotations;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class DiscountApprovalProcessTests {

    @Autowired
    private DealFixtures fixtures;

    @Autowired
    private Deals deals;

    @Autowired
    private Quotations quotations;

    @Autowired
    private PriceApprovals prices;

    @Autowired
    private Approvals approvals;

    @Autowired
    private ApprovalDesk desk;

    @Autowired
    private Customers customers;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private FormService forms;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Web web;

    @Autowired
    private HistoryService history;

    @Autowired
    private Acting acting;

    private String deal = "";
    private String process = "";

    @BeforeEach
    void aDealWhoseNeedsAreKnown() {
        deal = fixtures.engaged().number();
    }

    @Test
    void withinTheRepsOwnLimitNobodyIsAsked() {
        ask("5");

        assertThat(steps.ended(process)).isTrue();
        assertThat(outcome()).isEqualTo("approved");
        assertThat(quotation().state()).isEqualTo(Quotation.State.APPROVED);
        assertThat(steps.trace(process))
                .containsSubsequence("request-approval", "record-outcome", "price-decided")
                .doesNotContain("ask-approvers");
    }

    @Test
    void financeAgreesToADayMoreThanTheCreditReviewAllows() {
        long reviewed = customers
                .register(NewCustomer.named("Reviewed " + UUID.randomUUID()))
                .id();
        jdbc.sql("INSERT INTO credit_account (customer_id, payment_days) VALUES (:id, 30)")
                .param("id", reviewed)
                .update();
        String number = deals.open(new NewDeal(null, REP, reviewed, "gtx-pro", null, null, null))
                .number();
        steps.as(REP, () -> {
            assertThat(prices.preview(number, payableWithin(30)).ownAuthority()).isTrue();
            assertThat(prices.preview(number, payableWithin(31)).approvers())
                    .extracting("userId")
                    .containsExactly("finance");
            quotations.write(number, payableWithin(31));
        });

        Approval asked = approvals.get(prices.request(number, 1).orElseThrow());

        assertThat(asked.request().facts()).contains(new ShownFact("Days to pay by the credit review", "at most 30"));
        assertThat(prices.settle(number, 1)).isNotEqualTo("approved");
    }

    private QuotationDraft payableWithin(int days) {
        QuotationDraft draft = fixtures.draft("gtx-pro", 1, "0");
        return new QuotationDraft(null, draft.lines(), days, draft.deliveryDate(), draft.validUntil());
    }

    @Test
    void aCentBeyondItTheManagerDecides() {
        ask("5.01");
        String page = "/approvals/"
                + approvals.latest("discount", deal + " v1").orElseThrow().id();
        for (String who : List.of(REP, MANAGER)) {
            assertThat(web.browser(who).get("/board/deals/" + deal).body())
                    .as("the open request, for " + who)
                    .contains("href=\"" + page + "\"");
        }

        answer(MANAGER, "approve", "For the reference customer");
        steps.runAllJobs(process);

        assertThat(outcome()).isEqualTo("approved");
        assertThat(quotation().state()).isEqualTo(Quotation.State.APPROVED);
        assertThat(quotation().approvalId()).isNotNull();
        assertThat(quotation().decisionNote()).isEqualTo("For the reference customer");
    }

    @Test
    void linesAtListPriceDoNotThinOutWhatOneLineGivesAway() {
        // 10 % off one, nothing off three more: 2.5 % of the total, inside the rep's limit
        long version = quotations
                .write(deal, draft(line("gtx-pro", 1, "10"), line("gtx-pro", 3, "0")))
                .version();
        ask(version);

        assertThat(steps.openTasks(process)).extracting(Task::getAssignee).containsExactly(MANAGER);
        Approval approval = approvals.latest("discount", deal + " v1").orElseThrow();
        assertThat(approval.request().title()).startsWith("2.5 % discount, 10 % on one line for Isdom");
        assertThat(approval.request().facts())
                .contains(new ShownFact("Discount", "2.5 %"), new ShownFact("Largest line discount", "10 %"));
    }

    @Test
    void whatEveryLineMayHaveTheWholeMayHave() {
        steps.as(REP, () -> assertThat(prices.preview(deal, draft(line("gtx-pro", 1, "5"), line("mg-special", 3, "0")))
                        .ownAuthority())
                .isTrue());
    }

    @Test
    void aLineGivenAwayIsNotCarriedByTheMarginOfTheOthers() {
        steps.as(REP, () -> assertThat(
                        prices.preview(deal, draft(line("gtx-pro", 100, "0"), line("mg-special", 1, "100")))
                                .approvers())
                .extracting("userId")
                .contains("gm", "finance"));
    }

    @Test
    void whatIsRejectedMayNotBeOffered() {
        ask("12");

        answer(MANAGER, "reject", "They buy anyway");
        steps.runAllJobs(process);

        assertThat(outcome()).isEqualTo("rejected");
        assertThat(quotation().state()).isEqualTo(Quotation.State.REJECTED);
        assertThat(quotation().decisionNote()).isEqualTo("They buy anyway");
    }

    @Test
    void aRecalledPriceMayNotBeOfferedAndTheNextVersionIsAskedAnew() {
        ask("12");
        long recalled = approvals.latest("discount", deal + " v1").orElseThrow().id();

        steps.as(REP, () -> desk.recall(recalled, "The customer wants more"));
        steps.runAllJobs(process);

        assertThat(outcome()).isEqualTo("sent-back");
        assertThat(quotation().state()).isNotEqualTo(Quotation.State.APPROVED);
        ask("12");
        assertThat(steps.openTasks(process)).extracting(Task::getAssignee).containsExactly(MANAGER);
    }

    @Test
    void aDealThatIsGivenUpTakesItsQuestionBack() {
        ask("12");
        long open = approvals.latest("discount", deal + " v1").orElseThrow().id();

        steps.as(REP, () -> deals.lose(deal, "no-decision", null, null));

        assertThat(approvals.get(open).state()).isEqualTo(ApprovalState.RECALLED);
        assertThat(approvals.openToDecide(MANAGER)).extracting(Approval::id).doesNotContain(open);
        assertThat(steps.openTasks(process)).isEmpty();
    }

    @Test
    void ofAWorsePriceOnlyThoseAreAskedWhoseBoundBroke() {
        ask("30.01");
        for (Task task : List.copyOf(steps.openTasks(process))) {
            answer(task.getAssignee(), "approve", "Once");
        }
        steps.runAllJobs(process);
        assertThat(outcome()).isEqualTo("approved");

        ask("30.01");
        assertThat(steps.ended(process)).as("no worse: nobody").isTrue();
        ask("30.02");
        assertThat(steps.openTasks(process))
                .as("below the floor is nothing new to finance; the larger discount is the superior's to judge")
                .extracting(Task::getAssignee)
                .containsExactly("gm");
    }

    @Test
    void belowTheFloorPriceFinanceIsAskedToo() {
        ask("30.01");

        assertThat(steps.openTasks(process)).extracting(Task::getAssignee).contains("finance");
    }

    @Test
    void approversSeeTheFactsAndTheChangeButNeverCostOrMargin() {
        ask("12");
        answer(MANAGER, "send-back", "Less");
        steps.runAllJobs(process);
        ask("15");

        Approval approval = approvals.latest("discount", deal + " v2").orElseThrow();
        Map<String, String> facts =
                approval.request().facts().stream().collect(Collectors.toMap(ShownFact::label, ShownFact::value));

        assertThat(facts)
                .containsEntry("Customer", "Isdom, class " + fixtures.customer().customerClass())
                .containsEntry("Total", "4,097.85 USD")
                .containsEntry("Discount", "15 %")
                .containsEntry("Lines", "1 × GTX Pro, 15 % off");
        assertThat(facts.get("Against version 1")).contains("discount 12 % → 15 %");
        assertThat(facts.toString()).doesNotContainIgnoringCase("margin").doesNotContain("2651.55", "2,651.55");
    }

    @Test
    void whoCountersignsAndMayKnowItSeesFloorMarginAndCostAndNobodyElseDoes() {
        ask("30.01");
        Approval approval = approvals.latest("discount", deal + " v1").orElseThrow();
        String page = "/approvals/" + approval.id();
        Quotation quotation = quotation();
        String cost = String.format(Locale.ENGLISH, "%,.2f", quotation.cost());

        assertThat(web.browser("finance").get(page, "Accept", "text/html").body())
                .contains("Floor price", "Margin", "Cost", cost + " USD", "sold below the floor price");
        assertThat(web.nobody().get(link(approval.id(), "finance")).body()).contains("Floor price", cost + " USD");
        for (String user : List.of(REP, MANAGER)) {
            assertThat(web.browser(user).get(page, "Accept", "text/html").body())
                    .contains("Who is asked")
                    .doesNotContain("Floor price", "Cost and margin", cost);
        }
        // reads everything and decides nothing here
        assertThat(web.browser("auditor").get(page, "Accept", "text/html").body())
                .doesNotContain("Cost and margin", cost);
        for (Task task : steps.openTasks(process)) {
            assertThat(acting.asSystem(() -> tasks.getVariables(task.getId())).toString())
                    .doesNotContain(cost, "Floor price");
        }
        assertThat(mail(approval.id(), "finance")).doesNotContain("Floor price", cost);
    }

    private String link(long approval, String user) {
        Matcher link = Pattern.compile("(/decide/[A-Za-z0-9_-]+)").matcher(mail(approval, user));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private String mail(long approval, String user) {
        return jdbc.sql("SELECT text FROM mail WHERE cause = :cause")
                .param("cause", "approval-asked:" + approval + ":" + user)
                .query(String.class)
                .single();
    }

    @Test
    void aForgedOutcomeDoesNotApproveAPrice() {
        Quotation draft = fixtures.quoted(deal, "12");
        prices.request(deal, draft.version());

        Map<String, Object> variables = new HashMap<>(Map.of("dealNumber", deal, "quotationVersion", 1L, "rep", REP));
        variables.put("approvalOutcome", "approved");
        variables.put("approvalNeeded", false);
        process = processes.startBefore("discount-approval", "record-outcome", deal, variables);

        assertThat(outcome()).isEqualTo("sent-back");
        assertThat(quotation().state()).isEqualTo(Quotation.State.REJECTED);
    }

    @Test
    void thePreviewNamesWhoWouldBeAskedAndKeepsNothing() {
        steps.as(REP, () -> assertThat(
                        prices.preview(deal, fixtures.draft("gtx-pro", 1, "12")).approvers())
                .extracting("userId")
                .containsExactly(MANAGER));
        steps.as(REP, () -> assertThat(
                        prices.preview(deal, fixtures.draft("gtx-pro", 1, "3")).ownAuthority())
                .isTrue());

        assertThat(deals.quotations(deal)).isEmpty();
        assertThat(approvals.latest("discount", deal + " v1")).isEmpty();
    }

    private void ask(String discountPercent) {
        ask(fixtures.quoted(deal, discountPercent).version());
    }

    private void ask(long version) {
        process = processes.start(
                "discount-approval", deal, Map.of("dealNumber", deal, "quotationVersion", version, "rep", REP));
        steps.runAllJobs(process);
    }

    private QuotationDraft draft(QuotationDraft.Line... lines) {
        QuotationDraft like = fixtures.draft("gtx-pro", 1, "0");
        return new QuotationDraft(null, List.of(lines), like.paymentDays(), like.deliveryDate(), like.validUntil());
    }

    private static QuotationDraft.Line line(String product, int quantity, String discountPercent) {
        return new QuotationDraft.Line(product, quantity, new BigDecimal(discountPercent));
    }

    private void answer(String approver, String decision, String comment) {
        Task task = steps.openTasks(process).stream()
                .filter(open -> approver.equals(open.getAssignee()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(approver + " is not asked"));
        steps.as(approver, () -> forms.submitTaskForm(task.getId(), Map.of("decision", decision, "comment", comment)));
    }

    private Quotation quotation() {
        return deals.currentQuotation(deal).orElseThrow();
    }

    private Object outcome() {
        return acting.asSystem(() -> history.createHistoricVariableInstanceQuery()
                .processInstanceId(process)
                .variableName("approvalOutcome")
                .singleResult()
                .getValue());
    }
}

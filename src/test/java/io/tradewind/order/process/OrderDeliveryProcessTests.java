package io.tradewind.order.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.approval.Answer;
import io.tradewind.approval.ApprovalDesk;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.collection.Payments;
import io.tradewind.contract.AcceptedDeals;
import io.tradewind.contract.ContractApprovals;
import io.tradewind.contract.ContractTerms;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.SignedContracts;
import io.tradewind.contract.SignedCopies;
import io.tradewind.credit.CreditAccounts;
import io.tradewind.credit.CreditGate;
import io.tradewind.credit.ExposureSource;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.deal.CustomerAnswer;
import io.tradewind.deal.Deal;
import io.tradewind.deal.Deals;
import io.tradewind.deal.NewDeal;
import io.tradewind.deal.PriceApprovals;
import io.tradewind.deal.QuotationDraft;
import io.tradewind.deal.Quotations;
import io.tradewind.engine.Processes;
import io.tradewind.order.CreditNote;
import io.tradewind.order.CreditNotes;
import io.tradewind.order.Invoice;
import io.tradewind.order.InvoiceIssued;
import io.tradewind.order.Invoices;
import io.tradewind.order.OrderChange;
import io.tradewind.order.OrderChanges;
import io.tradewind.order.OrderDelivered;
import io.tradewind.order.OrderPlaced;
import io.tradewind.order.OrderWork;
import io.tradewind.order.Orders;
import io.tradewind.order.SalesOrder;
import io.tradewind.order.Stocks;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.spin.plugin.variable.SpinValues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@TradewindTest
@RecordApplicationEvents
class OrderDeliveryProcessTests {

    private static final String REP = AcceptedDeals.REP;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private HistoryService history;

    @Autowired
    private Orders orders;

    @Autowired
    private OrderWork orderWork;

    @Autowired
    private OrderChanges orderChanges;

    @Autowired
    private Stocks stocks;

    @Autowired
    private Invoices invoices;

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private List<ExposureSource> exposure;

    @Autowired
    private CreditAccounts accounts;

    @Autowired
    private CreditGate gate;

    @Autowired
    private Payments payments;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ContractWork contractWork;

    @Autowired
    private ContractApprovals contractApprovals;

    @Autowired
    private PriceApprovals prices;

    @Autowired
    private ApprovalDesk desk;

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
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    @Autowired
    private Web web;

    private long customer;
    private String instance = "";
    private String contract = "";

    @BeforeEach
    void aCustomerWhoMayOwe25000() {
        customer = customers
                .register(NewCustomer.named("Order Test " + UUID.randomUUID()))
                .id();
    }

    @AfterEach
    void backToThePresent() {
        clock.reset();
    }

    @Test
    void everythingIsShippedConfirmedAndInvoiced() {
        order("1 Harbour Road", basics(10));
        assertThat(order().state()).isEqualTo(SalesOrder.State.CONFIRMED);
        assertThat(exposure()).isEqualTo("orders 5500.00, delivered 0, invoices 0");

        pack();
        ship(10);
        assertThat(exposure()).isEqualTo("orders 5500.00, delivered 0, invoices 0");
        clock.forward(Duration.ofDays(2));
        confirm();
        assertThat(exposure()).isEqualTo("orders 0, delivered 5500.00, invoices 0");
        steps.runJob(instance, "issue-invoice");

        assertThat(exposure()).isEqualTo("orders 0, delivered 0, invoices 5500.00");
        assertThat(order().state()).isEqualTo(SalesOrder.State.DELIVERED);
        Invoice invoice = invoices.ofOrder(orderNumber()).get(0);
        assertThat(invoice.amount()).isEqualByComparingTo("5500.00");
        assertThat(invoice.issuedOn()).isEqualTo(workingTime.today());
        assertThat(invoice.dueOn()).isEqualTo(workingTime.today().plusDays(30));
        assertThat(invoice.state()).isEqualTo("open");
        assertThat(invoices.openOf(List.of(customer))).containsExactly(invoice);
        assertThat(invoices.find(invoice.number())).contains(invoice);
        assertThat(variable("orderDelivered")).isEqualTo(true);
        assertThat(steps.ended(instance)).isTrue();
        assertThat(events.stream(OrderPlaced.class)).hasSize(1);
        assertThat(events.stream(OrderDelivered.class)).hasSize(1);
        assertThat(events.stream(InvoiceIssued.class))
                .singleElement()
                .satisfies(event -> assertThat(event.invoiceNumber()).isEqualTo(invoice.number()));
        assertThat(businessKey()).isEqualTo(orderNumber());
    }

    @Test
    void aPartIsShippedAndTheRestGetsADeliveryOfItsOwn() {
        // 3 pieces for 4,820.99 after discount: no third of it is a whole cent
        order("1 Harbour Road", AcceptedDeals.line("gtx-pro", 3, "66.66"));
        BigDecimal total = order().amount();

        for (int piece = 1; piece <= 3; piece++) {
            pack();
            ship(1);
            confirm();
            assertThat(variable("orderDelivered")).isEqualTo(piece == 3);
            steps.runJob(instance, "issue-invoice");
        }

        List<Invoice> issued = invoices.ofOrder(orderNumber());
        assertThat(issued).hasSize(3);
        assertThat(issued.stream().map(Invoice::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(total);
        assertThat(events.stream(OrderDelivered.class)).hasSize(1);
        assertThat(steps.ended(instance)).isTrue();
    }

    @Test
    void moreThanWasOrderedCannotLeaveNorNothing() {
        order("1 Harbour Road", basics(2));
        pack();

        assertThatThrownBy(() -> ship(3)).hasStackTraceContaining("at most 2 can leave now");
        assertThatThrownBy(() -> ship(0)).hasStackTraceContaining("At least one piece must leave");
        assertThatThrownBy(() -> ship("[{\"position\": 7, \"quantity\": 1}]")).hasStackTraceContaining("has no line 7");
        assertThatThrownBy(() -> ship("[{\"position\": 1, \"quantity\": 1.5}]"))
                .hasStackTraceContaining("must be a whole number");
        assertThatThrownBy(() -> ship("[{\"position\": 1, \"quantity\": 1}, {\"position\": 1, \"quantity\": 1}]"))
                .hasStackTraceContaining("is there twice");

        assertThat(steps.task(instance, "ship-goods")).isNotNull();
        assertThat(order().lines().get(0).shipped()).isZero();
    }

    @Test
    void aProofFromBeforeTheShipmentOrFromTomorrowIsRefused() {
        order("1 Harbour Road", basics(2));
        pack();
        ship(2);

        assertThatThrownBy(() -> confirm(workingTime.today().minusDays(1).toString()))
                .hasStackTraceContaining("cannot have arrived before");
        assertThatThrownBy(() -> confirm(workingTime.today().plusDays(1).toString()))
                .hasStackTraceContaining("in the future");

        confirm();
        assertThat(order().state()).isEqualTo(SalesOrder.State.DELIVERED);
    }

    @Test
    void theCarrierReportsTheDelivery() {
        order("1 Harbour Road", basics(2));
        pack();
        ship(2);
        String delivery = String.valueOf(variable("deliveryNumber"));

        assertThat(report(delivery, "in-transit", null).body()).contains("under-way", "recorded");
        assertThat(steps.task(instance, "confirm-delivery")).isNotNull();
        HttpResponse<String> delivered = report(delivery, "delivered", "Bob at the gate");

        assertThat(delivered.statusCode()).isEqualTo(200);
        assertThat(delivered.body()).contains("\"state\":\"delivered\"", "\"result\":\"recorded\"", "Bob at the gate");
        assertThat(steps.openTasks(instance)).isEmpty();
        steps.runJob(instance, "issue-invoice");
        assertThat(steps.trace(instance)).contains("carrier-reports", "order-delivered");
        assertThat(invoices.ofOrder(orderNumber())).hasSize(1);
    }

    @Test
    void theSameReportAgainDoesNothingMoreAndALaterOneIsTooLate() {
        order("1 Harbour Road", basics(2));
        pack();
        ship(2);
        String delivery = String.valueOf(variable("deliveryNumber"));
        String at = clock.instant().toString();

        assertThat(report(delivery, "delivered", "Bob", at).body()).contains("\"result\":\"recorded\"");
        assertThat(report(delivery, "delivered", "Bob", at).body()).contains("\"result\":\"already-known\"");
        clock.forward(Duration.ofMinutes(1));
        assertThat(report(delivery, "delivered", "Carol").body())
                .contains("\"result\":\"too-late\"", "\"receivedBy\":\"Bob\"");

        steps.runJob(instance, "issue-invoice");
        assertThat(invoices.ofOrder(orderNumber())).hasSize(1);
        assertThat(steps.ended(instance)).isTrue();
    }

    @Test
    void aReportAfterTheFormIsTooLate() {
        order("1 Harbour Road", basics(2));
        pack();
        ship(2);
        confirm();

        assertThat(report(String.valueOf(variable("deliveryNumber")), "delivered", "Bob")
                        .body())
                .contains("\"result\":\"too-late\"", "\"receivedBy\":\"Eve Warehouse\"");
    }

    @Test
    void aReportThatCannotBeIsRefusedWithTheField() {
        order("1 Harbour Road", basics(2));
        pack();
        ship(2);
        String delivery = String.valueOf(variable("deliveryNumber"));

        assertProblem(report("S-1999-000001", "delivered", "Bob"), 404, "There is no delivery 'S-1999-000001'");
        assertProblem(report(delivery, "teleported", "Bob"), 422, "\"field\":\"event\"");
        assertProblem(report(delivery, "delivered", null), 422, "\"field\":\"receivedBy\"");
        assertProblem(
                report(
                        delivery,
                        "delivered",
                        "Bob",
                        clock.instant().plusSeconds(3600).toString()),
                422,
                "\"field\":\"at\"");
        assertProblem(
                web.program("logistics").post("/api/shipments/" + delivery + "/events", "{\"at\": \"yesterday\"}"),
                400,
                "");
        assertProblem(
                web.program(REP).post("/api/shipments/" + delivery + "/events", "{\"event\": \"delivered\"}"), 404, "");

        assertThat(steps.task(instance, "confirm-delivery")).isNotNull();
        assertThat(jdbc.sql("SELECT count(*) FROM shipment_event WHERE delivery_number = :n")
                        .param("n", delivery)
                        .query(Long.class)
                        .single())
                .as("nothing half-written")
                .isZero();
    }

    @Test
    void withoutAnAddressTheOrderWaitsForOne() {
        order(null, basics(2));

        assertThat(holds())
                .isEqualTo("[{\"hold\":\"Delivery address\",\"why\":\"Nobody has said where the goods go\"}]");
        assertThat(order().state()).isEqualTo(SalesOrder.State.PLACED);
        assertThat(exposure()).as("not confirmed yet").isEqualTo("orders 0, delivered 0, invoices 0");

        steps.complete(
                instance,
                "clear-hold",
                "support",
                Map.of("holdAnswer", "check-again", "deliveryAddress", "2 Mill Lane"));

        assertThat(order().deliveryAddress()).isEqualTo("2 Mill Lane");
        assertThat(order().state()).isEqualTo(SalesOrder.State.CONFIRMED);
        assertThat(steps.task(instance, "pick-goods")).isNotNull();
    }

    @Test
    void aLimitLoweredSinceTheContractHoldsTheGoodsAndClearingOneReasonShowsWhatIsLeft() {
        accounts.setLimit(customer, new BigDecimal("100"));
        order(null, basics(2));
        assertThat(holds()).contains("Credit", "Delivery address");

        steps.complete(
                instance,
                "clear-hold",
                "support",
                Map.of("holdAnswer", "check-again", "deliveryAddress", "2 Mill Lane"));
        assertThat(holds()).contains("Credit").doesNotContain("Delivery address");

        accounts.setLimit(customer, new BigDecimal("1100"));
        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "check-again"));

        assertThat(steps.task(instance, "pick-goods")).isNotNull();
    }

    @Test
    void creditIsAskedForAgainAndTheExcessPrepaid() {
        accounts.setLimit(customer, new BigDecimal("1000"));
        order("1 Harbour Road", basics(2));

        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "ask-credit"));
        steps.complete(instance, "agree-smaller-order", REP, Map.of("smallerOrder", "prepay"));

        assertThat(gate.agreedPrepayment(contract)).isEqualByComparingTo("100");
        assertThat(holds())
                .contains("100.00 USD must be booked before goods leave, 0.00 is", contract, orderNumber())
                .doesNotContain("Credit");
        assertThatThrownBy(() -> steps.complete(
                        instance,
                        "clear-hold",
                        "support",
                        Map.of(
                                "holdAnswer",
                                "check-again",
                                "prepaymentReceivedOn",
                                workingTime.today().toString())))
                .as("nobody may say that money came")
                .isInstanceOf(RuntimeException.class);
        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "check-again"));
        assertThat(holds()).contains("Prepayment");

        prepaid("40", contract);
        assertThat(holds()).contains("Prepayment", "40.00 is");
        assertThatThrownBy(() -> prepaid("60", "O-1999-000001")).hasMessageContaining("No prepayment was agreed");
        prepaid("60", orderNumber());

        assertThat(steps.task(instance, "pick-goods")).isNotNull();
        assertThat(exposure.stream()
                        .map(source -> source.prepayments(List.of(customer)))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("counted once, when the payment is booked")
                .isEqualByComparingTo("100");
    }

    @Test
    void aHeldOrderIsCancelled() {
        order(null, basics(2));

        steps.complete(
                instance, "clear-hold", "support", Map.of("holdAnswer", "cancel", "cancelWhy", "They moved abroad."));

        assertThat(order().state()).isEqualTo(SalesOrder.State.CANCELLED);
        assertThat(variable("orderDelivered")).isEqualTo(false);
        assertThat(steps.ended(instance)).isTrue();
    }

    @Test
    void aConfirmedOrderIsCancelledBeforeAnythingLeftAndOwesNothing() {
        order("1 Harbour Road", basics(2));

        cancelAtPicking();

        assertThat(order().state()).isEqualTo(SalesOrder.State.CANCELLED);
        assertThat(exposure()).isEqualTo("orders 0, delivered 0, invoices 0");
        assertThat(steps.trace(instance)).contains("cancel-order", "order-cancelled");
    }

    @Test
    void whatHasLeftIsNotCancelled() {
        order("1 Harbour Road", basics(2));
        pack();
        ship(1);
        confirm();
        steps.runJob(instance, "issue-invoice");

        assertThatThrownBy(this::cancelAtPicking).hasMessageContaining("What left is returned, not cancelled");

        assertThat(order().state()).isEqualTo(SalesOrder.State.CONFIRMED);
        assertThat(steps.task(instance, "pick-goods")).isNotNull();
    }

    @Test
    void afterAPartHasArrivedTheRestIsClosedAndOwedNoMore() {
        order("1 Harbour Road", basics(5));
        pack();
        ship(2);
        assertThatThrownBy(() -> orderWork.closeRest(orderNumber())).hasMessageContaining("Nothing of order");
        confirm();
        steps.runJob(instance, "issue-invoice");

        steps.complete(instance, "pick-goods", "logistics", Map.of("pickAnswer", "close"));

        assertThat(steps.trace(instance)).contains("close-rest", "rest-closed");
        assertThat(steps.ended(instance)).isTrue();
        assertThat(order().state()).isEqualTo(SalesOrder.State.DELIVERED);
        assertThat(order().lines().get(0).closed()).isEqualTo(3);
        assertThat(variable("orderDelivered")).isEqualTo(true);
        assertThat(exposure()).isEqualTo("orders 0, delivered 0, invoices 1100.00");
        assertThat(events.stream(OrderDelivered.class)).hasSize(1);
    }

    @Test
    void partByPartTheExposureMovesFromOrderedToInvoiced() {
        order("1 Harbour Road", basics(10));
        pack();
        ship(4);
        confirm();
        assertThat(exposure()).isEqualTo("orders 3300.00, delivered 2200.00, invoices 0");
        steps.runJob(instance, "issue-invoice");
        assertThat(exposure()).isEqualTo("orders 3300.00, delivered 0, invoices 2200.00");
    }

    @Test
    void beforeTheCarrierComesEverythingIsUndoneStepByStepTheLastFirst() {
        forgetStock();
        stocks.count("gtx-basic", 5, null);
        try {
            order("1 Harbour Road", basics(2));
            assertThat(free()).isEqualTo(3);
            pack();
            ship(2);
            assertThat(onHand()).isEqualTo(3);

            steps.complete(
                    instance,
                    "confirm-delivery",
                    "logistics",
                    Map.of("deliveryAnswer", "cancel", "cancelWhy", "They moved abroad."));

            assertThat(steps.trace(instance).stream()
                            .filter(step -> List.of("recall-shipment", "release-goods", "cancel-order")
                                    .contains(step)))
                    // the last first; the engine tells only by the millisecond, which these two may share
                    .startsWith("recall-shipment")
                    .containsExactlyInAnyOrder("recall-shipment", "release-goods", "cancel-order");
            assertThat(order().state()).isEqualTo(SalesOrder.State.CANCELLED);
            assertThat(onHand()).isEqualTo(5);
            assertThat(free()).isEqualTo(5);
            assertThat(exposure()).isEqualTo("orders 0, delivered 0, invoices 0");
            assertThat(steps.ended(instance)).isTrue();
        } finally {
            forgetStock();
        }
    }

    @Test
    void whatTheCarrierHasIsNotCancelledAndALateReportOfARecalledShipmentChangesNothing() {
        order("1 Harbour Road", basics(2));
        pack();
        ship(2);
        String delivery = String.valueOf(variable("deliveryNumber"));
        report(delivery, "picked-up", null);

        assertThatThrownBy(() -> steps.complete(
                        instance,
                        "confirm-delivery",
                        "logistics",
                        Map.of("deliveryAnswer", "cancel", "cancelWhy", "Too late.")))
                .hasStackTraceContaining("have left already");
        assertThat(order().state()).isEqualTo(SalesOrder.State.CONFIRMED);

        order("1 Harbour Road", basics(2));
        pack();
        ship(2);
        String recalled = String.valueOf(variable("deliveryNumber"));
        steps.complete(
                instance, "confirm-delivery", "logistics", Map.of("deliveryAnswer", "cancel", "cancelWhy", "No."));

        assertThat(report(recalled, "delivered", "Bob").body())
                .contains("\"result\":\"too-late\"", "\"state\":\"recalled\"");
        assertThat(order().state()).isEqualTo(SalesOrder.State.CANCELLED);
    }

    @Test
    void aPrepaymentOfACancelledOrderIsPaidBackByFinance() {
        accounts.setLimit(customer, new BigDecimal("1000"));
        order("1 Harbour Road", basics(2));
        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "ask-credit"));
        steps.complete(instance, "agree-smaller-order", REP, Map.of("smallerOrder", "prepay"));
        prepaid("100", contract);

        cancelAtPicking();

        assertThat(order().state()).isEqualTo(SalesOrder.State.CANCELLED);
        assertThat(variable("shownPrepayment")).isEqualTo("100.00");
        String tomorrow = workingTime.today().plusDays(1).toString();
        assertThatThrownBy(() -> steps.complete(
                        instance,
                        "refund-prepayment",
                        "finance",
                        Map.of("refundedOn", tomorrow, "refundReference", "R1")))
                .hasStackTraceContaining("not one to come");
        steps.complete(
                instance,
                "refund-prepayment",
                "finance",
                Map.of("refundedOn", workingTime.today().toString(), "refundReference", "R1"));

        assertThat(order().prepaymentRefundedOn()).isEqualTo(workingTime.today());
        assertThat(prepayments()).as("paid back").isZero();
        assertThat(steps.ended(instance)).isTrue();
    }

    @Test
    void nothingIsPaidBackThatNobodyPaidAndOnlyWhatCame() {
        heldForAPrepaymentOf100();
        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "cancel", "cancelWhy", "Too dear."));
        assertThat(steps.ended(instance)).isTrue();
        assertThat(steps.trace(instance)).doesNotContain("refund-prepayment");

        heldForAPrepaymentOf100();
        prepaid("30", contract);
        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "cancel", "cancelWhy", "Too dear."));
        assertThat(variable("shownPrepayment")).isEqualTo("30.00");
    }

    @Test
    void aPrepaymentInTheBankFileLetsTheGoodsGoAndPaysTheirInvoices() {
        heldForAPrepaymentOf100();
        bank("100.01");
        assertThat(holds()).as("more than was agreed is a person's to judge").contains("Prepayment");

        bank("100");

        assertThat(prepayments()).isEqualByComparingTo("100");
        for (int piece = 1; piece <= 2; piece++) {
            pack();
            ship(1);
            confirm();
            steps.runJob(instance, "issue-invoice");
        }
        List<Invoice> issued = invoices.ofOrder(orderNumber());
        assertThat(issued).extracting(Invoice::paid).map(BigDecimal::intValue).containsExactlyInAnyOrder(100, 0);
        assertThat(prepayments()).isZero();
    }

    @Test
    void goodsDoNotLeaveOnAPrepaymentTheBankTookBack() {
        heldForAPrepaymentOf100();
        String reference = bank("100");
        pack();
        payments.take(new Payments.BankLine(
                UUID.randomUUID().toString(),
                new BigDecimal("100"),
                "USD",
                workingTime.today(),
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                reference));

        assertThat(prepayments()).isZero();
        assertThatThrownBy(() -> ship(2)).hasStackTraceContaining("must be booked before goods leave");
    }

    @Test
    void logisticsClearsWhatIsAboutGoodsAndNotWhatIsAboutMoney() {
        heldForAPrepaymentOf100();
        assertThat(clearers()).containsExactlyInAnyOrder("sales-support", "finance");

        order(null, basics(1));
        accounts.setLimit(customer, new BigDecimal("25000"));
        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "check-again"));
        assertThat(clearers()).containsExactlyInAnyOrder("sales-support", "logistics");
    }

    @Test
    void thePromisedDeliveryStandsInTheContractAndMakesTheOrderLate() {
        order("1 Harbour Road", basics(2));
        assertThat(order().wantedOn()).isEqualTo(workingTime.today().plusDays(14));
        assertThat(jdbc.sql("SELECT text FROM contract WHERE number = :number")
                        .param("number", contract)
                        .query(String.class)
                        .single())
                .contains("Delivery is made by " + order().wantedOn());
        assertThat(web.browser("support").get("/orders").body()).doesNotContain("wanted on " + order().wantedOn());

        clock.forward(Duration.ofDays(15));

        assertThat(web.browser("support").get("/orders").body()).contains("wanted on " + order().wantedOn());
    }

    @Test
    void aCancelledOrderShowsWhyAndNothingToShip() {
        order(null, basics(3));
        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "cancel", "cancelWhy", "They moved."));

        assertThat(order().cancelledWhy()).isEqualTo("They moved.");
        assertThat(order().toShip(order().lines().get(0))).isZero();
        assertThat(web.browser("support").get("/orders/" + orderNumber()).body())
                .contains("They moved.", "/contracts/" + contract);
        assertThat(web.browser("logistics").get("/orders/" + orderNumber()).body())
                .contains(contract)
                .doesNotContain("/contracts/" + contract);
    }

    private List<String> clearers() {
        String task = steps.task(instance, "clear-hold").getId();
        return tasks.getIdentityLinksForTask(task).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .toList();
    }

    private void heldForAPrepaymentOf100() {
        accounts.setLimit(customer, new BigDecimal("1000"));
        order("1 Harbour Road", basics(2));
        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "ask-credit"));
        steps.complete(instance, "agree-smaller-order", REP, Map.of("smallerOrder", "prepay"));
    }

    private void prepaid(String amount, String document) {
        payments.bookPrepayment(new Payments.ManualPrepayment(
                document,
                new BigDecimal(amount),
                workingTime.today(),
                UUID.randomUUID().toString(),
                "Payer"));
    }

    /** Says the bank's number of the payment. */
    private String bank(String amount) {
        String reference = UUID.randomUUID().toString();
        payments.take(new Payments.BankLine(
                "statement/" + reference,
                new BigDecimal(amount),
                "USD",
                workingTime.today(),
                null,
                "prepayment " + orderNumber() + ", thank you"));
        return reference;
    }

    private BigDecimal prepayments() {
        return exposure.stream()
                .map(source -> source.prepayments(List.of(customer)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void whatIsNotOnTheShelfHoldsTheOrderUntilItComesOrTheCustomerTakesItInParts() {
        forgetStock();
        stocks.count("gtx-basic", 5, workingTime.today().plusDays(9));
        try {
            order("1 Harbour Road", basics(4));
            assertThat(steps.task(instance, "pick-goods")).isNotNull();

            order(null, basics(3));
            assertThat(holds())
                    .contains(
                            "1 are free and 3 ordered",
                            workingTime.today().plusDays(9).toString(),
                            "Delivery address");
            assertThat(orders.holds(orderNumber())).hasSize(2);
            steps.complete(
                    instance,
                    "clear-hold",
                    "support",
                    Map.of("holdAnswer", "check-again", "deliveryAddress", "2 Mill Lane"));
            assertThat(holds()).contains("Stock").doesNotContain("Delivery address");

            steps.complete(
                    instance, "clear-hold", "logistics", Map.of("holdAnswer", "check-again", "takeInParts", true));
            pack();
            ship(3);
            assertThatThrownBy(() -> stocks.count("gtx-basic", -1, null)).hasMessageContaining("between 0 and");
            assertThatThrownBy(() ->
                            stocks.count("gtx-basic", 5, workingTime.today().minusDays(1)))
                    .hasMessageContaining("has passed. Choose a day from today on");
        } finally {
            forgetStock();
        }
    }

    @Test
    void moreThanIsOnTheShelfCannotLeave() {
        forgetStock();
        stocks.count("gtx-basic", 5, null);
        try {
            order("1 Harbour Road", basics(4));
            stocks.count("gtx-basic", 1, null);
            pack();

            assertThatThrownBy(() -> ship(4)).hasStackTraceContaining("only 1 of");
            ship(1);
            assertThat(onHand()).isZero();
        } finally {
            forgetStock();
        }
    }

    @Test
    void aChangedOrderIsCheckedAnewWhereverItWas() {
        order("1 Harbour Road", basics(10));
        pack();
        assertThat(steps.task(instance, "ship-goods")).isNotNull();

        orderChanges.change(orderNumber(), new OrderChange("3 Pier Road\nGate 2", null, Map.of(1, 8)));

        assertThat(steps.trace(instance)).contains("changed-before-shipping");
        assertThat(steps.task(instance, "pick-goods")).isNotNull();
        assertThat(order().amount()).isEqualByComparingTo("4400.00");
        assertThat(order().deliveryAddress()).isEqualTo("3 Pier Road\nGate 2");
        assertThat(exposure()).isEqualTo("orders 4400.00, delivered 0, invoices 0");

        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 50)));

        assertThat(order().state()).isEqualTo(SalesOrder.State.PLACED);
        assertThat(holds()).as("27,500 > 25,000, and 5,500 were agreed").contains("Credit", "Approval");
        assertThat(exposure()).isEqualTo("orders 0, delivered 0, invoices 0");

        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 10)));

        assertThat(steps.trace(instance)).contains("changed-while-held");
        assertThat(steps.task(instance, "pick-goods")).isNotNull();
    }

    @Test
    void anOrderBeyondItsContractNeedsApprovalAndWhatWasApprovedCoversUpToThat() {
        order("1 Harbour Road", basics(10));
        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 12)));
        assertThat(holds()).contains("Approval").doesNotContain("Credit");

        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "check-again"));
        assertThat(holds()).as("looking again approves nothing").contains("Approval");
        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "ask-approval"));
        steps.complete(instance, "decide-request", "melvin-marxen", Map.of("decision", "approve", "comment", "Good."));
        steps.runAllJobs(instance);

        assertThat(steps.task(instance, "pick-goods")).isNotNull();
        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 11)));
        assertThat(steps.task(instance, "pick-goods"))
                .as("less than was approved")
                .isNotNull();
        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 13)));
        assertThat(holds()).as("more than was approved").contains("Approval");
    }

    @Test
    void theDiscountOfManyIsNotTheDiscountOfAFew() {
        orderWithTwelvePercentAgreedFor(20);

        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 19)));

        assertThat(holds())
                .as("9,680 were agreed; less is outside though the sum has shrunk")
                .contains("Approval", "the discount was not agreed for these quantities");
        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 20)));
        assertThat(steps.task(instance, "pick-goods")).as("as agreed again").isNotNull();
        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 5)));
        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "check-again"));
        assertThat(holds()).contains("Approval");
        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "ask-approval"));
        assertThat(steps.task(instance, "decide-request").getAssignee()).isEqualTo("melvin-marxen");
        steps.complete(instance, "decide-request", "melvin-marxen", Map.of("decision", "approve"));
        steps.runAllJobs(instance);

        assertThat(steps.task(instance, "pick-goods")).isNotNull();
        assertThat(order().amount()).isEqualByComparingTo("2420.00");
        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 6)));
        assertThat(steps.task(instance, "pick-goods"))
                .as("more than was agreed last")
                .isNotNull();
        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 4)));
        assertThat(holds()).contains("Approval");
    }

    @Test
    void atThePriceThatARepMayGiveFewerPiecesConcernNobody() {
        order("1 Harbour Road", AcceptedDeals.line("gtx-basic", 20, "5"));

        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 2)));

        assertThat(steps.task(instance, "pick-goods")).isNotNull();
    }

    @Test
    void theLineWithoutDiscountCannotBeLeftToThinOutTheOther() {
        order("1 Harbour Road", AcceptedDeals.line("gtx-basic", 1, "20"), AcceptedDeals.line("gtx-basic", 9, "0"));

        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 9, 2, 1)));

        assertThat(holds()).contains("the discount was not agreed for these quantities");
    }

    @Test
    void theContractThatWasApprovedForALargeSumIsNotApprovedForASmallOne() {
        accounts.setLimit(customer, new BigDecimal("500000"));
        Deal deal = new AcceptedDeals(deals, quotations, customers, workingTime).of(customer, basics(200));
        String number = contractWork.draft(deal.number(), customer, REP).number();
        contractWork.settle(number, new ContractTerms(workingTime.today(), 12, 30, 30, null, "1 Harbour Road", null));
        contractWork.write(number);
        approved(contractApprovals.request(number).orElseThrow());
        assertThat(contractApprovals.settle(number)).isEqualTo("approved");
        contractWork.attachSignedCopy(number, "signed.pdf", SignedCopies.of(number));
        contractWork.sign(number, workingTime.today(), "Ada Buyer");
        start(deal, number);

        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 150)));

        assertThat(holds())
                .contains("the contract was not approved for this sum")
                .doesNotContain("discount");
        steps.complete(instance, "clear-hold", "support", Map.of("holdAnswer", "ask-approval"));
        steps.complete(instance, "decide-request", "director", Map.of("decision", "approve"));
        steps.runAllJobs(instance);
        assertThat(steps.task(instance, "pick-goods")).isNotNull();
        orderChanges.change(orderNumber(), new OrderChange(null, null, Map.of(1, 20)));
        assertThat(steps.task(instance, "pick-goods"))
                .as("so small a contract the matrix asks nobody about, nor the discount table")
                .isNotNull();
    }

    @Test
    void lessCreditTakesAnOrderBackFromThePackersAndFromTheRamp() {
        order("1 Harbour Road", basics(10));
        accounts.hold(customer, "Under investigation");

        assertThat(steps.trace(instance)).contains("changed-before-packing");
        assertThat(holds()).contains("Credit");
        assertThat(order().state()).isEqualTo(SalesOrder.State.PLACED);
        assertThat(exposure()).isEqualTo("orders 0, delivered 0, invoices 0");

        accounts.liftHold(customer);
        steps.complete(instance, "clear-hold", "finance", Map.of("holdAnswer", "check-again"));
        pack();
        assertThat(steps.task(instance, "ship-goods")).isNotNull();
        accounts.setLimit(customer, new BigDecimal("5499.99"));

        assertThat(steps.trace(instance)).contains("changed-before-shipping");
        assertThat(holds()).contains("Credit");
        accounts.setLimit(customer, new BigDecimal("5500"));
        steps.complete(instance, "clear-hold", "finance", Map.of("holdAnswer", "check-again"));
        assertThat(steps.task(instance, "pick-goods")).isNotNull();
    }

    @Test
    void whenCoverWentUnnoticedTheOneWhoShipsIsToldAndFinanceHasTheOrder() {
        order("1 Harbour Road", basics(10));
        pack();
        // as when a release ends: nothing tells the order
        jdbc.sql("INSERT INTO credit_account (customer_id, credit_limit) VALUES (:id, 100)")
                .param("id", customer)
                .update();

        assertThatThrownBy(() -> ship(10)).hasStackTraceContaining("must not leave now");

        assertThat(holds()).contains("Credit");
        assertThat(order().state()).isEqualTo(SalesOrder.State.PLACED);
        assertThat(order().lines().get(0).shipped()).isZero();
        accounts.setLimit(customer, new BigDecimal("5500"));
        steps.complete(instance, "clear-hold", "finance", Map.of("holdAnswer", "check-again"));
        pack();
        ship(10);
        assertThat(steps.task(instance, "confirm-delivery")).isNotNull();
    }

    @Test
    void ofTwoOrdersTheOlderKeepsItsPlaceWhenTheirCustomersBecomeOneGroup() {
        long head = customer;
        order("1 Harbour Road", basics(30));
        pack();
        String older = instance;
        customer = customers
                .register(NewCustomer.named("Order Test " + UUID.randomUUID()))
                .id();
        order("2 Mill Lane", basics(30));
        assertThat(steps.task(instance, "pick-goods")).isNotNull();

        customers.assignParent(customer, head);

        assertThat(steps.task(older, "pick-goods")).as("16,500 of 25,000").isNotNull();
        assertThat(holds()).as("33,000 of 25,000").contains("Credit");

        customers.assignParent(customer, null);
        steps.complete(instance, "clear-hold", "finance", Map.of("holdAnswer", "check-again"));
        assertThat(steps.task(instance, "pick-goods")).isNotNull();
    }

    @Test
    void whatWasCreditedIsNoRevenueAndTheSheetLeadsToTheOrder() {
        order("1 Harbour Road", basics(10));
        assertThat(exposure.stream().flatMap(source -> source.documents(List.of(customer)).stream()))
                .singleElement()
                .satisfies(document -> assertThat(document.link()).isEqualTo("/orders/" + orderNumber()));
        pack();
        ship(10);
        confirm();
        steps.runJob(instance, "issue-invoice");
        assertThat(revenue()).isEqualByComparingTo("5500");
        assertThat(exposure.stream().flatMap(source -> source.documents(List.of(customer)).stream()))
                .singleElement()
                .satisfies(document -> assertThat(document.link()).isEqualTo("/orders/" + orderNumber()));

        creditNotes.issue(
                "test:" + orderNumber(),
                CreditNote.Kind.REVERSAL,
                invoices.ofOrder(orderNumber()).get(0).number(),
                "Sent to the wrong company",
                Map.of());

        assertThat(revenue()).isEqualByComparingTo("0");
    }

    private BigDecimal revenue() {
        return exposure.stream()
                .map(source -> source.invoicedSince(List.of(customer), workingTime.today()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void whatCannotBeChangedIsRefusedAndNothingIsHalfChanged() {
        order("1 Harbour Road", basics(10));
        String number = orderNumber();

        assertThatThrownBy(() -> orderChanges.change(number, new OrderChange(null, null, Map.of())))
                .hasMessageContaining("Say what is to be changed");
        assertThatThrownBy(() -> orderChanges.change(number, new OrderChange(null, null, Map.of(7, 1))))
                .hasMessageContaining("has no line 7");
        assertThatThrownBy(() -> orderChanges.change(number, new OrderChange(null, null, Map.of(1, 0))))
                .hasMessageContaining("between 1 and");
        assertThatThrownBy(() -> orderChanges.change(number, new OrderChange("a".repeat(501), null, Map.of(1, 3))))
                .hasMessageContaining("at most 500");
        assertThatThrownBy(() -> orderChanges.change(number, new OrderChange("a\u0000b", null, Map.of(1, 3))))
                .hasMessageContaining("control character");
        assertThatThrownBy(() -> orderChanges.change(
                        number, new OrderChange(null, workingTime.today().minusDays(1), Map.of(1, 3))))
                .hasMessageContaining("has passed");
        assertThat(order().revision()).isEqualTo(1);
        assertThat(order().amount()).isEqualByComparingTo("5500.00");

        pack();
        ship(1);
        assertThatThrownBy(() -> orderChanges.change(number, new OrderChange(null, null, Map.of(1, 3))))
                .hasMessageContaining("have left already");
    }

    @Test
    void aLostShipmentIsSettledByLogisticsAndSentAgain() {
        order("1 Harbour Road", basics(3));
        pack();
        ship(2);
        String lost = String.valueOf(variable("deliveryNumber"));

        assertThat(report(lost, "lost", null).body()).contains("\"result\":\"recorded\"");
        assertThat(steps.openTasks(instance)).hasSize(1);
        steps.complete(instance, "settle-lost-shipment", "logistics", Map.of("lossAnswer", "gone"));

        assertThat(order().lines().get(0).open()).isEqualTo(3);
        assertThat(report(lost, "delivered", "Bob").body()).contains("\"result\":\"too-late\"", "\"state\":\"lost\"");
        pack();
        ship(3);
        confirm();
        steps.runJob(instance, "issue-invoice");
        assertThat(invoices.ofOrder(orderNumber())).singleElement().satisfies(invoice -> assertThat(invoice.amount())
                .isEqualByComparingTo("1650.00"));
        assertThat(steps.ended(instance)).isTrue();
    }

    @Test
    void aShipmentReportedLostMayArriveAfterAll() {
        order("1 Harbour Road", basics(2));
        pack();
        ship(2);
        String delivery = String.valueOf(variable("deliveryNumber"));
        report(delivery, "damaged", null);
        clock.forward(Duration.ofMinutes(1));
        report(delivery, "delivered", "Bob");

        assertThatThrownBy(() ->
                        steps.complete(instance, "settle-lost-shipment", "logistics", Map.of("lossAnswer", "gone")))
                .hasStackTraceContaining("has arrived meanwhile");
        steps.complete(instance, "settle-lost-shipment", "logistics", Map.of("lossAnswer", "arrives"));
        confirm();
        steps.runJob(instance, "issue-invoice");

        assertThat(steps.ended(instance)).isTrue();
        assertThat(invoices.ofOrder(orderNumber())).hasSize(1);
    }

    @Test
    void aReportThatComesOutOfOrderIsKeptAndChangesNothing() {
        order("1 Harbour Road", basics(2));
        pack();
        ship(2);
        String delivery = String.valueOf(variable("deliveryNumber"));
        clock.forward(Duration.ofHours(3));
        String now = clock.instant().toString();
        String before = clock.instant().minus(Duration.ofHours(1)).toString();

        assertThat(report(delivery, "in-transit", null, now).body()).contains("\"result\":\"recorded\"");
        assertThat(report(delivery, "picked-up", null, before).body()).contains("\"result\":\"out-of-order\"");
        assertThat(report(delivery, "lost", null, before).body())
                .as("the carrier has had it since")
                .contains("\"result\":\"out-of-order\"");
        assertThat(steps.task(instance, "confirm-delivery")).isNotNull();
        assertThat(report(delivery, "delivered", "Bob", before).body())
                .as("a proof is a proof")
                .contains("\"result\":\"recorded\"");
        assertThat(report(delivery, "in-transit", null, before).body()).contains("\"result\":\"out-of-order\"");
        steps.runJob(instance, "issue-invoice");
        assertThat(steps.ended(instance)).isTrue();
    }

    @Test
    void theCarriersOwnNumberMakesAReportTheSame() {
        order("1 Harbour Road", basics(2));
        pack();
        ship(2);
        String delivery = String.valueOf(variable("deliveryNumber"));
        String path = "/api/shipments/" + delivery + "/events";
        String first = "{\"event\": \"delivered\", \"at\": \"" + clock.instant()
                + "\", \"receivedBy\": \"Bob\", \"eventId\": \"E-1\"}";
        clock.forward(Duration.ofSeconds(5));
        String again = "{\"event\": \"delivered\", \"at\": \"" + clock.instant()
                + "\", \"receivedBy\": \"Bob\", \"eventId\": \"E-1\"}";

        assertThat(web.program("logistics").post(path, first).body()).contains("\"result\":\"recorded\"");
        assertThat(web.program("logistics").post(path, again).body()).contains("\"result\":\"already-known\"");
        assertThat(jdbc.sql("SELECT count(*) FROM shipment_event WHERE delivery_number = :n")
                        .param("n", delivery)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void openOrdersUseUpTheLimitForTheNextOne() {
        order("1 Harbour Road", basics(40));
        assertThat(order().state()).isEqualTo(SalesOrder.State.CONFIRMED);

        order("1 Harbour Road", basics(6));

        assertThat(order().state()).as("22,000 + 3,300 > 25,000").isEqualTo(SalesOrder.State.PLACED);
        assertThat(holds()).contains("Credit");
    }

    @Test
    void whoHasOwedForMonthsGetsNothingMore() {
        order("1 Harbour Road", basics(40));
        pack();
        ship(40);
        confirm();
        steps.runJob(instance, "issue-invoice");
        assertThat(overdue()).isZero();

        clock.forward(Duration.ofDays(30 + 92));

        assertThat(overdue()).isBetween(91, 92);
        String check = processes.start(
                "credit-check",
                "C-NEXT",
                Map.of(
                        "customerId",
                        customer,
                        "creditAmount",
                        "5000",
                        "creditCurrency",
                        "USD",
                        "subject",
                        "C-NEXT-" + customer,
                        "rep",
                        REP));
        assertThat(steps.ended(check)).isTrue();
        assertThat(steps.trace(check)).contains("refuse-terms", "refused-by-rule");
    }

    @Test
    void anIssuedInvoiceIsNeverChanged() {
        order("1 Harbour Road", basics(2));
        pack();
        ship(2);
        confirm();
        steps.runJob(instance, "issue-invoice");

        assertThatThrownBy(() -> jdbc.sql("UPDATE invoice SET amount = 1").update())
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM invoice_line").update()).hasMessageContaining("never changed");
        assertThatThrownBy(() -> jdbc.sql("TRUNCATE invoice CASCADE").update()).hasMessageContaining("never changed");
    }

    private void order(@Nullable String address, QuotationDraft.Line... lines) {
        Deal deal = new AcceptedDeals(deals, quotations, customers, workingTime).of(customer, lines);
        start(
                deal,
                new SignedContracts(contractWork, workingTime)
                        .of(deal, customer, address)
                        .number());
    }

    /** By the manager, for so many and no fewer. */
    private void orderWithTwelvePercentAgreedFor(int quantity) {
        String number = deals.open(new NewDeal(null, REP, customer, "gtx-basic", null, null, null))
                .number();
        steps.as(
                REP,
                () -> quotations.write(
                        number,
                        new QuotationDraft(
                                null,
                                List.of(AcceptedDeals.line("gtx-basic", quantity, "12")),
                                30,
                                workingTime.today().plusDays(14),
                                workingTime.today().plusDays(30))));
        approved(prices.request(number, 1).orElseThrow());
        assertThat(prices.settle(number, 1)).isEqualTo("approved");
        quotations.answer(number, 1, CustomerAnswer.ACCEPTED, null);
        Deal deal = deals.win(number);
        start(
                deal,
                new SignedContracts(contractWork, workingTime)
                        .of(deal, customer, "1 Harbour Road")
                        .number());
    }

    /** By everybody who is asked. */
    private void approved(long approval) {
        String chain = processes.start("approval-chain", "A-" + approval, Map.of("approvalId", approval));
        steps.runAllJobs(chain);
        while (!steps.openTasks(chain).isEmpty()) {
            String approver = steps.openTasks(chain).get(0).getAssignee();
            steps.as(approver, () -> desk.answer(approval, Answer.APPROVE, null));
            steps.runAllJobs(chain);
        }
    }

    private void start(Deal deal, String contractNumber) {
        contract = contractNumber;
        instance = processes.start(
                "order-delivery",
                contract,
                Map.of("contractNumber", contract, "dealNumber", deal.number(), "customerId", customer, "rep", REP));
    }

    private static QuotationDraft.Line basics(int quantity) {
        return AcceptedDeals.line("gtx-basic", quantity, "0");
    }

    private int free() {
        return stocks.all().stream()
                .filter(stock -> stock.product().equals("gtx-basic"))
                .findFirst()
                .orElseThrow()
                .free();
    }

    private int onHand() {
        return stocks.all().stream()
                .filter(stock -> stock.product().equals("gtx-basic"))
                .findFirst()
                .orElseThrow()
                .onHand();
    }

    /** Other tests know of no stock. */
    private void forgetStock() {
        jdbc.sql("DELETE FROM stock").update();
        jdbc.sql("DELETE FROM stock_reservation").update();
    }

    private void pack() {
        steps.complete(instance, "pick-goods", "logistics", Map.of("pickAnswer", "packed"));
    }

    private void cancelAtPicking() {
        steps.complete(
                instance,
                "pick-goods",
                "logistics",
                Map.of("pickAnswer", "cancel", "cancelWhy", "Nothing on the shelf."));
    }

    private void ship(int quantity) {
        ship("[{\"position\": 1, \"quantity\": " + quantity + "}]");
    }

    private void ship(String lines) {
        steps.complete(
                instance,
                "ship-goods",
                "logistics",
                Map.of(
                        "carrier",
                        "Fast Freight",
                        "trackingNumber",
                        "FF-1",
                        "shippedLines",
                        SpinValues.jsonValue(lines).create()));
    }

    private void confirm() {
        confirm(workingTime.today().toString());
    }

    private void confirm(String receivedOn) {
        steps.complete(
                instance,
                "confirm-delivery",
                "logistics",
                Map.of("receivedOn", receivedOn, "receivedBy", "Eve Warehouse"));
    }

    private HttpResponse<String> report(String delivery, String event, @Nullable String receivedBy) {
        return report(delivery, event, receivedBy, clock.instant().toString());
    }

    private HttpResponse<String> report(String delivery, String event, @Nullable String receivedBy, String at) {
        return web.program("logistics")
                .post(
                        "/api/shipments/" + delivery + "/events",
                        "{\"event\": \"" + event + "\", \"at\": \"" + at + "\", \"receivedBy\": "
                                + (receivedBy == null ? "null" : "\"" + receivedBy + "\"") + "}");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains(detail);
    }

    private String orderNumber() {
        return String.valueOf(variable("orderNumber"));
    }

    private SalesOrder order() {
        return orders.get(orderNumber());
    }

    private String holds() {
        assertThat(steps.task(instance, "clear-hold")).isNotNull();
        return String.valueOf(variable("holdReasons"));
    }

    private String exposure() {
        List<Long> ids = List.of(customer);
        return "orders %s, delivered %s, invoices %s"
                .formatted(
                        sum(exposure.stream()
                                .map(source -> source.openOrders(ids))
                                .toList()),
                        sum(exposure.stream()
                                .map(source -> source.deliveredNotInvoiced(ids))
                                .toList()),
                        sum(exposure.stream()
                                .map(source -> source.unpaidInvoices(ids))
                                .toList()));
    }

    private int overdue() {
        return exposure.stream()
                .mapToInt(source -> source.maxOverdueDays(List.of(customer)))
                .max()
                .orElse(0);
    }

    private static String sum(List<BigDecimal> parts) {
        BigDecimal sum = parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.signum() == 0 ? "0" : sum.toPlainString();
    }

    private Object variable(String name) {
        return history.createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .variableName(name)
                .singleResult()
                .getValue();
    }

    private String businessKey() {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getBusinessKey();
    }
}

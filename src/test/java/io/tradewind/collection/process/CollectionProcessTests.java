package io.tradewind.collection.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.collection.IssuedInvoices;
import io.tradewind.collection.PaymentReceived;
import io.tradewind.collection.Payments.BankLine;
import io.tradewind.collection.Receivables;
import io.tradewind.credit.CreditAccounts;
import io.tradewind.credit.CreditHold;
import io.tradewind.credit.ExposureSource;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Processes;
import io.tradewind.notification.Mailbox;
import io.tradewind.notification.WrittenMail;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@TradewindTest
@RecordApplicationEvents
class CollectionProcessTests {

    @Autowired
    private Processes processes;

    @Autowired
    private Web web;

    @Autowired
    private List<ExposureSource> exposure;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Receivables receivables;

    @Autowired
    private CollectionProcess collection;

    @Autowired
    private Customers customers;

    @Autowired
    private CreditAccounts accounts;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private MutableClock clock;

    @Autowired
    private Mailbox mailbox;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    private IssuedInvoices invoices;
    private Customer customer;
    private String order;
    private LocalDate today;

    @BeforeEach
    void anOrderOfACustomer() {
        customer = customers.register(new NewCustomer(
                "Collection " + UUID.randomUUID(),
                "books@customer.example",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        invoices = new IssuedInvoices(jdbc);
        order = invoices.newOrder(customer.id());
        today = workingTime.today();
    }

    @AfterEach
    void backToThePresent() {
        clock.reset();
    }

    @Test
    void twoPartPaymentsByHandSettleTheOrder() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.plusDays(30));
        String life = start();

        steps.complete(life, "record-payment", "finance", payment(invoice, "1000.00"));
        steps.runJob(life, "compute-balance");
        assertThat(receivables.find(invoice)).get().extracting("open").isEqualTo(new BigDecimal("500.00"));
        assertThat(steps.ended(life)).isFalse();

        steps.complete(life, "record-payment", "finance", payment(invoice, "500.00"));
        steps.runJob(life, "compute-balance");
        assertThat(steps.ended(life)).isTrue();
        assertThat(events.stream(PaymentReceived.class).filter(fact -> fact.customerId() == customer.id()))
                .extracting(PaymentReceived::amount)
                .containsExactly(new BigDecimal("1000.00"), new BigDecimal("500.00"));
    }

    @Test
    void aLineOfTheBankFileTakesTheTaskAwayAndEndsTheWait() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.plusDays(30));
        String life = start();
        steps.task(life, "record-payment");

        collection.take(new BankLine(
                UUID.randomUUID().toString(), new BigDecimal("1500"), "USD", today, "Customer Ltd", "re " + invoice));
        assertThat(steps.openTasks(life)).isEmpty();

        steps.runJob(life, "compute-balance");
        assertThat(steps.ended(life)).isTrue();
        assertThat(steps.trace(life)).contains("bank-reported-payment").doesNotContain("book-payment");
    }

    @Test
    void aPaymentThatArrivedBeforeAnybodyWaitedIsInTheBalance() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.plusDays(30));
        collection.take(new BankLine(
                UUID.randomUUID().toString(), new BigDecimal("1500"), "USD", today, "Customer Ltd", invoice));

        String life = start();

        assertThat(steps.ended(life)).isTrue();
    }

    @Test
    void aPaymentForNothingIsRefusedWithASentence() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.plusDays(30));
        String elsewhere = invoices.issue(invoices.newOrder(customer.id()), customer.id(), "10.00", today);
        String life = start();

        refuses(life, payment(invoice, "0"), "at least 0.01");
        refuses(life, payment(invoice, "-5.00"), "at least 0.01");
        refuses(life, payment(invoice, "1.001"), "decimal");
        refuses(life, payment("I-2026-999999", "5.00"), "one of the choices");
        refuses(life, payment(elsewhere, "5.00"), "one of the choices");
        refuses(life, payment(invoice, "1500.01"), "Only 1,500.00 USD");
        refuses(life, with(payment(invoice, "5.00"), "paidCurrency", "EUR"), "in USD, the payment in EUR");
        refuses(life, with(payment(invoice, "5.00"), "bankReference", " "), "Bank reference is required");
        refuses(
                life,
                with(payment(invoice, "5.00"), "receivedOn", today.plusDays(30).toString()),
                "cannot have been received");

        steps.task(life, "record-payment");
        assertThat(receivables.find(invoice)).get().extracting("open").isEqualTo(new BigDecimal("1500.00"));
    }

    @Test
    void aPaidInvoiceTakesNoSecondPayment() {
        String paid = invoices.issue(order, customer.id(), "100.00", today.plusDays(30));
        invoices.issue(order, customer.id(), "200.00", today.plusDays(60));
        String life = start();
        steps.complete(life, "record-payment", "finance", payment(paid, "100.00"));
        steps.runJob(life, "compute-balance");

        refuses(life, payment(paid, "1.00"), "one of the choices");
    }

    @Test
    void theSameBankReferenceIsBookedOnce() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.plusDays(30));
        String life = start();
        Map<String, Object> payment = payment(invoice, "100.00");
        steps.complete(life, "record-payment", "finance", payment);
        steps.runJob(life, "compute-balance");

        refuses(life, payment, "booked already");
    }

    @Test
    void moreThanIsOpenIsKeptAsAPrepaymentWhenSaid() {
        String invoice = invoices.issue(order, customer.id(), "100.00", today.plusDays(30));
        String life = start();

        steps.complete(life, "record-payment", "finance", with(payment(invoice, "130.00"), "keepExcess", true));
        steps.runJob(life, "compute-balance");

        assertThat(steps.ended(life)).isTrue();
        assertThat(receivables.find(invoice)).get().extracting("open").isEqualTo(new BigDecimal("0.00"));
        assertThat(exposure.stream().flatMap(source -> source.documents(List.of(customer.id())).stream()))
                .filteredOn(document -> document.bucket().equals("Prepayments"))
                .singleElement()
                .satisfies(document -> {
                    assertThat(document.amount()).isEqualByComparingTo("-30.00");
                    assertThat(web.browser("finance").get(document.link()).statusCode())
                            .isEqualTo(200);
                });
    }

    @Test
    void dunningClimbsWithTheDaysWithoutTakingTheTaskAway() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.plusDays(10));
        String life = start();
        String task = steps.task(life, "record-payment").getId();
        assertThat(dunned(invoice)).isEmpty();

        clock.forward(Duration.ofDays(11));
        dun(life, "dunning-day");
        assertThat(dunned(invoice)).containsExactly("1 books@customer.example");
        assertThat(mail("dunning-letter")).satisfies(letter -> {
            assertThat(letter.recipient()).isEqualTo("books@customer.example");
            assertThat(letter.subject()).isEqualTo("A friendly reminder: order " + order);
            assertThat(letter.text()).contains(invoice + "   1,500.00 USD").doesNotContain("cannot deliver");
        });
        assertThat(mail("dunning-notice").recipientUser()).isEqualTo(IssuedInvoices.REP);

        clock.forward(Duration.ofDays(14));
        dun(life, "next-dunning-day");
        assertThat(dunned(invoice)).containsExactly("1 books@customer.example", "2 books@customer.example");

        clock.forward(Duration.ofDays(45));
        dun(life, "next-dunning-day");
        assertThat(dunned(invoice)).containsExactly("1 books@customer.example", "2 books@customer.example", "4 nobody");
        assertThat(steps.task(life, "record-payment").getId()).isEqualTo(task);
    }

    @Test
    void theLastPaymentEndsTheDunningToo() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.minusDays(1));
        String life = start();
        dun(life, "dunning-day");

        steps.complete(life, "record-payment", "finance", payment(invoice, "1500.00"));
        steps.runJob(life, "compute-balance");

        assertThat(steps.ended(life)).isTrue();
    }

    @Test
    void aPartPaymentDoesNotRepeatALevelAlreadyWritten() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.minusDays(1));
        String life = start();
        dun(life, "dunning-day");

        steps.complete(life, "record-payment", "finance", payment(invoice, "500.00"));
        steps.runJob(life, "compute-balance");
        dun(life, "dunning-day");

        assertThat(dunned(invoice)).hasSize(1);
    }

    @Test
    void aPromisePausesDunningAndABrokenOneStartsItAgain() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.minusDays(1));
        String life = start();
        dun(life, "dunning-day");
        assertThat(dunned(invoice)).hasSize(1);

        steps.complete(
                life,
                "record-payment",
                "finance",
                Map.of(
                        "whatHappened",
                        "promise",
                        "invoiceNumber",
                        invoice,
                        "promisedOn",
                        today.plusDays(5).toString()));
        steps.runJob(life, "compute-balance");
        dun(life, "dunning-day");
        assertThat(dunned(invoice)).hasSize(1);

        clock.forward(Duration.ofDays(6));
        dun(life, "next-dunning-day");
        assertThat(dunned(invoice)).hasSize(2);
    }

    @Test
    void aDisputePausesDunningUntilItIsSettled() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.minusDays(20));
        String life = start();
        Map<String, Object> dispute =
                Map.of("whatHappened", "dispute", "invoiceNumber", invoice, "pauseReason", "Two parts were broken");
        steps.complete(life, "record-payment", "finance", dispute);
        steps.runJob(life, "compute-balance");
        dun(life, "dunning-day");
        assertThat(dunned(invoice)).isEmpty();

        assertThat(disputes(invoice)).containsExactly("open " + IssuedInvoices.REP);
        steps.complete(
                life,
                "record-payment",
                "finance",
                Map.of("whatHappened", "settled", "invoiceNumber", invoice, "disputeOutcome", "stands"));
        assertThat(disputes(invoice)).containsExactly("settled " + IssuedInvoices.REP);
        steps.runJob(life, "compute-balance");
        dun(life, "dunning-day");
        assertThat(dunned(invoice)).containsExactly("2 books@customer.example");
    }

    @Test
    void aPromiseMustHaveADayAndADisputeAReason() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.minusDays(20));
        String life = start();

        refuses(life, Map.of("whatHappened", "promise", "invoiceNumber", invoice), "Will be paid on is required");
        refuses(
                life,
                Map.of(
                        "whatHappened",
                        "promise",
                        "invoiceNumber",
                        invoice,
                        "promisedOn",
                        today.minusDays(1).toString()),
                "today or later");
        refuses(life, Map.of("whatHappened", "dispute", "invoiceNumber", invoice), "customer's words");
        refuses(
                life,
                Map.of("whatHappened", "settled", "invoiceNumber", invoice, "disputeOutcome", "stands"),
                "is not disputed");
        refuses(life, Map.of("whatHappened", "lifted", "invoiceNumber", invoice), "is not on hold");
        refuses(life, Map.of("whatHappened", "hold", "invoiceNumber", invoice), "Say why");
        refuses(
                life,
                Map.of(
                        "whatHappened",
                        "promise",
                        "invoiceNumber",
                        invoice,
                        "promisedOn",
                        today.plusDays(5).toString(),
                        "promisedAmount",
                        "1500.01"),
                "a promise is for that or less");
    }

    @Test
    void aHoldStopsDunningUntilItIsLifted() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.minusDays(20));
        String life = start();
        steps.complete(
                life,
                "record-payment",
                "finance",
                Map.of("whatHappened", "hold", "invoiceNumber", invoice, "pauseReason", "Their office burnt down"));
        steps.runJob(life, "compute-balance");
        dun(life, "dunning-day");
        assertThat(dunned(invoice)).isEmpty();

        steps.complete(life, "record-payment", "finance", Map.of("whatHappened", "lifted", "invoiceNumber", invoice));
        steps.runJob(life, "compute-balance");
        dun(life, "dunning-day");
        assertThat(dunned(invoice)).hasSize(1);
    }

    @Test
    void aPromiseOfAPartIsKeptByThatPartAndTheRestIsAskedForAgain() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.minusDays(1));
        String life = start();
        steps.complete(
                life,
                "record-payment",
                "finance",
                Map.of(
                        "whatHappened",
                        "promise",
                        "invoiceNumber",
                        invoice,
                        "promisedOn",
                        today.plusDays(5).toString(),
                        "promisedAmount",
                        "500.00"));
        steps.runJob(life, "compute-balance");
        steps.complete(life, "record-payment", "finance", payment(invoice, "500.00"));
        steps.runJob(life, "compute-balance");

        assertThat(promises(invoice)).containsExactly("kept");
        dun(life, "dunning-day");
        assertThat(dunned(invoice)).hasSize(1);
    }

    @Test
    void whatIsOverdueTooLongHoldsFurtherDeliveriesUntilItIsPaid() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.minusDays(35));
        String life = start();
        assertThat(accounts.onHold(customer.id())).isFalse();

        dun(life, "dunning-day");
        assertThat(accounts.onHold(customer.id())).isTrue();

        steps.complete(life, "record-payment", "finance", payment(invoice, "1500.00"));
        assertThat(accounts.onHold(customer.id())).isFalse();
    }

    @Test
    void aHoldThatFinanceSetIsNotLiftedByAPayment() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.minusDays(35));
        accounts.hold(customer.id(), "Under investigation");
        String life = start();
        dun(life, "dunning-day");

        steps.complete(life, "record-payment", "finance", payment(invoice, "1500.00"));

        assertThat(accounts.onHold(customer.id())).isTrue();
    }

    @Test
    void aHoldThatFinanceSetOnTopOfThatOfDunningStaysWhenThePaymentLiftsTheOther() {
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.minusDays(35));
        String life = start();
        dun(life, "dunning-day");
        accounts.hold(customer.id(), "Under investigation");
        assertThat(accounts.holds(customer.id()))
                .extracting(CreditHold::holder)
                .containsExactlyInAnyOrder(CreditHold.Holder.DUNNING, CreditHold.Holder.FINANCE);

        steps.complete(life, "record-payment", "finance", payment(invoice, "1500.00"));

        assertThat(accounts.onHold(customer.id())).isTrue();
        assertThat(accounts.holds(customer.id())).singleElement().satisfies(hold -> assertThat(hold.reason())
                .isEqualTo("Under investigation"));
        accounts.liftHold(customer.id());
        assertThat(accounts.onHold(customer.id())).isFalse();
    }

    @Test
    void whenFinanceLiftsItsOwnHoldThatOfDunningStays() {
        invoices.issue(order, customer.id(), "1500.00", today.minusDays(35));
        accounts.hold(customer.id(), "Under investigation");
        dun(start(), "dunning-day");

        accounts.liftHold(customer.id());

        assertThat(accounts.onHold(customer.id())).isTrue();
        accounts.liftHold(customer.id(), CreditHold.Holder.DUNNING);
        assertThat(accounts.onHold(customer.id())).isFalse();
    }

    @Test
    void eachInstalmentIsAskedForOnItsOwnDay() {
        String invoice = invoices.issueInInstalments(
                order, customer.id(), Map.of(today.minusDays(20), "500.00", today.plusDays(10), "1000.00"));
        String life = start();
        dun(life, "dunning-day");
        assertThat(dunned(invoice)).containsExactly("2 books@customer.example");
        assertThat(mail("dunning-letter").text())
                .contains(invoice + " (1 of 2)   500.00 USD")
                .doesNotContain("2 of 2");

        steps.complete(life, "record-payment", "finance", payment(invoice, "500.00"));
        steps.runJob(life, "compute-balance");
        clock.forward(Duration.ofDays(11));
        dun(life, "dunning-day");
        assertThat(dunned(invoice)).containsExactly("2 books@customer.example", "1 books@customer.example");
    }

    @Test
    void withoutAnAddressOnlyTheRepIsTold() {
        customer = customers.register(NewCustomer.named("Collection " + UUID.randomUUID()));
        order = invoices.newOrder(customer.id());
        String invoice = invoices.issue(order, customer.id(), "1500.00", today.minusDays(1));
        String life = start();

        dun(life, "dunning-day");

        assertThat(dunned(invoice)).containsExactly("1 nobody");
        assertThat(mail("dunning-notice").text()).contains("no e-mail address of this customer");
    }

    private String start() {
        String life = processes.start(
                "collection",
                "L-2026-000001",
                Map.of("orderNumber", order, "customerId", customer.id(), "rep", IssuedInvoices.REP));
        steps.runJob(life, "compute-balance");
        return life;
    }

    private void dun(String life, String timer) {
        steps.fireTimer(life, timer);
        steps.runAllJobs(life);
    }

    private void refuses(String life, Map<String, Object> values, String sentence) {
        assertThatThrownBy(() -> steps.complete(life, "record-payment", "finance", values))
                .hasStackTraceContaining(sentence);
    }

    private Map<String, Object> payment(String invoice, String amount) {
        return Map.of(
                "whatHappened",
                "payment",
                "invoiceNumber",
                invoice,
                "paidAmount",
                amount,
                "paidCurrency",
                "USD",
                "receivedOn",
                today.toString(),
                "bankReference",
                UUID.randomUUID().toString());
    }

    private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(values);
        changed.put(name, value);
        return changed;
    }

    private WrittenMail mail(String template) {
        List<WrittenMail> found = new ArrayList<>();
        steps.as("admin", () -> mailbox.latest().stream()
                .filter(mail -> mail.template().equals(template) && order.equals(mail.reference()))
                .forEach(found::add));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<String> dunned(String invoice) {
        return jdbc.sql(
                        """
                        SELECT level || ' ' || coalesce(mailed_to, 'nobody') FROM dunning_entry
                         WHERE invoice_number = :invoice ORDER BY id
                        """)
                .param("invoice", invoice)
                .query(String.class)
                .list();
    }

    private List<String> disputes(String invoice) {
        return jdbc.sql("SELECT state || ' ' || owner FROM promise WHERE kind = 'dispute' AND invoice_number = ?")
                .param(invoice)
                .query(String.class)
                .list();
    }

    private List<String> promises(String invoice) {
        return jdbc.sql("SELECT state FROM promise WHERE kind = 'promise' AND invoice_number = ?")
                .param(invoice)
                .query(String.class)
                .list();
    }
}

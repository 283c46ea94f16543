package io.tradewind.collection.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.collection.IssuedInvoices;
import io.tradewind.collection.Payments;
import io.tradewind.collection.Payments.BankLine;
import io.tradewind.collection.Receivable;
import io.tradewind.collection.Receivables;
import io.tradewind.collection.WriteOffs;
import io.tradewind.credit.ExposureSource;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.engine.Refused;
import io.tradewind.order.Invoices;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class WriteOffProcessTests {

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private WriteOffs writeOffs;

    @Autowired
    private WriteOffProcess writeOffProcess;

    @Autowired
    private CollectionProcess collection;

    @Autowired
    private Payments payments;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Invoices issued;

    @Autowired
    private List<ExposureSource> exposure;

    @Autowired
    private Customers customers;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private Acting acting;

    @Autowired
    private HistoryService history;

    @Autowired
    private JdbcClient jdbc;

    private IssuedInvoices invoices;
    private long customer;
    private String order;
    private LocalDate today;

    @BeforeEach
    void anOrderOfACustomer() {
        customer = customers
                .register(NewCustomer.named("Bad payer " + UUID.randomUUID()))
                .id();
        invoices = new IssuedInvoices(jdbc);
        order = invoices.newOrder(customer);
        today = workingTime.today();
    }

    @Test
    void aSmallRestIsGivenUpWithoutAskingAnybodyAndEndsTheWait() {
        String invoice = invoices.issue(order, customer, "200.00", today.minusDays(40));
        String life = start();

        giveUp(life, invoice, "Their bank charges");
        steps.runAllJobs(lifeOf(asked(invoice).number()));
        steps.runAllJobs(life);

        assertThat(steps.ended(life)).isTrue();
        assertThat(issued.find(invoice)).get().extracting("state").isEqualTo("written-off");
        assertThat(open(invoice)).isZero();
        assertThat(receivables.items()).noneMatch(item -> item.customerId() == customer);
        assertThat(owed()).as("exposure").isZero();
        assertThat(writtenOff()).as("the rating remembers").isEqualByComparingTo("200.00");
        assertThat(facts(invoice)).containsExactly("write-off-booked -200.00");
    }

    @Test
    void aLargeDebtIsGivenUpBySomebodyElseAndTheInvoiceIsAskedForUntilThen() {
        String invoice = invoices.issue(order, customer, "5000.00", today.minusDays(40));
        String life = start();

        giveUp(life, invoice, "Insolvent");
        String number = asked(invoice).number();
        steps.runAllJobs(life);
        assertThat(steps.task(life, "record-payment"))
                .as("the order is waited for meanwhile")
                .isNotNull();
        assertThat(open(invoice)).isEqualByComparingTo("5000.00");
        assertThatThrownBy(() -> ask(invoice, "Again"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(number);

        String approver = steps.task(lifeOf(number), "decide-request").getAssignee();
        assertThat(approver).isNotEqualTo("finance");
        steps.complete(lifeOf(number), "decide-request", approver, Map.of("decision", "approve"));
        steps.runAllJobs(lifeOf(number));
        steps.runAllJobs(life);

        assertThat(steps.ended(lifeOf(number))).isTrue();
        assertThat(steps.ended(life)).isTrue();
        assertThat(open(invoice)).isZero();
        assertThat(writeOffs.get(number).state()).isEqualTo("booked");
    }

    @Test
    void whatIsNotGrantedIsOwedAndMayBeAskedForAnew() {
        String invoice = invoices.issue(order, customer, "5000.00", today.minusDays(40));
        String number = ask(invoice, "They do not answer");

        refuse(number);

        assertThat(writeOffs.get(number).state()).isEqualTo("refused");
        assertThat(open(invoice)).isEqualByComparingTo("5000.00");
        assertThat(facts(invoice)).isEmpty();
        assertThat(ask(invoice, "Insolvent now")).isNotEqualTo(number);
    }

    @Test
    void whatIsPaidInTheMeantimeIsNotGivenUp() {
        String invoice = invoices.issue(order, customer, "5000.00", today.minusDays(40));
        String partly = ask(invoice, "Insolvent");
        pay(invoice, "4000.00");
        approve(partly);
        assertThat(writeOffs.get(partly).writtenOff()).isEqualByComparingTo("1000.00");

        String second = invoices.issue(order, customer, "7000.00", today.minusDays(40));
        String late = ask(second, "Insolvent");
        pay(second, "7000.00");
        approve(late);
        assertThat(writeOffs.get(late).state()).isEqualTo("lapsed");
        assertThat(writeOffs.get(late).writtenOff()).isZero();
    }

    @Test
    void manySmallSumsAreALargeOne() {
        String first = invoices.issue(order, customer, "150.00", today.minusDays(40));
        String second = invoices.issue(order, customer, "150.00", today.minusDays(40));
        steps.runAllJobs(lifeOf(ask(first, "Too small to sue for")));
        assertThat(open(first)).isZero();

        String number = ask(second, "Too small to sue for");

        assertThat(steps.task(lifeOf(number), "decide-request")).isNotNull();
        assertThat(open(second)).isEqualByComparingTo("150.00");
    }

    @Test
    void aPaymentThatComesAfterAllIsBookedAgainstIt() {
        String invoice = invoices.issue(order, customer, "200.00", today.minusDays(40));
        String number = ask(invoice, "Moved, address unknown");
        steps.runAllJobs(lifeOf(number));

        String external = pay(invoice, "120.00");

        assertThat(open(invoice)).as("the rest stays given up").isZero();
        assertThat(writeOffs.get(number).writtenOff()).isEqualByComparingTo("80.00");
        assertThat(writeOffs.get(number).recovered()).isEqualByComparingTo("120.00");
        assertThat(writtenOff()).isEqualByComparingTo("80.00");
        assertThat(issued.find(invoice)).get().extracting("paid").isEqualTo(new BigDecimal("120.00"));
        assertThat(facts(invoice))
                .containsExactly("write-off-booked -200.00", "write-off-booked 120.00", "payment-received 120.00");
        assertThat(payments.unmatched()).noneMatch(one -> one.externalId().equals(external));

        pay(invoice, "80.01");
        assertThat(payments.unmatched())
                .as("more than was given up is nobody's guess")
                .anyMatch(one -> one.reason().contains("80.00"));
    }

    @Test
    void whatTheBankTakesBackOfSuchAPaymentIsOwedAgain() {
        String invoice = invoices.issue(order, customer, "200.00", today.minusDays(40));
        steps.runAllJobs(lifeOf(ask(invoice, "Moved")));
        String endToEnd = UUID.randomUUID().toString();
        collection.take(line("200.00", invoice, endToEnd, false));

        collection.take(line("200.00", "returned", endToEnd, true));

        assertThat(open(invoice)).isEqualByComparingTo("200.00");
        assertThat(writtenOff()).isZero();
        assertThat(receivables.openOfOrder(order)).hasSize(1);
    }

    @Test
    void nothingIsGivenUpWithoutAReasonOrWithoutADebt() {
        String invoice = invoices.issue(order, customer, "200.00", today.minusDays(40));
        assertThatThrownBy(() -> ask(invoice, "  ")).isInstanceOf(Refused.class).hasMessageContaining("why");
        assertThatThrownBy(() -> ask("I-2026-999999", "Gone"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("I-2026-999999");
        pay(invoice, "200.00");
        assertThatThrownBy(() -> ask(invoice, "Gone"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("open");
    }

    @Test
    void anEntryIsNeverChanged() {
        String invoice = invoices.issue(order, customer, "200.00", today.minusDays(40));
        steps.runAllJobs(lifeOf(ask(invoice, "Moved")));

        assertThatThrownBy(() -> jdbc.sql("UPDATE write_off_entry SET amount = 1 WHERE invoice_number = ?")
                        .param(invoice)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never changed");
    }

    private String ask(String invoice, String reason) {
        AtomicReference<String> number = new AtomicReference<>();
        steps.as("finance", () -> number.set(writeOffProcess.ask(invoice, reason)));
        return number.get();
    }

    private String lifeOf(String number) {
        return acting.asSystem(() -> history.createHistoricProcessInstanceQuery()
                .processDefinitionKey("write-off")
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId());
    }

    private void giveUp(String life, String invoice, String reason) {
        steps.complete(
                life,
                "record-payment",
                "finance",
                Map.of("whatHappened", "write-off", "invoiceNumber", invoice, "pauseReason", reason));
    }

    private void approve(String number) {
        String approver = steps.task(lifeOf(number), "decide-request").getAssignee();
        steps.complete(lifeOf(number), "decide-request", approver, Map.of("decision", "approve"));
        steps.runAllJobs(lifeOf(number));
    }

    private void refuse(String number) {
        String approver = steps.task(lifeOf(number), "decide-request").getAssignee();
        steps.complete(
                lifeOf(number), "decide-request", approver, Map.of("decision", "reject", "comment", "Ask them again"));
        steps.runAllJobs(lifeOf(number));
    }

    private WriteOffs.WriteOff asked(String invoice) {
        return writeOffs.asked(invoice).orElseThrow();
    }

    private BigDecimal open(String invoice) {
        return receivables.find(invoice).map(Receivable::open).orElseThrow();
    }

    private BigDecimal owed() {
        return exposure.stream()
                .map(source -> source.unpaidInvoices(List.of(customer)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal writtenOff() {
        return exposure.stream()
                .map(source -> source.writtenOffSince(List.of(customer), today.minusYears(3)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<String> facts(String invoice) {
        return jdbc.sql(
                        """
                        SELECT kind || ' ' || amount FROM kpi_fact
                         WHERE (parent = :invoice AND kind = 'write-off-booked')
                            OR (document = :invoice AND kind = 'payment-received')
                            OR (parent = :invoice AND kind = 'payment-received')
                         ORDER BY id
                        """)
                .param("invoice", invoice)
                .query(String.class)
                .list();
    }

    private String pay(String invoice, String amount) {
        BankLine line = line(amount, invoice, UUID.randomUUID().toString(), false);
        collection.take(line);
        return line.externalId();
    }

    private BankLine line(String amount, String reference, String endToEnd, boolean isReversal) {
        return new BankLine(
                UUID.randomUUID().toString(),
                new BigDecimal(amount),
                "USD",
                today,
                "Somebody",
                reference,
                null,
                endToEnd,
                null,
                null,
                isReversal,
                null);
    }

    private String start() {
        String life = processes.start(
                "collection", order, Map.of("orderNumber", order, "customerId", customer, "rep", IssuedInvoices.REP));
        steps.runJob(life, "compute-balance");
        return life;
    }
}

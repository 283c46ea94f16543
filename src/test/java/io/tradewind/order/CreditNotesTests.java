package io.tradewind.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.collection.Receivables;
import io.tradewind.contract.AcceptedDeals;
import io.tradewind.credit.ExposureSource;
import io.tradewind.engine.Processes;
import io.tradewind.engine.Refused;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@TradewindTest
@RecordApplicationEvents
class CreditNotesTests {

    @Autowired
    private DeliveredOrders given;

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private Invoices invoices;

    @Autowired
    private Receivables receivables;

    @Autowired
    private List<ExposureSource> exposure;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    @Autowired
    private Web web;

    private long customer;
    private String order = "";

    @BeforeEach
    void anOrderOfThreePieces() {
        customer = given.customer();
        // no third of it is a whole cent
        order = given.confirmed(customer, AcceptedDeals.line("gtx-pro", 3, "66.66"))
                .number();
    }

    @Test
    void whatIsCreditedIsOwedNoMoreEverywhere() {
        Invoice invoice = given.invoiced(order, 3);
        BigDecimal before = invoice.amount();

        CreditNote note = credit("one", invoice, Map.of(1, 1));

        BigDecimal left = before.subtract(note.amount());
        assertThat(note.number()).startsWith("CN-");
        assertThat(note.lines()).singleElement().satisfies(line -> assertThat(line.quantity())
                .isEqualTo(1));
        assertThat(current(invoice).amount())
                .as("the invoice is as it was issued")
                .isEqualByComparingTo(before);
        assertThat(current(invoice).open()).isEqualByComparingTo(left);
        assertThat(receivables.find(invoice.number()).orElseThrow().open()).isEqualByComparingTo(left);
        assertThat(unpaid()).isEqualByComparingTo(left);
        assertThat(invoiced(invoice)).isEqualByComparingTo(left);
    }

    @Test
    void pieceByPieceTheInvoiceIsCreditedToTheCent() {
        Invoice invoice = given.invoiced(order, 3);

        for (int piece = 1; piece <= 3; piece++) {
            credit("piece " + piece, invoice, Map.of(1, 1));
        }

        assertThat(current(invoice).open()).isZero();
        assertThat(current(invoice).asked()).isZero();
        assertThat(current(invoice).state()).isEqualTo("credited");
        assertThat(unpaid()).isZero();
        assertThatThrownBy(() -> credit("piece 4", invoice, Map.of(1, 1))).hasMessageContaining("at most 0");
        assertThatThrownBy(() -> credit("the rest", invoice, Map.of())).hasMessageContaining("Nothing of invoice");
    }

    @Test
    void theRestIsCreditedWithoutNamingIt() {
        Invoice invoice = given.invoiced(order, 3);
        CreditNote first = credit("first", invoice, Map.of(1, 2));

        CreditNote rest = credit("rest", invoice, Map.of());

        assertThat(first.amount().add(rest.amount())).isEqualByComparingTo(invoice.amount());
    }

    @Test
    void theSameCauseIsCreditedOnce() {
        Invoice invoice = given.invoiced(order, 3);

        CreditNote note = credit("once", invoice, Map.of(1, 1));

        assertThat(credit("once", invoice, Map.of(1, 1))).isEqualTo(note);
        assertThat(creditNotes.ofOrder(order)).containsExactly(note);
        assertThat(events.stream(CreditNoteIssued.class)).hasSize(1);
        assertThat(jdbc.sql("SELECT count(*) FROM kpi_fact WHERE document = :note AND amount = :amount")
                        .param("note", note.number())
                        .param("amount", note.amount().negate())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void whatIsNotOnTheInvoiceIsNotCredited() {
        Invoice invoice = given.invoiced(order, 2);

        assertThatThrownBy(() -> credit("a", invoice, Map.of(1, 3))).hasMessageContaining("at most 2");
        assertThatThrownBy(() -> credit("b", invoice, Map.of(1, 0))).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> credit("c", invoice, Map.of(7, 1))).hasMessageContaining("has no line 7");
        assertThatThrownBy(
                        () -> creditNotes.issue("d", CreditNote.Kind.REVERSAL, "I-1999-000001", "Never was", Map.of()))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> creditNotes.issue("e", CreditNote.Kind.REVERSAL, invoice.number(), " ", Map.of()))
                .hasMessageContaining("Say why");
        assertThat(creditNotes.ofOrder(order)).isEmpty();
    }

    @Test
    void whatWasPaidAndThenCreditedIsTheCustomers() {
        Invoice invoice = given.invoiced(order, 3);
        String life = processes.start(
                "collection", order, Map.of("orderNumber", order, "customerId", customer, "rep", AcceptedDeals.REP));
        steps.runJob(life, "compute-balance");
        BigDecimal half = new BigDecimal("2000.00");
        steps.complete(
                life,
                "record-payment",
                "finance",
                Map.of(
                        "whatHappened",
                        "payment",
                        "invoiceNumber",
                        invoice.number(),
                        "paidAmount",
                        half.toPlainString(),
                        "paidCurrency",
                        "USD",
                        "receivedOn",
                        java.time.LocalDate.now(java.time.ZoneOffset.UTC).toString(),
                        "bankReference",
                        "B-" + order));
        steps.runJob(life, "compute-balance");

        credit("all", invoice, Map.of());

        assertThat(current(invoice).overpaid()).isZero();
        assertThat(jdbc.sql("SELECT sum(amount) FROM payment_allocation WHERE invoice_number = ?")
                        .param(invoice.number())
                        .query(BigDecimal.class)
                        .single())
                .as("what was paid is on account now")
                .isZero();
        steps.runAllJobs(life);
        assertThat(steps.ended(life))
                .as("nothing is owed any more, so nobody waits for money")
                .isTrue();
    }

    @Test
    void anIssuedCreditNoteIsNeverChanged() {
        credit("fixed", given.invoiced(order, 3), Map.of(1, 1));

        for (String change : List.of(
                "UPDATE credit_note SET amount = 1",
                "DELETE FROM credit_note",
                "UPDATE credit_note_line SET quantity = 1",
                "DELETE FROM credit_note_line",
                "TRUNCATE credit_note CASCADE")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).as(change).hasMessageContaining("never changed");
        }
    }

    @Test
    void theDatabaseItselfRefusesMoreThanTheInvoice() {
        Invoice invoice = given.invoiced(order, 1);

        assertThatThrownBy(() -> jdbc.sql(
                                """
                                INSERT INTO credit_note (number, cause, kind, invoice_number, order_number, customer_id,
                                                         rep, amount, currency, reason, issued_on)
                                SELECT 'CN-X', 'too much', 'reversal', number, order_number, customer_id, rep,
                                       amount + 0.01, currency, 'too much', issued_on
                                  FROM invoice WHERE number = :number
                                """)
                        .param("number", invoice.number())
                        .update())
                .hasMessageContaining("cannot exceed their invoice");
    }

    @Test
    void financeReversesByTheApiAndNobodyElse() {
        Invoice invoice = given.invoiced(order, 3);
        String path = "/api/invoices/" + invoice.number() + "/credit-notes";
        String body = "{\"reason\": \"Wrong price\", \"lines\": [{\"position\": 1, \"quantity\": 1}]}";

        var first = web.program("finance").post(path, body, "Idempotency-Key", "k1");
        var again = web.program("finance").post(path, body, "Idempotency-Key", "k1");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(creditNotes.ofOrder(order)).hasSize(1);
        assertThat(web.program("logistics").post(path, body).statusCode()).isEqualTo(404);
        assertThat(web.program(AcceptedDeals.REP).post(path, body).statusCode()).isEqualTo(404);
        assertThat(web.program("finance").post(path, "{\"lines\": []}").body()).contains("\"field\":\"reason\"");
        assertThat(web.program("finance")
                        .post(
                                path,
                                "{\"reason\": \"x\", \"lines\": [{\"position\": 1, \"quantity\": 1}, {\"position\": 1, \"quantity\": 1}]}")
                        .body())
                .contains("is there twice");
        var other = web.program("finance").post(path, body.replace("Wrong price", "Another"), "Idempotency-Key", "k1");
        assertThat(other.statusCode()).as(other.body()).isEqualTo(422);
        assertThat(other.body()).contains("\"field\":\"Idempotency-Key\"");
        var empty = web.program("finance").post(path, "{\"reason\": \"x\", \"lines\": [null]}");
        assertThat(empty.statusCode()).as(empty.body()).isEqualTo(422);
        assertThat(creditNotes.ofOrder(order)).hasSize(1);
    }

    private CreditNote credit(String cause, Invoice invoice, Map<Integer, Integer> quantities) {
        return creditNotes.issue(
                cause + order, CreditNote.Kind.REVERSAL, invoice.number(), "The price was wrong.", quantities);
    }

    private Invoice current(Invoice invoice) {
        return invoices.find(invoice.number()).orElseThrow();
    }

    private BigDecimal unpaid() {
        return exposure.stream()
                .map(source -> source.unpaidInvoices(List.of(customer)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal invoiced(Invoice invoice) {
        return jdbc.sql("SELECT sum(amount) FROM kpi_fact WHERE (document = :number AND kind = 'invoice-issued')"
                        + " OR (parent = :number AND kind = 'credit-note-issued')")
                .param("number", invoice.number())
                .query(BigDecimal.class)
                .single();
    }
}

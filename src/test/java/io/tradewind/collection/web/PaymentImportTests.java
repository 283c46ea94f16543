package io.tradewind.collection.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.collection.IssuedInvoices;
import io.tradewind.collection.Payments;
import io.tradewind.collection.Receivables;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Processes;
import io.tradewind.engine.Refused;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class PaymentImportTests {

    private static final String HEADINGS = "Transaction ID,Value date,Amount,Currency,Debtor,Purpose\n";
    private static final LocalDate DAY = LocalDate.now();

    @Autowired
    private ImportJobs imports;

    @Autowired
    private Payments payments;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Customers customers;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    private IssuedInvoices issued;
    private long customer;
    private String order;

    @BeforeEach
    void anOrder() {
        issued = new IssuedInvoices(jdbc);
        customer = customers
                .register(NewCustomer.named("Import " + UUID.randomUUID()))
                .id();
        order = issued.newOrder(customer);
    }

    @Test
    void aLineThatNamesItsInvoiceIsBookedAndTheOrderGoesOn() throws IOException {
        String invoice = issued.issue(order, customer, "1500.00", DAY);
        String life = processes.start(
                "collection", order, Map.of("orderNumber", order, "customerId", customer, "rep", IssuedInvoices.REP));
        steps.runJob(life, "compute-balance");

        ImportJob job = upload(line(id(), "1500.00", "USD", "Thank you for " + invoice));
        assertThat(job.state()).isEqualTo(ImportJob.DONE);
        assertThat(job.rejected()).isZero();

        steps.runJob(life, "compute-balance");
        assertThat(steps.ended(life)).isTrue();
    }

    @Test
    void whatCannotBeToldIsKeptForAPersonWithTheReason() throws IOException {
        String invoice = issued.issue(order, customer, "100.00", DAY);
        String nothing = id();
        String unknown = id();
        String tooMuch = id();
        String foreign = id();

        ImportJob job = upload(line(nothing, "10.00", "USD", "Merry Christmas")
                + line(unknown, "10.00", "USD", "I-2026-999999")
                + line(tooMuch, "100.01", "USD", invoice)
                + line(foreign, "100.00", "EUR", invoice));

        assertThat(job.rejected()).isZero();
        assertThat(reason(nothing)).isEqualTo("The reference names no invoice.");
        assertThat(reason(unknown)).isEqualTo("There is no invoice I-2026-999999.");
        assertThat(reason(tooMuch)).isEqualTo("Only 100.00 USD is open.");
        assertThat(reason(foreign)).isEqualTo("Invoice " + invoice + " is in USD, the payment in EUR.");
        assertThat(receivables.find(invoice)).get().extracting("open").isEqualTo(new BigDecimal("100.00"));
    }

    @Test
    void severalInvoicesArePaidOnlyWhenTheAmountPaysAllOfThem() throws IOException {
        String first = issued.issue(order, customer, "100.00", DAY);
        String second = issued.issue(order, customer, "50.00", DAY);
        String partly = id();

        upload(line(partly, "120.00", "USD", first + " " + second));
        assertThat(reason(partly)).contains("does not pay all of them");

        upload(line(id(), "150.00", "USD", first + " " + second));
        assertThat(receivables.openOfOrder(order)).isEmpty();
    }

    @Test
    void theSameLineTwiceIsTakenOnce() throws IOException {
        String invoice = issued.issue(order, customer, "1500.00", DAY);
        String line = line(id(), "200.00", "USD", invoice);
        upload(line);

        ImportJob again = upload(line + line);

        assertThat(again.alreadyKnown()).isEqualTo(2);
        assertThat(receivables.find(invoice)).get().extracting("open").isEqualTo(new BigDecimal("1300.00"));
    }

    @Test
    void moneyThatWentOutOrNeverCameIsRejectedWithAReason() throws IOException {
        UUID id = accept(line(id(), "0.00", "USD", "nothing")
                + line(id(), "-20.00", "USD", "refund")
                + line(id(), "much", "USD", "words")
                + id() + ",2199-01-01,5.00,USD,Customer,later\n");
        ImportJob job = imports.find(id, "finance").orElseThrow();

        assertThat(job.rejected()).isEqualTo(4);
        ByteArrayOutputStream rejected = new ByteArrayOutputStream();
        imports.writeRejected(id, rejected);
        assertThat(rejected.toString(StandardCharsets.UTF_8))
                .contains("must be more than zero", "cannot have been received on 2199-01-01");
    }

    @Test
    void onlyFinanceAndAdministratorsUploadAndSee() {
        assertThatThrownBy(() -> imports.accept(
                        "payments", "bank.csv", stream(line(id(), "1.00", "USD", "x")), null, "darcel-schlecht"))
                .isInstanceOf(Refused.class);
        assertThat(web.program("darcel-schlecht").get("/api/payments/unmatched").statusCode())
                .isEqualTo(403);
        assertThat(web.program("darcel-schlecht")
                        .post("/api/payments/1/match", "{\"invoiceNumber\":\"I-2026-000001\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(web.nobody().get("/api/payments/unmatched").statusCode()).isEqualTo(401);
        assertThat(web.program("admin").get("/api/payments/unmatched").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPersonSaysWhatAnUnmatchedPaymentIsFor() throws IOException {
        String invoice = issued.issue(order, customer, "100.00", DAY);
        String line = id();
        upload(line(line, "130.00", "USD", "for the nice machine"));
        long id = unmatched(line).id();
        assertThat(web.program("finance").get("/api/payments/unmatched").body()).contains(line);
        String match = "/api/payments/" + id + "/match";

        assertThat(web.program("finance")
                        .post(match, "{\"invoiceNumber\":\"I-2026-999999\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(web.program("finance")
                        .post(match, "{\"invoiceNumber\":\"" + invoice + "\"}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(receivables.openOfOrder(order)).isEmpty();
        assertThat(web.program("finance")
                        .post(match, "{\"invoiceNumber\":\"" + invoice + "\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    private Payments.UnmatchedPayment unmatched(String externalId) {
        return payments.unmatched().stream()
                .filter(payment -> payment.externalId().equals(externalId))
                .findFirst()
                .orElseThrow();
    }

    private String reason(String externalId) {
        return unmatched(externalId).reason();
    }

    private ImportJob upload(String lines) throws IOException {
        return imports.find(accept(lines), "finance").orElseThrow();
    }

    private UUID accept(String lines) throws IOException {
        UUID id = imports.accept("payments", "bank.csv", stream(lines), null, "finance");
        imports.runWaiting();
        return id;
    }

    private static ByteArrayInputStream stream(String lines) {
        return new ByteArrayInputStream((HEADINGS + lines).getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String id, String amount, String currency, String reference) {
        return String.join(",", id, DAY.toString(), amount, currency, "Customer Ltd", reference) + "\n";
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}

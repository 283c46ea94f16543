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
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a bank tells in camt.053 ends up on the invoices, once, or with a person. */
@TradewindTest
class BankStatementImportTests {

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
                .register(NewCustomer.named("Statement " + UUID.randomUUID()))
                .id();
        order = issued.newOrder(customer);
    }

    @ParameterizedTest(name = "camt.053.001.{0}")
    @ValueSource(strings = {"02", "04", "06", "08", "10"})
    void everyVersionSinceTheSecondIsRead(String version) throws IOException {
        String invoice = issue("120.00");

        ImportJob job = upload(Statement.any().version(version).credit(id(), "120.00", "Your " + invoice));

        assertThat(job.done()).isEqualTo(1);
        assertThat(job.message()).isEqualTo("Read as camt.053.001." + version + ".");
        assertThat(open(invoice)).isZero();
    }

    @Test
    void theSameFileTwiceAndAStatementThatOverlapsBookNothingTwice() throws IOException {
        String invoice = issue("100.00");
        Statement first = Statement.any().credit(id(), "30.00", invoice);
        String later = id();
        upload(first);

        assertThat(upload(first).alreadyKnown()).isEqualTo(1);
        String known = id();
        upload(Statement.any().credit(known, "20.00", invoice));
        ImportJob overlapping =
                upload(Statement.any().credit(known, "20.00", invoice).credit(later, "10.00", invoice));

        assertThat(overlapping.alreadyKnown()).isEqualTo(1);
        assertThat(open(invoice)).isEqualByComparingTo("40.00");
    }

    @Test
    void withoutANumberOfTheBankTheSameAgainInAnotherStatementWaitsForAPerson() throws IOException {
        String invoice = issue("100.00");
        String text = "thanks " + invoice;
        Statement twoAlike = Statement.any().credit("", "10.00", text).credit("NONREF", "10.00", text);

        upload(twoAlike);
        assertThat(open(invoice)).as("two in one statement are two").isEqualByComparingTo("80.00");
        assertThat(upload(twoAlike).alreadyKnown()).isEqualTo(2);

        upload(Statement.any().credit("", "10.00", text));
        assertThat(open(invoice)).isEqualByComparingTo("80.00");
        assertThat(payments.unmatched())
                .filteredOn(payment -> text.equals(payment.reference()))
                .singleElement()
                .satisfies(payment -> assertThat(payment.reason()).contains("may be the same payment"));
    }

    @Test
    void anotherPaymentUnderAKnownNumberIsNeitherTakenNorForgotten() throws IOException {
        String invoice = issue("100.00");
        String number = id();
        upload(Statement.any().credit(number, "30.00", invoice));

        UUID again = accept(Statement.any().credit(number, "31.00", invoice).xml());

        assertThat(imports.find(again, "finance").orElseThrow().rejected()).isEqualTo(1);
        assertThat(rejected(again))
                .contains("stands another payment, of 30.00 USD")
                .contains("31.00");
        assertThat(open(invoice)).isEqualByComparingTo("70.00");
    }

    @Test
    void aBatchIsTakenApartWhenItsPartsAddUp() throws IOException {
        String first = issue("100.00");
        String second = issue("50.00");

        upload(Statement.any()
                .entry(
                        id(),
                        "120.00",
                        "USD",
                        "CRDT",
                        "",
                        Statement.part("100.00", "RF18" + Statement.bare(first)) + Statement.part("20.00", second)));
        assertThat(open(first)).isZero();
        assertThat(open(second)).isEqualByComparingTo("30.00");

        String number = id();
        upload(Statement.any()
                .entry(
                        number,
                        "25.00",
                        "USD",
                        "CRDT",
                        "",
                        Statement.part("10.00", second) + Statement.part("10.00", second)));
        assertThat(open(second))
                .as("the whole entry goes to the only invoice named")
                .isEqualByComparingTo("5.00");
    }

    @Test
    void oneCreditPaysSeveralInvoicesOfACustomer() throws IOException {
        String first = issue("100.00");
        String second = issue("50.00");

        upload(Statement.any().credit(id(), "150.00", first + " and " + second));

        assertThat(receivables.openOfOrder(order)).isEmpty();
    }

    @Test
    void anotherCurrencyIsATaskNotAGuess() throws IOException {
        String invoice = issue("100.00");
        String number = id();

        upload(Statement.any().entry(number, "100.00", "EUR", "CRDT", "", Statement.details("", invoice)));

        assertThat(open(invoice)).isEqualByComparingTo("100.00");
        assertThat(payments.unmatched())
                .filteredOn(payment -> payment.externalId().contains(number))
                .singleElement()
                .satisfies(payment -> assertThat(payment.reason())
                        .isEqualTo("Invoice " + invoice + " is in USD, the payment in EUR."));
    }

    @Test
    void aReturnedPaymentIsOwedAgainAndTheOrderIsWaitedForAgain() throws IOException {
        String invoice = issue("100.00");
        String endToEnd = "E2E-" + id().substring(0, 8);
        String refs = "<EndToEndId>" + endToEnd + "</EndToEndId>";
        upload(Statement.any().entry(id(), "100.00", "USD", "CRDT", "", Statement.details(refs, invoice)));
        assertThat(open(invoice)).isZero();

        Statement back = Statement.any()
                .entry(
                        id(),
                        "100.00",
                        "USD",
                        "DBIT",
                        "<RvslInd>true</RvslInd>",
                        Statement.details(refs, "account closed"));
        upload(back);
        assertThat(upload(back).alreadyKnown()).isEqualTo(1);

        assertThat(open(invoice)).isEqualByComparingTo("100.00");
        String life = waiting();
        steps.runJob(life, "compute-balance");
        steps.task(life, "record-payment");
        assertThat(jdbc.sql("SELECT sum(amount) FROM payment_allocation WHERE invoice_number = ?")
                        .param(invoice)
                        .query(BigDecimal.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("SELECT sum(amount) FROM kpi_fact WHERE document = ? AND kind = 'payment-received'")
                        .param(invoice)
                        .query(BigDecimal.class)
                        .single())
                .isZero();
    }

    @Test
    void moneyTakenBackWithoutSayingWhichWaitsForAPerson() throws IOException {
        String invoice = issue("77.77");
        String paid = id();
        upload(Statement.any().credit(paid, "77.77", invoice));
        String number = id();
        upload(Statement.any()
                .entry(
                        number,
                        "77.77",
                        "USD",
                        "DBIT",
                        "",
                        "<TxDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>"));
        assertThat(open(invoice)).isZero();
        Payments.UnmatchedPayment reversal = payments.unmatched().stream()
                .filter(payment -> payment.externalId().contains(number))
                .findFirst()
                .orElseThrow();
        assertThat(reversal.amount()).isEqualByComparingTo("-77.77");
        Long origin = payments.suggestions(reversal.id()).stream()
                .filter(suggestion -> suggestion.customerId() == customer)
                .findFirst()
                .orElseThrow()
                .origin();

        payments.reverse(reversal.id(), origin);

        assertThat(open(invoice)).isEqualByComparingTo("77.77");
        assertThatThrownBy(() -> payments.reverse(reversal.id(), origin)).hasMessageContaining("any more");
    }

    @Test
    void moneyThatWentOutOrIsOnlyAnnouncedIsRejectedWithTheReason() throws IOException {
        UUID job = accept(Statement.any()
                .entry(id(), "10.00", "USD", "DBIT", "", "")
                .credit(id(), "5.00", "first")
                .xml()
                .replaceFirst("(?s)(.*)BOOK", "$1PDNG"));

        assertThat(imports.find(job, "finance").orElseThrow().rejected()).isEqualTo(2);
        assertThat(rejected(job)).contains("money that went out", "not booked it yet: its status is PDNG");
    }

    @Test
    void theSameFileInTwoRequestsAtOnceBooksOnce() throws Exception {
        String invoice = issue("1000.00");
        Statement statement = Statement.any();
        for (int i = 0; i < 40; i++) {
            statement.credit(id(), "10.00", invoice);
        }
        String xml = statement.xml();

        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<HttpResponse<String>> request = () -> post(xml);
            for (Future<HttpResponse<String>> answer : threads.invokeAll(List.of(request, request))) {
                assertThat(answer.get().statusCode()).isEqualTo(202);
            }
            Callable<Void> run = () -> {
                imports.runWaiting();
                return null;
            };
            for (Future<Void> done : threads.invokeAll(List.of(run, run))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(open(invoice)).isEqualByComparingTo("600.00");
    }

    @Test
    void aFileThatCannotBeReadIsRefusedAsAWholeAndSaysWhy() {
        String good = Statement.any()
                .credit(id(), "10.00", "one")
                .credit(id(), "11.00", "two")
                .xml();

        refuses(good.substring(0, good.length() - 80), "no well-formed XML");
        refuses(good.replace("camt.053.001.08", "camt.054.001.08"), "camt.054.001.08");
        refuses(good.replace("camt.053.001.08", "camt.053.001.01"), "camt.053.001.02 or later");
        refuses("<html><body>Session expired</body></html>", "begins with <html>");
        refuses(good.replaceAll("<Stmt><Id>[^<]*</Id>", "<Stmt>"), "no identification (Stmt/Id)");
        refuses(good.replace("11.00", "eleven"), "Entry 2", "'eleven' is no amount");
        refuses(good.replace("<Amt Ccy=\"USD\">11.00</Amt>", ""), "Entry 2", "no amount");
        refuses(good.replace("Ccy=\"USD\">11.00", ">11.00"), "no currency");
        refuses(good.replace("CRDT", "IN"), "CRDT or DBIT");
        assertThat(payments.unmatched()).noneMatch(payment -> "one".equals(payment.reference()));
    }

    @Test
    void entityBombsAndForeignFilesAreRefused() {
        String good = Statement.any().credit(id(), "10.00", "&x;").xml();
        String head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

        refuses(
                good.replace(head, head + "<!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"),
                "document type declaration");
        refuses(
                good.replace(
                        head,
                        head + "<!DOCTYPE Document [<!ENTITY a \"" + "a".repeat(100) + "\"><!ENTITY b \""
                                + "&a;".repeat(100) + "\"><!ENTITY c \"" + "&b;".repeat(100) + "\"><!ENTITY x \""
                                + "&c;".repeat(100) + "\">]>"),
                "document type declaration");
        refuses("<a>".repeat(100_000), "begins with <a>");
    }

    @Test
    void theSameLineByStatementAndByCsvIsBookedOnceWhicheverComesFirst() throws IOException {
        String invoice = issue("100.00");
        String statementFirst = id();
        String csvFirst = id();

        upload(Statement.any().credit(statementFirst, "30.00", invoice));
        assertThat(uploadCsv(statementFirst, "30.00", "Invoice " + invoice).alreadyKnown())
                .isEqualTo(1);
        assertThat(uploadCsv(Statement.ACCOUNT + "/" + statementFirst, "30.00", invoice)
                        .alreadyKnown())
                .isEqualTo(1);
        uploadCsv(csvFirst, "20.00", "Invoice " + invoice);
        assertThat(upload(Statement.any().credit(csvFirst, "20.00", invoice)).alreadyKnown())
                .isEqualTo(1);

        assertThat(open(invoice)).isEqualByComparingTo("50.00");
    }

    @Test
    void anotherAmountUnderTheSameNumberIsRejectedAcrossFormatsToo() throws IOException {
        String invoice = issue("100.00");
        String number = id();
        upload(Statement.any().credit(number, "30.00", invoice));

        assertThat(uploadCsv(number, "31.00", invoice).rejected()).isEqualTo(1);
        assertThat(open(invoice)).isEqualByComparingTo("70.00");
    }

    @Test
    void theSameNumberOfTwoAccountsIsTwoPaymentsUnlessTheySayTheSame() throws IOException {
        String invoice = issue("100.00");
        String number = id();
        String other = "DE75512108001245126199/" + number;
        upload(Statement.any().credit(number, "30.00", invoice));

        assertThat(uploadCsv(other, "20.00", invoice).done()).isEqualTo(1);
        assertThat(open(invoice)).isEqualByComparingTo("50.00");

        String same = "GB29NWBK60161331926819/" + number;
        assertThat(uploadCsv(same, "30.00", invoice).done()).isEqualTo(1);
        assertThat(open(invoice)).isEqualByComparingTo("50.00");
        assertThat(payments.unmatched())
                .filteredOn(payment -> same.equals(payment.externalId()))
                .singleElement()
                .satisfies(payment -> assertThat(payment.reason()).contains("of another account"));
    }

    private ImportJob uploadCsv(String number, String amount, String reference) throws IOException {
        String csv = "Transaction ID,Value date,Amount,Currency,Debtor,Purpose\n"
                + String.join(",", number, Statement.DAY.toString(), amount, "USD", "Customer Ltd", reference) + "\n";
        UUID id = imports.accept(
                "payments",
                "bank.csv",
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                null,
                "finance");
        imports.runWaiting();
        return imports.find(id, "finance").orElseThrow();
    }

    private void refuses(String xml, String... words) {
        assertThatThrownBy(() -> accept(xml))
                .isInstanceOf(Refused.class)
                .satisfies(refused -> assertThat(refused.getMessage()).contains(words));
        assertThat(post(xml).statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> post(String xml) {
        String boundary = "----statement";
        return web.program("finance")
                .send(
                        "POST",
                        "/api/payments/import",
                        "multipart/form-data; boundary=" + boundary,
                        "--" + boundary
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bank.xml\"\r\n\r\n"
                                + xml + "\r\n--" + boundary + "--\r\n");
    }

    private String waiting() {
        return jdbc.sql("SELECT proc_inst_id_ FROM act_ru_execution WHERE business_key_ = ? AND parent_id_ IS NULL")
                .param(order)
                .query(String.class)
                .single();
    }

    private String issue(String amount) {
        return issued.issue(order, customer, amount, Statement.DAY);
    }

    private BigDecimal open(String invoice) {
        return receivables.find(invoice).orElseThrow().open();
    }

    private ImportJob upload(Statement statement) throws IOException {
        return imports.find(accept(statement.xml()), "finance").orElseThrow();
    }

    private UUID accept(String xml) throws IOException {
        UUID id = imports.accept(
                "payments",
                "bank.xml",
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)),
                null,
                "finance");
        imports.runWaiting();
        return id;
    }

    private String rejected(UUID job) throws IOException {
        ByteArrayOutputStream rejected = new ByteArrayOutputStream();
        imports.writeRejected(job, rejected);
        return rejected.toString(StandardCharsets.UTF_8);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}

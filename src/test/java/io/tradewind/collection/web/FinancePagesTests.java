package io.tradewind.collection.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.collection.IssuedInvoices;
import io.tradewind.collection.Payments;
import io.tradewind.collection.Receivables;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class FinancePagesTests {

    private static final LocalDate TODAY = LocalDate.now();

    @Autowired
    private Payments payments;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Customers customers;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    private IssuedInvoices issued;
    private Customer customer;
    private String order;

    @BeforeEach
    void anOrder() {
        issued = new IssuedInvoices(jdbc);
        customer = customers.register(NewCustomer.named("=Pages " + UUID.randomUUID()));
        order = issued.newOrder(customer.id());
    }

    @Test
    void receivablesStandInTheColumnOfTheirAge() {
        int[] daysOverdue = {0, 1, 30, 31, 60, 61, 90, 91};
        for (int days : daysOverdue) {
            issued.issue(order, customer.id(), "10.00", TODAY.minusDays(days));
        }

        Document page = page("finance", "/receivables?customer=" + customer.id());

        assertThat(page.select("tfoot th.tw-number").eachText())
                .containsExactly("10.00", "20.00", "20.00", "20.00", "10.00", "80.00", "–");
        assertThat(page.select("caption + thead + tbody tr")).hasSize(daysOverdue.length);
    }

    @Test
    void anInvoiceGrowsOldByItsInstalments() {
        String invoice = issued.issueInInstalments(
                order, customer.id(), Map.of(TODAY.minusDays(40), "30.00", TODAY.plusDays(20), "70.00"));
        payments.take(line("10.00", invoice));
        payments.take(line("5.00", "no number"));
        payments.unmatched().stream()
                .filter(one -> one.amount().compareTo(new BigDecimal("5.00")) == 0)
                .forEach(one -> payments.putOnAccount(one.id(), customer.id()));

        Document page = page("finance", "/receivables?customer=" + customer.id());

        assertThat(page.select("tfoot th.tw-number").eachText())
                .containsExactly("70.00", "–", "20.00", "–", "–", "90.00", "5.00");
        assertThat(page.text()).contains(invoice + " (1 of 2)", invoice + " (2 of 2)");
    }

    @Test
    void financeAsksForAWriteOffWithAReasonAndOthersDoNot() {
        String invoice = issued.issue(order, customer.id(), "10.00", TODAY.minusDays(40));
        String path = "/write-offs/new?invoice=" + invoice;
        assertThat(page("finance", "/receivables?customer=" + customer.id()).select("a[href*=/write-offs/new]"))
                .hasSize(1);
        assertThat(page("director", "/receivables?customer=" + customer.id()).select("a[href*=/write-offs/new]"))
                .isEmpty();
        for (String reader : List.of("director", IssuedInvoices.REP)) {
            assertThat(web.browser(reader).get(path).statusCode()).as(reader).isEqualTo(403);
        }
        Web.Client finance = web.browser("finance");
        String token = Web.hiddenToken(finance.get(path).body());
        assertThat(finance.get("/write-offs/new?invoice=I-0").statusCode()).isEqualTo(404);

        assertThat(finance.submit("/write-offs", Map.of("invoice", invoice, "reason", " ", "_csrf", token))
                        .statusCode())
                .isEqualTo(422);
        assertThat(finance.submit("/write-offs", Map.of("invoice", invoice, "reason", "Gone", "_csrf", token))
                        .statusCode())
                .isEqualTo(302);

        assertThat(page("director", "/write-offs").text()).contains(invoice, "Gone", "waits for an answer");
        assertThat(page("finance", path).text()).contains("Asked for already");
        assertThat(web.browser(IssuedInvoices.REP).get("/write-offs").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aFileForASpreadsheetComputesNothing() {
        issued.issue(order, customer.id(), "10.00", TODAY);

        String csv = web.browser("finance")
                .get("/receivables.csv?customer=" + customer.id())
                .body();

        assertThat(csv).startsWith("customer,rep,order").contains("'=Pages");
    }

    @Test
    void whoSeesWhose() {
        issued.issue(order, customer.id(), "10.00", TODAY);
        String path = "/receivables.csv?customer=" + customer.id();

        for (String reader : List.of("finance", "director", "gm", IssuedInvoices.REP, "melvin-marxen")) {
            assertThat(web.browser(reader).get(path).body()).as(reader).contains(order);
        }
        for (String stranger : List.of("anna-snelling", "cara-losch")) {
            assertThat(web.browser(stranger).get(path).body()).as(stranger).doesNotContain(order);
        }
        assertThat(web.browser("logistics").get(path).statusCode()).isEqualTo(403);
        assertThat(web.browser(IssuedInvoices.REP).get("/payments/unmatched").statusCode())
                .isEqualTo(403);
        assertThat(web.browser("gm").get("/payments/unmatched").statusCode()).isEqualTo(200);
        assertThat(web.nobody().get("/receivables.csv").statusCode()).isIn(302, 401);
    }

    @Test
    void financeTakesASuggestionByOneClick() {
        String invoice = issued.issue(order, customer.id(), "123.45", TODAY);
        long id = take("123.45", "thank you");
        Web.Client finance = web.browser("finance");

        Document page = Jsoup.parse(
                finance.get("/payments/" + id, "Accept", "text/html").body());
        assertThat(page.text()).contains(customer.name(), invoice, "Confidence");
        Map<String, String> fields = new LinkedHashMap<>();
        page.select("form:has(strong) input[type=hidden]")
                .forEach(input -> fields.put(input.attr("name"), input.val()));
        assertThat(finance.submit("/payments/" + id + "/assign", fields).statusCode())
                .isEqualTo(302);

        assertThat(receivables.find(invoice).orElseThrow().open()).isZero();
        assertThat(page("finance", "/payments/" + id).text()).contains("said by a person", "Paid of " + invoice);
    }

    @Test
    void onlyFinanceDecides() {
        long id = take("5.00", "thank you");
        Web.Client gm = web.browser("gm");
        String page = gm.get("/payments/" + id, "Accept", "text/html").body();
        assertThat(page).doesNotContain("Put aside</button>");
        Map<String, String> fields = Map.of("reason", "mine", "_csrf", token(gm));

        assertThat(gm.submit("/payments/" + id + "/discard", fields).statusCode())
                .isEqualTo(403);
        assertThat(payments.find(id).orElseThrow().state()).isEqualTo("unmatched");
    }

    @Test
    void aSlipIsSaidOnThePageAndChangesNothing() {
        long id = take("5.00", "thank you");
        Web.Client finance = web.browser("finance");
        Map<String, String> fields = Map.of("invoice", "I-2026-999999", "amount", "5,00", "_csrf", token(finance));

        assertThat(finance.submit("/payments/" + id + "/assign", fields)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("write it as 1234.50");
        });
        assertThat(payments.find(id).orElseThrow().state()).isEqualTo("unmatched");
    }

    @Test
    void moneyPaidBackIsATaskOfFinance() {
        long id = take("55.00", "thank you");
        Web.Client finance = web.browser("finance");

        finance.submit("/payments/" + id + "/refund", Map.of("reason", "Not ours", "_csrf", token(finance)));

        String refund = jdbc.sql("SELECT number FROM refund WHERE payment_id = ?")
                .param(id)
                .query(String.class)
                .single();
        String life = jdbc.sql("SELECT proc_inst_id_ FROM act_ru_execution WHERE business_key_ = ?")
                .param(refund)
                .query(String.class)
                .single();
        steps.complete(
                life,
                "transfer-refund",
                "finance",
                Map.of("paidOn", TODAY.toString(), "bankReference", "OUT-" + UUID.randomUUID()));
        assertThat(steps.ended(life)).isTrue();
        assertThat(payments.findRefund(refund).orElseThrow().state()).isEqualTo("paid");
    }

    @Test
    void financeBooksAPrepaymentByTheBanksNumberAndNobodyElseDoes() {
        String contract = "C-2026-" + String.format("%06d", 900000 + customer.id() % 100000);
        jdbc.sql(
                        """
                        INSERT INTO credit_prepayment (subject, customer_id, amount, currency, agreed_by, agreed_at)
                        VALUES (:contract, :customer, 50, 'USD', 'a test', now())
                        """)
                .param("contract", contract)
                .param("customer", customer.id())
                .update();
        Web.Client finance = web.browser("finance");
        Web.Client manager = web.browser("gm");

        assertThat(prepay(manager, contract, "B-" + contract).statusCode()).isEqualTo(403);
        assertThat(prepay(finance, contract, "").body()).contains("Give the bank&#39;s own number");
        assertThat(prepay(finance, "C-1999-000001", "B-" + contract).body()).contains("No prepayment was agreed");
        assertThat(payments.onAccount()).noneMatch(payment -> payment.customerId() == customer.id());

        assertThat(prepay(finance, contract, "B-" + contract).statusCode()).isEqualTo(302);
        assertThat(prepay(finance, contract, "B-" + contract).body()).contains("booked already");

        assertThat(payments.onAccount())
                .filteredOn(payment -> payment.customerId() == customer.id())
                .singleElement()
                .satisfies(payment -> assertThat(
                                page("finance", "/payments/" + payment.id()).text())
                        .contains("Prepays " + contract));
    }

    private static HttpResponse<String> prepay(Web.Client client, String contract, String bankReference) {
        return client.submit(
                "/payments/prepayments",
                Map.of(
                        "document",
                        contract,
                        "amount",
                        "50.00",
                        "receivedOn",
                        TODAY.toString(),
                        "bankReference",
                        bankReference,
                        "_csrf",
                        token(client)));
    }

    private static String token(Web.Client browser) {
        return Web.hiddenToken(
                browser.get("/receivables", "Accept", "text/html").body());
    }

    private Document page(String user, String path) {
        return Jsoup.parse(web.browser(user).get(path, "Accept", "text/html").body());
    }

    private long take(String amount, String reference) {
        Payments.BankLine line = line(amount, reference);
        payments.take(line);
        return jdbc.sql("SELECT id FROM payment WHERE external_ref = ?")
                .param(line.externalId())
                .query(Long.class)
                .single();
    }

    private Payments.BankLine line(String amount, String reference) {
        return new Payments.BankLine(
                UUID.randomUUID().toString(), new BigDecimal(amount), "USD", TODAY, customer.name(), reference);
    }
}

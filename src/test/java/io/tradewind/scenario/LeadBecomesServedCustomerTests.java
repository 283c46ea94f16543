package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.SignedCopies;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One lead, from the first word of a customer to the satisfied one, as its people live it. */
@TradewindTest
class LeadBecomesServedCustomerTests {

    @Autowired
    private Web web;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private ContractWork contracts;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private JdbcClient jdbc;

    private Desk rep;
    private Desk otherRep;
    private Desk manager;
    private Desk support;
    private Desk logistics;
    private Desk finance;
    private Desk director;

    @BeforeEach
    void peopleComeToWork() {
        rep = new Desk("darcel-schlecht", web, steps);
        otherRep = new Desk("anna-snelling", web, steps);
        manager = new Desk("melvin-marxen", web, steps);
        support = new Desk("support", web, steps);
        logistics = new Desk("logistics", web, steps);
        finance = new Desk("finance", web, steps);
        director = new Desk("director", web, steps);
    }

    @Test
    void aLeadBecomesAServedCustomer() {
        BigDecimal revenueBefore = revenue();

        // Darcel meets somebody at a fair and enters the lead. It is his; a colleague cannot even see it.
        HttpResponse<String> entered = rep.posts(
                "/api/leads",
                """
                {"companyName": "Lighthouse Ferries", "contactName": "Ada Keller", "email": "ada@lighthouse.example",
                 "region": "central", "source": "trade-fair", "product": "GTX Pro", "expectedValue": 9000, "currency": "USD"}
                """);
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(201);
        String lead = Desk.tree(entered.body()).path("leadNumber").asText();
        String journey = Desk.tree(entered.body()).path("processInstanceId").asText();
        assertThat(lead).matches("L-\\d{4}-\\d{6}");
        assertThat(rep.sees(journey, "contact-lead")).isTrue();
        assertThat(otherRep.sees(journey, "contact-lead")).isFalse();

        // He calls, hears a clear need with money behind it, and qualifies.
        rep.does(
                journey,
                "contact-lead",
                Map.of(
                        "reached", "decision-maker",
                        "decisionMaker", "Ada Keller",
                        "need", "clear",
                        "budget", "approved",
                        "timeFrame", "quarter",
                        "nextStep", "Send a quotation"));
        rep.does(journey, "qualify-lead", Map.of("qualification", "qualify"));

        // What they need: two GTX Pro.
        rep.does(
                journey,
                "clarify-needs",
                Map.of(
                        "nextStep", "quote",
                        "needs", "Two units for the ticket halls",
                        "product", "gtx-pro",
                        "quantity", 2,
                        "budget", "9000.00"));

        // 12 % is more than a rep may give: his manager is asked, and neither he nor a colleague can answer.
        rep.does(journey, "prepare-quotation", quotation("gtx-pro", 2, 12));
        assertThat(rep.tries(journey, "decide-request", Map.of("decision", "approve"))
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(otherRep.sees(journey, "decide-request")).isFalse();
        manager.does(journey, "decide-request", Map.of("decision", "approve"));

        // The customer accepts: 2 × 4,821.00 less 12 % is 8,484.96.
        rep.does(journey, "present-quotation", Map.of("customerAnswer", "accepted"));
        assertThat(revenue().subtract(revenueBefore)).isEqualByComparingTo("8484.96");

        // Sales support sets the terms, credit is checked and passes, both sign.
        support.does(
                journey,
                "check-contract",
                Map.of(
                        "startsOn", workingTime.today().toString(),
                        "contractMonths", 12,
                        "noticeDays", 30,
                        "paymentDays", 30,
                        "deliveryAddress", "Pier 4, Lighthouse Bay"));
        String contract = rep.reads(journey, "sign-contract", "contractNumber");
        steps.as(
                "darcel-schlecht", () -> contracts.attachSignedCopy(contract, "signed.pdf", SignedCopies.of(contract)));
        rep.does(
                journey,
                "sign-contract",
                Map.of(
                        "signature", "signed",
                        "signedOn", workingTime.today().toString(),
                        "signedByCustomer", "Ada Keller"));

        // The deal's page leads to what was offered and agreed, each as far as whoever looks may open it.
        String order = logistics.reads(journey, "pick-goods", "orderNumber");
        String deal = jdbc.sql("SELECT deal_number FROM contract WHERE number = :contract")
                .param("contract", contract)
                .query(String.class)
                .single();
        String approval = jdbc.sql("SELECT approval_id FROM quotation WHERE deal_number = :deal")
                .param("deal", deal)
                .query(String.class)
                .single();
        for (Web.Client reader : List.of(web.browser("darcel-schlecht"), web.browser("director"))) {
            assertThat(reader.get("/board/deals/" + deal).body())
                    .contains("href=\"/contracts/" + contract, "href=\"/orders/" + order)
                    .contains("Version 1", "accepted, 8,484.96 USD", "href=\"/approvals/" + approval)
                    .doesNotContain("not stated", "not known");
        }
        assertThat(web.browser("product").get("/board/deals/" + deal).body())
                .contains("Deal <span>" + deal)
                .doesNotContain(contract, order, "Version 1", "/approvals/" + approval);

        // The warehouse packs, ships and gets the receipt; the invoice follows.
        logistics.does(journey, "pick-goods", Map.of("pickAnswer", "packed"));
        logistics.does(
                journey,
                "ship-goods",
                Map.of(
                        "carrier",
                        "Fast Freight",
                        "trackingNumber",
                        "FF-" + lead,
                        "shippedLines",
                        List.of(Map.of("position", 1, "quantity", 2))));
        logistics.does(
                journey,
                "confirm-delivery",
                Map.of("receivedOn", workingTime.today().toString(), "receivedBy", "Ada Keller"));

        // A payment for nothing is refused in a sentence; the right one settles the invoice.
        String invoice = firstOption(finance.reads(journey, "record-payment", "openInvoices"));
        HttpResponse<String> nothing = finance.tries(journey, "record-payment", payment(invoice, "0"));
        assertThat(nothing.statusCode()).isBetween(400, 499);
        finance.does(journey, "record-payment", payment(invoice, "8484.96"));

        // Darcel asks whether all is well and whom to survey; Ada opens the link in her mail and is delighted.
        rep.does(
                journey,
                "handover-call",
                Map.of(
                        "handoverComplete",
                        "yes",
                        "contactName",
                        "Ada Keller",
                        "contactEmail",
                        "ada@lighthouse.example"));
        String link = surveyLinkInTheMailTo("ada@lighthouse.example");
        Web.Client ada = web.browser();
        String page = ada.get(link).body();
        assertThat(page).contains("Lighthouse Ferries");
        assertThat(ada.submit(link, Map.of("score", "9", "comment", "Well done", "_csrf", tokenIn(page)))
                        .statusCode())
                .isLessThan(400);
        steps.runAllJobs(journey);

        // The journey has come to its good end, and the figures know.
        assertThat(steps.ended(journey)).isTrue();
        assertThat(steps.trace(journey)).contains("customer-served");
        assertThat(figure("customer-satisfaction").path("total").asText()).isNotBlank();
        assertThat(passagesThatDisagreeWithHistory(journey)).isEmpty();
    }

    /** When a step began and was due, and whose the case was, is noted from what a command has seen, if it has seen it. */
    private List<String> passagesThatDisagreeWithHistory(String journey) {
        assertThat(jdbc.sql(
                                """
                                SELECT count(*) FROM step_passage p JOIN act_hi_procinst i ON i.id_ = p.instance_id
                                 WHERE i.root_proc_inst_id_ = :journey AND p.rep = 'darcel-schlecht'
                                """)
                        .param("journey", journey)
                        .query(Integer.class)
                        .single())
                .isGreaterThan(80);
        return jdbc.sql(
                        """
                        SELECT concat_ws(' ', i.proc_def_key_, p.step, p.began_at, p.due_at, p.rep)
                          FROM step_passage p JOIN act_hi_procinst i ON i.id_ = p.instance_id
                         WHERE i.root_proc_inst_id_ = :journey AND p.step <> '>'
                           AND (p.rep IS NULL AND p.ended_at > (SELECT min(o.ended_at) FROM step_passage o
                                                                 WHERE o.instance_id = p.instance_id AND o.rep IS NOT NULL)
                                OR p.step = '' AND (p.began_at, p.ended_at)
                                                   <> (i.start_time_ AT TIME ZONE 'UTC', i.end_time_ AT TIME ZONE 'UTC')
                                OR p.step <> '' AND NOT EXISTS (
                                     SELECT 1 FROM act_hi_actinst a LEFT JOIN act_hi_taskinst t ON t.id_ = a.task_id_
                                      WHERE a.proc_inst_id_ = p.instance_id AND a.act_id_ = p.step
                                        AND a.start_time_ AT TIME ZONE 'UTC' = p.began_at
                                        AND a.end_time_ AT TIME ZONE 'UTC' = p.ended_at
                                        AND t.due_date_ AT TIME ZONE 'UTC' IS NOT DISTINCT FROM p.due_at))
                        """)
                .param("journey", journey)
                .query(String.class)
                .list();
    }

    @Test
    void aLostDealTeachesTheNextOne() {
        HttpResponse<String> entered = rep.posts(
                "/api/leads",
                """
                {"companyName": "Sunken Bell Tours", "region": "central", "product": "MG Advanced"}
                """);
        String journey = Desk.tree(entered.body()).path("processInstanceId").asText();
        rep.does(
                journey,
                "contact-lead",
                Map.of("reached", "decision-maker", "need", "clear", "budget", "approved", "timeFrame", "quarter"));
        rep.does(journey, "qualify-lead", Map.of("qualification", "qualify"));
        rep.does(
                journey,
                "clarify-needs",
                Map.of("nextStep", "quote", "needs", "One unit", "product", "mg-advanced", "quantity", 1));
        rep.does(journey, "prepare-quotation", quotation("mg-advanced", 1, 3));
        rep.does(
                journey,
                "present-quotation",
                Map.of("customerAnswer", "lost", "lostReason", "price", "competitor", "Globex"));

        rep.does(
                journey,
                "explain-result",
                Map.of("why", "Globex was 20 % cheaper.", "lesson", "Ask for the budget before quoting."));
        manager.does(
                journey,
                "confirm-lesson",
                Map.of("lesson", "Ask for the budget before quoting.", "lessonDecision", "publish"));

        assertThat(steps.ended(journey)).isTrue();
        assertThat(steps.trace(journey)).contains("deal-lost").doesNotContain("customer-served");
    }

    private Map<String, Object> quotation(String product, int quantity, int discount) {
        return Map.of(
                "quotationStep",
                "quote",
                "lines",
                List.of(Map.of("product", product, "quantity", quantity, "discount", discount)),
                "paymentDays",
                30,
                "deliveryDate",
                workingTime.today().plusDays(20).toString(),
                "validUntil",
                workingTime.today().plusDays(40).toString());
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
                workingTime.today().toString(),
                "bankReference",
                UUID.randomUUID().toString());
    }

    private BigDecimal revenue() {
        return new BigDecimal(figure("revenue").path("total").asText("0"));
    }

    private JsonNode figure(String name) {
        return Desk.tree(director.opens("/api/figures/" + name).body());
    }

    private static String firstOption(String options) {
        return Desk.tree(options).path(0).path("value").asText();
    }

    private String surveyLinkInTheMailTo(String address) {
        Web.Client admin = web.browser("admin");
        Matcher mail = Pattern.compile("href=\"(/mails/\\d+)\"")
                .matcher(admin.get("/mails").body());
        while (mail.find()) {
            String shown = admin.get(mail.group(1)).body()
                    + admin.get(mail.group(1) + "/body").body();
            Matcher link = Pattern.compile("(/survey/[A-Za-z0-9_-]{20,})").matcher(shown);
            if (shown.contains(address) && link.find()) {
                return link.group(1);
            }
        }
        throw new AssertionError("No mail with a survey link went to " + address);
    }

    private static String tokenIn(String page) {
        return page.contains("_csrf") ? Web.hiddenToken(page) : "";
    }
}

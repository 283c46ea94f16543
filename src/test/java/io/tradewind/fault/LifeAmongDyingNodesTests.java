package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.SignedCopies;
import io.tradewind.engine.Acting;
import io.tradewind.scenario.Desk;
import io.tradewind.support.DyingNode;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same life twice: once nothing happens, once every node dies in every asynchronous step and timer, after its work
 * and before its commit. Both leave the same behind: rows in every table, mails, facts, decisions, steps in the history.
 */
@TradewindTest
class LifeAmongDyingNodesTests {

    /** Kept up by a timer of its own from what is compared here anyway. */
    private static final String FOLDED = "^kpi_(fact_pending|.*monthly|customer_first)$";

    private static final String EVERYTHING =
            """
            SELECT 'mails ' || template AS what, count(*) AS n FROM mail GROUP BY template
            UNION ALL SELECT 'facts ' || kind, count(*) FROM kpi_fact GROUP BY kind
            UNION ALL SELECT 'decision ' || dec_def_key_, count(*) FROM act_hi_decinst GROUP BY dec_def_key_
            UNION ALL SELECT 'step ' || proc_def_key_ || '.' || act_id_, count(*)
                        FROM act_hi_actinst GROUP BY proc_def_key_, act_id_
            UNION ALL SELECT 'waits at ' || proc_def_key_ || '.' || act_id_, count(*)
                        FROM act_hi_actinst WHERE end_time_ IS NULL GROUP BY proc_def_key_, act_id_
            UNION ALL SELECT 'jobs', count(*) FROM act_ru_job
            UNION ALL SELECT 'incidents', count(*) FROM act_hi_incident
            """;

    private static final String JOBS_DONE = "SELECT count(*) FROM act_hi_job_log WHERE job_state_ = 2";

    @Autowired
    private Web web;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private DyingNode dyingNode;

    @Autowired
    private ContractWork contracts;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Acting acting;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aLifeInWhichEveryStepDiesOnceLeavesTheSameBehind() {
        Map<String, Long> before = everything();
        dyingNode.spare(this::live);
        Map<String, Long> between = everything();
        Map<String, Long> spared = added(before, between);
        long jobs = jdbc.sql(JOBS_DONE).query(Long.class).single();
        int deaths = DyingNode.deaths();

        live();

        assertThat(added(between, everything())).isEqualTo(spared);
        assertThat((long) DyingNode.deaths() - deaths)
                .as("every job of the life died once before it was done")
                .isEqualTo(jdbc.sql(JOBS_DONE).query(Long.class).single() - jobs)
                .isGreaterThan(20);
        assertThat(spared)
                .as("the life is one to learn from")
                .containsEntry("rows of contract", 1L)
                .containsEntry("rows of approval_decision", 1L)
                .containsEntry("rows of sales_order", 1L)
                .containsEntry("rows of delivery", 1L)
                .containsEntry("rows of invoice", 1L)
                .containsEntry("rows of credit_note", 1L)
                .containsEntry("rows of goods_return", 1L)
                .containsEntry("rows of payment", 1L)
                .containsEntry("rows of service_case", 1L)
                .containsEntry("mails survey", 1L)
                .containsEntry("mails survey-reminder", 1L)
                .containsEntry("facts deal-won", 1L)
                .containsEntry("facts payment-received", 1L);
    }

    /** From the lead to the bad answer, with an approval, a dispute, a return and open points. */
    private void live() {
        Desk rep = new Desk("darcel-schlecht", web, steps);
        Desk logistics = new Desk("logistics", web, steps);
        Desk finance = new Desk("finance", web, steps);
        Desk service = new Desk("service", web, steps);
        String company = UUID.randomUUID().toString().replace("-", "");
        String address = "ada@" + company + ".example";
        String today = workingTime.today().toString();

        String journey = Desk.tree(rep.posts(
                                "/api/leads",
                                """
                                {"companyName": "%s", "contactName": "Ada Keller", "email": "%s", "region": "central",
                                 "source": "trade-fair", "product": "GTX Pro", "expectedValue": 9000, "currency": "USD"}
                                """
                                        .formatted(company, address))
                        .body())
                .path("processInstanceId")
                .asText();
        rep.does(
                journey,
                "contact-lead",
                Map.of("reached", "decision-maker", "need", "clear", "budget", "approved", "timeFrame", "quarter"));
        rep.does(journey, "qualify-lead", Map.of("qualification", "qualify"));
        rep.does(
                journey,
                "clarify-needs",
                Map.of("nextStep", "quote", "needs", "Two units", "product", "gtx-pro", "quantity", 2));
        rep.does(
                journey,
                "prepare-quotation",
                Map.of(
                        "quotationStep",
                        "quote",
                        "lines",
                        List.of(Map.of("product", "gtx-pro", "quantity", 2, "discount", 12)),
                        "paymentDays",
                        30,
                        "deliveryDate",
                        workingTime.today().plusDays(20).toString(),
                        "validUntil",
                        workingTime.today().plusDays(40).toString()));
        new Desk("melvin-marxen", web, steps).does(journey, "decide-request", Map.of("decision", "approve"));
        rep.does(journey, "present-quotation", Map.of("customerAnswer", "accepted"));

        new Desk("support", web, steps)
                .does(
                        journey,
                        "check-contract",
                        Map.of(
                                "startsOn", today,
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
                Map.of("signature", "signed", "signedOn", today, "signedByCustomer", "Ada Keller"));

        logistics.does(journey, "pick-goods", Map.of("pickAnswer", "packed"));
        logistics.does(
                journey,
                "ship-goods",
                Map.of("carrier", "Fast Freight", "shippedLines", List.of(Map.of("position", 1, "quantity", 2))));
        logistics.does(journey, "confirm-delivery", Map.of("receivedOn", today, "receivedBy", "Ada Keller"));

        String invoice = Desk.tree(finance.reads(journey, "record-payment", "openInvoices"))
                .path(0)
                .path("value")
                .asText();
        finance.does(
                journey,
                "record-payment",
                Map.of("whatHappened", "dispute", "invoiceNumber", invoice, "pauseReason", "One unit is dented"));
        steps.fireTimer(journey, "dunning-day");
        steps.runAllJobs(journey);
        oneUnitComesBack(service, logistics, invoice);
        finance.does(
                journey,
                "record-payment",
                Map.of("whatHappened", "settled", "invoiceNumber", invoice, "disputeOutcome", "stands"));
        finance.does(
                journey,
                "record-payment",
                Map.of(
                        "whatHappened",
                        "payment",
                        "invoiceNumber",
                        invoice,
                        "paidAmount",
                        "4242.48",
                        "paidCurrency",
                        "USD",
                        "receivedOn",
                        today,
                        "bankReference",
                        UUID.randomUUID().toString()));

        rep.does(journey, "handover-call", Map.of("handoverComplete", "no", "openPoints", "The keys are missing"));
        service.does(journey, "settle-open-points", Map.of("settlement", "The keys were sent"));
        rep.does(
                journey,
                "handover-call",
                Map.of("handoverComplete", "yes", "contactName", "Ada Keller", "contactEmail", address));
        steps.fireTimer(journey, "after-a-week");
        steps.runAllJobs(journey);
        assertThat(web.nobody()
                        .submit(surveyLink(address), Map.of("score", "2", "comment", "A dented unit"))
                        .statusCode())
                .isEqualTo(200);
        steps.runAllJobs(journey);
        assertThat(steps.ended(journey)).isTrue();
    }

    private void oneUnitComesBack(Desk service, Desk logistics, String invoice) {
        String delivery = jdbc.sql("SELECT delivery_number FROM invoice WHERE number = ?")
                .param(invoice)
                .query(String.class)
                .single();
        String number = Desk.tree(service.posts(
                                "/api/shipments/" + delivery + "/returns",
                                "{\"reason\": \"Dented\", \"lines\": [{\"position\": 1, \"quantity\": 1}]}")
                        .body())
                .path("number")
                .asText();
        String goodsReturn = acting.asSystem(() -> runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId());
        logistics.does(
                goodsReturn,
                "examine-goods",
                Map.of("goodsCame", "yes", "examinedLines", List.of(Map.of("position", 1, "received", 1, "fit", 0))));
        service.does(goodsReturn, "decide-return", Map.of("returnAnswer", "accept"));
        assertThat(steps.ended(goodsReturn)).isTrue();
    }

    private String surveyLink(String address) {
        Matcher link = Pattern.compile("/survey/[A-Za-z0-9_-]{20,}")
                .matcher(jdbc.sql("SELECT text FROM mail WHERE recipient = ? AND template = 'survey-reminder'")
                        .param(address)
                        .query(String.class)
                        .single());
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private Map<String, Long> everything() {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql(EVERYTHING).query(row -> {
            counts.put(row.getString("what"), row.getLong("n"));
        });
        List<String> tables = jdbc.sql(
                        """
                        SELECT tablename FROM pg_tables WHERE schemaname = 'tradewind' AND tablename !~ ?
                        """)
                .param(FOLDED)
                .query(String.class)
                .list();
        jdbc.sql(tables.stream()
                        .map(table -> "SELECT 'rows of " + table + "' AS what, count(*) AS n FROM tradewind." + table)
                        .collect(Collectors.joining(" UNION ALL ")))
                .query(row -> {
                    counts.put(row.getString("what"), row.getLong("n"));
                });
        return counts;
    }

    private static Map<String, Long> added(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> added = new TreeMap<>();
        after.forEach((what, n) -> {
            long more = n - before.getOrDefault(what, 0L);
            if (more != 0) {
                added.put(what, more);
            }
        });
        return added;
    }
}

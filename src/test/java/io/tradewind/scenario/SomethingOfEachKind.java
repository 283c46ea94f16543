package io.tradewind.scenario;

import static io.tradewind.approval.ApprovalFixtures.discountOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.approval.Approvals;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.collection.Payments;
import io.tradewind.deal.QuotationDraft;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.order.DeliveredOrders;
import io.tradewind.order.SalesOrder;
import io.tradewind.planning.Measure;
import io.tradewind.planning.NewPlan;
import io.tradewind.planning.TargetPlans;
import io.tradewind.service.NewCase;
import io.tradewind.service.ServiceCases;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.Web;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever an address may be about, once: of Darcel Schlecht, who works for Melvin Marxen. */
final class SomethingOfEachKind {

    private final Web web;
    private final DeliveredOrders orders;
    private final ServiceCases cases;
    private final Approvals approvals;
    private final Payments payments;
    private final TargetPlans plans;
    private final Processes processes;
    private final TaskService tasks;
    private final FilterService filters;
    private final EngineSteps steps;
    private final Acting acting;
    private final WorkingTime workingTime;
    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private int absences;

    SomethingOfEachKind(
            Web web,
            DeliveredOrders orders,
            ServiceCases cases,
            Approvals approvals,
            Payments payments,
            TargetPlans plans,
            Processes processes,
            TaskService tasks,
            FilterService filters,
            EngineSteps steps,
            Acting acting,
            WorkingTime workingTime,
            JdbcClient jdbc,
            ObjectMapper json) {
        this.web = web;
        this.orders = orders;
        this.cases = cases;
        this.approvals = approvals;
        this.payments = payments;
        this.plans = plans;
        this.processes = processes;
        this.tasks = tasks;
        this.filters = filters;
        this.steps = steps;
        this.acting = acting;
        this.workingTime = workingTime;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A request for approval. */
    record Request(String approval, String processInstance) {}

    Request requestForMelvinToDecide(Map<String, Object> more) {
        long id = approvals.open(discountOf("0.12").build());
        Map<String, Object> variables = new HashMap<>(more);
        variables.put("approvalId", id);
        return new Request(
                String.valueOf(id),
                processes.start("approval-chain", approvals.get(id).request().subject(), variables));
    }

    /** Makes it all, and knows it by the beginnings of its addresses. */
    Addresses addresses() throws IOException {
        Addresses addresses = new Addresses();
        long customer = orders.customer();
        SalesOrder order = orders.confirmed(customer, new QuotationDraft.Line("gtx-basic", 4, new BigDecimal("0")));
        String delivery = orders.delivered(order.number(), 1).number();
        String invoice = orders.invoiced(order.number(), 1).number();
        String contract = text("SELECT contract_number FROM sales_order WHERE number = :id", order.number());
        String deal = text("SELECT deal_number FROM sales_order WHERE number = :id", order.number());
        String aCase = cases.open(
                        new NewCase(
                                text("SELECT number FROM customer WHERE id = :id::bigint", String.valueOf(customer)),
                                "request",
                                null,
                                null,
                                null,
                                "A manual",
                                null,
                                null,
                                null),
                        null,
                        "person")
                .number();
        jdbc.sql("UPDATE customer SET owner = 'darcel-schlecht' WHERE id = :id")
                .param("id", customer)
                .update();
        String approval =
                requestForMelvinToDecide(Map.of("customerId", customer)).approval();
        String bankLine = "reach-" + UUID.randomUUID();
        payments.take(new Payments.BankLine(
                bankLine, new BigDecimal("3.21"), "USD", workingTime.today(), "Nobody we know", "reach"));
        String mail = jdbc.sql(
                        """
                        INSERT INTO mail (cause, template, recipient_user, recipient, recipient_name, language, subject,
                                          text, html, customer_id, state, next_attempt_at, created_at)
                        VALUES (:cause, 'task-reminder', 'darcel-schlecht', 'd@tradewind.example', 'Darcel', 'en',
                                'Reach', 'x', '<p>x</p>', :customer, 'kept', now(), now())
                        RETURNING id
                        """)
                .param("cause", "reach:" + UUID.randomUUID())
                .param("customer", customer)
                .query(String.class)
                .single();
        steps.as(
                "director",
                () -> addresses.put(
                        "/targets",
                        plans.propose(new NewPlan(
                                workingTime.today().getYear() + 5,
                                Map.of(
                                        Measure.REVENUE, new BigDecimal("3500000"),
                                        Measure.CASH, new BigDecimal("3000000"),
                                        Measure.MARGIN, new BigDecimal("1500000"),
                                        Measure.NEW_CUSTOMERS, new BigDecimal("70")),
                                null,
                                1))));
        Web.Client rep = web.program("darcel-schlecht");
        String lead = json.readTree(rep.post(
                                "/api/leads",
                                "{\"companyName\":\"Reach %s\",\"source\":\"web\",\"email\":\"%s@reach.example\"}"
                                        .formatted(UUID.randomUUID(), UUID.randomUUID()))
                        .body())
                .path("leadNumber")
                .asText();
        String file = json.readTree(rep.send(
                                "POST",
                                "/api/leads/import",
                                "multipart/form-data; boundary=cut",
                                upload("companyName\n"))
                        .body())
                .path("id")
                .asText();

        addresses.put("/customers", String.valueOf(customer));
        addresses.putMailOfCustomer(jdbc.sql(
                        """
                        INSERT INTO mail (cause, template, recipient, recipient_name, language, subject, text, html,
                                          customer_id, state, next_attempt_at, created_at)
                        VALUES (:cause, 'survey', 'd@reach.example', 'D', 'en', 'Reach', 'x', '<p>x</p>', :customer,
                                'kept', now(), now())
                        RETURNING id
                        """)
                .param("cause", "reach:" + UUID.randomUUID())
                .param("customer", customer)
                .query(String.class)
                .single());
        addresses.put("/api/customers", String.valueOf(customer));
        addresses.put("/credit", String.valueOf(customer));
        addresses.put("/customers/of-task", taskOf(approval));
        addresses.put("/api/tasks", taskOf(approval));
        addresses.put("/orders", order.number());
        addresses.put("/api/orders", order.number());
        addresses.put("/api/shipments", delivery);
        addresses.put("/api/invoices", invoice);
        addresses.put("/contracts", contract);
        addresses.put("/api/contracts", contract);
        addresses.put("/api/deals", deal);
        addresses.put("/board/deals", deal);
        addresses.put("/cases", aCase);
        addresses.put("/api/service-requests", aCase);
        addresses.put("/approvals", approval);
        addresses.put("/api/approvals", approval);
        addresses.put("/mails", mail);
        String payment = text("SELECT id::text FROM payment WHERE external_ref = :id", bankLine);
        addresses.put("/payments", payment);
        addresses.put("/api/payments", payment);
        addresses.put("/api/leads", lead);
        addresses.put("/api/imports", file);
        addresses.put("/imports", file);
        addresses.put("/processes", "opportunity");
        addresses.put("/processes/tables", "discount-authority");
        addresses.put("/scorecards", "darcel-schlecht");
        addresses.put("/api/figures", "revenue");
        addresses.put("/api/regions", "region-east");
        addresses.put("/api/migrations", "0");
        addresses.put("/api", "leads");
        addresses.put("/engine-rest/filter", acting.asSystem(() -> filters.createFilterQuery()
                .filterName("My tasks")
                .singleResult()
                .getId()));
        return addresses;
    }

    private String taskOf(String approvalId) {
        return acting.asSystem(() -> tasks.createTaskQuery()
                .processVariableValueEquals("approvalId", Long.valueOf(approvalId))
                .list()
                .get(0)
                .getId());
    }

    private String text(String sql, String id) {
        return jdbc.sql(sql).param("id", id).query(String.class).single();
    }

    static String upload(String csv) {
        return "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + csv + "\r\n--cut--\r\n";
    }

    /** One more of Darcel's, of a day of its own. */
    String absence() {
        String day = workingTime.today().plusDays(650 + absences++).toString();
        HttpResponse<String> entered = web.program("darcel-schlecht")
                .post("/api/absences", "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(day, day));
        try {
            return json.readTree(entered.body()).path("id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

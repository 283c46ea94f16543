package io.tradewind.operations;

import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.approval.Approvals;
import io.tradewind.contract.AcceptedDeals;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.engine.audit.AuditTrail;
import io.tradewind.engine.audit.AuditTrail.Entry;
import io.tradewind.engine.audit.AuditTrail.Search;
import io.tradewind.order.DeliveredOrders;
import io.tradewind.order.Invoice;
import io.tradewind.order.SalesOrder;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is in the audit trail, and how an auditor reads it. */
@TradewindTest
class AuditTests {

    @Autowired
    private AuditTrail trail;

    @Autowired
    private AuditEveryNight night;

    @Autowired
    private Approvals approvals;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private IdentityService identity;

    @Autowired
    private DeliveredOrders orders;

    @Autowired
    private Acting acting;

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void anApprovalLeavesWhoWasAskedByWhichRuleAndWhatTheyAnswered() {
        String subject = reject("Not for a customer who never pays");

        List<Entry> entries = about(subject);

        assertThat(entries)
                .extracting(entry -> entry.source() + " " + entry.act())
                .contains("approval made", "approval_seat made", "approval_decision made", "approval changed");
        assertThat(entries)
                .filteredOn(entry -> "approval".equals(entry.source()))
                .extracting(Entry::facts)
                .allMatch(facts -> facts.contains("\"bounds\": {\"sha256\": \""));
        Entry decision = entries.stream()
                .filter(entry -> "approval_decision".equals(entry.source()))
                .findFirst()
                .orElseThrow();
        assertThat(decision.person()).isEqualTo("melvin-marxen");
        assertThat(decision.facts()).contains("\"answer\": \"reject\"").doesNotContain("never pays");
        assertThat(entries.stream().map(Entry::facts)).anyMatch(facts -> facts.contains("\"rule\": \""));
    }

    @Test
    void anOrderLeavesItsQuotationContractAndInvoice() {
        SalesOrder order = orders.confirmed(orders.customer(), AcceptedDeals.line("gtx-basic", 2, "0"));
        Invoice invoice = orders.invoiced(order.number(), 2);

        assertThat(about(order.dealNumber())).extracting(Entry::source).contains("quotation", "quotation_line");
        assertThat(about(order.contractNumber())).extracting(Entry::source).contains("contract", "contract_register");
        assertThat(about(invoice.number())).extracting(Entry::source).contains("invoice");
    }

    @Test
    void aNewUserAGroupAndAPasswordLeaveEntriesAndWhoDidIt() {
        String user = "audited-" + UUID.randomUUID();
        steps.as("admin", () -> {
            User someone = identity.newUser(user);
            someone.setPassword("Correct-horse-42");
            identity.saveUser(someone);
            identity.createMembership(user, "finance");
        });
        steps.as("admin", () -> {
            User someone = identity.createUserQuery().userId(user).singleResult();
            someone.setPassword("Another-horse-42");
            identity.saveUser(someone);
            identity.deleteMembership(user, "finance");
        });

        List<Entry> entries = trail.find(new Search("right", null, user, null, null), null, 100);
        assertThat(entries)
                .extracting(entry -> entry.source() + " " + entry.act())
                .contains(
                        "engine.act_id_user made",
                        "engine.act_id_user changed",
                        "engine.act_id_membership made",
                        "engine.act_id_membership removed");
        long transaction = entries.stream()
                .filter(entry -> "engine.act_id_membership".equals(entry.source()))
                .findFirst()
                .orElseThrow()
                .transaction();
        assertThat(trail.find(new Search("engine", "admin", null, null, null), null, 100))
                .as("who did it stands in the same transaction")
                .anyMatch(entry -> entry.transaction() == transaction);
    }

    /** To it go the links by which decisions are taken without a login. */
    @Test
    void anotherMailAddressOfALoginLeavesAnEntryThatDoesNotTellIt() {
        String user = "mailed-" + UUID.randomUUID();
        steps.as("admin", () -> {
            User someone = identity.newUser(user);
            someone.setEmail("first@example.com");
            someone.setPassword("Correct-horse-42");
            identity.saveUser(someone);
        });

        int changed = web.program("admin")
                .send(
                        "PUT",
                        "/engine-rest/user/" + user + "/profile",
                        "application/json",
                        "{\"id\": \"" + user + "\", \"email\": \"second@example.com\"}")
                .statusCode();
        assertThat(changed).isEqualTo(204);

        List<Entry> entries = trail.find(new Search("right", null, user, null, null), null, 100).stream()
                .filter(entry -> "engine.act_id_user".equals(entry.source()))
                .toList();
        assertThat(entries).extracting(Entry::act).containsExactlyInAnyOrder("made", "changed");
        assertThat(entries).extracting(Entry::facts).doesNotHaveDuplicates().noneMatch(facts -> facts.contains("@"));
    }

    @Test
    void whatAnAdministratorDoesPastTheFormsLeavesAnEntry() {
        ProcessInstance instance = someApproval();
        steps.as("admin", () -> {
            runtime.setVariable(instance.getId(), "approvalId", 1L);
            runtime.deleteProcessInstance(instance.getId(), "by hand");
        });

        assertThat(about(instance.getId()).stream().map(Entry::facts))
                .anyMatch(facts -> facts.contains("\"SetVariable\""))
                .anyMatch(facts -> facts.contains("\"Delete\""));
    }

    @Test
    void workOfEverydayLeavesNoEntryOfTheEngine() {
        String subject = reject("No");

        assertThat(trail.find(new Search("engine", "melvin-marxen", null, null, null), null, 100))
                .extracting(Entry::facts)
                .noneMatch(facts -> facts.contains("\"Complete\""));
        assertThat(about(subject)).isNotEmpty();
    }

    @Test
    void aLoginLeavesAnEntryAndAProgramsRequestNone() {
        long before = logins("gm");
        web.program("gm").get("/api/figures");
        assertThat(logins("gm")).isEqualTo(before);

        web.browser("gm");

        assertThat(logins("gm")).isEqualTo(before + 1);
    }

    @Test
    void personalDataThatIsErasedIsNotInTheTrail() {
        assertThat(jdbc.sql("SELECT DISTINCT document FROM audit_entry WHERE kind = 'watch'")
                        .query(String.class)
                        .list())
                .contains("payment", "engine.act_hi_op_log")
                .doesNotContain("lead", "lead_contact", "customer", "contact", "mail", "import_rejection");
    }

    @Test
    void anAuditorReadsFiltersAndTakesItAlong() {
        String subject = reject("=cmd|' /C calc'!A0");
        String wanted = "/audit?kind=approval&document=" + subject.replace(" ", "%20");

        String page = web.browser("auditor").get(wanted).body();
        String none = web.browser("auditor").get(wanted + "&from=2999-01-01").body();
        String file = web.browser("auditor")
                .get(wanted.replace("/audit", "/audit/entries.csv"))
                .body();

        assertThat(Jsoup.parse(page).select("tbody tr").eachText())
                .anyMatch(row -> row.contains("approval decision made") && row.contains("answer reject"));
        assertThat(none).contains("No such entry");
        Document all = Jsoup.parse(web.browser("auditor").get("/audit").body());
        assertThat(all.select("tbody tr")).as("as many as a phone can show").hasSize(30);
        assertThat(all.select("a[href*=before]").text()).isEqualTo("Older entries");
        assertThat(file.lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("SHA-256"));
        assertThat(file).contains("approval decision made").doesNotContain("calc");
    }

    @Test
    void anAuditorTurnsThePagesBothWaysAndKeepsTheFilter() {
        String person = "turned-" + UUID.randomUUID();
        for (int i = 0; i < 65; i++) {
            trail.note("login", person, "T-" + i, Map.of());
        }
        Web.Client auditor = web.browser("auditor");
        Document first = page(auditor, "/audit?kind=login&person=" + person);
        Document second = page(auditor, link(first, "Older entries"));
        Document third = page(auditor, link(second, "Older entries"));
        List<String> all = new ArrayList<>();
        List.of(first, second, third).forEach(page -> all.addAll(documents(page)));

        assertThat(all).hasSize(65).startsWith("T-64", "T-63").endsWith("T-1", "T-0");
        assertThat(first.select(".tw-pages a").eachText()).containsExactly("Older entries");
        assertThat(second.select(".tw-pages a").eachText()).containsExactly("Newest", "Newer entries", "Older entries");
        assertThat(third.select(".tw-pages a").eachText()).containsExactly("Newest", "Newer entries");
        assertThat(third.select("select[name=kind] option[selected]").text()).isEqualTo("login");

        Document back = page(auditor, link(third, "Newer entries"));
        assertThat(documents(back)).isEqualTo(documents(second));
        assertThat(documents(page(auditor, link(back, "Newer entries")))).isEqualTo(documents(first));
        assertThat(documents(page(auditor, link(third, "Newest")))).isEqualTo(documents(first));
    }

    private static Document page(Web.Client auditor, String address) {
        return Jsoup.parse(auditor.get(address).body());
    }

    private static String link(Document page, String text) {
        return page.select(".tw-pages a:containsOwn(" + text + ")").attr("href");
    }

    private static List<String> documents(Document page) {
        return page.select("td[data-label=Document]").eachText();
    }

    @Test
    void aDayThatIsNoneIsRefused() {
        HttpResponse<String> answer = web.browser("auditor").get("/audit?from=yesterday");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("2026-10-20");
    }

    /** Left out, it would show everything, and be taken for what was asked. */
    @Test
    void aFilterThatIsTooLongIsRefused() {
        for (String filter : List.of("kind", "person", "document")) {
            for (String path : List.of("/audit", "/audit/entries.csv")) {
                HttpResponse<String> answer =
                        web.browser("auditor").get(path + "?" + filter + "=" + "a".repeat(201), "Accept", "text/html");

                assertThat(answer.statusCode()).as(path + " " + filter).isEqualTo(422);
                assertThat(answer.body()).contains(filter, "at most 200 characters");
            }
        }
    }

    @Test
    void verifyingTellsTheAuditorsTheHashOnceADay() {
        AuditTrail.Verified verified = night.verify("auditor");
        night.verify("auditor");

        assertThat(verified.firstFound())
                .as("a database that an application runs on is made as the jar says")
                .noneMatch(finding -> finding.startsWith("Table ")
                        || finding.startsWith("Function ")
                        || finding.startsWith("There is a function ")
                        || finding.contains("watched"));
        assertThat(trail.lastVerified().map(AuditTrail.Verified::by)).hasValue("auditor");
        assertThat(jdbc.sql("SELECT subject || text FROM mail WHERE template = 'audit-verified' AND cause LIKE :cause")
                        .param(
                                "cause",
                                "audit-verified:" + verified.at().toString().substring(0, 10) + ":"
                                        + (verified.findings() == 0) + ":auditor")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("Audit trail of " + verified.at().toString().substring(0, 10), verified.head());
    }

    private String reject(String comment) {
        ProcessInstance instance = someApproval();
        steps.openTasks(instance.getId())
                .forEach(task -> steps.as(
                        "melvin-marxen",
                        () -> tasks.complete(task.getId(), Map.of("decision", "reject", "comment", comment))));
        steps.runAllJobs(instance.getId());
        return instance.getBusinessKey();
    }

    private ProcessInstance someApproval() {
        long id = approvals.open(discountOf("0.12").build());
        String subject = approvals.get(id).request().subject();
        String instance = processes.start("approval-chain", subject, Map.of("approvalId", id));
        return acting.asSystem(() ->
                runtime.createProcessInstanceQuery().processInstanceId(instance).singleResult());
    }

    private List<Entry> about(String document) {
        return trail.find(new Search(null, null, document, null, null), null, 100);
    }

    private long logins(String user) {
        return trail.find(new Search("login", user, null, null, null), null, 10_000)
                .size();
    }
}

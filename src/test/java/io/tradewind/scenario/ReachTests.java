package io.tradewind.scenario;

import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.tradewind.support.Routes;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Walks every address of the application as everybody and compares who gets in with {@code docs/reach.md}. An address
 * that is new, or open to somebody else than is written there, fails here; what was found is in {@code target/reach.txt}.
 */
@TradewindTest
class ReachTests {

    private static final Path TABLE = Path.of("docs/reach.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+ [^`]+)` \\| (.+) \\|");
    private static final Pattern VARIABLE = Pattern.compile("\\{(?:[^{}]|\\{[^}]*})*}");

    /** Who walks. What is looked at belongs to {@code its-rep}, a rep in the team of {@code its-manager}. */
    private static final Map<String, String> PEOPLE = people();

    /** What a route needs before it looks at anything else. */
    private static final Map<String, String> QUERIES = Map.ofEntries(
            Map.entry("/board/export.csv", "?panel=won-and-lost"),
            Map.entry("/board/facts", "?figure=revenue"),
            Map.entry("/board/facts.csv", "?figure=revenue"),
            Map.entry("/board/my-month.csv", "?panel=my-months"),
            Map.entry("/board/my-team.csv", "?panel=my-team"),
            Map.entry("/processes/{id}/compare", "?from=1&to=1"),
            Map.entry("/processes/tables/{id}/compare", "?from=1&to=1"),
            Map.entry("/processes/{id}/diagram", "?version=1"),
            Map.entry("/processes/{id}/waits/diagram", "?version=1"),
            Map.entry("/processes/{id}/steps/{step}", "?version=1"),
            Map.entry("/processes/{id}/back", "?version=1"),
            Map.entry("/processes/{id}/move", "?from=1&to=1"),
            Map.entry("/processes/{id}/move/try", "?from=1&to=1"),
            Map.entry("/processes/tables/{id}/back", "?version=1"),
            Map.entry("/write-offs/new", "?invoice=INVOICE"),
            Map.entry("/write-offs", "?invoice=INVOICE"),
            Map.entry("/orders/{number}/credit-notes", "?invoiceNumber=INVOICE"),
            Map.entry("/orders/{number}/returns", "?deliveryNumber=DELIVERY"));

    /**
     * Where the engine fails when it is read: there are no case models here, which Cockpit asks for all the same, and a
     * form is looked for before its task. The failure tells nothing of the inside.
     */
    private static final Set<String> FAILING = Set.of(
            "/engine-rest/case-definition/{id}",
            "/engine-rest/case-definition/{id}/diagram",
            "/engine-rest/case-definition/{id}/xml",
            "/engine-rest/history/case-definition/cleanable-case-instance-report/count",
            "/engine-rest/history/case-definition/{id}/statistics",
            "/engine-rest/task/{id}/deployed-form");

    @Autowired
    private Web web;

    @Autowired
    private Routes routes;

    @Autowired
    private DeliveredOrders orders;

    @Autowired
    private ServiceCases cases;

    @Autowired
    private Approvals approvals;

    @Autowired
    private Payments payments;

    @Autowired
    private TargetPlans plans;

    @Autowired
    private Processes processes;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private FilterService filters;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Acting acting;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ObjectMapper json;

    private final Map<String, Web.Client> clients = new LinkedHashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final List<String> found = new ArrayList<>();
    private final Set<String> unprotected = new ConcurrentSkipListSet<>();
    private String invoice = "";
    private String delivery = "";
    private String approval = "";
    private String secondMail = "";
    private int absences;

    @BeforeEach
    void everybodyLogsIn() {
        PEOPLE.forEach((who, login) -> {
            clients.put(who, login.isEmpty() ? web.browser() : web.browser(login));
            clients.get(who).get("/login");
            clients.get(who).get("/camunda/app/tasklist/default/");
        });
    }

    @Test
    void everyAddressIsOpenToThoseTheTableNamesAndToNobodyElse() throws IOException {
        somethingOfEachKind();
        Map<String, String> written = table();
        Set<String> used = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        int turn = 0;

        Map<String, String> reached = new TreeMap<>();
        for (String route : routes.ofSpring()) {
            reached.put(route, who(route, PEOPLE.keySet()));
        }
        for (String route : routes.ofEngine()) {
            if (!route.contains(" /engine/{name}/")) {
                reached.put(
                        route.replaceFirst(" ", " /engine-rest"),
                        who(route.replaceFirst(" ", " /engine-rest"), some(turn++)));
            }
        }
        for (String route : routes.ofWebapps()) {
            if (!route.contains(" /camunda/api/engine")) {
                reached.put(route, who(route, some(turn++)));
            }
        }
        for (String path : routes.ofFiles()) {
            reached.put("FILE " + path, "");
        }
        routes.ofServlets().forEach((name, paths) -> paths.forEach(path -> reached.put("SERVLET " + path, "")));

        reached.forEach((route, who) -> {
            String row = row(route, written.keySet());
            used.add(row);
            if (!who.isEmpty() && !who.equals(written.get(row)) || row.isEmpty()) {
                wrong.add(route + " is open to: " + who + "; written: " + written.getOrDefault(row, "nothing"));
            }
        });
        Set<String> gone = new TreeSet<>(written.keySet());
        gone.removeAll(used);
        Files.write(Path.of("target/reach.txt"), found);

        wrong.addAll(unprotected);
        assertThat(wrong).isEmpty();
        assertThat(gone).as("rows of the table that nothing answers any more").isEmpty();
    }

    @Test
    void theOtherDoorsOfTheEngineOpenAsTheFirst() {
        Collection<String> different = new ConcurrentLinkedQueue<>();
        int turn = 0;
        for (String route : routes.ofEngine()) {
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(route.indexOf(' ') + 1);
            if (!method.equals("GET") || path.startsWith("/engine") || path.equals("/")) {
                continue;
            }
            List.of("nobody", "rep", some(turn++).get(1)).parallelStream().forEach(who -> {
                boolean first = open(status(who, method, "/engine-rest" + path));
                for (String other : List.of("/engine-rest/engine/default", "/camunda/api/engine/engine/default")) {
                    if (first != open(status(who, method, other + path))) {
                        different.add(who + " " + other + path);
                    }
                }
            });
        }

        assertThat(different).isEmpty();
    }

    @Test
    void nothingIsChangedWithoutThePagesToken() {
        Web.Client admin = clients.get("admin");
        List<String> taken = new ArrayList<>();
        for (String route : routes.ofSpring()) {
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(route.indexOf(' ') + 1);
            if (method.equals("GET")
                    || List.of("/survey", "/decide", "/confirm").stream().anyMatch(path::startsWith)) {
                continue; // behind a mail link the secret is in the address
            }
            HttpResponse<String> answer = admin.send(
                    method,
                    filled(path),
                    path.startsWith("/api/") ? "application/json" : "application/x-www-form-urlencoded",
                    path.startsWith("/api/") ? "{}" : "a=b");
            boolean refused = answer.statusCode() == 403
                    || answer.headers().firstValue("Location").orElse("").contains("/login");
            if (!refused) {
                taken.add(route + " " + answer.statusCode());
            }
        }
        assertThat(taken).isEmpty();
        assertThat(admin.get("/logout").statusCode()).isIn(403, 404, 405);
        admin.submit("/logout", Map.of());
        assertThat(admin.get("/api/regions").statusCode()).as("still logged in").isEqualTo(200);
    }

    @Test
    void nothingOfATaskIsReadByThoseWhomItDoesNotConcern() {
        String instance = aRequestForMelvinToDecide(Map.of());
        String task = acting.asSystem(() -> tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId());
        String variable = acting.asSystem(() -> runtime.createVariableInstanceQuery()
                .processInstanceIdIn(instance)
                .list()
                .get(0)
                .getId());
        List<String> ofTheTask = new ArrayList<>();
        for (String below : List.of(
                "",
                "/variables",
                "/localVariables",
                "/form-variables",
                "/form",
                "/deployed-form",
                "/comment",
                "/identity-links",
                "/attachment")) {
            ofTheTask.add("/task/" + task + below);
        }
        List<String> ofTheInstance = List.of(
                "/process-instance/" + instance,
                "/process-instance/" + instance + "/variables",
                "/process-instance/" + instance + "/activity-instances",
                "/process-instance?processInstanceIds=" + instance,
                "/execution?processInstanceId=" + instance,
                "/variable-instance/" + variable,
                "/variable-instance?processInstanceIdIn=" + instance,
                "/history/process-instance/" + instance,
                "/history/process-instance?processInstanceId=" + instance,
                "/history/task?processInstanceId=" + instance,
                "/history/activity-instance?processInstanceId=" + instance,
                "/history/variable-instance?processInstanceId=" + instance,
                "/history/detail?processInstanceId=" + instance,
                "/history/user-operation?processInstanceId=" + instance,
                "/history/decision-instance?processInstanceId=" + instance,
                "/history/identity-link-log?taskId=" + task,
                "/task?processInstanceId=" + instance,
                "/task/count?processInstanceId=" + instance,
                "/job?processInstanceId=" + instance,
                "/incident?processInstanceId=" + instance,
                "/event-subscription?processInstanceId=" + instance,
                "/batch?maxResults=10",
                "/metrics?maxResults=10",
                "/job?maxResults=10",
                "/deployment?maxResults=10");

        for (String path : ofTheTask.subList(0, 5)) {
            assertThat(clients.get("its-manager").get("/engine-rest" + path).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        List<String> told = new ArrayList<>();
        for (String who : PEOPLE.keySet()) {
            if (Set.of("its-manager", "director", "admin").contains(who)) {
                continue; // whose it is, whose superior decides in their place, who administers
            }
            ofTheTask.stream().filter(path -> tells(who, path)).forEach(path -> told.add(who + " " + path));
            if (!who.equals("owner")) { // looks after all instances, in Cockpit
                ofTheInstance.stream().filter(path -> tells(who, path)).forEach(path -> told.add(who + " " + path));
            }
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aTaskThatIsDoneIsNotThereAnyMore() {
        String gone = UUID.randomUUID().toString();
        for (String path :
                List.of("/variables", "/localVariables", "/identity-links", "/variables/a", "/rendered-form")) {
            assertThat(web.program("darcel-schlecht")
                            .get("/engine-rest/task/" + gone + path)
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    /** Whether the answer tells anything at all. */
    private boolean tells(String who, String path) {
        HttpResponse<String> answer = clients.get(who).get("/engine-rest" + path);
        return answer.statusCode() >= 500
                || answer.statusCode() < 400
                        && !Set.of("[]", "{}", "{\"count\":0}").contains(answer.body());
    }

    private String aRequestForMelvinToDecide(Map<String, Object> more) {
        long id = approvals.open(discountOf("0.12").build());
        approval = String.valueOf(id);
        Map<String, Object> variables = new HashMap<>(more);
        variables.put("approvalId", id);
        return processes.start("approval-chain", approvals.get(id).request().subject(), variables);
    }

    private void somethingOfEachKind() throws IOException {
        long customer = orders.customer();
        SalesOrder order = orders.confirmed(customer, new QuotationDraft.Line("gtx-basic", 4, new BigDecimal("0")));
        delivery = orders.delivered(order.number(), 1).number();
        invoice = orders.invoiced(order.number(), 1).number();
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
        aRequestForMelvinToDecide(Map.of("customerId", customer));
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
                () -> values.put(
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

        values.put("/customers", String.valueOf(customer));
        secondMail = jdbc.sql(
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
                .single();
        values.put("/api/customers", String.valueOf(customer));
        values.put("/credit", String.valueOf(customer));
        values.put("/customers/of-task", taskOf(approval));
        values.put("/api/tasks", taskOf(approval));
        values.put("/orders", order.number());
        values.put("/api/orders", order.number());
        values.put("/api/shipments", delivery);
        values.put("/api/invoices", invoice);
        values.put("/contracts", contract);
        values.put("/api/contracts", contract);
        values.put("/api/deals", deal);
        values.put("/board/deals", deal);
        values.put("/cases", aCase);
        values.put("/api/service-requests", aCase);
        values.put("/approvals", approval);
        values.put("/api/approvals", approval);
        values.put("/mails", mail);
        values.put("/payments", text("SELECT id::text FROM payment WHERE external_ref = :id", bankLine));
        values.put("/api/payments", values.get("/payments"));
        values.put("/api/leads", lead);
        values.put("/api/imports", file);
        values.put("/imports", file);
        values.put("/processes", "opportunity");
        values.put("/processes/tables", "discount-authority");
        values.put("/scorecards", "darcel-schlecht");
        values.put("/api/figures", "revenue");
        values.put("/api/regions", "region-east");
        values.put("/api/migrations", "0");
        values.put("/api", "leads");
        values.put("/engine-rest/filter", acting.asSystem(() -> filters.createFilterQuery()
                .filterName("My tasks")
                .singleResult()
                .getId()));
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

    private static String upload(String csv) {
        return "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + csv + "\r\n--cut--\r\n";
    }

    /** The engine asks for groups nowhere but at its doors, so one rep, the two who run it and one more in turn will do. */
    private static List<String> some(int turn) {
        List<String> others = PEOPLE.keySet().stream()
                .filter(who -> !Set.of("its-rep", "owner", "admin", "nobody").contains(who))
                .toList();
        return List.of("its-rep", others.get(turn % others.size()), "owner", "admin", "nobody");
    }

    /** In words of the table who gets in. */
    private String who(String route, Collection<String> people) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1);
        Set<String> in = new LinkedHashSet<>();
        StringBuilder statuses = new StringBuilder();
        Map<String, Integer> answers = answers(path.endsWith("/logout") ? Set.of() : people, method, path);
        for (String who : people) {
            @Nullable Integer status = answers.get(who);
            if (status == null) {
                continue;
            }
            statuses.append(status).append(' ');
            // what is sent to the engine here is empty, and it does not look before it uses that
            boolean sends = path.startsWith("/engine-rest") && !method.equals("GET");
            boolean tolerated = sends || FAILING.contains(path);
            if (status >= 500 && !tolerated) {
                in.add(who + " (" + status + ")");
            } else if (open(status) || status == 404 && mayBeMissing(path)) {
                in.add(who);
            }
        }
        boolean all = people.size() == PEOPLE.size();
        if (!all) {
            in.removeIf(who -> !Set.of("its-rep", "owner", "admin", "nobody").contains(who) && in.contains("its-rep"));
        }
        String words = path.endsWith("/logout") ? "everybody" : inWords(in, all);
        found.add("| `" + route + "` | " + words + " | " + statuses);
        return words;
    }

    /** Reading changes nothing, so all may ask at once, each in a browser of their own. */
    private Map<String, Integer> answers(Collection<String> people, String method, String path) {
        Stream<String> asking =
                method.equals("GET") && !path.contains("absences/{id}") ? people.parallelStream() : people.stream();
        return asking.collect(Collectors.toMap(who -> who, who -> {
            boolean assumed = who.equals("admin")
                    && path.startsWith("/engine-rest")
                    && !path.contains("/case-")
                    && !path.matches("/engine-rest/history/(process|variable|decision)-instance/.*")
                    && !path.matches(".*/(history-time-to-live|set-removal-time)")
                    && !method.equals("GET");
            return assumed ? 200 : status(who, method, path);
        }));
    }

    private static String inWords(Set<String> in, boolean all) {
        Set<String> people = new LinkedHashSet<>(in);
        if (people.contains("nobody")) {
            return "anyone";
        }
        if (all ? people.size() == PEOPLE.size() - 1 : people.equals(Set.of("its-rep", "owner", "admin"))) {
            return "everybody";
        }
        List<String> words = new ArrayList<>();
        for (String role : List.of("rep", "manager")) {
            boolean any = people.remove(role);
            boolean its = people.remove("its-" + role);
            if (any) {
                words.add(its ? role : role + " (but not its own)");
            } else if (its) {
                words.add("its " + role);
            }
        }
        words.addAll(people);
        return words.isEmpty() ? "nobody" : String.join(", ", words);
    }

    /** Where 404 says that there is no such thing, and not that there is no such thing for this person. */
    private static boolean mayBeMissing(String path) {
        return path.startsWith("/engine-rest/")
                || path.equals("/error")
                || path.contains("/waits/")
                || path.contains("/moves/")
                || List.of("/api/migrations/", "/survey/", "/decide/", "/confirm/", "/operations/").stream()
                        .anyMatch(path::startsWith);
    }

    private static boolean open(int status) {
        return status != 401 && status != 403 && status != 404;
    }

    private String row(String route, Set<String> rows) {
        if (rows.contains(route)) {
            return route;
        }
        String path = route.substring(route.indexOf(' ') + 1);
        return rows.stream()
                .filter(row -> row.startsWith("ANY ") && row.endsWith("/**"))
                .filter(row -> (path + "/").startsWith(row.substring(4, row.length() - 2)))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static Map<String, String> table() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row.group(2));
            }
        }
        return rows;
    }

    private String filled(String path) {
        String mail = path.startsWith("/customers/{id}/mails") ? secondMail : "1";
        String value = values.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey() + "/"))
                .max(java.util.Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse("1");
        String second = path.contains("{step}")
                ? "clarify-needs"
                : path.contains("/{act}") ? path.startsWith("/payments") ? "prepay" : "hand-on" : mail;
        String query =
                QUERIES.getOrDefault(path, "").replace("INVOICE", invoice).replace("DELIVERY", delivery);
        return VARIABLE.matcher(VARIABLE.matcher(path.replaceAll("\\{(engine|processEngineName)}", "default"))
                                .replaceFirst(Matcher.quoteReplacement(value)))
                        .replaceAll(Matcher.quoteReplacement(second))
                        .replace("/**", "/liveness")
                + query;
    }

    private int status(String who, String method, String path) {
        if (path.contains("absences/{id}")) {
            values.put("/absences", anAbsence());
            values.put("/api/absences", values.get("/absences"));
        }
        boolean reads = Set.of("GET", "HEAD", "OPTIONS").contains(method);
        boolean program = path.startsWith("/api/") || path.startsWith("/engine-rest") || path.startsWith("/camunda");
        boolean file = path.endsWith("/import")
                || path.endsWith("/deployment/create")
                || path.equals("/imports")
                || path.endsWith("/signed-copy")
                || path.endsWith("/contracts/{number}/compare")
                || path.equals("/api/what-if");
        Web.Client client = clients.get(who);
        HttpResponse<String> answer = client.send(
                method,
                filled(path),
                reads
                        ? null
                        : file
                                ? "multipart/form-data; boundary=cut"
                                : program ? "application/json" : "application/x-www-form-urlencoded",
                reads ? null : file ? upload("x") : program ? "{}" : "",
                "Accept",
                "*/*",
                "X-TW-CSRF",
                token(client, "TW-CSRF"),
                "X-XSRF-TOKEN",
                token(client, "XSRF-TOKEN"));
        unprotected(answer)
                .filter(what -> !path.startsWith("/camunda/") || !what.contains("content policy"))
                .ifPresent(what -> unprotected.add(method + " " + path + " " + what));
        boolean toLogin = answer.statusCode() == 302
                && answer.headers().firstValue("Location").orElse("").endsWith("/login");
        return toLogin ? 401 : answer.statusCode();
    }

    /** What an answer lacks that a browser is told by, or tells that it should not. */
    private static Optional<String> unprotected(HttpResponse<String> answer) {
        var headers = answer.headers();
        return Stream.of(
                        headers.firstValue("X-Content-Type-Options")
                                        .filter("nosniff"::equals)
                                        .isEmpty()
                                ? "may be sniffed"
                                : "",
                        headers.firstValue("Content-Security-Policy").isEmpty() ? "has no content policy" : "",
                        headers.firstValue("Server").isPresent() ? "names the server" : "",
                        headers.firstValue("X-Powered-By").isPresent() ? "names what powers it" : "",
                        headers.allValues("Set-Cookie").stream().allMatch(cookie -> cookie.contains("SameSite=Lax"))
                                ? ""
                                : "sets a cookie for other sites",
                        headers.allValues("Set-Cookie").stream()
                                        .filter(cookie -> cookie.startsWith("JSESSIONID"))
                                        .allMatch(cookie -> cookie.contains("HttpOnly"))
                                ? ""
                                : "shows the session to scripts",
                        answer.body().contains("at org.") || answer.body().contains("\tat io.tradewind")
                                ? "tells of the inside"
                                : "")
                .filter(what -> !what.isEmpty())
                .findFirst();
    }

    private String anAbsence() {
        String day = workingTime.today().plusDays(650 + absences++).toString();
        HttpResponse<String> entered = web.program("darcel-schlecht")
                .post("/api/absences", "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(day, day));
        try {
            return json.readTree(entered.body()).path("id").asText();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String token(Web.Client client, String cookie) {
        String token = client.cookie(cookie);
        return token.isEmpty() ? "none" : token;
    }

    private static Map<String, String> people() {
        Map<String, String> people = new LinkedHashMap<>();
        people.put("its-rep", "darcel-schlecht");
        people.put("its-manager", "melvin-marxen");
        people.put("rep", "zane-levy");
        people.put("manager", "dustin-brinkmann");
        for (String role : List.of(
                "support",
                "director",
                "gm",
                "finance",
                "legal",
                "logistics",
                "service",
                "marketing",
                "product",
                "hr",
                "auditor",
                "owner",
                "admin")) {
            people.put(role, role);
        }
        people.put("nobody", "");
        return people;
    }
}

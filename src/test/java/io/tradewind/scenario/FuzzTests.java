package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.deal.DealFixtures;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.intake.Field;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.intake.RowImporter;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whatever is sent to a form, to an interface of ours or in a file: an answer in words, never a failure, and nothing is
 * written where it is refused. The build always sends the same; {@code -Dfuzz.seed=…} sends something else, {@code -Dfuzz.rounds=50}
 * sends more.
 */
@TradewindTest
class FuzzTests {

    private static final long SEED = Long.getLong("fuzz.seed", 42);
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 3);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Steps that no instance can be put to alone, each with what would have to stand before it. */
    private static final Map<String, String> ONLY_BY_THE_WHOLE_WAY = Map.of(
            "approval-chain.decide-request", "a task for each person whom a request that was opened asks",
            "sales-planning.agree-own-target", "a task for each rep whom a round of a plan asks",
            "sales-planning.agree-team-target", "a task for each manager whom a round of a plan asks");

    private static final String SOME_TIME = "2089-01-04T10:00:00Z";

    /** For fields whose names the interface does not tell by a record. */
    private static final List<String> NAMES = List.of(
            "id",
            "ids",
            "answer",
            "comment",
            "reason",
            "amount",
            "currency",
            "lines",
            "product",
            "quantity",
            "discount",
            "on",
            "from",
            "to",
            "userId",
            "event",
            "at",
            "note",
            "number",
            "key",
            "why",
            "process",
            "invoice",
            "items");

    @Autowired
    private Web web;

    @Autowired
    private Acting acting;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private IdentityService identity;

    @Autowired
    private ImportJobs imports;

    @Autowired
    private List<RowImporter> importers;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DealFixtures deals;

    private Map<String, Object> earlierSteps = Map.of();

    private final Random random = new Random(SEED);
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();

    @Test
    void everyForm() {
        Set<String> reached = new TreeSet<>();
        Map<String, String> unreached = new TreeMap<>();
        earlierSteps = earlierSteps();
        JqwikSession.run(() -> {
            for (ProcessDefinition process : processes()) {
                if (process.isStartableInTasklist()) {
                    repository
                            .getBpmnModelInstance(process.getId())
                            .getModelElementsByType(StartEvent.class)
                            .forEach(start -> fields(process.getKey() + "." + start.getId())
                                    .ifPresent(names -> {
                                        String what = process.getKey() + "." + start.getId();
                                        submit(
                                                "/engine-rest/process-definition/key/" + process.getKey()
                                                        + "/submit-form",
                                                "support",
                                                names,
                                                what);
                                        reached.add(what);
                                    }));
                }
                repository
                        .getBpmnModelInstance(process.getId())
                        .getModelElementsByType(UserTask.class)
                        .forEach(step -> {
                            String what = process.getKey() + "." + step.getId();
                            String hindrance = form(process, step);
                            if (hindrance == null) {
                                reached.add(what);
                            } else {
                                unreached.put(what, hindrance);
                            }
                        });
            }
        });

        System.out.printf(
                "Fuzzed %d forms (only by the whole way: %s), seed %d: %s%n",
                reached.size(), unreached.keySet(), SEED, answers);
        assertThat(failures).as("seed " + SEED).isEmpty();
        assertThat(unreached.keySet())
                .as("the list of forms that are not reached, with its reasons, is what is found: " + unreached)
                .isEqualTo(ONLY_BY_THE_WHOLE_WAY.keySet());
        assertThat(answers.keySet()).anyMatch(status -> status.startsWith("4"));
    }

    @Test
    void everyInterface() {
        Set<String> reached = new TreeSet<>();
        JqwikSession.run(() -> mappings.getHandlerMethods().forEach((info, method) -> info.getPatternValues().stream()
                .filter(path -> path.startsWith("/api/") && !path.contains("import") && !path.contains("demo"))
                .forEach(path -> info.getMethodsCondition().getMethods().forEach(verb -> {
                    reached.add(verb + " " + path);
                    call(verb.name(), path, method);
                }))));

        System.out.printf("Fuzzed %d interfaces, seed %d: %s%n", reached.size(), SEED, answers);
        assertThat(failures).as("seed " + SEED).isEmpty();
        assertThat(reached).hasSizeGreaterThan(25);
    }

    @Test
    void everyImporter() {
        Map<String, Integer> ended = new TreeMap<>();
        JqwikSession.run(() -> {
            for (RowImporter importer : importers) {
                for (int round = 0; round < ROUNDS * 3; round++) {
                    ended.merge(take(importer), 1, Integer::sum);
                }
            }
        });

        System.out.printf("Fuzzed %d importers, seed %d: %s%n", importers.size(), SEED, ended);
        assertThat(failures).as("seed " + SEED).isEmpty();
        assertThat(ended).hasSizeGreaterThan(1);
    }

    /** What the steps before would have written, of documents that are there. */
    private Map<String, Object> earlierSteps() {
        Map<String, Object> known = new HashMap<>();
        known.put("rep", DealFixtures.REP);
        known.put("measureOwner", DealFixtures.REP);
        List.of("asked", "askedPerson", "reviewer", "manager").forEach(name -> known.put(name, DealFixtures.MANAGER));
        known.put("director", "director");
        known.put("goodwillDesk", "finance");
        known.put("holdClearers", "finance");
        known.put("daysToPayment", 10L);
        known.put("soleOpenInvoice", "I-2089-000001");
        known.put("nextDunningAt", SOME_TIME);
        known.put("renewalOn", "2089-01-04");
        List.of(
                        "visitDayAt",
                        "visitReportAt",
                        "visitLateAt",
                        "followUpAt",
                        "followUpRemindAt",
                        "followUpLateAt",
                        "measureDueAt",
                        "measureRemindAt",
                        "measureLateAt",
                        "respondDueAt",
                        "respondLateAt",
                        "resolveDueAt",
                        "resolveLateAt")
                .forEach(name -> known.put(name, SOME_TIME));
        String deal = deals.engaged().number();
        deals.quoted(deal, "5");
        known.put("dealNumber", deal);
        known.put("quotationVersion", 1L);
        known.put("leadNumber", lead());
        return known;
    }

    private String lead() {
        HttpResponse<String> answer = web.program("support")
                .post(
                        "/api/leads",
                        "{\"companyName\": \"Fuzz " + UUID.randomUUID() + "\"}",
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
        try {
            return JSON.readTree(answer.body()).get("leadNumber").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return why the task could not be reached without the way to it; null if it was */
    private @Nullable String form(ProcessDefinition process, UserTask step) {
        var names = fields(process.getKey() + "." + step.getId());
        if (names.isEmpty()) {
            return "no form of its own";
        }
        String[] hindrance = {"no task came"};
        Task task = acting.asSystem(() -> {
            try {
                ProcessInstance instance = runtime.createProcessInstanceByKey(process.getKey())
                        .businessKey("FUZZ-" + UUID.randomUUID())
                        .setVariables(earlierSteps)
                        .startBeforeActivity(step.getId())
                        .execute();
                return tasks
                        .createTaskQuery()
                        .processInstanceId(instance.getId())
                        .taskDefinitionKey(step.getId())
                        .list()
                        .stream()
                        .findFirst()
                        .orElse(null);
            } catch (RuntimeException needsMore) {
                hindrance[0] = String.valueOf(needsMore.getMessage());
                return null;
            }
        });
        if (task == null) {
            return hindrance[0];
        }
        try {
            submit(
                    "/engine-rest/task/" + task.getId() + "/submit-form",
                    who(task),
                    names.get(),
                    process.getKey() + "." + step.getId());
        } finally {
            acting.asSystem(() -> {
                if (runtime.createProcessInstanceQuery()
                                .processInstanceId(task.getProcessInstanceId())
                                .count()
                        > 0) {
                    runtime.deleteProcessInstance(task.getProcessInstanceId(), "fuzzed", true, true);
                }
            });
        }
        return null;
    }

    private void submit(String path, String user, List<String> names, String what) {
        Set<String> before = digest();
        for (int round = 0; round < ROUNDS * 2; round++) {
            String body = "{\"variables\": {"
                    + pairs(
                            names,
                            name -> "{\"value\": " + value()
                                    + (random.nextInt(3) == 0
                                            ? ", \"type\": "
                                                    + oneOf(
                                                            "\"String\"",
                                                            "\"Long\"",
                                                            "\"Json\"",
                                                            "\"Object\"",
                                                            "\"Date\"",
                                                            "\"nonsense\"",
                                                            "null",
                                                            "7")
                                            : "")
                                    + "}")
                    + "}}";
            HttpResponse<String> answer = web.program(user).post(path, body);
            if (judge(answer, "POST " + path + " of " + what + " by " + user, body)) {
                return; // taken, and the task is done
            }
        }
        Set<String> written = changed(before, digest());
        if (!written.isEmpty()) {
            failures.add(written + " " + what + ": something was written though all was refused");
        }
    }

    private void call(String verb, String path, HandlerMethod method) {
        Set<String> before = digest();
        for (String user : List.of("darcel-schlecht", "finance", "support", "logistics", "owner", "admin")) {
            if (call(verb, path, method, user)) {
                before = digest();
            }
        }
        Set<String> written = changed(before, digest());
        if (!written.isEmpty()) {
            failures.add(written + " " + verb + " " + path + " was refused and wrote");
        }
    }

    /** @return whether anything was taken */
    private boolean call(String verb, String path, HandlerMethod method, String user) {
        boolean taken = false;
        List<String> names = Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .findFirst()
                .map(parameter -> names(parameter.getParameterType()))
                .orElse(NAMES);
        for (int round = 0; round < ROUNDS; round++) {
            String filled = path.replaceAll(
                    "\\{[^/]*}",
                    java.util.regex.Matcher.quoteReplacement(oneOf(
                            "1",
                            "0",
                            "-1",
                            "99999999999999999999",
                            "D-2026-000001",
                            "x%20y",
                            "%27--",
                            "%F0%9F%92%A9",
                            "a".repeat(300))));
            boolean reads = verb.equals("GET");
            String body = reads ? null : round == 0 ? value() : "{" + pairs(names, name -> value()) + "}";
            String asked = reads
                    ? filled + "?" + oneOf("q", "from", "period", "region", "before", "limit", "rep") + "="
                            + oneOf("", "-1", "99999999999999", "%27", "2026-02-30", "%F0%9F%92%A9")
                    : filled;
            HttpResponse<String> answer = web.program(user)
                    .send(
                            verb,
                            asked,
                            reads ? null : "application/json",
                            body,
                            "Idempotency-Key",
                            UUID.randomUUID().toString());
            taken |= judge(answer, verb + " " + asked + " by " + user, String.valueOf(body)) && !reads;
        }
        return taken;
    }

    /** @return whether it was taken */
    private boolean judge(HttpResponse<String> answer, String what, String body) {
        answers.merge(String.valueOf(answer.statusCode()), 1, Integer::sum);
        if (answer.statusCode() >= 500) {
            failures.add(answer.statusCode() + " " + what + " <- " + body.substring(0, Math.min(600, body.length()))
                    + " -> "
                    + answer.body().substring(0, Math.min(300, answer.body().length())));
        }
        return answer.statusCode() < 300;
    }

    private String take(RowImporter importer) {
        List<Field> fields = importer.fields();
        StringBuilder file = new StringBuilder(
                String.join(",", fields.stream().map(Field::name).toList()) + "\n");
        for (int row = 0; row < 3; row++) {
            file.append(String.join(
                    ",",
                    fields.stream()
                            .map(field -> "\"" + cell().replace("\"", "\"\"") + "\"")
                            .toList()));
            file.append(random.nextInt(10) == 0 ? ",more\n" : "\n");
        }
        String user = importer.uploaders().stream()
                .filter(group -> group.matches("finance|support|product"))
                .findFirst()
                .orElse("support");
        Set<String> before = digest();
        UUID id;
        try {
            id = imports.accept(
                    importer.kind(),
                    "fuzz.csv",
                    new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)),
                    null,
                    user);
        } catch (Refused refused) {
            Set<String> written = changed(before, digest());
            if (!written.isEmpty()) {
                failures.add(written + " " + importer.kind() + ": refused and written: " + file);
            }
            return "refused";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        imports.runWaiting();
        ImportJob job = imports.find(id, user).orElseThrow();
        if (!job.state().equals(ImportJob.DONE)) {
            failures.add(importer.kind() + " " + job.state() + " " + job.message() + ": " + file);
        }
        imports.rejections(id, 10).stream()
                .filter(rejection ->
                        rejection.reason().isBlank() || rejection.reason().contains("Exception"))
                .forEach(rejection -> failures.add(importer.kind() + ": " + rejection));
        Set<String> written = changed(before, digest());
        if (job.done() == 0 && !written.isEmpty()) {
            failures.add(written + " " + importer.kind() + ": no row was taken, yet something was written: " + file);
        }
        return job.done() == 0 ? "all rejected" : "some taken";
    }

    private String cell() {
        JsonNode value;
        try {
            value = JSON.readTree(value());
        } catch (JsonProcessingException e) {
            return "";
        }
        return random.nextInt(3) == 0
                ? oneOf("Acme", "2026-03-03", "12.50", "USD", "GTX Basic", "darcel-schlecht", "won", "selling")
                : value.isTextual() ? value.asText() : value.toString();
    }

    /** One JSON value, most of them such as nobody sends who means well. */
    private String value() {
        Arbitrary<String> texts = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.strings().all().ofMaxLength(30)),
                net.jqwik.api.Tuple.of(
                        1, Arbitraries.strings().withChars('a', '<', '\'', '=').ofLength(20_000)),
                net.jqwik.api.Tuple.of(
                        6,
                        Arbitraries.of(
                                "",
                                " ",
                                "\u0000",
                                "\ud800",
                                "\u202e",
                                "'; DROP TABLE deal;--",
                                "${1+1}",
                                "#{execution}",
                                "=1+1",
                                "NaN",
                                "1e400",
                                "-0",
                                "2026-02-30",
                                "+999999999-12-31",
                                "2026-11-22",
                                "T25:00",
                                "yes",
                                "approve",
                                "10",
                                "0.5",
                                "USD",
                                "../../x",
                                "<script>",
                                "darcel-schlecht",
                                "D-2026-000001")));
        Arbitrary<String> numbers = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(2, Arbitraries.bigDecimals().map(BigDecimal::toString)),
                net.jqwik.api.Tuple.of(2, Arbitraries.bigIntegers().map(BigInteger::toString)),
                net.jqwik.api.Tuple.of(
                        3,
                        Arbitraries.of(
                                "0", "-1", "1", "1e308", "1e400", "-1e-400", "9223372036854775808", "0.00000001")));
        Arbitrary<String> others = Arbitraries.of(
                "null",
                "true",
                "false",
                "[]",
                "{}",
                "[null]",
                "[[[[1]]]]",
                "{\"a\":{\"b\":[1,\"x\",null]}}",
                "[\"a\",\"a\"]",
                "\"\\ud800\"");
        Arbitrary<String> any = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, texts.map(FuzzTests::quoted)),
                net.jqwik.api.Tuple.of(3, numbers),
                net.jqwik.api.Tuple.of(2, others));
        return any.generator(1000).next(random).value();
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            return "\"\\ud800\""; // half a character, which no encoder writes
        }
    }

    private String pairs(List<String> names, java.util.function.UnaryOperator<String> value) {
        Map<String, String> chosen = new LinkedHashMap<>();
        names.stream().filter(name -> random.nextInt(4) > 0).forEach(name -> chosen.put(name, value.apply(name)));
        if (random.nextInt(3) == 0) {
            chosen.put("nobodyAskedForThis", value.apply(""));
        }
        return String.join(
                ",",
                chosen.entrySet().stream()
                        .map(pair -> quoted(pair.getKey()) + ": " + pair.getValue())
                        .toList());
    }

    private String oneOf(String... all) {
        return all[random.nextInt(all.length)];
    }

    private static List<String> names(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                : NAMES;
    }

    private List<ProcessDefinition> processes() {
        return acting.asSystem(
                () -> repository.createProcessDefinitionQuery().latestVersion().list());
    }

    /** The keys of a form; the start form of a process carries its own name. */
    private java.util.Optional<List<String>> fields(String formId) {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath:forms/*/" + formId + ".*");
            if (files.length == 0) {
                return java.util.Optional.empty();
            }
            String text = files[0].getContentAsString(StandardCharsets.UTF_8);
            Set<String> keys = new HashSet<>();
            var matches = java.util.regex.Pattern.compile("(?:\"key\": *|cam-variable-name=)\"([^\"]+)\"")
                    .matcher(text);
            while (matches.find()) {
                keys.add(matches.group(1));
            }
            return java.util.Optional.of(keys.stream().sorted().toList());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String who(Task task) {
        if (task.getAssignee() != null) {
            return task.getAssignee();
        }
        return acting.asSystem(() -> tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(java.util.Objects::nonNull)
                .flatMap(group -> identity.createUserQuery().memberOfGroup(group).list().stream())
                .map(User::getId)
                .findFirst()
                .orElse("admin"));
    }

    /** What every table holds, but for what comes with being asked at all. */
    private Set<String> digest() {
        if (tables.isEmpty()) {
            tables.addAll(jdbc.sql(
                            """
                            SELECT format('SELECT %L || '' '' || count(*) || '' '' || coalesce(sum(hashtext(t::text)), 0) AS line FROM %I.%I t',
                                          table_name, table_schema, table_name)
                              FROM information_schema.tables
                             WHERE table_schema = 'tradewind' AND table_type = 'BASE TABLE'
                               AND table_name NOT IN ('login_failure', 'import_job', 'import_file', 'import_rejection', 'node',
                                                      'flyway_schema_history', 'audit_entry', 'kpi_fact', 'step_passage')
                                OR table_schema = 'engine' AND table_name IN ('act_ru_task', 'act_ru_variable', 'act_ru_execution',
                                                                             'act_ru_job', 'act_ru_event_subscr')
                            """)
                    .query(String.class)
                    .list());
        }
        return new TreeSet<>(
                jdbc.sql(String.join(" UNION ALL ", tables)).query(String.class).list());
    }

    private static Set<String> changed(Set<String> before, Set<String> now) {
        Set<String> changed = new TreeSet<>(now);
        changed.removeAll(before);
        return changed;
    }

    private final List<String> tables = new ArrayList<>();
}

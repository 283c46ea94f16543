package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.approval.ApprovalFixtures;
import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.Approvals;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.deal.DealFixtures;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.intake.Field;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.intake.RowImporter;
import io.tradewind.planning.Measure;
import io.tradewind.planning.NewPlan;
import io.tradewind.planning.TargetPlans;
import io.tradewind.planning.TargetRounds;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
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
    private DealFixtures deals;

    @Autowired
    private Approvals approvals;

    @Autowired
    private TargetPlans plans;

    @Autowired
    private TargetRounds rounds;

    @Autowired
    private WorkingTime workingTime;

    private final WrittenRows written;

    private Map<String, Object> earlierSteps = Map.of();

    private static final String[] ENCODINGS = {
        "US-ASCII",
        "ISO-8859-1",
        "windows-1252",
        "windows-1251",
        "GB18030",
        "Shift_JIS",
        "EUC-KR",
        "ISO-2022-JP",
        "JIS_X0212-1990",
        "IBM037",
        "UTF-8",
        "UTF-16",
        "UTF-16LE",
        "UTF-16BE",
        "UTF-32",
        "UTF-32LE",
        "UTF-32BE"
    };

    private final JdbcClient jdbc;
    private final OddValues odd = new OddValues(SEED);
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();

    FuzzTests(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
        written = new WrittenRows(jdbc);
    }

    @Test
    void everyForm() {
        Set<String> reached = new TreeSet<>();
        Map<String, String> unreached = new TreeMap<>();
        ApprovalRequest request = ApprovalFixtures.discountOf("0.12").build();
        String plan = plan();
        earlierSteps = earlierSteps(approvals.open(request), plan);
        try {
            everyFormOf(reached, unreached);
        } finally {
            approvals.withdraw(request.kind(), request.subject().replaceFirst(" v1$", ""), "fuzzed");
            plans.withdraw(plan);
        }

        System.out.printf("Fuzzed %d forms, seed %d: %s%n", reached.size(), SEED, answers);
        assertThat(failures).as("seed " + SEED).isEmpty();
        assertThat(unreached).as("forms to which no instance could be put").isEmpty();
        assertThat(answers.keySet()).anyMatch(status -> status.startsWith("4"));
    }

    private void everyFormOf(Set<String> reached, Map<String, String> unreached) {
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
    private Map<String, Object> earlierSteps(long approval, String plan) {
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
        known.put("approvalId", approval);
        known.put("planNumber", plan);
        return known;
    }

    /** Of a year that no other test leaves planned; its managers are asked. */
    private String plan() {
        String number = plans.propose(new NewPlan(
                workingTime.today().getYear() + 4,
                Map.of(
                        Measure.REVENUE, new BigDecimal("3500000"),
                        Measure.CASH, new BigDecimal("3000000"),
                        Measure.MARGIN, new BigDecimal("1000000"),
                        Measure.NEW_CUSTOMERS, new BigDecimal("70")),
                null,
                1));
        rounds.putToTeams(number);
        return number;
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
        if (step.getId().equals("agree-own-target")) {
            rounds.putToReps(String.valueOf(earlierSteps.get("planNumber")));
        }
        String[] hindrance = {"no task came"};
        Task task = acting.asSystem(() -> {
            try {
                ProcessInstance instance = runtime.createProcessInstanceByKey(process.getKey())
                        .businessKey("FUZZ-" + UUID.randomUUID())
                        .setVariables(earlierSteps)
                        .startBeforeActivity(place(step))
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

    /** Where several people are asked at once, all of them are, as after the step before. */
    private static String place(UserTask step) {
        return step.getLoopCharacteristics() == null ? step.getId() : step.getId() + "#multiInstanceBody";
    }

    private void submit(String path, String user, List<String> names, String what) {
        Set<String> before = written.digest();
        for (int round = 0; round < ROUNDS * 2; round++) {
            String body = "{\"variables\": {"
                    + odd.pairs(
                            names,
                            () -> "{\"value\": " + odd.value()
                                    + (odd.onceIn(3)
                                            ? ", \"type\": "
                                                    + odd.oneOf(
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
        Set<String> changed = written.since(before);
        if (!changed.isEmpty()) {
            failures.add(changed + " " + what + ": something was written though all was refused");
        }
    }

    private void call(String verb, String path, HandlerMethod method) {
        Set<String> before = written.digest();
        for (String user : List.of("darcel-schlecht", "finance", "support", "logistics", "owner", "admin")) {
            if (call(verb, path, method, user)) {
                before = written.digest();
            }
        }
        Set<String> changed = written.since(before);
        if (!changed.isEmpty()) {
            failures.add(changed + " " + verb + " " + path + " was refused and wrote");
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
                    java.util.regex.Matcher.quoteReplacement(odd.oneOf(
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
            String body = reads ? null : round == 0 ? odd.value() : "{" + odd.pairs(names, odd::value) + "}";
            String asked = reads
                    ? filled + "?" + odd.oneOf("q", "from", "period", "region", "before", "limit", "rep") + "="
                            + odd.oneOf("", "-1", "99999999999999", "%27", "2026-02-30", "%F0%9F%92%A9")
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

    private int importJobs() {
        return jdbc.sql("SELECT count(*) FROM import_job").query(Integer.class).single();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** In whatever encoding, with or without its mark, and sometimes cut in the middle of a character. */
    private byte[] oddlyWritten(String text) {
        byte[] file = ((odd.onceIn(2) ? "\uFEFF" : "") + text).getBytes(Charset.forName(odd.oneOf(ENCODINGS)));
        return odd.onceIn(3) ? Arrays.copyOf(file, file.length - 1 - file.length / (odd.onceIn(2) ? 2 : 100)) : file;
    }

    private String take(RowImporter importer) {
        List<Field> fields = importer.fields();
        StringBuilder file = new StringBuilder(
                String.join(",", fields.stream().map(Field::name).toList()) + "\n");
        for (int row = 0; row < 3; row++) {
            file.append(String.join(
                    ",",
                    fields.stream()
                            .map(field -> "\"" + odd.cell().replace("\"", "\"\"") + "\"")
                            .toList()));
            file.append(odd.onceIn(10) ? ",more\n" : "\n");
        }
        String user = importer.uploaders().stream()
                .filter(group -> group.matches("finance|support|product"))
                .findFirst()
                .orElse("support");
        boolean odder = odd.onceIn(3);
        Charset named = Charset.forName(odder ? odd.oneOf(ENCODINGS) : "UTF-8");
        Set<String> before = written.digest();
        int jobs = importJobs();
        UUID id;
        try {
            id = imports.accept(
                    importer.kind(),
                    "fuzz.csv",
                    new ByteArrayInputStream(odder ? oddlyWritten(file.toString()) : bytes(file.toString())),
                    odder && odd.onceIn(2) ? "{\"encoding\": \"" + named + "\"}" : null,
                    user);
        } catch (Refused refused) {
            if (importJobs() != jobs) {
                failures.add(importer.kind() + ": refused and still among the jobs: " + file);
            }
            Set<String> changed = written.since(before);
            if (!changed.isEmpty()) {
                failures.add(changed + " " + importer.kind() + ": refused and written: " + file);
            }
            return "refused";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        imports.runWaiting();
        ImportJob job = imports.find(id, user).orElseThrow();
        boolean unreadable = odder && String.valueOf(job.message()).contains("cannot be read beyond row");
        if (!job.state().equals(ImportJob.DONE) && !unreadable) {
            failures.add(importer.kind() + " " + job.state() + " " + job.message() + ": " + file);
        }
        imports.rejections(id, 10).stream()
                .filter(rejection ->
                        rejection.reason().isBlank() || rejection.reason().contains("Exception"))
                .forEach(rejection -> failures.add(importer.kind() + ": " + rejection));
        Set<String> changed = written.since(before);
        if (job.done() == 0 && !changed.isEmpty()) {
            failures.add(changed + " " + importer.kind() + ": no row was taken, yet something was written: " + file);
        }
        return job.done() == 0 ? "all rejected" : "some taken";
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
}

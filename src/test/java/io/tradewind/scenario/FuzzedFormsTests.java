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
import io.tradewind.planning.Measure;
import io.tradewind.planning.NewPlan;
import io.tradewind.planning.TargetPlans;
import io.tradewind.planning.TargetRounds;
import io.tradewind.support.TradewindTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
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
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is sent to a form: an answer in words, never a failure, and nothing is written where it is refused. */
@TradewindTest
class FuzzedFormsTests extends Fuzzing {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SOME_TIME = "2089-01-04T10:00:00Z";

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
    private DealFixtures deals;

    @Autowired
    private Approvals approvals;

    @Autowired
    private TargetPlans plans;

    @Autowired
    private TargetRounds rounds;

    @Autowired
    private WorkingTime workingTime;

    private Map<String, Object> earlierSteps = Map.of();

    FuzzedFormsTests(@Autowired JdbcClient jdbc) {
        super(jdbc);
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
        written.look();
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
        Set<String> changed = written.since();
        if (!changed.isEmpty()) {
            failures.add(changed + " " + what + ": something was written though all was refused");
        }
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

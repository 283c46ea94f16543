package io.tradewind.engine.migration;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.migration.MigrationPlans.Plan;
import io.tradewind.engine.versions.Versions;
import io.tradewind.engine.versions.Versions.History;
import io.tradewind.engine.versions.Versions.Kind;
import io.tradewind.engine.versions.Versions.Step;
import io.tradewind.engine.versions.Versions.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** By the engine's own migration, one instance in one transaction. */
@Component
class EngineMigrations implements Migrations {

    private static final Logger log = LoggerFactory.getLogger(EngineMigrations.class);

    private static final String OWNER = "process-owner";
    private static final int LONGEST_REASON = 200;
    private static final int ATTEMPTS = 3;
    private static final String NO_INSTRUCTION = "There is no migration instruction";

    private static final String INSTANCES =
            """
            SELECT i.id_, coalesce(i.business_key_, '') AS document,
                   coalesce(string_agg(DISTINCT split_part(e.act_id_, '#', 1), ' '), '') AS stands
            FROM act_ru_execution i
            LEFT JOIN act_ru_execution e ON e.proc_inst_id_ = i.id_ AND e.is_active_ AND e.act_id_ IS NOT NULL
            WHERE i.parent_id_ IS NULL AND i.proc_def_id_ = :definition
            GROUP BY i.id_, i.business_key_
            """;

    /** Some of each place before more of one. */
    private static final String OF_EACH_PLACE =
            """
            SELECT id_, document, stands
            FROM (SELECT all_of.*, row_number() OVER (PARTITION BY stands ORDER BY document, id_) AS turn
                  FROM (%s) all_of) counted
            ORDER BY turn, stands
            """
                    .formatted(INSTANCES);

    /** Nobody moves on meanwhile. */
    private static final String HOLD =
            """
            SELECT proc_def_id_, suspension_state_ FROM act_ru_execution WHERE id_ = :id FOR UPDATE
            """;

    private static final String FAILED_STEPS =
            """
            SELECT count(*) FROM act_ru_incident WHERE proc_inst_id_ = :id
            """;

    private static final String UNDER_WAY =
            """
            SELECT m.id FROM instance_migration m JOIN act_ru_batch b ON b.id_ = m.batch_id
            WHERE m.from_definition = :definition
              AND m.total > (SELECT count(*) FROM instance_migration_result r WHERE r.migration_id = m.id)
            """;

    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7240225)";

    private final Versions versions;
    private final MigrationPlans plans;
    private final MigrationRecord record;
    private final RuntimeService runtime;
    private final ProcessEngineConfigurationImpl engine;
    private final JdbcClient jdbc;
    private final Acting acting;
    private final TransactionTemplate own;

    EngineMigrations(
            Versions versions,
            MigrationPlans plans,
            MigrationRecord record,
            RuntimeService runtime,
            ProcessEngineConfigurationImpl engine,
            JdbcClient jdbc,
            Acting acting,
            PlatformTransactionManager transactions) {
        this.versions = versions;
        this.plans = plans;
        this.record = record;
        this.runtime = runtime;
        this.engine = engine;
        this.jdbc = jdbc;
        this.acting = acting;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private record Instance(String id, String document, String stands) {}

    private record Checked(History history, Version from, Version to, Plan plan, List<Instance> instances) {}

    private Checked check(Wanted wanted) {
        History history = versions.history(Kind.PROCESS, wanted.processId())
                .orElseThrow(() -> new Refused(
                        "process",
                        "There is no process " + wanted.processId() + ". The page /processes lists them all."));
        Version from = version(history, wanted.from(), "from");
        Version to = version(history, wanted.to(), "to");
        if (from.number() == to.number()) {
            throw new Refused(
                    "to",
                    "They stand on version " + from.number() + " already. Choose another version to move them to.");
        }
        Plan plan = plans.of(history.id(), from.definitionId(), to.definitionId(), wanted.steps());
        if (plan.pairs().isEmpty()) {
            throw new Refused(
                    "to",
                    "Version " + to.number() + " has no step in common with version " + from.number()
                            + ". Those that run on it end there.");
        }
        List<Instance> instances = jdbc
                .sql(OF_EACH_PLACE)
                .param("definition", from.definitionId())
                .query((row, number) ->
                        new Instance(row.getString("id_"), row.getString("document"), row.getString("stands")))
                .list()
                .stream()
                .filter(instance -> wanted.only().isEmpty() || wanted.only().contains(instance.document()))
                .toList();
        Set<String> missing = new LinkedHashSet<>(wanted.only());
        instances.forEach(instance -> missing.remove(instance.document()));
        if (!missing.isEmpty()) {
            throw new Refused(
                    "only",
                    "On version " + from.number() + " of this process nothing runs for " + String.join(", ", missing)
                            + ". Take it out, or choose the version it runs on.");
        }
        return new Checked(history, from, to, plan, instances);
    }

    private static Version version(History history, int number, String field) {
        return history.version(number)
                .orElseThrow(() -> new Refused(
                        field,
                        "There is no version " + number + " of " + history.id() + ". Look at its list of versions."));
    }

    @Override
    public Proposal propose(Wanted wanted) {
        return proposal(wanted, check(wanted));
    }

    private Proposal proposal(Wanted wanted, Checked checked) {
        Plan plan = checked.plan();
        Map<String, Long> standing = new LinkedHashMap<>();
        for (Instance instance : checked.instances()) {
            places(instance).forEach(place -> standing.merge(place, 1L, Long::sum));
        }
        Set<String> shown = new LinkedHashSet<>(standing.keySet());
        plan.unmapped().forEach(node -> shown.add(node.getId()));
        plan.how().forEach((id, how) -> {
            if (how != How.EQUAL) {
                shown.add(id);
            }
        });
        List<Place> places = new ArrayList<>();
        for (Step step : versions.steps(checked.history(), checked.from())) {
            if (shown.contains(step.id())) {
                places.add(place(plan, step, standing.getOrDefault(step.id(), 0L)));
            }
        }
        int equal = (int) plan.how().entrySet().stream()
                .filter(one -> one.getValue() == How.EQUAL && plan.from().containsKey(one.getKey()))
                .count();
        return new Proposal(
                wanted,
                checked.instances().size(),
                places,
                equal,
                plan.added().stream().map(MigrationPlans::name).toList());
    }

    private Place place(Plan plan, Step step, long standing) {
        String to = plan.pairs().get(step.id());
        FlowNode target = to == null ? plan.to().get(step.id()) : plan.to().get(to);
        How how = plan.how().getOrDefault(step.id(), How.NONE);
        FlowNode source = plan.from().get(step.id());
        String remark = to != null
                ? ""
                : target == null
                        ? "The other version has no such step."
                        : "In the other version this is " + MigrationPlans.kind(target) + ", or stands elsewhere.";
        return new Place(
                step.id(),
                step.name(),
                step.kind(),
                standing,
                to,
                to == null || target == null ? null : MigrationPlans.name(target),
                how,
                how == How.EQUAL || source == null ? List.of() : plans.choices(plan, source),
                remark);
    }

    private static List<String> places(Instance instance) {
        return instance.stands().isEmpty()
                ? List.of()
                : Arrays.asList(instance.stands().split(" "));
    }

    @Override
    public Trials tryOut(Wanted wanted) {
        Checked checked = check(wanted);
        return new Trials(
                checked.instances().size(),
                checked.instances().stream()
                        .limit(MOST_TRIED)
                        .map(instance -> tryOut(checked, instance))
                        .toList());
    }

    private Trial tryOut(Checked checked, Instance instance) {
        String stands = places(instance).stream()
                .map(id -> checked.plan().from().get(id))
                .filter(Objects::nonNull)
                .map(MigrationPlans::name)
                .collect(Collectors.joining(", "));
        MigrationPlan plan = checked.plan().plan();
        Tried tried;
        try {
            tried = Objects.requireNonNull(own.execute(status -> {
                status.setRollbackOnly();
                return acting.asSystem(() -> {
                    Tried held = hold(plan, instance.id());
                    if (held.outcome() == Outcome.MOVED) {
                        return held.with(engine.getCommandExecutorTxRequired()
                                .execute(new MovingInstance(plan, instance.id()))
                                .words());
                    }
                    return held;
                });
            }));
        } catch (RuntimeException e) {
            tried = words(e, plan, instance.id());
        }
        return new Trial(instance.id(), instance.document(), stands, tried.outcome() == Outcome.MOVED, tried.remark());
    }

    private record Tried(Outcome outcome, String remark) {

        Tried with(String more) {
            return new Tried(outcome, (remark + " " + more).strip());
        }
    }

    /** Locks it, so that it goes no further meanwhile, and looks whether it can be moved at all. */
    private Tried hold(MigrationPlan plan, String instanceId) {
        jdbc.sql("SET LOCAL lock_timeout = '3s'").update();
        record Standing(String definition, int suspension) {}
        Optional<Standing> standing = jdbc.sql(HOLD)
                .param("id", instanceId)
                .query((row, number) -> new Standing(row.getString("proc_def_id_"), row.getInt("suspension_state_")))
                .optional();
        if (standing.isEmpty()) {
            return new Tried(Outcome.GONE, "It ended before it was its turn.");
        }
        if (!standing.get().definition().equals(plan.getSourceProcessDefinitionId())) {
            return new Tried(Outcome.GONE, "It stands on another version by now; somebody moved it before.");
        }
        if (standing.get().suspension() == SuspensionState.SUSPENDED.getStateCode()) {
            return new Tried(
                    Outcome.FAILED, "It is suspended: somebody stopped it on purpose. Let it go on, then move it.");
        }
        long failed =
                jdbc.sql(FAILED_STEPS).param("id", instanceId).query(Long.class).single();
        return new Tried(
                Outcome.MOVED,
                failed == 0 ? "" : "A step of it has failed and waits for somebody; it goes along as it is.");
    }

    private Tried words(RuntimeException thrown, MigrationPlan plan, String instanceId) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigratingProcessInstanceValidationException invalid) {
                return words(invalid.getValidationReport(), plan);
            }
            if (isBusy(cause)) {
                return new Tried(Outcome.FAILED, "Somebody is working on it in this moment. Try it again.");
            }
            if (cause instanceof Refused refused) {
                return new Tried(Outcome.FAILED, String.valueOf(refused.getMessage()));
            }
        }
        log.warn("Instance {} cannot be moved to {}", instanceId, plan.getTargetProcessDefinitionId(), thrown);
        return new Tried(
                Outcome.FAILED,
                "The engine could not move it: " + thrown.getMessage() + ". The server's log has the details.");
    }

    private static boolean isBusy(Throwable cause) {
        return cause instanceof OptimisticLockingException
                || cause instanceof PessimisticLockingFailureException
                || cause instanceof QueryTimeoutException;
    }

    private Tried words(MigratingProcessInstanceValidationReport report, MigrationPlan plan) {
        Map<String, FlowNode> from = plans.of(
                        "", plan.getSourceProcessDefinitionId(), plan.getTargetProcessDefinitionId(), Map.of())
                .from();
        Set<String> without = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>(report.getFailures());
        report.getActivityInstanceReports()
                .forEach(one -> sort(one.getSourceScopeId(), one.getFailures(), from, without, others));
        report.getTransitionInstanceReports()
                .forEach(one -> sort(one.getSourceScopeId(), one.getFailures(), from, without, others));
        if (others.isEmpty() && !without.isEmpty()) {
            return new Tried(
                    Outcome.LEFT,
                    "It stands at " + String.join(", ", without)
                            + ", which has no step in the other version. It stays; choose a step for it, or move it when"
                            + " it is past it.");
        }
        return new Tried(Outcome.FAILED, "The engine cannot move it: " + String.join("; ", others));
    }

    private static void sort(
            String step, List<String> failures, Map<String, FlowNode> from, Set<String> without, Set<String> others) {
        FlowNode node = from.get(step.split("#", 2)[0]);
        String name = "'" + (node == null ? step : MigrationPlans.name(node)) + "'";
        for (String failure : failures) {
            if (failure.startsWith(NO_INSTRUCTION)) {
                without.add(name);
            } else {
                others.add("at " + name + ": " + failure);
            }
        }
    }

    @Override
    @Transactional
    public long start(Wanted wanted, String why) {
        return begin(wanted, why, null, null);
    }

    @Override
    @Transactional
    public long again(long id, String why) {
        Migration before =
                record.find(id).orElseThrow(() -> new Refused("migration", "There is no migration " + id + "."));
        if (before.running()) {
            throw new Refused("migration", "Migration " + id + " is still under way. Wait until it is done.");
        }
        return begin(
                new Wanted(before.processId(), before.from(), before.to(), before.steps(), Set.of()),
                why,
                id,
                Set.copyOf(record.notOver(id)));
    }

    private long begin(Wanted wanted, String why, @Nullable Long againOf, @Nullable Set<String> ids) {
        String person = acting.user().orElse("");
        if (!acting.inGroup(OWNER)) {
            throw new AuthorizationException("Only a process owner moves running instances.");
        }
        if (why.isBlank() || why.strip().length() > LONGEST_REASON) {
            throw new Refused(
                    "why",
                    why.isBlank()
                            ? "Say why you move them. It stands in the record for good."
                            : "The reason has more than " + LONGEST_REASON + " characters. Shorten it.");
        }
        jdbc.sql(ONE_AT_A_TIME).query(row -> {});
        Checked checked = check(wanted);
        List<String> moving = checked.instances().stream()
                .map(Instance::id)
                .filter(id -> ids == null || ids.contains(id))
                .toList();
        if (moving.isEmpty()) {
            throw new Refused(
                    "from",
                    "Nothing runs on version " + wanted.from() + " that could be moved. There is nothing to do.");
        }
        List<Long> underWay = jdbc.sql(UNDER_WAY)
                .param("definition", checked.from().definitionId())
                .query(Long.class)
                .list();
        if (!underWay.isEmpty()) {
            throw new Refused(
                    "from",
                    "Migration " + underWay.get(0) + " moves those of version " + wanted.from()
                            + " in this moment. Wait until it is done.");
        }
        Batch batch = acting.asSystem(() -> runtime.newMigration(checked.plan().plan())
                .processInstanceIds(moving)
                .executeAsync());
        long id = record.begin(
                batch.getId(),
                wanted,
                checked.from().definitionId(),
                checked.to().definitionId(),
                person,
                why.strip(),
                moving.size(),
                againOf);
        log.info(
                "{} moves {} of {} from version {} to {} ({}): migration {}",
                person,
                moving.size(),
                wanted.processId(),
                wanted.from(),
                wanted.to(),
                why,
                id);
        return id;
    }

    /** A part of a batch. What it does for an instance and the record of it are one transaction. */
    void move(String batch, MigrationPlan plan, List<String> instanceIds) {
        long migration = record.ofBatch(batch)
                .orElseThrow(() -> new IllegalStateException("Nobody is on record for batch " + batch))
                .id();
        for (String instanceId : instanceIds) {
            acting.asSystem(() -> move(migration, plan, instanceId));
        }
    }

    private void move(long migration, MigrationPlan plan, String instanceId) {
        RuntimeException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                engine.getCommandExecutorTxRequiresNew().execute(context -> {
                    if (!record.has(migration, instanceId)) {
                        Tried held = hold(plan, instanceId);
                        if (held.outcome() == Outcome.MOVED) {
                            held = held.with(new MovingInstance(plan, instanceId)
                                    .execute(context)
                                    .words());
                        }
                        record.add(migration, instanceId, held.outcome(), held.remark());
                    }
                    return null;
                });
                return;
            } catch (RuntimeException e) {
                last = e;
                if (!isBusy(e)) {
                    break;
                }
            }
        }
        Tried failed = words(Objects.requireNonNull(last), plan, instanceId);
        own.executeWithoutResult(status -> record.add(migration, instanceId, failed.outcome(), failed.remark()));
    }

    @Override
    public List<Migration> of(String processId, int limit) {
        return record.of(processId, limit);
    }

    @Override
    public Optional<Migration> migration(long id) {
        return record.find(id);
    }

    @Override
    public List<Result> results(long id, int limit, int offset) {
        return record.results(id, limit, offset);
    }
}

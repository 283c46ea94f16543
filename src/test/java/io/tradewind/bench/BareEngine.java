package io.tradewind.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;

/**
 * The engine alone on our models: no rights, no checks, no tables of ours; what the steps do is nothing but to set the
 * variables that they set in the application, since the ways out of the gateways are chosen by them.
 */
final class BareEngine implements Journeys.Engine, Closeable {

    private final HikariDataSource dataSource = new HikariDataSource();
    private final ProcessEngine engine;
    private final Recorded recorded;

    BareEngine(String jdbcUrl, Recorded recorded) {
        this.recorded = recorded;
        dataSource.setJdbcUrl(jdbcUrl);
        dataSource.setUsername("postgres");
        dataSource.setMaximumPoolSize(20);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(dataSource);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("full");
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setDefaultSerializationFormat("application/json");
        configuration.setHistoryTimeToLive("P3650D");
        configuration.setGeneralResourceWhitelistPattern("[a-zA-Z0-9-]+");
        configuration.setCmmnEnabled(false);
        configuration.setBeans(new Beans());
        configuration.getProcessEnginePlugins().add(new SpinProcessEnginePlugin());
        configuration.setJobExecutor(jobExecutor());
        configuration.setJobExecutorActivate(true);
        engine = configuration.buildProcessEngine();
        deploy();
        // processes that begin by the clock would begin here too, whose steps were not recorded
        engine.getManagementService().createJobQuery().timers().list().stream()
                .map(Job::getId)
                .forEach(engine.getManagementService()::deleteJob);
    }

    /** As many threads as the application has. */
    private static DefaultJobExecutor jobExecutor() {
        DefaultJobExecutor executor = new DefaultJobExecutor();
        executor.setCorePoolSize(3);
        executor.setMaxPoolSize(6);
        executor.setQueueSize(6);
        executor.setMaxWait(5000);
        return executor;
    }

    private void deploy() {
        try (Stream<Path> modules = Files.list(Path.of("bpmn"))) {
            for (Path module : modules.toList()) {
                DeploymentBuilder deployment = engine.getRepositoryService().createDeployment();
                for (Path folder : List.of(module, Path.of("forms").resolve(module.getFileName()))) {
                    add(deployment, folder);
                }
                deployment.deploy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(DeploymentBuilder deployment, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    deployment.addString(file.toString(), Files.readString(file));
                }
            }
        }
    }

    ProcessEngine engine() {
        return engine;
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public String start(String rep, Map<String, Object> lead) {
        Map<String, Object> variables = new HashMap<>(lead);
        variables.putAll(recorded.set(Journeys.PROCESS, "lead-received", 0));
        return engine.getRuntimeService()
                .startProcessInstanceByKey(Journeys.PROCESS, variables)
                .getId();
    }

    @Override
    public void perform(Journeys.Open task, String userId, Map<String, Object> values) {
        if (task.assignee().isEmpty()) {
            engine.getTaskService().claim(task.id(), userId);
        }
        engine.getFormService().submitTaskForm(task.id(), values);
    }

    @Override
    public String invoice(Journeys.Open task) {
        return "I-0";
    }

    @Override
    public void finish() {
        // it leaves nothing
    }

    @Override
    public void close() {
        engine.close();
        dataSource.close();
    }

    /** Knows every name that our models use. */
    private final class Beans extends AbstractMap<Object, Object> {

        private final Step step = new Step();

        @Override
        public boolean containsKey(Object key) {
            return get(key) != null;
        }

        @Override
        public Object get(Object key) {
            return switch (String.valueOf(key)) {
                case "workingTime" -> WorkingTime.INSTANCE;
                case "approvalSteps" -> ApprovalSteps.INSTANCE;
                default -> isStep(String.valueOf(key)) ? step : null;
            };
        }

        private boolean isStep(String name) {
            return name.endsWith("Delegate") || name.endsWith("Listener");
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            return Set.of();
        }
    }

    /** Every step and every listener. */
    private final class Step implements JavaDelegate, ExecutionListener, TaskListener {

        private final Map<String, AtomicInteger> visits = new ConcurrentHashMap<>();

        @Override
        public void execute(DelegateExecution execution) {
            String process = engine.getRepositoryService()
                    .getProcessDefinition(execution.getProcessDefinitionId())
                    .getKey();
            String activity = execution.getCurrentActivityId();
            int visit = visits.computeIfAbsent(execution.getProcessInstanceId() + activity, key -> new AtomicInteger())
                    .getAndIncrement();
            recorded.set(process, activity, visit).forEach(execution::setVariable);
        }

        @Override
        public void notify(DelegateExecution execution) {
            // what a listener sets is set by the step it listens to
        }

        @Override
        public void notify(DelegateTask task) {
            // as above
        }
    }

    /** Deadlines without holidays and working hours. */
    public static final class WorkingTime {

        static final WorkingTime INSTANCE = new WorkingTime();

        private WorkingTime() {}

        public WorkingTime of(Object person) {
            return this;
        }

        public Date hours(long hours) {
            return Date.from(Instant.now().plus(Duration.ofHours(hours)));
        }

        public Date days(long days) {
            return Date.from(Instant.now().plus(Duration.ofDays(days)));
        }
    }

    /** One manager is asked, and her answer is enough. */
    public static final class ApprovalSteps {

        static final ApprovalSteps INSTANCE = new ApprovalSteps();

        private ApprovalSteps() {}

        public List<String> askedNow(Object approvalId) {
            return List.of("melvin-marxen");
        }

        public boolean answered(Object approvalId) {
            return true;
        }

        public String role(Object approvalId, Object approver) {
            return "sales-manager";
        }
    }

    /** What the application's steps set on one journey: {@code process.activity} → visit → name → value. */
    record Recorded(Map<String, List<Map<String, TypedValue>>> steps) {

        Map<String, TypedValue> set(String process, String activity, int visit) {
            List<Map<String, TypedValue>> visits = steps.getOrDefault(process + "." + activity, List.of());
            return visits.isEmpty() ? Map.of() : visits.get(Math.min(visit, visits.size() - 1));
        }
    }
}

package io.tradewind.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.TradewindApplication;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.SignedCopies;
import io.tradewind.engine.Acting;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManagerFactory;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionInstanceManager;
import org.camunda.bpm.engine.impl.history.handler.CompositeDbHistoryEventHandler;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.GenericManagerFactory;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricProcessInstanceManager;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** The whole application on a database of its own, as a user starts it: background work and job executor are on. */
final class RunningApplication implements Journeys.Engine, Closeable {

    private static final List<String> LEFT_TO = List.of("FoldingInBackground", "AuditChain");

    private static final String LEFT =
            """
            SELECT EXISTS (SELECT 1 FROM kpi_fact_pending) OR EXISTS (SELECT 1 FROM audit_entry WHERE seq IS NULL)
            """;

    private final ConfigurableApplicationContext context;
    private final ProcessEngine engine;
    private final Map<String, List<String>> groups = new ConcurrentHashMap<>();

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
        this.engine = context.getBean(ProcessEngine.class);
    }

    /** As it is shipped. */
    static RunningApplication shipped(String jdbcUrl) {
        return shipped(jdbcUrl, "shipped");
    }

    /** @param name of its engine, like no other in this JVM */
    static RunningApplication shipped(String jdbcUrl, String name) {
        return new RunningApplication(builder().run(arguments(jdbcUrl, name, Map.of())));
    }

    /**
     * The same with what the engine's starter and the driver set when nobody says otherwise, and with the engine's own rights,
     * history, decision cells and writing.
     */
    static RunningApplication stock(String jdbcUrl) {
        Map<String, String> defaults = Map.of(
                "camunda.bpm.job-execution.core-pool-size", "3",
                "camunda.bpm.job-execution.max-pool-size", "10",
                "camunda.bpm.job-execution.queue-capacity", "3",
                "camunda.bpm.job-execution.max-wait", "60000",
                "camunda.bpm.authorization.authorization-check-revokes", "auto",
                "spring.datasource.hikari.data-source-properties.preparedStatementCacheQueries", "256",
                "spring.datasource.hikari.data-source-properties.preparedStatementCacheSizeMiB", "5",
                "spring.datasource.hikari.data-source-properties.reWriteBatchedInserts", "false",
                "spring.datasource.hikari.data-source-properties.prepareThreshold", "5");
        RunningApplication stock = new RunningApplication(builder()
                .initializers((GenericApplicationContext context) ->
                        context.registerBean("stockEngine", ProcessEnginePlugin.class, StockEngine::new))
                .run(arguments(jdbcUrl, "stock", defaults)));
        DbSqlSessionFactory statements = ((ProcessEngineConfigurationImpl) stock.engine.getProcessEngineConfiguration())
                .getDbSqlSessionFactory();
        Map<String, String> mapped = new HashMap<>(statements.getStatementMappings());
        mapped.values().removeIf(ours -> ours.endsWith("Alone"));
        statements.setStatementMappings(mapped);
        return stock;
    }

    private static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(TradewindApplication.class).initializers(context -> context.getBeanFactory()
                .registerSingleton("withoutTestClasses", new WithoutTestClasses()));
    }

    private static String[] arguments(String jdbcUrl, String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("spring.datasource.url", jdbcUrl);
        settings.put("spring.datasource.username", "postgres");
        settings.put("server.port", "0");
        settings.put("camunda.bpm.process-engine-name", name);
        settings.put("tradewind.demo", "true");
        settings.put("tradewind.demo-pipeline", "false");
        settings.put("tradewind.demo-bureau", "none");
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    @Override
    public DataSource dataSource() {
        return context.getBean(DataSource.class);
    }

    ProcessEngine engine() {
        return engine;
    }

    /** The engine's work, with its checks off. */
    <T> T asSystem(java.util.function.Supplier<T> work) {
        return context.getBean(Acting.class).asSystem(work);
    }

    @Override
    public String start(String rep, Map<String, Object> lead) {
        String[] started = new String[1];
        as(
                rep,
                () -> started[0] = engine.getFormService()
                        .submitStartForm(definition(), lead)
                        .getId());
        return started[0];
    }

    private String definition() {
        return asSystem(() -> engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(Journeys.PROCESS)
                .latestVersion()
                .singleResult()
                .getId());
    }

    @Override
    public void perform(Journeys.Open task, String userId, Map<String, Object> values) {
        as(userId, () -> {
            if (task.step().equals("sign-contract")) {
                String contract = (String) engine.getTaskService().getVariable(task.id(), "contractNumber");
                context.getBean(ContractWork.class).attachSignedCopy(contract, "signed.pdf", SignedCopies.of(contract));
            }
            if (task.assignee().isEmpty()) {
                engine.getTaskService().claim(task.id(), userId);
            }
            engine.getFormService().submitTaskForm(task.id(), values);
        });
    }

    @Override
    public String invoice(Journeys.Open task) {
        String order = asSystem(() -> (String) engine.getTaskService().getVariable(task.id(), "orderNumber"));
        return JdbcClient.create(dataSource())
                .sql("SELECT number FROM invoice WHERE order_number = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    /** Facts are folded and the audit trail is bound, which the application does every few seconds. */
    @Override
    public void finish() {
        JdbcClient jdbc = JdbcClient.create(dataSource());
        List<Runnable> work = context.getBeansOfType(ScheduledTaskHolder.class).values().stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .map(scheduled -> scheduled.getTask().getRunnable())
                .filter(task -> LEFT_TO.stream().anyMatch(task.toString()::contains))
                .toList();
        assertThat(work).hasSameSizeAs(LEFT_TO);
        do {
            work.forEach(Runnable::run);
        } while (jdbc.sql(LEFT).query(Boolean.class).single());
    }

    private void as(String userId, Runnable work) {
        List<String> memberships = groups.computeIfAbsent(userId, this::groupsOf);
        SecurityContextHolder.getContext()
                .setAuthentication(new UsernamePasswordAuthenticationToken(
                        userId,
                        "n/a",
                        memberships.stream().map(SimpleGrantedAuthority::new).toList()));
        engine.getIdentityService().setAuthentication(userId, memberships);
        try {
            work.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
            SecurityContextHolder.clearContext();
        }
    }

    private List<String> groupsOf(String userId) {
        return asSystem(() -> engine.getIdentityService().createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .toList());
    }

    @Override
    public void close() throws IOException {
        context.close();
    }

    /**
     * A row for every task and everybody who may do it, and everything in the history, as the engine does it; rights checked,
     * rows written, statements read and decisions asked by the engine's own classes.
     */
    private static final class StockEngine extends AbstractProcessEnginePlugin {

        @Override
        public void postInit(ProcessEngineConfigurationImpl configuration) {
            configuration
                    .getSqlSessionFactory()
                    .getConfiguration()
                    .setDefaultScriptingLanguage(XMLLanguageDriver.class);
            configuration.setResourceAuthorizationProvider(new DefaultAuthorizationProvider());
            configuration.setHistoryLevel(HistoryLevel.HISTORY_LEVEL_FULL);
            configuration.setHistoryEventHandler(
                    new CompositeDbHistoryEventHandler(configuration.getCustomHistoryEventHandlers().stream()
                            .filter(handler -> !(handler instanceof DbHistoryEventHandler))
                            .toList()));
            configuration.setJobExecutorAcquireByPriority(false);
            configuration.setIdGenerator(new StrongUuidGenerator());
            configuration
                    .getSessionFactories()
                    .put(AuthorizationManager.class, new GenericManagerFactory(AuthorizationManager.class));
            configuration
                    .getSessionFactories()
                    .put(DbEntityManager.class, new DbEntityManagerFactory(configuration.getIdGenerator()));
            configuration
                    .getSessionFactories()
                    .put(
                            HistoricProcessInstanceManager.class,
                            new GenericManagerFactory(HistoricProcessInstanceManager.class));
            configuration
                    .getSessionFactories()
                    .put(
                            HistoricDecisionInstanceManager.class,
                            new GenericManagerFactory(HistoricDecisionInstanceManager.class));
            configuration
                    .getIncidentHandlers()
                    .put(
                            Incident.FAILED_JOB_HANDLER_TYPE,
                            new DefaultIncidentHandler(Incident.FAILED_JOB_HANDLER_TYPE));
            configuration.setDmnEngine(configuration
                    .getDmnEngineConfiguration()
                    .feelEngineFactory(new ScalaFeelEngineFactory(List.of()))
                    .buildEngine());
            configuration.getCommandInterceptorsTxRequired().stream()
                    .filter(interceptor -> isOurs(interceptor.getNext()))
                    .forEach(
                            interceptor -> interceptor.setNext(((CommandInterceptor) interceptor.getNext()).getNext()));
        }
    }

    /** What tells the database how to plan; without it the database plans as it does for everybody. */
    private static boolean isOurs(CommandExecutor interceptor) {
        return interceptor instanceof CommandInterceptor
                && interceptor.getClass().getSimpleName().equals("PlannedOnce");
    }

    /** A test's classes stand beside the application's; started here, it is to be without them. */
    private static final class WithoutTestClasses extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader read, MetadataReaderFactory factory) {
            return read.getAnnotationMetadata().hasAnnotation(TestComponent.class.getName())
                    || read.getAnnotationMetadata().hasAnnotation(TestConfiguration.class.getName())
                    || read.getClassMetadata().getClassName().contains("Tests$");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WithoutTestClasses;
        }

        @Override
        public int hashCode() {
            return WithoutTestClasses.class.hashCode();
        }
    }
}

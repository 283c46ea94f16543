package io.tradewind.engine.database;

import io.tradewind.engine.FirstLogin;
import io.tradewind.engine.OnDemo;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.CompositeProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.spring.boot.starter.util.CamundaSpringBootUtil;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.RollbackOn;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.util.function.SingletonSupplier;

/** The order of the start (lock, business tables, engine tables, everything else) and what the engine writes down. */
// what is broken off is undone, whatever it was: Spring alone keeps it if the exception is a checked one
@EnableTransactionManagement(proxyTargetClass = true, rollbackOn = RollbackOn.ALL_EXCEPTIONS)
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final int STATEMENTS = 1024;

    private static final String ADMINISTRATOR =
            "SELECT 1 FROM engine.act_id_membership WHERE group_id_ = 'camunda-admin' LIMIT 1";

    @Bean
    StartupLock startupLock(DataSource dataSource, Environment environment) throws SQLException {
        StartupLock lock = new StartupLock(dataSource);
        try {
            if (!OnDemo.DemoCondition.holds(environment)) {
                firstLogin(new JdbcTemplate(dataSource), environment);
            }
            return lock;
        } catch (RuntimeException refused) {
            lock.release();
            throw refused;
        }
    }

    /** Before anything is made: the administrator is made when all else is, and would be refused only then. */
    static void firstLogin(JdbcTemplate jdbc, Environment environment) {
        boolean logins =
                jdbc.queryForObject("SELECT to_regclass('engine.act_id_membership') IS NOT NULL", Boolean.class);
        if (!logins || jdbc.queryForList(ADMINISTRATOR, Integer.class).isEmpty()) {
            FirstLogin.check(
                    environment.getProperty("TRADEWIND_ADMIN_USER", ""),
                    environment.getProperty("TRADEWIND_ADMIN_PASSWORD", ""));
        }
    }

    /** As the starter's own. */
    @Bean
    ProcessEngineConfigurationImpl processEngineConfigurationImpl(List<ProcessEnginePlugin> plugins) {
        EngineOnDemand engine = new EngineOnDemand();
        CamundaSpringBootUtil.initCustomFields(engine);
        engine.getProcessEnginePlugins().add(new CompositeProcessEnginePlugin(plugins));
        return engine;
    }

    @Bean
    IdGenerator idGenerator() {
        return new IdsInOrder(InstantSource.system());
    }

    @Bean
    static ProcessEnginePlugin historyWithoutRepetition() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                // of two levels with the same name the engine takes the later one
                configuration.setCustomHistoryLevels(List.of(new HistoryWithoutRepetition()));
            }
        };
    }

    @Bean
    static ProcessEnginePlugin ownSessions() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                List<SessionFactory> sessions = new ArrayList<>(
                        configuration.getCustomSessionFactories() == null
                                ? List.of()
                                : configuration.getCustomSessionFactories());
                sessions.add(new PlainEntityManager.Factory());
                sessions.add(new RemovalDay.ProcessFactory());
                sessions.add(new RemovalDay.DecisionFactory());
                configuration.setCustomSessionFactories(sessions);
            }
        };
    }

    /** Before all who listen to the history: what is written first knows when it began. */
    @Bean
    static ProcessEnginePlugin startTimes() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                List<HistoryEventHandler> handlers = new ArrayList<>(configuration.getCustomHistoryEventHandlers());
                handlers.add(0, new StartTimes());
                configuration.setCustomHistoryEventHandlers(handlers);
                configuration.setEnableDefaultDbHistoryEventHandler(false);
            }
        };
    }

    @Bean
    static ProcessEnginePlugin variablesAlone() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void postInit(ProcessEngineConfigurationImpl configuration) {
                VariablesAlone.use(configuration);
            }
        };
    }

    @Bean
    static ProcessEnginePlugin bulkLater() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setJobPriorityProvider(new BulkLater());
                configuration.setJobExecutorAcquireByPriority(true);
            }
        };
    }

    @Bean
    static ProcessEnginePlugin incidentsByCase() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                List<IncidentHandler> handlers = new ArrayList<>(
                        configuration.getCustomIncidentHandlers() == null
                                ? List.of()
                                : configuration.getCustomIncidentHandlers());
                handlers.add(new IncidentsByCase());
                configuration.setCustomIncidentHandlers(handlers);
            }
        };
    }

    @Bean
    static ProcessEnginePlugin plannedOnce(ObjectProvider<JdbcTemplate> jdbc) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                List<CommandInterceptor> inside = new ArrayList<>(
                        configuration.getCustomPostCommandInterceptorsTxRequired() == null
                                ? List.of()
                                : configuration.getCustomPostCommandInterceptorsTxRequired());
                inside.add(new PlannedOnce(SingletonSupplier.of(jdbc::getObject)));
                configuration.setCustomPostCommandInterceptorsTxRequired(inside);
            }
        };
    }

    /** Stands before Spring's own. */
    @Bean
    @Primary
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static TransactionInterceptor knownTransactionManager(TransactionAttributeSource attributes) {
        KnownTransactionManager interceptor = new KnownTransactionManager();
        interceptor.setTransactionAttributeSource(attributes);
        return interceptor;
    }

    /** As many as the driver keeps prepared; 256 would be fewer than one journey has. */
    @Bean
    static BeanPostProcessor statementsReadOnce() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof NamedParameterJdbcTemplate template) {
                    template.setCacheLimit(STATEMENTS);
                }
                return bean;
            }
        };
    }

    @Bean
    static BeanFactoryPostProcessor lockBeforeSchema() {
        return factory -> {
            for (String name : factory.getBeanNamesForType(FlywayMigrationInitializer.class, false, false)) {
                factory.getBeanDefinition(name).setDependsOn("startupLock");
            }
            for (String name : new String[] {"processEngineFactoryBean"}) {
                if (factory.containsBeanDefinition(name)) {
                    factory.getBeanDefinition(name).setDependsOn("startupLock", "flywayInitializer");
                }
            }
        };
    }
}

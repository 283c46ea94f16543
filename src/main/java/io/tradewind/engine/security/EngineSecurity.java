package io.tradewind.engine.security;

import io.tradewind.engine.PasswordRules;
import io.tradewind.engine.Superiors;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.function.SingletonSupplier;

/** Puts the guards into the engine before it is built. */
@Configuration(proxyBeanMethods = false)
class EngineSecurity {

    @Bean
    static ProcessEnginePlugin guardedEngine(
            ObjectProvider<Superiors> superiors,
            ObjectProvider<JdbcClient> jdbc,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setCustomPreCommandInterceptorsTxRequired(
                        guarded(configuration.getCustomPreCommandInterceptorsTxRequired()));
                configuration.setCustomPreCommandInterceptorsTxRequiresNew(
                        guarded(configuration.getCustomPreCommandInterceptorsTxRequiresNew()));
                configuration.setPasswordPolicy(new PasswordRules());
                configuration.setResourceAuthorizationProvider(new TaskRights(superiors));
                List<CommandInterceptor> inside = new ArrayList<>();
                if (configuration.getCustomPostCommandInterceptorsTxRequired() != null) {
                    inside.addAll(configuration.getCustomPostCommandInterceptorsTxRequired());
                }
                inside.add(0, new OutermostQuestions()); // before any of these asks something itself
                inside.add(new ColumnsOfVisibleTasks());
                configuration.setCustomPostCommandInterceptorsTxRequired(inside);
                configuration.setCommandContextFactory(new QuietRefusals(configuration));
                configuration.setIdentityProviderSessionFactory(new LastAdministratorStays.Factory());
                List<SessionFactory> sessions = new ArrayList<>();
                if (configuration.getCustomSessionFactories() != null) {
                    sessions.addAll(configuration.getCustomSessionFactories());
                }
                sessions.add(new RightsOfAllGroups.Factory(SingletonSupplier.of(jdbc::getObject)));
                configuration.setCustomSessionFactories(sessions);
            }

            @Override
            public void postInit(ProcessEngineConfigurationImpl configuration) {
                TasksInOneOrder.use(configuration);
                TasksByRights.use(configuration);
                QueryGuard.Days.in(zone);
                for (String function : List.of("startOfToday", "startOfTomorrow")) {
                    configuration
                            .getExpressionManager()
                            .addFunction(function, ReflectionUtils.findMethod(QueryGuard.Days.class, function));
                }
            }
        };
    }

    private static List<CommandInterceptor> guarded(@Nullable List<CommandInterceptor> present) {
        List<CommandInterceptor> all = new ArrayList<>(present == null ? List.of() : present);
        all.add(0, new QueryGuard());
        return all;
    }
}

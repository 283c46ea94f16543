package io.tradewind.engine.guard;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Assignments;
import io.tradewind.engine.Deputies;
import io.tradewind.engine.Superiors;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GuardConfiguration {

    @Bean
    static ProcessEnginePlugin guardedSubmissions(
            ObjectProvider<Acting> acting,
            ObjectProvider<Superiors> organization,
            ObjectProvider<Assignments> assignments) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                SubmissionGuard guard = new SubmissionGuard(acting, organization, assignments);
                configuration.setCustomPostCommandInterceptorsTxRequired(
                        with(guard, configuration.getCustomPostCommandInterceptorsTxRequired()));
            }
        };
    }

    @Bean
    static ProcessEnginePlugin tasksForDeputies(ObjectProvider<Deputies> deputies) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                List<BpmnParseListener> listeners = new ArrayList<>(
                        configuration.getCustomPostBPMNParseListeners() == null
                                ? List.of()
                                : configuration.getCustomPostBPMNParseListeners());
                listeners.add(new DeputyDecorator.OnEveryUserTask(deputies));
                configuration.setCustomPostBPMNParseListeners(listeners);
            }
        };
    }

    private static List<CommandInterceptor> with(SubmissionGuard guard, @Nullable List<CommandInterceptor> present) {
        List<CommandInterceptor> all = new ArrayList<>(present == null ? List.of() : present);
        all.add(guard);
        return all;
    }
}

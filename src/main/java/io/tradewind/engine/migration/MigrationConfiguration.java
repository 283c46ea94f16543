package io.tradewind.engine.migration;

import io.tradewind.engine.Acting;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.batch.BatchJobHandler;
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
class MigrationConfiguration {

    @Bean
    static ProcessEnginePlugin recordedMigrations(
            ObjectProvider<EngineMigrations> migrations, ObjectProvider<Acting> acting) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                List<BatchJobHandler<?>> handlers = new ArrayList<>();
                if (configuration.getCustomBatchJobHandlers() != null) {
                    handlers.addAll(configuration.getCustomBatchJobHandlers());
                }
                handlers.add(new RecordedMigrationJob(migrations)); // takes the place of the engine's own
                configuration.setCustomBatchJobHandlers(handlers);
                List<BpmnParseListener> listeners = new ArrayList<>(
                        configuration.getCustomPostBPMNParseListeners() == null
                                ? List.of()
                                : configuration.getCustomPostBPMNParseListeners());
                listeners.add(new WholeTimers());
                configuration.setCustomPostBPMNParseListeners(listeners);
                configuration.setCustomPreCommandInterceptorsTxRequired(
                        guarded(configuration.getCustomPreCommandInterceptorsTxRequired(), acting));
                configuration.setCustomPreCommandInterceptorsTxRequiresNew(
                        guarded(configuration.getCustomPreCommandInterceptorsTxRequiresNew(), acting));
            }
        };
    }

    private static List<CommandInterceptor> guarded(
            @Nullable List<CommandInterceptor> present, ObjectProvider<Acting> acting) {
        List<CommandInterceptor> all = new ArrayList<>(present == null ? List.of() : present);
        all.add(0, new MigrationDoor(acting));
        return all;
    }
}

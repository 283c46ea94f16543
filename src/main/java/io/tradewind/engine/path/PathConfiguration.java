package io.tradewind.engine.path;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

@Configuration(proxyBeanMethods = false)
class PathConfiguration {

    @Bean
    static ProcessEnginePlugin recordedPassages(ObjectProvider<PassageRecord> record) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                List<HistoryEventHandler> handlers = new ArrayList<>(configuration.getCustomHistoryEventHandlers());
                handlers.add(new PassageWatch());
                configuration.setCustomHistoryEventHandlers(handlers);
                List<SessionFactory> sessions = new ArrayList<>(
                        configuration.getCustomSessionFactories() == null
                                ? List.of()
                                : configuration.getCustomSessionFactories());
                sessions.add(new PassageNotes.Factory(SingletonSupplier.of(record::getObject)));
                configuration.setCustomSessionFactories(sessions);
                List<BpmnParseListener> listeners = new ArrayList<>(
                        configuration.getCustomPostBPMNParseListeners() == null
                                ? List.of()
                                : configuration.getCustomPostBPMNParseListeners());
                listeners.add(new WayWatch());
                configuration.setCustomPostBPMNParseListeners(listeners);
            }
        };
    }
}

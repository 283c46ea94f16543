package io.tradewind.engine.expression;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExpressionConfiguration {

    @Bean
    ProcessEnginePlugin expressionBeans(ConfigurableListableBeanFactory beans, ApplicationContext context) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                ExpressionBeans named = new ExpressionBeans(beans);
                ((SpringProcessEngineConfiguration) configuration).setBeans(named);
                configuration.setExpressionManager(new GuardedExpressions(context, named));
                configuration.setScriptEngineResolver(new NoScripts());
                configuration.setDmnEngineConfiguration(tables(configuration.getDmnEngineConfiguration()));
                configuration.setBusinessCalendarManager(SlowClocks.clocks());
                List<BpmnParseListener> listeners = new ArrayList<>(
                        configuration.getCustomPreBPMNParseListeners() == null
                                ? List.of()
                                : configuration.getCustomPreBPMNParseListeners());
                listeners.add(new NoCodeInModels());
                configuration.setCustomPreBPMNParseListeners(listeners);
            }
        };
    }

    private static DefaultDmnEngineConfiguration tables(@Nullable DefaultDmnEngineConfiguration present) {
        DefaultDmnEngineConfiguration tables = present != null
                ? present
                : (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        return tables.feelEngineFactory(new RememberedCells());
    }
}

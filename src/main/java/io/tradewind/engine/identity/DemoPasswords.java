package io.tradewind.engine.identity;

import io.tradewind.engine.OnDemo;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The demo company logs in with the password {@code demo}, which the password policy of everybody else refuses. */
@Configuration(proxyBeanMethods = false)
@OnDemo
class DemoPasswords {

    @Bean
    ProcessEnginePlugin weakPasswordsInTheDemo() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setEnablePasswordPolicy(false);
            }
        };
    }
}
